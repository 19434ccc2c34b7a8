/** A turn of the staff room: what its letters lead to, with what the store knows about the messages they answer and about who wrote them. */
import { z } from 'zod'
import { type StaffRoomEffect, type Standing, stepStaffRoom } from '../flows/staff-room.ts'
import { type StaffRoomInbound, TOPICS_STATES } from '../flows/types.ts'
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
import { standingOf } from './room-standing.ts'

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
        await noteHolder(store, effect)
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
async function noteHolder(store: Store, { to, holder }: Extract<StaffRoomEffect, { kind: 'send' }>): Promise<void> {
  if (holder !== null) await store.noteHolder(to as ConversationId, holder)
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
