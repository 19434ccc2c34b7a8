/** Carries out one call through the puppet, and tells what was surely not done from what nobody can tell. */
import { FileBox } from 'file-box'
import type { Call, Outcome } from '../wire.ts'
import type { Puppet } from './account.ts'
import { type Aliases, NO_ALIASES } from './aliases.ts'
import { topicOf } from './read.ts'

/** The request never left: there was no connection to send it on. */
const NEVER_SENT = /ECONNREFUSED|No connection established|not logged in|no grpc manager/i

/** Never rejects. */
export async function carryOut(puppet: Puppet, call: Call, aliases: Aliases = NO_ALIASES): Promise<Outcome> {
  if (!puppet.isLoggedIn) return { status: 'undone', reason: 'not logged in to WeChat' }
  try {
    return call.kind === 'befriend'
      ? await befriend(puppet, call, aliases)
      : await send(puppet, await addressedNow(call, aliases))
  } catch (error) {
    const reason = reasonOf(error)
    return { status: NEVER_SENT.test(reason) ? 'undone' : 'unknown', reason }
  }
}

/** By the id that the contact has now; one whose alias nobody has keeps it, and is then missed. */
async function addressedNow(call: Saying, aliases: Aliases): Promise<Saying> {
  const { to } = call
  if (to.kind !== 'direct') return call
  return { ...call, to: { ...to, contact: (await aliases.idOf(to.contact)) ?? to.contact } }
}
type Saying = Exclude<Call, { kind: 'befriend' }>

/** `ref`: by what the new friend is known from now on. */
async function befriend(
  puppet: Puppet,
  { friendship, contact }: Extract<Call, { kind: 'befriend' }>,
  aliases: Aliases,
): Promise<Outcome> {
  await puppet.friendshipAccept(friendship)
  return { status: 'done', ref: await aliases.knownAs(contact) }
}

async function send(puppet: Puppet, call: Saying): Promise<Outcome> {
  const { to } = call
  if (to.kind === 'direct') {
    const known = await lookUp(puppet, to.contact)
    if (known !== null) return known
  }
  const where = to.kind === 'direct' ? to.contact : to.kind === 'room' ? to.room : await staffRoomOf(puppet, to.room)
  if (where === null) return { status: 'undone', reason: 'no room has the id or topic of WECHAT_STAFF_ROOM' }
  const ref =
    call.kind === 'say'
      ? await puppet.messageSendText(where, await addressed(puppet, call), to.kind === 'room' ? [to.contact] : [])
      : await puppet.messageSendFile(where, await fileBoxOf(call.path, call.name))
  return { status: 'done', ref: ref || null }
}

/** The room with this id or topic; null when the account is in none such. */
async function staffRoomOf(puppet: Puppet, named: string): Promise<string | null> {
  const rooms = await puppet.roomList()
  if (rooms.includes(named)) return named
  for (const room of rooms) if ((await topicOf(puppet, room)) === named) return room
  return null
}

/** In a room a line begins with whom it is for. */
async function addressed(puppet: Puppet, { to, text }: Extract<Call, { kind: 'say' }>): Promise<string> {
  if (to.kind !== 'room') return text
  const name = await puppet.roomMemberPayload(to.room, to.contact).then(
    (member) => member.roomAlias || member.name,
    () => to.name,
  )
  return name === '' ? text : `@${name}\u2005${text}`
}

/** Null when the contact is there. It is gone only when the puppet can list its contacts and this one is not among them. */
async function lookUp(puppet: Puppet, contact: string): Promise<Outcome | null> {
  try {
    await puppet.contactPayload(contact)
    return null
  } catch (error) {
    const undone: Outcome = { status: 'undone', reason: reasonOf(error) }
    return puppet.contactList().then(
      (all) => (all.includes(contact) ? undone : { status: 'gone' }),
      () => undone,
    )
  }
}

/** Base64, since not every puppet takes a file as a stream. */
async function fileBoxOf(path: string, name: string): Promise<FileBox> {
  return FileBox.fromBase64(await FileBox.fromFile(path).toBase64(), name) as FileBox
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
