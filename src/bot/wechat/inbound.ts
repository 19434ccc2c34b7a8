/** Turns a puppet's message into what the conversation understands. Free of sending and queues; loads wechaty's tables. */
import { Contact as ContactType, Message as MessageType } from 'wechaty-puppet/types'
import type { Inbound, Unreadable } from '../../flows/types.ts'
import { settling } from '../cut-texts.ts'
import { conversationOf, letterId } from './ids.ts'
import type { Reading } from './intake.ts'
import type { Log, Puppet } from './options.ts'
import { stripQuote } from './quote.ts'

/** What this version cannot read yet. A type that is not named here is `other`. */
const UNREADABLE_TYPES: ReadonlyMap<MessageType, Unreadable> = new Map([
  [MessageType.Image, 'photo'],
  [MessageType.Video, 'video'],
  [MessageType.Audio, 'voice'],
  [MessageType.Attachment, 'file'],
  [MessageType.Emoticon, 'sticker'],
  [MessageType.Location, 'location'],
  [MessageType.Contact, 'contact'],
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

/**
 * Asks the puppet for a message and who sent it. Only what a person wrote to this account alone is a letter: rooms, official accounts,
 * WeChat's own services and the account's own messages are ignored. Rejects when the puppet does not give the message out.
 */
export async function readMessage(puppet: Puppet, messageId: string, log: Log): Promise<Reading> {
  if (!puppet.isLoggedIn) return { status: 'early' }
  const account = puppet.currentUserId
  const message = await puppet.messagePayload(messageId)
  if (message.roomId) return { status: 'ignored', why: 'said in a room' }
  const talker = message.talkerId
  if (talker === account) return { status: 'ignored', why: 'said by this account' }
  if (SERVICE_ACCOUNTS.has(talker)) return { status: 'ignored', why: 'said by WeChat itself' }
  if (message.type === MessageType.Recalled) return { status: 'ignored', why: 'a message taken back' }
  const sender = await senderOf(puppet, talker, log)
  if (sender.official) return { status: 'ignored', why: 'said by an official account' }
  const inbound = toInbound(message.type, message.text ?? '', sender.name)
  const letter = {
    conversation: conversationOf(talker),
    id: letterId(account, messageId),
    body: JSON.stringify(inbound),
    counted: true,
    ...settling(inbound),
  }
  return { status: 'letter', letter }
}

/** A text as `said`, without what it quotes; anything else as `unreadable`. The name is left out when it is not known. */
export function toInbound(type: MessageType, text: string, name: string): Inbound {
  const named = name === '' ? {} : { name }
  if (type === MessageType.Text) return { kind: 'said', text: stripQuote(text), ...named }
  return { kind: 'unreadable', what: UNREADABLE_TYPES.get(type) ?? 'other', ...named }
}

/** Some puppets know nothing of a stranger; their message is taken all the same, without a name. */
async function senderOf(puppet: Puppet, contactId: string, log: Log): Promise<{ name: string; official: boolean }> {
  try {
    const contact = await puppet.contactPayload(contactId)
    return { name: contact.name, official: contact.type === ContactType.Official }
  } catch (error) {
    log.warn({ err: error }, 'wechat: nothing is known of a sender')
    return { name: '', official: false }
  }
}
