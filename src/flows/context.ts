/** What a conversation remembers between two messages: the answers so far. Compact, plain JSON, checked when it is read back. */
import { z } from 'zod'
import { CHANGES } from '../domain/changes.ts'
import type { LinkCode } from '../domain/link-code.ts'
import { evidenceSchema, MARKS, VOLTAGES } from '../domain/order.ts'
import { sinceSchema } from '../domain/since.ts'
import { LANGUAGES, type OrderNumber, type PhoneNumber, type SerialNumber, SYMPTOMS } from '../domain/values.ts'
import { asideSchema } from './attention/aside.ts'
import { earlierSchema } from './earlier/answer.ts'
import { parcelSchema } from './parcel/form.ts'
import { doubtSchema, sentSchema } from './pasted/types.ts'
import { quoteSchema } from './quote/open-quote.ts'

/** What can be asked, answered, taken back and changed. `check` is one remote check; there may be several. */
export const SLOTS = [
  'danger',
  'fault',
  'model',
  'serial',
  'since',
  'changed',
  'count',
  'check',
  'machines',
  'name',
  'phone',
  'marks',
  'voltage',
] as const
export type Slot = (typeof SLOTS)[number]

/** The model of a customer who cannot tell it: accepted, staff find out (domain section 2). */
export const UNKNOWN_MODEL = 'unknown'

/** Several machines, of which nobody has said how many. */
export const SEVERAL = 0

/** Asked, and the customer cannot tell. */
export const UNKNOWN = 'unknown'

const branded = <T extends string>() => z.string().transform((text) => text as T)

/** A further machine beside the first; null is as with the first, or, of the serial number, that it cannot be read. */
const furtherSchema = z.strictObject({
  model: z.string().nullable(),
  serial: branded<SerialNumber>().nullable(),
  symptom: z.enum(SYMPTOMS).nullable(),
  /** What its own status page showed, where one was sent. */
  sent: sentSchema.pick({ found: true, which: true }).optional(),
})
export type Further = Readonly<z.infer<typeof furtherSchema>>

const tried = z.array(z.strictObject({ check: z.string(), answer: z.string() }))

export const contextSchema = z.strictObject({
  lang: z.enum(LANGUAGES),
  /**
   * `none`: nothing under way; `fault`: diagnosis; `order`: an order, with what it needs of the fault but without checks; `parcel`: the parcel
   * of a filed order; `quote`: the answer to a quote.
   */
  topic: z.enum(['none', 'fault', 'order', 'parcel', 'quote']),
  danger: z.boolean().nullable(),
  symptom: z.enum(SYMPTOMS).nullable(),
  /** The symptom was read out of words that may mean another one. */
  guessed: z.boolean(),
  description: z.string(),
  /** What was said beside the checks, for staff. */
  remarks: z.string(),
  model: z.string().nullable(),
  serial: branded<SerialNumber>().nullable(),
  /** The customer cannot read the serial number. */
  serialUnreadable: z.boolean(),
  since: sinceSchema.nullable(),
  changed: z.enum([...CHANGES, UNKNOWN]).nullable(),
  /** How many machines fail at once; `SEVERAL` without a number. */
  count: z.number().int().min(0).nullable(),
  /** Checks of the place, while several machines fail at once; then those of one machine. */
  siteTried: tried,
  tried,
  /** All machines of the order but the first. */
  more: z.array(furtherSchema),
  /** The customer has named all machines there are. */
  listed: z.boolean(),
  /** A check's answer said that this is for staff: no further checks. */
  checked: z.boolean(),
  /** The newest status of this machine, and whether it names another one than the customer told. */
  sent: sentSchema.nullable(),
  doubt: doubtSchema.nullable(),
  /** How many photos, videos and files were sent with this matter, or before any. */
  evidence: evidenceSchema.nullable(),
  name: z.string().nullable(),
  phone: branded<PhoneNumber>().nullable(),
  /** As ISO 3166 has it; null: it follows from the phone number. */
  country: z.string().nullable(),
  /** What bears on the warranty (P13), as the customer tells it. */
  marks: z.union([z.array(z.enum(MARKS)), z.literal(UNKNOWN)]).nullable(),
  /** Of these the customer has said that there are none; the others are still asked for. */
  unmarked: z.array(z.enum(MARKS)),
  voltage: z.enum([...VOLTAGES, UNKNOWN]).nullable(),
  /** Staff were called because somebody else may control the machine. */
  securityTold: z.boolean(),
  /** The answer being corrected from the recap. */
  changing: z.enum(SLOTS).nullable(),
  /** Slots in the order in which they were answered: what `back` undoes. */
  trail: z.array(z.enum(SLOTS)),
  /** Messages in a row that were no answer to the open question. */
  misses: z.number().int().min(0),
  /** Serial numbers of this matter that stand in other open orders, own or somebody else's. */
  elsewhere: z.array(z.strictObject({ serial: branded<SerialNumber>(), numbers: z.array(branded<OrderNumber>()) })),
  /** A button of an earlier question that would change an answer. */
  earlier: earlierSchema.nullable(),
  /** What was written on a return and may be a new matter. */
  aside: asideSchema.nullable(),
  /** What is said once in a talk: which languages are spoken here, a calm word to an insult; of a machine, that its mains are too low. */
  told: z.array(z.enum(['languages', 'calm', 'mains'])),
  /** The platform's name of the customer: offered as contact name, shown to staff. */
  displayName: z.string().nullable(),
  /** Orders filed in this conversation, newest last. */
  orders: z.array(branded<OrderNumber>()),
  /** Open orders of a talk that was erased: their contact data go when they close. */
  forgotten: z.array(branded<OrderNumber>()),
  /** The form under way for the parcel of a filed order (P5): the only place of an address outside orders, and only until it is submitted. */
  parcel: parcelSchema.nullable(),
  /** The quote that waits for the customer's answer (P16). */
  quote: quoteSchema.nullable(),
  /** The order of another conversation of which the state was asked. */
  lookup: branded<OrderNumber>().nullable(),
  /** When a look-up failed lately. */
  lookupMisses: z.array(z.number().int()),
  /** Talks of the same customer in other apps, and what was filed there. */
  links: z.array(z.strictObject({ talk: z.string(), orders: z.array(branded<OrderNumber>()) })),
  /** The code that was given out here last. */
  linkCode: z.strictObject({ code: branded<LinkCode>(), until: z.number().int() }).nullable(),
  /** The talk that a code sent here is of, while the customer is asked whether they want it. */
  linkFound: z.strictObject({ talk: z.string(), code: branded<LinkCode>() }).nullable(),
  /** When a code was sent here lately that did not hold. */
  linkTries: z.array(z.number().int()),
})

export type Context = z.infer<typeof contextSchema>

/** The part that belongs to one fault and its order, empty. */
const NOTHING_SAID = {
  topic: 'none',
  danger: null,
  symptom: null,
  guessed: false,
  description: '',
  remarks: '',
  model: null,
  serial: null,
  serialUnreadable: false,
  since: null,
  changed: null,
  count: null,
  siteTried: [],
  tried: [],
  checked: false,
  sent: null,
  doubt: null,
  evidence: null,
  more: [],
  listed: false,
  name: null,
  phone: null,
  country: null,
  marks: null,
  unmarked: [],
  voltage: null,
  securityTold: false,
  changing: null,
  trail: [],
  misses: 0,
  elsewhere: [],
  earlier: null,
  aside: null,
  parcel: null,
  quote: null,
  lookup: null,
} satisfies Partial<Context>

export const newContext = (): Context => ({
  lang: 'en',
  displayName: null,
  orders: [],
  forgotten: [],
  told: [],
  lookupMisses: [],
  links: [],
  linkCode: null,
  linkFound: null,
  linkTries: [],
  ...NOTHING_SAID,
})

/**
 * Forgets the fault and the forms, keeps who the customer is, what they filed, and how often a look-up failed. A photo may come before the
 * first word of its matter.
 */
export const cleared = (context: Context): Context => ({
  ...context,
  ...NOTHING_SAID,
  evidence: context.topic === 'none' ? context.evidence : null,
  told: context.told.filter((what) => what !== 'mains'),
})

/** Who the customer is, told once for all their orders. */
export const contactOf = ({ name, phone, country }: Context): Pick<Context, 'name' | 'phone' | 'country'> => ({
  name,
  phone,
  country,
})

/** Whether several machines fail at once. */
export const areSeveral = ({ count, more }: Pick<Context, 'count' | 'more'>): boolean =>
  more.length > 0 || (count !== null && count !== 1)

/** How many machines the customer has named so far: by serial number, or as ones that cannot be read. */
export const machinesNamed = ({ serial, serialUnreadable, more }: Context): number =>
  (serial === null && !serialUnreadable ? 0 : 1) + more.length

/** The context with one answer taken back. */
export function without(context: Context, slot: Slot): Context {
  switch (slot) {
    case 'danger':
      return { ...context, danger: null }
    case 'fault':
      return { ...context, symptom: null, guessed: false, description: '', siteTried: [], tried: [], checked: false }
    case 'model':
      return { ...context, model: null }
    case 'serial':
      return { ...context, serial: null, serialUnreadable: false }
    case 'since':
      return { ...context, since: null }
    case 'changed':
      return { ...context, changed: null }
    case 'count':
      return { ...context, count: null, siteTried: [] }
    case 'check':
      return withoutCheck(context)
    case 'machines':
      return { ...context, more: context.more.slice(0, -1), listed: false }
    case 'name':
      return { ...context, name: null }
    case 'phone':
      return { ...context, phone: null }
    case 'marks':
      return { ...context, marks: null, unmarked: [] }
    case 'voltage':
      return { ...context, voltage: null }
  }
}

/** A check of the place that left one machine is taken back with what it left. */
function withoutCheck(context: Context): Context {
  if (context.tried.length > 0) return { ...context, tried: context.tried.slice(0, -1), checked: false }
  const count = context.count === 1 && context.siteTried.length > 0 ? SEVERAL : context.count
  return { ...context, siteTried: context.siteTried.slice(0, -1), checked: false, count }
}
