/**
 * The account's own messages: an echo of what was said here, or a line that a person typed on the account's phone. Nothing in a message tells
 * which; what was noted before each send does.
 */
import { createHash } from 'node:crypto'
import { MINUTE, SECOND } from '../../domain/values.ts'
import type { Inbound } from '../../flows/types.ts'
import type { ConversationId, Said } from '../../ports.ts'
import type { HeardMessage } from './inbound.ts'
import type { Sleep } from './sleep.ts'

/** The id by which a puppet names an echo may come only when its `say` returns. */
export const JUDGED_AFTER_MS = 3 * SECOND
/** A line of the phone that comes later than that, after an outage, takes nothing over any more. */
const TAKES_OVER_WITHIN_MS = 30 * MINUTE
/** Typed on the phone it gives the talk back to the bot. */
const HAND_BACK = /^#\s*(?:bot|机器人)$/i
/** WeChat says it in the account's name when a contact is accepted. */
const WELCOME = /^(?:我通过了你的(?:朋友|联系人)验证请求|I've accepted your friend request)/

export interface JudgeParts {
  readonly said: Pick<Said, 'isEcho'>
  readonly judgedAfterMs: number
  readonly sleep: Sleep
}

/** What an own message means for its conversation; null for an echo, and for what means nothing. Rejects when Redis is away. */
export async function judgeOwn(
  conversation: ConversationId,
  { id, at, by, content }: HeardMessage,
  now: number,
  { said, judgedAfterMs, sleep }: JudgeParts,
  signal: AbortSignal,
): Promise<Inbound | null> {
  const text = content.kind === 'text' ? content.text : `[${content.what}]`
  if (WELCOME.test(text)) return null
  const digest = digestOf(content.kind === 'text' ? text : FILE)
  if (await said.isEcho(conversation, id, digest)) return null
  await sleep(judgedAfterMs, signal)
  if (signal.aborted || (await said.isEcho(conversation, id, digest))) return null
  const who = `${by.name === '' ? 'WeChat' : by.name} 📱`
  if (now - at > TAKES_OVER_WITHIN_MS) return { kind: 'recorded', who: 'staff', text }
  if (HAND_BACK.test(text.trim())) return { kind: 'staff.released', by: who }
  return { kind: 'staff.wrote', text, by: who }
}

/** In place of the words of a file. */
export const FILE = '[file]'

/** Of words as they may come back: puppets trim, and set spaces and line ends in their own way. */
export const digestOf = (text: string): string =>
  createHash('sha256').update(text.normalize('NFC').replaceAll(/\s+/g, '')).digest('base64url').slice(0, 16)
