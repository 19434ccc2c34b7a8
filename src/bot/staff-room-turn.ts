/** A turn of the staff room: what its letters lead to, with what the store knows about the messages they answer and about who wrote them. */
import { z } from 'zod'
import { HOUR, type Instant } from '../domain/values.ts'
import { knownAs } from '../flows/room/colleague.ts'
import { MOST_WAITING, TOAST, unconfirmedSchema } from '../flows/room/confirming.ts'
import { MENU } from '../flows/room/menu-words.ts'
import { needsRole } from '../flows/room/roles-words.ts'
import { type StaffRoomEffect, type Standing, stepStaffRoom } from '../flows/staff-room.ts'
import { type Line, type StaffRoomInbound, TOPICS_STATES } from '../flows/types.ts'
import {
  type Claim,
  type Commit,
  type ConversationId,
  type LaneEntry,
  type Store,
  URGENCY,
  type Urgency,
} from '../ports.ts'
import { NOTHING_STORED } from './claimed.ts'
import { actEntry, botLine, groupEntry, staffEntry } from './entries.ts'
import { readStaffRoomInbound } from './letters.ts'
import type { RoomCommands } from './room-commands.ts'
import { standingOf } from './room-standing.ts'
import { withAlbumNotes } from './staff-albums.ts'

/** What the room remembers between its turns. */
const memorySchema = z.object({
  topics: z.enum(TOPICS_STATES).nullable(),
  /** Commands that wait for a yes, oldest first. */
  unconfirmed: z.array(unconfirmedSchema).default([]),
})
type Memory = z.infer<typeof memorySchema>

/** What goes into the group, and what goes to customers' conversations. Throws on a letter that cannot be read. */
export async function staffRoomTurn(
  store: Store,
  claim: Claim,
  commands: RoomCommands,
): Promise<Pick<Commit, 'state' | 'customer' | 'outgoing'>> {
  const customer: LaneEntry[] = []
  const outgoing: Commit['outgoing'][number][] = []
  let memory = readMemory(claim.state)
  const staff = await store.staff()
  for (const arrived of withAlbumNotes(claim.mail.map(({ body }) => readStaffRoomInbound(body)))) {
    const inbound = 'by' in arrived ? { ...arrived, by: knownAs(arrived.by, staff) } : arrived
    const standing = await standingOf(store, claim.conversation, inbound, staff, { ...memory, now: claim.now })
    if (inbound.kind === 'pressed' && inbound.question === MENU) {
      customer.push(...(await menuPressed(commands, inbound, standing)))
      continue
    }
    const answer = await answerTo(inbound, standing)
    if (answer !== null) {
      customer.push(answer)
      continue
    }
    for (const effect of stepStaffRoom(inbound, standing)) {
      if (effect.kind === 'files') customer.push(...(await filesShown(store, effect)))
      else if (effect.kind === 'send') {
        await noteHolder(store, effect)
        const body = JSON.stringify(effect.inbound)
        outgoing.push({ to: effect.to as ConversationId, body })
        // Who wants to see a talk wants to see the customer.
        if (effect.inbound.kind === 'staff.opened')
          outgoing.push(...(await commands.joinedWith(effect.to)).map((to) => ({ to, body })))
      } else if (effect.kind === 'remember') memory = { ...memory, topics: effect.topics }
      else if (effect.kind === 'answered') memory = { ...memory, unconfirmed: without(memory, effect.token) }
      else if (effect.kind === 'ask') {
        memory = { ...memory, unconfirmed: [...memory.unconfirmed, effect.waits].slice(-MOST_WAITING) }
        customer.push(staffEntry(effect.line, effect.about, URGENCY.talk))
      } else if (effect.kind === 'toast' || effect.kind === 'settled' || effect.kind === 'menu')
        customer.push(groupEntry(effect))
      else customer.push(entryOf(effect, inbound))
    }
  }
  return { state: JSON.stringify(forgetting(memory, claim.now)), customer, outgoing }

  /** Of a command about the desk itself, whatever it replies to; answered in the topic where it stands. */
  async function answerTo(inbound: StaffRoomInbound, { about, isInTopic }: Standing): Promise<LaneEntry | null> {
    if (inbound.kind !== 'typed') return null
    const asked = { room: claim.conversation, inbound, now: claim.now, staff }
    const text = await commands.answer(asked)
    if (text === null) return null
    const answer = { kind: 'post' as const, text, about: isInTopic ? about : null, replyTo: inbound.messageId }
    return entryOf(answer, inbound)
  }
}

/** Noted before it is committed: once more changes nothing. */
async function noteHolder(store: Store, { to, holder }: Extract<StaffRoomEffect, { kind: 'send' }>): Promise<void> {
  if (holder !== null) await store.noteHolder(to as ConversationId, holder)
}

const readMemory = (state: string | null): Memory =>
  state === null || state === NOTHING_STORED ? { topics: null, unconfirmed: [] } : memorySchema.parse(JSON.parse(state))

/** The menu is drawn up anew, or what waits is listed; for whoever is on the list. */
async function menuPressed(
  commands: RoomCommands,
  { tap, by, messageId, offer }: Extract<StaffRoomInbound, { kind: 'pressed' }>,
  { room, trusted, colleagues, now }: Standing,
): Promise<readonly LaneEntry[]> {
  const toast = (text: string): LaneEntry => groupEntry({ kind: 'toast', tap, by: by.id, text })
  if (!trusted) return [toast(needsRole('staff', by.id, colleagues))]
  const shown = await commands.pressed(offer, room as ConversationId, now)
  if (shown === null) return [toast(TOAST.unknown)]
  if (shown.kind === 'menu') return [groupEntry({ kind: 'menu', text: shown.text }), toast('⟳')]
  const list = { kind: 'post' as const, text: shown.text, about: null, replyTo: messageId }
  return [posted(list, URGENCY.talk), toast('📋')]
}

const without = ({ unconfirmed }: Memory, token: string) => unconfirmed.filter((one) => one.token !== token)

/** A button of long ago still hears for a while that it came too late. */
const forgetting = (memory: Memory, now: Instant): Memory => ({
  ...memory,
  unconfirmed: memory.unconfirmed.filter(({ until }) => now <= until + LATE_FOR_MS),
})
const LATE_FOR_MS = HOUR

type Shown = Exclude<
  StaffRoomEffect,
  { kind: 'send' | 'remember' | 'files' | 'ask' | 'answered' | 'toast' | 'settled' | 'menu' }
>

function entryOf(effect: Shown, inbound: StaffRoomInbound): LaneEntry {
  if (effect.kind === 'post') return posted(effect, urgencyOf(inbound))
  const { about, ...act } = effect
  return actEntry(act, about)
}

function posted(
  { text, about, replyTo, file }: Extract<StaffRoomEffect, { kind: 'post' }>,
  urgency: Urgency,
): LaneEntry {
  const line: Line = { ...botLine(text), ...(file !== undefined && { file: { ...file, name: null, of: about } }) }
  return staffEntry(replyTo === null ? line : { ...line, replyTo }, about, urgency)
}

const NO_FILES = 'The customer has sent no files. · 客户没有发过文件。'

/** What is kept of the customer, oldest first. */
async function filesShown(
  store: Store,
  { about, replyTo }: Extract<StaffRoomEffect, { kind: 'files' }>,
): Promise<readonly LaneEntry[]> {
  const files = await store.filesOf(about as ConversationId)
  const post = { kind: 'post' as const, about, replyTo }
  if (files.length === 0) return [posted({ ...post, text: NO_FILES }, URGENCY.talk)]
  return files.map(({ id, kind }, index) =>
    posted({ ...post, text: `📎 ${index + 1}/${files.length}`, file: { id, kind } }, URGENCY.answer),
  )
}

/** What staff are to act on, or are waiting for, goes before what they should know. */
const urgencyOf = (inbound: StaffRoomInbound): Urgency =>
  inbound.kind === 'posted' && inbound.post.kind === 'notice' ? URGENCY.notice : URGENCY.talk
