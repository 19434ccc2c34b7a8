/** Forum topics, rights, pins and changed messages, refused in Telegram's words where Telegram refuses. */
import type { z } from 'zod'
import type { FORUM_PARAMETERS, ForumMethod } from './forum-parameters.ts'
import type { World } from './methods.ts'
import type { BotMessage, Outcome } from './types.ts'
import { done, refused } from './types.ts'

export interface Topic {
  readonly thread: number
  name: string
  icon: string | undefined
  isClosed: boolean
}

/** A group as the bot may use it. */
export interface Forum {
  isForum: boolean
  /** Rights of the bot as an administrator. */
  readonly rights: { can_manage_topics: boolean; can_pin_messages: boolean; can_delete_messages: boolean }
  readonly topics: Map<number, Topic>
  /** Every topic that ever was, deleted ones too. */
  readonly made: Topic[]
  readonly pinned: number[]
}
export type Forums = Map<number, Forum>

type Given<M extends ForumMethod> = z.infer<(typeof FORUM_PARAMETERS)[M]>
type Methods = { [M in ForumMethod]: (world: World, given: Given<M>) => Outcome }

const ICONS = [
  { emoji: '❗️', custom_emoji_id: '5379748062124056162' },
  { emoji: '💬', custom_emoji_id: '5417915203100613993' },
  { emoji: '✅', custom_emoji_id: '5237699328843200968' },
  { emoji: '🏁', custom_emoji_id: '5408906741125490282' },
]

const NO_FORUM = refused(400, 'Bad Request: the chat is not a forum')
const NO_TOPIC = refused(400, 'Bad Request: TOPIC_ID_INVALID')

/** The marks of a message in a topic; refused where there is no such topic. */
export function inTopic(
  forums: Forums,
  chatId: number,
  thread: number | undefined,
): { ok: true; marks: object } | Extract<Outcome, { ok: false }> {
  if (thread === undefined) return { ok: true, marks: {} }
  const topic = forums.get(chatId)?.topics.get(thread)
  if (topic === undefined)
    return refused(400, 'Bad Request: message thread not found') as Extract<Outcome, { ok: false }>
  return { ok: true, marks: { message_thread_id: thread, is_topic_message: true } }
}

export const FORUM_METHODS: Methods = {
  getChat: ({ chats, forums }, { chat_id }) => {
    const chat = chats.get(chat_id)
    if (chat === undefined) return refused(400, 'Bad Request: chat not found')
    return done(forums.get(chat_id)?.isForum ? { ...chat, is_forum: true } : chat)
  },
  getChatMember: ({ bot, forums }, { chat_id, user_id }) => {
    const rights = forums.get(chat_id)?.rights
    if (rights === undefined || user_id !== bot.id) return refused(400, 'Bad Request: member not found')
    return done({ user: bot, status: 'administrator', ...rights })
  },
  getForumTopicIconStickers: () => done(ICONS.map((icon) => ({ ...icon, type: 'custom_emoji' }))),
  createForumTopic: ({ bot, chats, forums }, { chat_id, name, icon_custom_emoji_id: icon }) => {
    const forum = forums.get(chat_id)
    const chat = chats.get(chat_id)
    if (!forum?.isForum || chat === undefined) return NO_FORUM
    if (!forum.rights.can_manage_topics) return refused(400, 'Bad Request: not enough rights to create a topic')
    const { message_id: thread } = chats.write(chat, bot, { forum_topic_created: { name } })
    const topic = { thread, name, icon, isClosed: false }
    forum.topics.set(thread, topic)
    forum.made.push(topic)
    return done({ message_thread_id: thread, name, icon_color: 7_322_096 })
  },
  editForumTopic: ({ forums }, { chat_id, message_thread_id, name, icon_custom_emoji_id: icon }) => {
    const forum = forums.get(chat_id)
    if (!forum?.isForum) return NO_FORUM
    if (!forum.rights.can_manage_topics) return refused(400, 'Bad Request: not enough rights to edit the topic')
    const topic = forum.topics.get(message_thread_id)
    if (topic === undefined) return NO_TOPIC
    if ((name ?? topic.name) === topic.name && (icon ?? topic.icon) === topic.icon)
      return refused(400, 'Bad Request: TOPIC_NOT_MODIFIED')
    topic.name = name ?? topic.name
    topic.icon = icon ?? topic.icon
    return done(true)
  },
  deleteForumTopic: ({ forums }, { chat_id, message_thread_id }) => {
    const forum = forums.get(chat_id)
    if (!forum?.isForum) return NO_FORUM
    if (!forum.rights.can_delete_messages) return refused(400, 'Bad Request: not enough rights to delete the topic')
    return forum.topics.delete(message_thread_id) ? done(true) : NO_TOPIC
  },
  reopenForumTopic: ({ forums }, { chat_id, message_thread_id }) => {
    const topic = forums.get(chat_id)?.topics.get(message_thread_id)
    if (topic === undefined) return NO_TOPIC
    if (!topic.isClosed) return refused(400, 'Bad Request: TOPIC_NOT_MODIFIED')
    topic.isClosed = false
    return done(true)
  },
  pinChatMessage: ({ chats, forums }, { chat_id, message_id }) => {
    const forum = forums.get(chat_id)
    if (!forum?.rights.can_pin_messages)
      return refused(400, 'Bad Request: not enough rights to manage pinned messages in the chat')
    if (chats.message(chat_id, message_id) === undefined) return refused(400, 'Bad Request: message to pin not found')
    forum.pinned.push(message_id)
    return done(true)
  },
  editMessageText: ({ chats }, { chat_id, message_id, text, entities, reply_markup }) => {
    const message = chats.sentTo(chat_id).find((sent) => sent.message_id === message_id)
    if (message === undefined) return refused(400, 'Bad Request: message to edit not found')
    if ('file' in message) return refused(400, 'Bad Request: there is no text in the message to edit')
    const { reply_markup: oldButtons, entities: _, ...bare } = message
    if (message.text === text && JSON.stringify(oldButtons) === JSON.stringify(reply_markup))
      return refused(400, 'Bad Request: message is not modified')
    const edited: BotMessage = {
      ...bare,
      text,
      ...(entities === undefined ? {} : { entities }),
      ...(reply_markup === undefined ? {} : { reply_markup }),
    }
    chats.replace(message, edited)
    return done(edited)
  },
  deleteMessage: ({ chats }, { chat_id, message_id }) =>
    chats.remove(chat_id, message_id) ? done(true) : refused(400, 'Bad Request: message to delete not found'),
}
