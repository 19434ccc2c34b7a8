/** The Telegram channel: private chats with customers and the one staff group, by polling or by webhook, over telegraf's client. */
import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import type { FastifyInstance } from 'fastify'
import { MINUTE, SECOND } from '../../domain/values.ts'
import type { StaffRoomInbound, TopicsState } from '../../flows/types.ts'
import type { ConversationId, Rate, Topics } from '../../ports.ts'
import type { Channel, Pace, Sent } from '../channel.ts'
import { type Client, createClient } from './client.ts'
import { registerCommands } from './commands.ts'
import { createCourtesies } from './courtesies.ts'
import { createDownload } from './download.ts'
import { createCalls, editedText } from './forum/calls.ts'
import { createForum, type Forum } from './forum/forum.ts'
import { createGroupActs, type GroupActs } from './forum/group-acts.ts'
import { createRights } from './forum/rights.ts'
import { createTopicSender } from './forum/topic-sender.ts'
import { createSendFile } from './line-files.ts'
import { sentOf } from './messages.ts'
import { createOneAtATime, type OneAtATime, taking } from './one-at-a-time.ts'
import type { TelegramOptions, Timing } from './options.ts'
import { TIMING } from './options.ts'
import { createReceiver, type Receiver } from './receiver.ts'
import { createSender } from './sender.ts'
import { staffConversation, type Tap } from './updates.ts'
import { createUploader, type Upload } from './upload.ts'
import { createWebhook, type WebhookReceiver } from './webhook.ts'

export interface TelegramChannel {
  readonly channel: Channel
  /** Adds the webhook's route to the desk's HTTP; nothing where the bot polls. */
  readonly addTo: (app: FastifyInstance) => void
  /** Sends a photo or a document; refused for a conversation that is none of this channel's. */
  readonly upload: (conversation: ConversationId, file: Upload, signal: AbortSignal) => Promise<Sent>
}

/** Throws when `apiRoot` is no URL; what goes wrong later shows in `state()`. */
export function createTelegram(options: TelegramOptions): TelegramChannel {
  const { staffChatId, accept, park, log } = options
  const timing = { ...TIMING, ...options.timing }
  const client = createClient(options)
  const stopping = new AbortController()
  // Every call under way listens.
  setMaxListeners(0, stopping.signal)
  const limits = { signal: stopping.signal, deadlineMs: timing.callDeadlineMs }
  const aside = createAside()
  const turns = createOneAtATime({ client, leases: options.leases, account: accountOf(options), log })
  const courtesies = createCourtesies({ turns, log }, limits)
  const download = createDownload({ ...options, client, timing })
  const upload = createUploader(client, timing.uploadDeadlineMs)
  const send = createSender({
    client,
    deadlineMs: timing.sendDeadlineMs,
    sendFile: options.files === undefined ? null : createSendFile(options.files, upload),
    onSent: (chatId, ref, hasButtons) => {
      if (chatId > 0) aside.run(courtesies.sent(chatId, hasButtons && ref !== null ? Number(ref) : null))
    },
  })

  const { topics } = options
  const group =
    staffChatId === null || topics === null
      ? null
      : createStaffGroup({ client, turns, staffChatId, topics, options, timing })

  const patient = taking(turns, client)
  const receiving = {
    client: patient,
    timing,
    log,
    intake: { staffChatId, accept, park, onTap: (tap: Tap) => aside.run(courtesies.answerTap(tap)) },
    onIdentified: () =>
      aside.run(registerCommands({ client: patient, timing, log }, options.commands, stopping.signal)),
  }
  const { webhook, lease } = options
  const receiver: Receiver & Partial<WebhookReceiver> =
    webhook === null ? createReceiver({ ...receiving, lease }) : createWebhook({ ...receiving, webhook })

  const channel: Channel = {
    name: 'telegram',
    ...(options.pacing === false ? {} : { pace: paceOf(options) }),
    state: receiver.state,
    serves: (conversation) => chatIdOf(conversation, staffChatId) !== null,
    start: receiver.start,
    stop: async () => {
      stopping.abort()
      await receiver.stop()
      await aside.settled()
    },
    sendsFiles: true,
    deadlineMs: ({ file }) => (file === undefined ? timing.sendDeadlineMs : timing.uploadDeadlineMs),
    fetch: download,
    showBusy: (conversation) => {
      const chatId = chatIdOf(conversation, staffChatId)
      if (chatId !== null && chatId > 0) aside.run(courtesies.showTyping(chatId))
    },
    send: async (conversation, line, signal) => {
      const chatId = chatIdOf(conversation, staffChatId)
      if (chatId === null) return NOT_OURS
      const sent = await send({ conversation, chatId }, line, signal)
      if (sent.status === 'later' && chatId > 0) aside.run(courtesies.refused(chatId, sent.afterMs))
      return sent
    },
    ...(group === null
      ? {}
      : {
          act: (_room, placed, signal) => group.forum(placed, signal),
          actInGroup: (_room, act, signal) => group.acts(act, signal),
        }),
    amend: async (conversation, ref, text, signal) => {
      const chatId = chatIdOf(conversation, staffChatId)
      if (chatId === null) return NOT_OURS
      const of = { chat_id: chatId, message_id: Number(ref) }
      const sending = { signal, deadlineMs: timing.sendDeadlineMs }
      if (text === null) return sentOf(await client.call('deleteMessage', of, sending))
      return sentOf(await client.call('editMessageText', { ...of, ...editedText(text) }, sending))
    },
  }
  return {
    channel,
    addTo: (app) => receiver.addTo?.(app),
    upload: async (conversation, file, signal) => {
      const chatId = chatIdOf(conversation, staffChatId)
      return chatId === null ? NOT_OURS : await upload(chatId, file, signal)
    },
  }
}

/**
 * What Telegram asks of bots: 30 messages in a second over all chats; about one a second in a chat, where short bursts are let through; 20 in a
 * minute in a group. A burst and what follows in the second or the minute are together no more.
 */
const ACCOUNT: Rate = { burst: 5, everyMs: SECOND / 25 }
const PRIVATE: Rate = { burst: 5, everyMs: SECOND }
const GROUP: Rate = { burst: 5, everyMs: MINUTE / 15 }

interface StaffGroup {
  readonly client: Client
  readonly turns: OneAtATime
  readonly staffChatId: number
  readonly topics: Topics
  readonly options: TelegramOptions
  readonly timing: Timing
}

function createStaffGroup({ client, turns, staffChatId, topics, options, timing }: StaffGroup): {
  readonly forum: Forum
  readonly acts: GroupActs
} {
  const room = staffConversation(staffChatId)
  const { accept, token } = options
  const at = { client, chatId: staffChatId, deadlineMs: timing.sendDeadlineMs }
  const tell = async (state: TopicsState): Promise<void> => {
    const body: StaffRoomInbound = { kind: 'topics', state }
    await accept({ conversation: room, id: `topics:${randomUUID()}`, body: JSON.stringify(body), counted: false })
  }
  const rights = createRights({ ...at, botId: Number(token.split(':')[0]), tell })
  const to = { conversation: room, chatId: staffChatId }
  const sendLine = createTopicSender({ client, to, files: options.files, timing })
  const calls = createCalls({ ...at, turns })
  return {
    forum: createForum({ room, topics, calls, rights, sendLine }),
    acts: createGroupActs({ ...at, room, topics, calls, rights }),
  }
}

const accountOf = ({ token }: TelegramOptions): string => `telegram:${token.split(':')[0]}`

function paceOf(options: TelegramOptions): Pace {
  const { staffChatId, groupRate = GROUP } = options
  return {
    account: { name: accountOf(options), rate: ACCOUNT },
    chat: (conversation) => ((chatIdOf(conversation, staffChatId) ?? 0) < 0 ? groupRate : PRIVATE),
  }
}
const NOT_OURS: Sent = { status: 'refused', reason: 'not a Telegram conversation of this desk' }

/** The chat behind a conversation: a customer's own, or the staff group that is configured now. */
function chatIdOf(conversation: ConversationId, staffChatId: number | null): number | null {
  if (staffChatId !== null && conversation === staffConversation(staffChatId)) return staffChatId
  const [, digits] = /^tg:(\d{1,16})$/.exec(conversation) ?? []
  return digits === undefined ? null : Number(digits)
}

/** Work that nothing waits for until the end; it is made of calls, which end as values. */
function createAside() {
  const open = new Set<Promise<void>>()
  return {
    run: (work: Promise<void>) => {
      open.add(work)
      void work.finally(() => open.delete(work))
    },
    settled: async () => {
      await Promise.allSettled(open)
    },
  }
}
