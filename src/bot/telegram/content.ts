/** What a Telegram message holds beside text: files, kinds that a customer is told about, Telegram's own notes. Mostly tables. */
import { z } from 'zod'
import { type FileKind, MOST_BYTES } from '../../domain/file-type.ts'
import type { Attachment, Unreadable } from '../../flows/types.ts'

/** Fields with a file, in this order: a GIF has `animation` and `document`. */
const FILES: readonly (readonly [field: string, what: FileKind])[] = [
  ['photo', 'photo'],
  ['video', 'video'],
  ['video_note', 'video'],
  ['animation', 'video'],
  ['voice', 'voice'],
  ['audio', 'voice'],
  ['document', 'file'],
]

const FileSchema = z.object({
  file_id: z.string().min(1),
  file_unique_id: z.string().min(1),
  file_size: z.int().min(0).optional().catch(undefined),
  file_name: z.string().optional().catch(undefined),
})

/** The file that a message brings; of a photo its largest size that may be taken. Null without one, or with one that cannot be named. */
export function fileIn(message: Readonly<Record<string, unknown>>): Attachment | null {
  const [field, what] = FILES.find(([name]) => name in message) ?? []
  if (field === undefined || what === undefined) return null
  const content = message[field]
  const candidates = (Array.isArray(content) ? content : [content]).flatMap(
    (one) => FileSchema.safeParse(one).data ?? [],
  )
  const isSmallEnough = ({ file_size: size = 0 }: z.infer<typeof FileSchema>) => size <= MOST_BYTES[what]
  const file = candidates.findLast(isSmallEnough) ?? candidates.at(-1)
  if (file === undefined) return null
  const { file_id: key, file_unique_id: unique, file_size: size = null, file_name: name = null } = file
  return { what, source: { via: 'telegram', key, unique, size, name } }
}

/** In this order: a GIF has `animation` and `document`, a place has `venue` and `location`. */
const KINDS: readonly (readonly [field: string, what: Unreadable])[] = [
  ['photo', 'photo'],
  ['video', 'video'],
  ['video_note', 'video'],
  ['animation', 'video'],
  ['voice', 'voice'],
  ['audio', 'file'],
  ['document', 'file'],
  ['sticker', 'sticker'],
  ['venue', 'location'],
  ['location', 'location'],
  ['contact', 'contact'],
  ['poll', 'poll'],
]

/** Notes that Telegram writes into a chat by itself; nobody waits for an answer to them. */
const SERVICE_FIELDS: readonly string[] = [
  'new_chat_members',
  'left_chat_member',
  'new_chat_title',
  'new_chat_photo',
  'delete_chat_photo',
  'group_chat_created',
  'supergroup_chat_created',
  'channel_chat_created',
  'message_auto_delete_timer_changed',
  'migrate_to_chat_id',
  'migrate_from_chat_id',
  'pinned_message',
  'successful_payment',
  'refunded_payment',
  'users_shared',
  'chat_shared',
  'connected_website',
  'write_access_allowed',
  'passport_data',
  'proximity_alert_triggered',
  'boost_added',
  'chat_background_set',
  'forum_topic_created',
  'forum_topic_edited',
  'forum_topic_closed',
  'forum_topic_reopened',
  'general_forum_topic_hidden',
  'general_forum_topic_unhidden',
  'giveaway_created',
  'giveaway_completed',
  'video_chat_scheduled',
  'video_chat_started',
  'video_chat_ended',
  'video_chat_participants_invited',
  'web_app_data',
]

/** The service note's field name, or null for a message that somebody wrote. */
export function serviceNote(message: object): string | null {
  return SERVICE_FIELDS.find((field) => field in message) ?? null
}

/** The kind of a message without text; `other` for kinds this version has no word for. */
export function unreadableKind(message: object): Unreadable {
  return KINDS.find(([field]) => field in message)?.[1] ?? 'other'
}
