/** A turn of the staff room: what its letters lead to, with what the store knows about the messages they answer and about who wrote them. */
import { z } from 'zod'
import { type StaffRoomEffect, type Standing, stepStaffRoom } from '../flows/staff-room.ts'
import { type StaffRoomInbound, TOPICS_STATES, type TopicsState } from '../flows/types.ts'
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
import { actEntry, botLine, staffEntry } from './entries.ts'
import { readStaffRoomInbound } from './letters.ts'
import type { RoomCommands } from './room-commands.ts'

/** What the room remembers between its turns. */
const memorySchema = z.object({ topics: z.enum(TOPICS_STATES).nullable() })
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
  for (const { body } of claim.mail) {
    const inbound = readStaffRoomInbound(body)
    const standing = await standingOf(store, claim.conversation, inbound, memory.topics)
    const answer = await answerTo(inbound, standing)
    if (answer !== null) {
      customer.push(answer)
      continue
    }
    for (const effect of stepStaffRoom(inbound, standing)) {
      if (effect.kind === 'send') {
        await noteHolder(store, effect, inbound)
        outgoing.push({ to: effect.to as ConversationId, body: JSON.stringify(effect.inbound) })
      } else if (effect.kind === 'remember') memory = { ...memory, topics: effect.topics }
      else customer.push(entryOf(effect, inbound))
    }
  }
  return { state: JSON.stringify(memory), customer, outgoing }

  /** Of a command about the desk itself, whatever it replies to; answered in the topic where it stands. */
  async function answerTo(inbound: StaffRoomInbound, { about, isInTopic }: Standing): Promise<LaneEntry | null> {
    if (inbound.kind !== 'typed') return null
    const asked = { room: claim.conversation, inbound, now: claim.now, staff: await store.staff() }
    const text = await commands.answer(asked)
    if (text === null) return null
    const answer = { kind: 'post' as const, text, about: isInTopic ? about : null, replyTo: inbound.messageId }
    return entryOf(answer, inbound)
  }
}

/** Noted before it is committed: once more changes nothing. */
async function noteHolder(
  store: Store,
  { to, inbound }: Extract<StaffRoomEffect, { kind: 'send' }>,
  from: StaffRoomInbound,
): Promise<void> {
  const isTakeover = inbound.kind === 'staff.said' || inbound.kind === 'staff.took' || inbound.kind === 'staff.closed'
  if (isTakeover && from.kind === 'typed')
    await store.noteHolder(to as ConversationId, { ...from.by, name: inbound.by })
}

const readMemory = (state: string | null): Memory =>
  state === null || state === NOTHING_STORED ? { topics: null } : memorySchema.parse(JSON.parse(state))

type Shown = Exclude<StaffRoomEffect, { kind: 'send' | 'remember' }>

function entryOf(effect: Shown, inbound: StaffRoomInbound): LaneEntry {
  if (effect.kind !== 'post') {
    const { about, ...act } = effect
    return actEntry(act, about)
  }
  const { text, about, replyTo } = effect
  const line = botLine(text)
  return staffEntry(replyTo === null ? line : { ...line, replyTo }, about, urgencyOf(inbound))
}

/** What staff are to act on, or are waiting for, goes before what they should know. */
const urgencyOf = (inbound: StaffRoomInbound): Urgency =>
  inbound.kind === 'posted' && inbound.post.kind === 'notice' ? URGENCY.notice : URGENCY.talk

async function standingOf(
  store: Store,
  room: ConversationId,
  inbound: StaffRoomInbound,
  topics: TopicsState | null,
): Promise<Standing> {
  const nobody = { room, about: null, isInTopic: false, trusted: false, topics }
  if (inbound.kind !== 'typed' && inbound.kind !== 'edited' && inbound.kind !== 'unreadable') return nobody
  const owner = inbound.topic === null ? null : await store.topicOwner(room, inbound.topic)
  const about = owner ?? (await aboutAnswered(store, room, inbound))
  const written = { ...nobody, about, isInTopic: owner !== null }
  if (inbound.kind === 'unreadable' || (about === null && !inbound.repliesToBot)) return written
  const staff = await store.staff()
  return { ...written, trusted: staff.length === 0 || staff.some(({ id }) => id === inbound.by.id) }
}

type Answering = Pick<Extract<StaffRoomInbound, { kind: 'typed' }>, 'replyTo' | 'replyToMark'>

async function aboutAnswered(store: Store, room: ConversationId, answering: Answering): Promise<string | null> {
  const { replyTo, replyToMark } = answering
  if (replyTo === null) return null
  return readAbout(
    (await store.reference(room, replyTo)) ?? (replyToMark === null ? null : await store.reference(room, replyToMark)),
  )
}

/** What `delivery.ts` remembered under the message's id, or the mark that it bears. */
function readAbout(reference: string | null): string | null {
  if (reference === null) return null
  const about: unknown = JSON.parse(reference)
  return typeof about === 'string' ? about : null
}
