/** What the methods around forum topics and changed messages take, as strictly as the others. */
import { z } from 'zod'

const chatId = z.int()
const messageId = z.int().positive()
const threadId = z.int().positive()
const name = z.string().refine((text) => text.trim() !== '' && text.length <= 128, 'must be 1-128 characters')
const keyboard = z.strictObject({
  inline_keyboard: z.array(
    z.array(z.strictObject({ text: z.string().min(1), callback_data: z.string().min(1).max(64) })),
  ),
})

export const FORUM_PARAMETERS = {
  getChat: z.strictObject({ chat_id: chatId }),
  getChatMember: z.strictObject({ chat_id: chatId, user_id: z.int().positive() }),
  getForumTopicIconStickers: z.strictObject({}),
  createForumTopic: z.strictObject({
    chat_id: chatId,
    name,
    icon_color: z.int().optional(),
    icon_custom_emoji_id: z.string().optional(),
  }),
  editForumTopic: z.strictObject({
    chat_id: chatId,
    message_thread_id: threadId,
    name: name.optional(),
    icon_custom_emoji_id: z.string().optional(),
  }),
  deleteForumTopic: z.strictObject({ chat_id: chatId, message_thread_id: threadId }),
  reopenForumTopic: z.strictObject({ chat_id: chatId, message_thread_id: threadId }),
  pinChatMessage: z.strictObject({
    chat_id: chatId,
    message_id: messageId,
    disable_notification: z.boolean().optional(),
  }),
  editMessageText: z.strictObject({
    chat_id: chatId,
    message_id: messageId,
    text: z.string().refine((text) => text.trim() !== '' && text.length <= 4_096, 'must be 1-4096 characters'),
    entities: z
      .array(z.strictObject({ type: z.literal('code'), offset: z.int().min(0), length: z.int().min(1) }))
      .optional(),
    link_preview_options: z.strictObject({ is_disabled: z.boolean() }).optional(),
    reply_markup: keyboard.optional(),
  }),
  deleteMessage: z.strictObject({ chat_id: chatId, message_id: messageId }),
} as const

export type ForumMethod = keyof typeof FORUM_PARAMETERS
