/** The door for letters: what a mailbox or a lane gives back is checked before anything acts on it. */
import { z } from 'zod'
import { FILE_KINDS, FILE_REFUSALS } from '../domain/file-type.ts'
import { LANGUAGES } from '../domain/values.ts'
import {
  type Amendment,
  type Inbound,
  type Line,
  STANDINGS,
  type StaffRoomInbound,
  TOPICS_STATES,
  UNREADABLE,
} from '../flows/types.ts'
import type { ConversationId, Letter } from '../ports.ts'
import type { GroupAct, RoomAct } from './acts.ts'
import {
  type Attached,
  attachedSchema,
  attachmentSchema,
  type EditedAttached,
  type StaffAttached,
} from './files/attached.ts'

const who = { name: z.string().optional(), hint: z.enum(LANGUAGES).optional() }
const what = z.enum(UNREADABLE)
const via = z.literal('desk').optional()
const roomMessage = z.object({ room: z.string(), message: z.string() })

const fileRef = z.object({ id: z.string(), kind: z.enum(FILE_KINDS) })
const captioned = {
  caption: z.string().optional(),
  ref: z.string().optional(),
  quote: z.string().optional(),
  album: z.string().optional(),
}

const inboundSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('said'),
    text: z.string(),
    ref: z.string().optional(),
    quote: z.string().optional(),
    beside: what.optional(),
    album: z.string().optional(),
    ...who,
  }),
  // What it said before is the turn's to look up.
  z.object({
    kind: z.literal('edited'),
    ref: z.string(),
    text: z.string(),
    earlier: z.null(),
    attachment: attachmentSchema.optional(),
    ...who,
  }),
  z.object({ kind: z.literal('chose'), question: z.string(), offer: z.string(), ...who }),
  z.object({
    kind: z.literal('sent'),
    what: z.enum(FILE_KINDS),
    text: z.string().nullable(),
    file: z.string().optional(),
    more: z.array(fileRef).optional(),
    ...captioned,
    ...who,
  }),
  z.object({
    kind: z.literal('unkept'),
    what: z.enum(FILE_KINDS),
    why: z.enum(FILE_REFUSALS),
    several: z.literal(true).optional(),
    ...captioned,
    ...who,
  }),
  z.object({ kind: z.literal('unreadable'), what, album: z.string().optional(), ...who }),
  z.object({ kind: z.literal('staff.wrote'), text: z.string(), by: z.string() }),
  z.object({ kind: z.literal('recorded'), who: z.enum(['customer', 'staff']), text: z.string() }),
  z.object({
    kind: z.literal('staff.said'),
    text: z.string(),
    by: z.string(),
    file: fileRef.extend({ name: z.string().nullable() }).optional(),
    attachment: attachmentSchema.optional(),
    from: roomMessage.optional(),
    via,
  }),
  z.object({ kind: z.literal('staff.edited'), text: z.string(), by: z.string(), from: roomMessage }),
  z.object({ kind: z.literal('staff.deleted'), by: z.string(), from: roomMessage }),
  z.object({ kind: z.literal('staff.canned'), name: z.string(), by: z.string(), from: roomMessage.optional() }),
  z.object({ kind: z.literal('staff.opened'), by: z.string() }),
  z.object({ kind: z.literal('staff.lang'), lang: z.enum(LANGUAGES), by: z.string() }),
  z.object({ kind: z.literal('staff.took'), by: z.string(), via }),
  z.object({ kind: z.literal('staff.noted'), text: z.string(), by: z.string(), via }),
  z.object({ kind: z.literal('staff.released'), by: z.string() }),
  z.object({ kind: z.literal('staff.closed'), by: z.string(), afterMs: z.number().int().min(0) }),
  z.object({ kind: z.literal('staff.banned'), by: z.string(), reason: z.string().nullable() }),
  z.object({ kind: z.literal('staff.unbanned'), by: z.string() }),
  z.object({ kind: z.literal('staff.erased'), by: z.string() }),
  z.object({ kind: z.literal('staff.gone'), by: z.string() }),
  z.object({ kind: z.literal('hours.changed') }),
  // Whether it is a legal move is the order's to say.
  z.object({
    kind: z.literal('staff.moved'),
    number: z.string(),
    move: z.looseObject({ type: z.string() }),
    by: z.string(),
  }),
  z.object({
    kind: z.literal('staff.acted'),
    act: z.object({
      number: z.string().nullable(),
      machines: z.array(z.number()).nullable(),
      move: z.looseObject({ type: z.string() }),
      note: z.string().nullable(),
    }),
    by: z.string(),
  }),
  z.object({
    kind: z.literal('undeliverable'),
    reason: z.string(),
    isGone: z.boolean().optional(),
    isTold: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('reach'), isReachable: z.boolean() }),
  z.object({ kind: z.literal('registry.answered'), serial: z.string(), numbers: z.array(z.string()) }),
  z.object({
    kind: z.literal('link'),
    news: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('found'), talk: z.string(), code: z.string() }),
      z.object({ kind: z.literal('refused'), why: z.enum(['unknown', 'own', 'room']) }),
      z.object({ kind: z.literal('agreed'), talk: z.string(), code: z.string(), orders: z.array(z.string()) }),
      z.object({ kind: z.literal('orders'), talk: z.string(), orders: z.array(z.string()) }),
      z.object({ kind: z.literal('parted'), talk: z.string() }),
    ]),
  }),
])

const placed = {
  messageId: z.string(),
  replyTo: z.string().nullable(),
  // Letters of an earlier version have none.
  replyToMark: z.string().nullable().default(null),
  repliesToBot: z.boolean(),
  topic: z.string().nullable().default(null),
}
const typed = {
  text: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  author: z.enum(['person', 'other']),
  attachment: attachmentSchema.optional(),
  album: z.string().optional(),
  ...placed,
}
const customer = z.object({ name: z.string(), standing: z.enum(STANDINGS) })
const fared = z.discriminatedUnion('status', [
  z.object({ status: z.enum(['delivered', 'changed', 'taken_back']) }),
  z.object({ status: z.enum(['failed', 'not_changed', 'unknown']), reason: z.string().nullable() }),
])

const staffRoomSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('typed'), ...typed }),
  z.object({ kind: z.literal('edited'), ...typed }),
  z.object({ kind: z.literal('unreadable'), what, ...placed }),
  z.object({
    kind: z.literal('pressed'),
    tap: z.string(),
    messageId: z.string(),
    by: typed.by,
    question: z.string(),
    offer: z.string(),
  }),
  z.object({
    kind: z.literal('posted'),
    about: z.string().nullable(),
    post: z.object({
      kind: z.enum(['card', 'order', 'relay', 'notice']),
      text: z.string(),
      files: z.array(fileRef).optional(),
    }),
    customer: customer.nullable().default(null),
  }),
  z.object({ kind: z.literal('stands'), about: z.string(), customer }),
  z.object({ kind: z.literal('card.changed'), about: z.string(), text: z.string() }),
  z.object({ kind: z.literal('erased'), about: z.string() }),
  z.object({ kind: z.literal('fared'), about: z.string(), messageId: z.string(), how: fared }),
  z.object({ kind: z.literal('menu'), text: z.string() }),
  z.object({ kind: z.literal('topics'), state: z.enum(TOPICS_STATES) }),
])

const lineSchema = z.object({
  from: z.enum(['bot', 'staff']),
  text: z.string(),
  question: z.object({ id: z.string(), offers: z.array(z.object({ id: z.string(), label: z.string() })) }).nullable(),
  replyTo: z.string().optional(),
  origin: roomMessage.optional(),
  file: fileRef.extend({ name: z.string().nullable(), of: z.string().nullable() }).optional(),
})

/** An entry of a conversation's own lane. `about`: the conversation that a reply to it is about. */
export type Entry =
  | { readonly line: Line; readonly about: ConversationId | null }
  /** In a staff room: more than a line. */
  | { readonly act: RoomAct; readonly about: ConversationId }
  /** In a staff room, about nobody. */
  | { readonly group: GroupAct }
  /** At a customer: a person's line is changed or taken back. */
  | { readonly amendment: Amendment }

const roomActSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('card'), text: z.string(), customer }),
  z.object({ kind: z.literal('open'), text: z.string(), customer }),
  z.object({ kind: z.literal('card.changed'), text: z.string() }),
  z.object({ kind: z.literal('title'), customer }),
  z.object({
    kind: z.literal('mark'),
    messageId: z.string(),
    mark: z.enum(['taken', 'delivered', 'failed']).nullable(),
  }),
  z.object({ kind: z.literal('erase') }),
])
const groupActSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('toast'), tap: z.string(), by: z.string(), text: z.string() }),
  z.object({ kind: z.literal('menu'), text: z.string() }),
  z.object({ kind: z.literal('settled'), messageId: z.string(), text: z.string() }),
])
const entrySchema = z.union([
  z.object({ line: lineSchema, about: z.string().nullable() }),
  z.object({ act: roomActSchema, about: z.string() }),
  z.object({ group: groupActSchema }),
  z.object({ amendment: z.object({ text: z.string().nullable(), origin: roomMessage }) }),
])

const letterSchema = z.object({ conversation: z.string(), id: z.string(), body: z.string(), counted: z.boolean() })

const arrivalSchema = z.discriminatedUnion('kind', [...inboundSchema.options, attachedSchema])

/** Each throws on a body that its sender cannot have written: the turn loop treats that as poison. */
export const readInbound = (body: string): Inbound => inboundSchema.parse(JSON.parse(body)) as unknown as Inbound
/** As a letter holds it: a file that goes with it is still to be fetched. */
export type Arrival = Inbound | Attached | EditedAttached | StaffAttached
export const readArrival = (body: string): Arrival => arrivalSchema.parse(JSON.parse(body)) as unknown as Arrival
export const readStaffRoomInbound = (body: string): StaffRoomInbound =>
  staffRoomSchema.parse(JSON.parse(body)) as StaffRoomInbound
export const readEntry = (body: string): Entry => entrySchema.parse(JSON.parse(body)) as Entry
export const readLetter = (body: string): Letter => letterSchema.parse(JSON.parse(body)) as Letter

/** A registry of serial numbers and phones: a conversation with nobody in it. */
export const isRegistry = (conversation: ConversationId): boolean => conversation.startsWith('reg:')
export const isStaffRoom = (conversation: ConversationId): boolean => conversation.startsWith('staff:')
export const isCustomers = (conversation: ConversationId): boolean =>
  !isRegistry(conversation) && !isStaffRoom(conversation)
