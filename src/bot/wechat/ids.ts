/** How WeChat's ids become ours and back. A contact id may hold any character, so it travels as base64url. */
import type { ConversationId } from '../../ports.ts'

const PREFIX = 'wx:'

/** The conversation with a contact: `wx:<base64url of the contact id>`. */
export function conversationOf(contactId: string): ConversationId {
  return `${PREFIX}${encode(contactId)}` as ConversationId
}

/** The contact id behind a conversation, null when the conversation is not WeChat's. */
export function contactOf(conversation: ConversationId): string | null {
  const coded = conversation.startsWith(PREFIX) ? conversation.slice(PREFIX.length) : ''
  const contactId = Buffer.from(coded, 'base64url').toString('utf8')
  return contactId !== '' && encode(contactId) === coded ? contactId : null
}

/** What a message is deduped by: puppets replay messages after a log-in, and their ids are unique within one account only. */
export function letterId(accountId: string, messageId: string): string {
  return `${PREFIX}${encode(accountId)}:${messageId}`
}

function encode(id: string): string {
  return Buffer.from(id, 'utf8').toString('base64url')
}
