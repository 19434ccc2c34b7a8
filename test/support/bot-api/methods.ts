/** The methods themselves, on parameters that were checked. */
import type { Chats } from './chats.ts'
import type { StoredFiles } from './files.ts'
import { FORUM_METHODS, type Forums, inTopic } from './forum.ts'
import type { MethodName, Parameters } from './parameters.ts'
import type { BotMessage, Chat, Outcome, User } from './types.ts'
import { done, refused } from './types.ts'
import type { UpdateQueue } from './update-queue.ts'
import type { WebhookSender } from './webhook.ts'

/** All that the bot has done, for the tests to look at. */
export interface World {
  readonly bot: User
  readonly chats: Chats
  readonly queue: UpdateQueue
  readonly files: StoredFiles
  readonly webhook: WebhookSender
  /** Taps by callback query id: whether they were answered. */
  readonly taps: Map<string, 'waiting' | 'answered'>
  /** The chats of taps, by the same id. */
  readonly tapped: Map<string, number>
  /** Commands by `<scope>/<language>`, `default/` without either. */
  readonly commands: Map<string, readonly { command: string; description: string }[]>
  /** Emoji by `<chat id>/<message id>`. */
  readonly reactions: Map<string, string>
  readonly forums: Forums
}

type Handlers = {
  [M in MethodName]: (world: World, given: Parameters<M>, gone: AbortSignal) => Outcome | Promise<Outcome>
}

export const METHODS: Handlers = {
  getMe: ({ bot }) => done({ ...bot, can_join_groups: true, can_read_all_group_messages: true }),
  getUpdates: ({ queue }, { offset, limit, timeout }, gone) => queue.poll({ offset, limit, timeoutS: timeout }, gone),
  sendMessage,
  sendPhoto: (world, { photo, ...given }) => sendFile(world, given, photo),
  sendVideo: (world, { video, ...given }) => sendFile(world, given, video),
  sendVoice: (world, { voice, ...given }) => sendFile(world, given, voice),
  sendDocument: (world, { document, ...given }) => sendFile(world, given, document),
  getFile: ({ files }, { file_id }) => files.getFile(file_id),
  answerCallbackQuery: ({ taps }, { callback_query_id: id }) => {
    if (taps.get(id) !== 'waiting') {
      return refused(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid')
    }
    taps.set(id, 'answered')
    return done(true)
  },
  setMyCommands: (world, { commands, scope, language_code: language = '' }) => {
    world.commands.set(`${scope?.type ?? 'default'}/${language}`, commands)
    return done(true)
  },
  setWebhook: ({ webhook }, { url, secret_token: secret }) => {
    webhook.set({ url, secret })
    return done(true)
  },
  deleteWebhook: ({ webhook }) => {
    webhook.set(null)
    return done(true)
  },
  getWebhookInfo: ({ queue, webhook }) =>
    done({
      url: queue.webhookUrl,
      has_custom_certificate: false,
      pending_update_count: queue.waiting().length,
      ...webhook.lastError,
    }),
  setMessageReaction: ({ chats, reactions }, { chat_id, message_id, reaction }) => {
    if (chats.message(chat_id, message_id) === undefined) return refused(400, 'Bad Request: message to react not found')
    reactions.set(`${chat_id}/${message_id}`, reaction[0]?.emoji ?? '')
    return done(true)
  },
  ...FORUM_METHODS,
  sendChatAction: ({ chats }, { chat_id }) => unreachable(chats, chat_id) ?? done(true),
  editMessageReplyMarkup: ({ chats }, { chat_id, message_id, reply_markup }) => {
    const message = chats.sentTo(chat_id).find((sent) => sent.message_id === message_id)
    if (message === undefined) return refused(400, 'Bad Request: message to edit not found')
    if (JSON.stringify(message.reply_markup) === JSON.stringify(reply_markup)) {
      return refused(400, 'Bad Request: message is not modified')
    }
    const { reply_markup: _, ...bare } = message
    const edited: BotMessage = reply_markup === undefined ? bare : { ...bare, reply_markup }
    chats.replace(message, edited)
    return done(edited)
  },
}

function sendMessage({ bot, chats, forums }: World, given: Parameters<'sendMessage'>): Outcome {
  const chat = chats.get(given.chat_id)
  const obstacle = unreachable(chats, given.chat_id)
  if (chat === undefined || obstacle !== null) return obstacle ?? refused(400, 'Bad Request: chat not found')
  const reply = given.reply_parameters
  const answered = reply && chats.message(chat.id, reply.message_id)
  if (reply?.allow_sending_without_reply === false && answered === undefined) {
    return refused(400, 'Bad Request: message to be replied not found')
  }
  const topic = inTopic(forums, chat.id, given.message_thread_id)
  if (!topic.ok) return topic
  const extra = {
    ...topic.marks,
    ...(answered === undefined ? {} : { reply_to_message: answered }),
    ...(given.reply_markup === undefined ? {} : { reply_markup: given.reply_markup }),
    ...(given.entities === undefined ? {} : { entities: given.entities }),
  }
  return done(chats.writeAsBot(chat, bot, given.text, extra))
}

interface Captioned {
  readonly chat_id: number
  readonly caption?: string | undefined
  readonly reply_to_message_id?: number | undefined
  readonly message_thread_id?: number | undefined
}

/** The message has the file by name and bytes, and its caption as text. */
function sendFile({ bot, chats, forums }: World, given: Captioned, file: { name: string; bytes: string }): Outcome {
  const obstacle = unreachable(chats, given.chat_id)
  const chat = chats.get(given.chat_id)
  if (chat === undefined || obstacle !== null) return obstacle ?? refused(400, 'Bad Request: chat not found')
  const { reply_to_message_id: reply } = given
  const answered = reply === undefined ? undefined : chats.message(chat.id, reply)
  const topic = inTopic(forums, chat.id, given.message_thread_id)
  if (!topic.ok) return topic
  const extra = { file, ...topic.marks, ...(answered === undefined ? {} : { reply_to_message: answered }) }
  return done(chats.writeAsBot(chat, bot, given.caption ?? '', extra))
}

function unreachable(chats: Chats, chatId: number): Outcome | null {
  const chat: Chat | undefined = chats.get(chatId)
  if (chat === undefined) return refused(400, 'Bad Request: chat not found')
  return chats.blocked.has(chatId) ? refused(403, 'Forbidden: bot was blocked by the user') : null
}
