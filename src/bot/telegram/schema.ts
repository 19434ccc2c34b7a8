/** The parts of Telegram's updates that are read, as zod schemas: strict in what routes a message, lenient in all else. */
import { z } from 'zod'

const lenient = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined)

const UserSchema = z.object({
  id: z.int(),
  is_bot: lenient(z.boolean()),
  first_name: lenient(z.string()),
  last_name: lenient(z.string()),
  language_code: lenient(z.string()),
})

const ChatSchema = z.object({ id: z.int(), type: z.string(), title: lenient(z.string()) })

const ButtonSchema = z.object({ text: z.string(), callback_data: lenient(z.string()) })

const ReplySchema = z.looseObject({
  message_id: z.int(),
  from: lenient(UserSchema),
  text: lenient(z.string()),
  caption: lenient(z.string()),
  reply_markup: lenient(z.object({ inline_keyboard: z.array(z.array(ButtonSchema)) })),
})

/** Keeps all fields: the kind of content is told by which field is there. */
export const MessageSchema = z.looseObject({
  message_id: z.int(),
  chat: ChatSchema,
  from: lenient(UserSchema),
  sender_chat: lenient(ChatSchema),
  text: lenient(z.string()),
  caption: lenient(z.string()),
  reply_to_message: lenient(ReplySchema),
  quote: lenient(z.object({ text: z.string() })),
  media_group_id: lenient(z.string()),
  message_thread_id: lenient(z.int()),
  is_topic_message: lenient(z.boolean()),
  contact: lenient(z.object({ phone_number: z.string(), first_name: z.string(), user_id: lenient(z.int()) })),
  sticker: lenient(z.object({ emoji: lenient(z.string()) })),
  venue: lenient(z.object({ title: z.string(), address: z.string() })),
})

export const CallbackQuerySchema = z.object({
  id: z.string(),
  from: UserSchema,
  data: lenient(z.string()),
  message: lenient(z.object({ message_id: z.int(), chat: ChatSchema })),
})

export const MemberSchema = z.object({ chat: ChatSchema, new_chat_member: z.object({ status: z.string() }) })

export const UpdateSchema = z.looseObject({ update_id: z.int() })

export type User = z.infer<typeof UserSchema>
export type Message = z.infer<typeof MessageSchema>
export type Update = z.infer<typeof UpdateSchema>
