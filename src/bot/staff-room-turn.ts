/** A turn of the staff room: what its letters lead to, with what the store knows about the messages they answer and about who wrote them. */
import { type StaffRoomEffect, type Standing, stepStaffRoom } from '../flows/staff-room.ts'
import type { Line, StaffRoomInbound } from '../flows/types.ts'
import {
  type Claim,
  type Commit,
  type ConversationId,
  type LaneEntry,
  type Store,
  URGENCY,
  type Urgency,
} from '../ports.ts'
import { botLine, staffEntry } from './entries.ts'
import { readStaffRoomInbound } from './letters.ts'
import type { RoomCommands } from './room-commands.ts'
import { withAlbumNotes } from './staff-albums.ts'

/** What goes into the group, and what goes to customers' conversations. Throws on a letter that cannot be read. */
export async function staffRoomTurn(
  store: Store,
  claim: Claim,
  commands: RoomCommands,
): Promise<Pick<Commit, 'customer' | 'outgoing'>> {
  const customer: LaneEntry[] = []
  const outgoing: Commit['outgoing'][number][] = []
  for (const inbound of withAlbumNotes(claim.mail.map(({ body }) => readStaffRoomInbound(body)))) {
    const answer = await answerTo(inbound)
    if (answer !== null) {
      customer.push(answer)
      continue
    }
    for (const effect of stepStaffRoom(inbound, await standingOf(store, claim.conversation, inbound))) {
      if (effect.kind === 'post') customer.push(posted(effect, urgencyOf(inbound)))
      else if (effect.kind === 'files') customer.push(...(await filesShown(store, effect)))
      else {
        await noteHolder(store, effect, inbound)
        outgoing.push({ to: effect.to as ConversationId, body: JSON.stringify(effect.inbound) })
      }
    }
  }
  return { customer, outgoing }

  /** Of a command about the desk itself, whatever it replies to. */
  async function answerTo(inbound: StaffRoomInbound): Promise<LaneEntry | null> {
    if (inbound.kind !== 'typed') return null
    const asked = { room: claim.conversation, inbound, now: claim.now, staff: await store.staff() }
    const text = await commands.answer(asked)
    return text === null ? null : posted({ kind: 'post', text, about: null, replyTo: inbound.messageId }, URGENCY.talk)
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

async function standingOf(store: Store, room: ConversationId, inbound: StaffRoomInbound): Promise<Standing> {
  if (inbound.kind === 'posted' || inbound.replyTo === null) return { about: null, trusted: false }
  const about = readAbout(
    (await store.reference(room, inbound.replyTo)) ??
      (inbound.replyToMark === null ? null : await store.reference(room, inbound.replyToMark)),
  )
  if (inbound.kind === 'unreadable') return { about, trusted: false }
  const staff = await store.staff()
  return { about, trusted: staff.length === 0 || staff.some(({ id }) => id === inbound.by.id) }
}

/** What `delivery.ts` remembered under the message's id, or the mark that it bears. */
function readAbout(reference: string | null): string | null {
  if (reference === null) return null
  const about: unknown = JSON.parse(reference)
  return typeof about === 'string' ? about : null
}
