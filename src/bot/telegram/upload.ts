/** Sends one photo, video, recording or document to one chat, with a caption. Splits nothing: what a caption cannot hold is a line of its own, before or after. */
import type { Sent } from '../channel.ts'
import type { Client } from './client.ts'
import { MAX_CAPTION, sentOf } from './messages.ts'
import { orderCodesIn } from './order-codes.ts'

const MAX_NAME = 120
const MIB = 1024 * 1024
const MAX_BYTES = { photo: 10 * MIB, video: 50 * MIB, voice: 50 * MIB, document: 50 * MIB } as const

export interface Upload {
  readonly kind: 'photo' | 'video' | 'voice' | 'document'
  readonly bytes: Buffer
  /** As the receiver sees it. */
  readonly name: string
  /** Empty for none. */
  readonly caption: string
  /** The id of the message answered. */
  readonly replyTo: string | null
}

const METHODS = { photo: 'sendPhoto', video: 'sendVideo', voice: 'sendVoice', document: 'sendDocument' } as const

/** Resolves with the outcome; what Telegram would not take is refused here. */
export type Uploader = (chatId: number, upload: Upload, signal: AbortSignal) => Promise<Sent>

export function createUploader(client: Client, deadlineMs: number): Uploader {
  return async (chatId, upload, signal) => {
    const obstacle = obstacleTo(upload)
    if (obstacle !== null) return { status: 'refused', reason: obstacle }
    return sentOf(await client.call(METHODS[upload.kind], payloadOf(chatId, upload), { signal, deadlineMs }))
  }
}

function obstacleTo({ kind, bytes, caption }: Upload): string | null {
  if (bytes.length === 0) return 'the file is empty'
  if (bytes.length > MAX_BYTES[kind]) return `a ${kind} has at most ${MAX_BYTES[kind]} bytes`
  return caption.length > MAX_CAPTION ? `a caption has at most ${MAX_CAPTION} characters` : null
}

/** telegraf writes the name into a header as it is. */
const plainName = (name: string): string => name.replace(/[\p{Cc}"\\]+/gu, '_').slice(0, MAX_NAME) || 'file'

/** telegraf leaves `reply_parameters` out of an upload; the older `reply_to_message_id` arrives. */
function payloadOf(chatId: number, { kind, bytes, name, caption, replyTo }: Upload): object {
  const entities = orderCodesIn(caption)
  return {
    chat_id: chatId,
    [kind]: { source: bytes, filename: plainName(name) },
    ...(caption === '' ? {} : { caption }),
    ...(entities.length === 0 ? {} : { caption_entities: entities }),
    ...(replyTo === null || !/^\d{1,15}$/.test(replyTo)
      ? {}
      : { reply_to_message_id: Number(replyTo), allow_sending_without_reply: true }),
  }
}
