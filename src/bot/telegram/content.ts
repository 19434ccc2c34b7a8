/** What a Telegram message holds beside text: which kinds a customer is told about, and which are Telegram's own notes. Tables only. */
import type { Unreadable } from '../../flows/types.ts'

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
