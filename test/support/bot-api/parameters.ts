/** What each method takes, strictly: a parameter not listed here, or of another shape, is a violation. */
import { z } from 'zod'
import { FORUM_PARAMETERS } from './forum-parameters.ts'

const chatId = z.int()
const button = z.strictObject({
  text: z.string().min(1),
  callback_data: z.string().refine((data) => data !== '' && Buffer.byteLength(data) <= 64, 'must be 1-64 bytes'),
})
const keyboard = z.strictObject({ inline_keyboard: z.array(z.array(button).min(1).max(8)).max(100) })
const scope = z.strictObject({ type: z.enum(['default', 'all_private_chats', 'all_group_chats']) })
const command = z.strictObject({
  command: z.string().regex(/^[a-z0-9_]{1,32}$/),
  description: z.string().min(1).max(256),
})
/** A part of the list that Telegram allows; neither a check mark nor a warning sign is on it. */
const emoji = z.enum(['👍', '👎', '❤', '🔥', '👏', '🎉', '🙏', '👌', '👀', '💔', '🤝', '✍'])

const file = z.strictObject({ name: z.string().min(1), bytes: z.base64().min(1) })
/** In a form all fields are texts. */
const uploading = {
  /** telegraf names the method once more; Telegram takes no notice. */
  method: z.enum(['sendPhoto', 'sendVideo', 'sendVoice', 'sendDocument']),
  chat_id: z.coerce.number().int(),
  caption: z.string().max(1_024).optional(),
  caption_entities: z.string().optional(),
  reply_to_message_id: z.coerce.number().int().positive().optional(),
  allow_sending_without_reply: z.enum(['true', 'false']).optional(),
  message_thread_id: z.coerce.number().int().positive().optional(),
}

export const PARAMETERS = {
  getMe: z.strictObject({}),
  getUpdates: z.strictObject({
    offset: z.int().min(0).default(0),
    limit: z.int().min(1).max(100).default(100),
    timeout: z.int().min(0).max(50).default(0),
    allowed_updates: z.array(z.string()).optional(),
  }),
  sendMessage: z.strictObject({
    chat_id: chatId,
    text: z.string().refine((text) => text.trim() !== '' && text.length <= 4_096, 'must be 1-4096 characters'),
    entities: z
      .array(z.strictObject({ type: z.literal('code'), offset: z.int().min(0), length: z.int().min(1) }))
      .optional(),
    reply_markup: keyboard.optional(),
    reply_parameters: z
      .strictObject({ message_id: z.int().positive(), allow_sending_without_reply: z.boolean().default(false) })
      .optional(),
    link_preview_options: z.strictObject({ is_disabled: z.boolean() }).optional(),
    disable_notification: z.boolean().optional(),
    message_thread_id: z.int().optional(),
  }),
  sendPhoto: z.strictObject({ ...uploading, photo: file }),
  sendVideo: z.strictObject({ ...uploading, video: file }),
  sendVoice: z.strictObject({ ...uploading, voice: file }),
  sendDocument: z.strictObject({ ...uploading, document: file }),
  getFile: z.strictObject({ file_id: z.string().min(1) }),
  answerCallbackQuery: z.strictObject({
    callback_query_id: z.string(),
    text: z.string().max(200).optional(),
    show_alert: z.boolean().optional(),
  }),
  setMyCommands: z.strictObject({
    commands: z.array(command).max(100),
    scope: scope.optional(),
    language_code: z.string().length(2).optional(),
  }),
  setWebhook: z.strictObject({
    url: z.url(),
    secret_token: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,256}$/)
      .optional(),
    max_connections: z.int().min(1).max(100).optional(),
    allowed_updates: z.array(z.string()).optional(),
    drop_pending_updates: z.boolean().default(false),
  }),
  deleteWebhook: z.strictObject({ drop_pending_updates: z.boolean().default(false) }),
  getWebhookInfo: z.strictObject({}),
  setMessageReaction: z.strictObject({
    chat_id: chatId,
    message_id: z.int().positive(),
    reaction: z.array(z.strictObject({ type: z.literal('emoji'), emoji })).max(1),
  }),
  ...FORUM_PARAMETERS,
  sendChatAction: z.strictObject({ chat_id: chatId, action: z.enum(['typing', 'upload_photo', 'upload_document']) }),
  editMessageReplyMarkup: z.strictObject({
    chat_id: chatId,
    message_id: z.int().positive(),
    reply_markup: keyboard.optional(),
  }),
} as const

export type MethodName = keyof typeof PARAMETERS
export type Parameters<M extends MethodName> = z.infer<(typeof PARAMETERS)[M]>

export function isMethod(name: string): name is MethodName {
  return Object.hasOwn(PARAMETERS, name)
}
