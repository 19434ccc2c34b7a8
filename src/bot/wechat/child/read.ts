/** What a puppet's event turns out to be: who wrote what, and where. Loads wechaty's tables; decides nothing. */
import type { Message as MessagePayload } from 'wechaty-puppet/payloads'
import { Contact as ContactType, Friendship as FriendshipType, Message as MessageType } from 'wechaty-puppet/types'
import type { FileKind } from '../../../domain/file-type.ts'
import type { Unreadable } from '../../../flows/types.ts'
import type { Place } from '../places.ts'
import type { Content, Heard, Who } from '../wire.ts'
import type { Puppet } from './account.ts'
import { type Aliases, NO_ALIASES } from './aliases.ts'
import type { Event } from './journal.ts'

export type Reading =
  /** `file`: it has one that is still to be fetched. */
  | { readonly status: 'heard'; readonly heard: Heard; readonly file: boolean }
  /** Nothing that anybody said to us. */
  | { readonly status: 'ignored' }
  /** Nobody is logged in yet, so it can't be told whose message it is. */
  | { readonly status: 'early' }

/** What has bytes to keep; voice comes as silk. */
const FILES: ReadonlyMap<MessageType, FileKind> = new Map([
  [MessageType.Image, 'photo'],
  [MessageType.Video, 'video'],
  [MessageType.Audio, 'voice'],
  [MessageType.Attachment, 'file'],
])
/** A type that is in neither table is `other`. */
const OTHERS: ReadonlyMap<MessageType, Unreadable> = new Map([
  [MessageType.Emoticon, 'sticker'],
  [MessageType.Location, 'location'],
  [MessageType.Contact, 'contact'],
  [MessageType.Url, 'link'],
  [MessageType.MiniProgram, 'link'],
  [MessageType.ChatHistory, 'history'],
  [MessageType.RedEnvelope, 'money'],
  [MessageType.Transfer, 'money'],
])

/** Contacts that WeChat itself writes as. */
const SERVICE_ACCOUNTS: ReadonlySet<string> = new Set([
  'weixin',
  'filehelper',
  'fmessage',
  'floatbottle',
  'medianote',
  'newsapp',
  'qmessage',
  'qqmail',
  'tmessage',
])
/** What WeChat notes by itself. */
const NOTICES: ReadonlySet<MessageType> = new Set([MessageType.Recalled, MessageType.GroupNote, MessageType.Post])
/** Timestamps below it are in seconds. */
const SECONDS_UNTIL = 1e11
const IGNORED: Reading = { status: 'ignored' }

/** Asks the puppet for what it told of; `staffRoom` is that room's id or topic. Rejects when the puppet does not give it out. */
export async function readEvent(
  puppet: Puppet,
  event: Event,
  staffRoom: string | null,
  aliases: Aliases = NO_ALIASES,
): Promise<Reading> {
  if (!puppet.isLoggedIn) return { status: 'early' }
  return event.kind === 'friendship'
    ? await readFriendship(puppet, event.id)
    : await readMessage(puppet, event.id, staffRoom, aliases)
}

async function readFriendship(puppet: Puppet, id: string): Promise<Reading> {
  const friendship = await puppet.friendshipPayload(id)
  if (friendship.type !== FriendshipType.Receive) return IGNORED
  const { id: contact, name } = await whoIs(puppet, friendship.contactId)
  const heard: Heard = { kind: 'friendship', account: puppet.currentUserId, id, by: { id: contact, name } }
  return { status: 'heard', heard, file: false }
}

async function readMessage(puppet: Puppet, id: string, staffRoom: string | null, aliases: Aliases): Promise<Reading> {
  const message = await puppet.messagePayload(id)
  if (NOTICES.has(message.type)) return IGNORED
  const account = puppet.currentUserId
  const by = await whoIs(puppet, message.talkerId)
  const isInRoom = (message.roomId ?? '') !== '' // empty over gRPC
  const told = await (isInRoom ? saidInRoom(puppet, message, by, staffRoom) : saidAlone(puppet, message, by, aliases))
  if (told === null || by.isOfficial) return IGNORED
  const isOwn = message.talkerId === account
  const content = contentOf(message.type, told.text, message.filename ?? '')
  const heard: Heard = {
    kind: 'message',
    account,
    id,
    at: inMs(message.timestamp),
    by: { id: by.id, name: by.name },
    isOwn,
    place: told.place,
    content,
  }
  return { status: 'heard', heard, file: content.kind === 'file' && !isOwn }
}

/** Where something was said, and its words without what only addresses us. Null for what is not meant for us. */
type Told = { readonly place: Place; readonly text: string } | null

async function saidAlone(
  puppet: Puppet,
  { talkerId, listenerId, text = '' }: MessagePayload,
  by: Known,
  aliases: Aliases,
): Promise<Told> {
  const isOwn = talkerId === puppet.currentUserId
  const contact = isOwn ? (listenerId ?? '') : talkerId
  if (contact === '' || SERVICE_ACCOUNTS.has(contact)) return null
  if (isOwn && (await whoIs(puppet, contact)).isOfficial) return null
  if (by.isOfficial) return null
  return { place: { kind: 'direct', contact: await aliases.knownAs(contact) }, text }
}

/** Of a room only the staff room is heard without being called by name. */
async function saidInRoom(puppet: Puppet, message: MessagePayload, by: Known, staffRoom: string | null): Promise<Told> {
  const { roomId: room = '', talkerId, text = '' } = message
  const own = await whoIs(puppet, puppet.currentUserId)
  if (staffRoom !== null && (room === staffRoom || (await topicOf(puppet, room)) === staffRoom)) {
    return { place: { kind: 'staff', room: staffRoom }, text: withoutCall(text, own.name) }
  }
  if (talkerId === own.id || !isCalled(message, own)) return null
  return { place: { kind: 'room', room, contact: talkerId, name: by.name }, text: withoutCall(text, own.name) }
}

/** Not every puppet tells who was called; then the name in the text does. */
function isCalled({ text = '', ...message }: MessagePayload, own: Who): boolean {
  const called = 'mentionIdList' in message ? (message.mentionIdList ?? []) : []
  return (
    called.includes(own.id) ||
    (called.length === 0 && own.name !== '' && `${text} `.includes(`@${own.name}${CALL_END}`))
  )
}

/** WeChat sets a space of its own behind a name that is called. */
const CALL_END = '\u2005'

const withoutCall = (text: string, name: string): string =>
  name === '' ? text : text.replaceAll(`@${name}${CALL_END}`, '').replaceAll(`@${name}`, '').trim()

export const topicOf = (puppet: Puppet, room: string): Promise<string | null> =>
  puppet.roomPayload(room).then(
    ({ topic }) => topic,
    () => null,
  )

type Known = Who & { readonly isOfficial: boolean }

/** Some puppets know nothing of a stranger; their message is taken all the same, without a name. */
async function whoIs(puppet: Puppet, id: string): Promise<Known> {
  try {
    const { name, type } = await puppet.contactPayload(id)
    return { id, name, isOfficial: type === ContactType.Official }
  } catch {
    return { id, name: '', isOfficial: false }
  }
}

function contentOf(type: MessageType, text: string, name: string): Content {
  if (type === MessageType.Text) return { kind: 'text', text }
  const what = FILES.get(type)
  return what === undefined ? { kind: 'other', what: OTHERS.get(type) ?? 'other' } : { kind: 'file', what, name }
}

const inMs = (timestamp: number): number => (timestamp < SECONDS_UNTIL ? timestamp * 1_000 : timestamp)
