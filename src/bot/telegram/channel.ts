/** The Telegram channel: private chats with customers and the one staff group, received by polling, over telegraf's client. */
import { MINUTE, SECOND } from '../../domain/values.ts'
import type { ConversationId, Rate } from '../../ports.ts'
import type { Channel, Pace } from '../channel.ts'
import { createClient } from './client.ts'
import { registerCommands } from './commands.ts'
import type { TelegramOptions } from './options.ts'
import { TIMING } from './options.ts'
import { createReceiver } from './receiver.ts'
import { createSender } from './sender.ts'
import { staffConversation } from './updates.ts'

/** Throws when `apiRoot` is no URL; what goes wrong later shows in `state()`. */
export function createTelegram(options: TelegramOptions): Channel {
  const { staffChatId, accept, park, lease, log } = options
  const timing = { ...TIMING, ...options.timing }
  const client = createClient(options)
  const send = createSender(client, timing.sendDeadlineMs)
  const stopping = new AbortController()
  const aside = createAside()

  const receiver = createReceiver({
    client,
    lease,
    timing,
    log,
    intake: { staffChatId, accept, park, onTap: (id) => aside.run(answerTap(id)) },
    onIdentified: () => aside.run(registerCommands({ client, timing, log }, options.commands, stopping.signal)),
  })

  async function answerTap(callbackQueryId: string): Promise<void> {
    const limits = { signal: stopping.signal, deadlineMs: timing.callDeadlineMs }
    const answer = await client.call('answerCallbackQuery', { callback_query_id: callbackQueryId }, limits)
    if (answer.status !== 'ok') log.debug({ trouble: answer }, 'telegram: a tap was not answered')
  }

  return {
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
    send: async (conversation, line, signal) => {
      const chatId = chatIdOf(conversation, staffChatId)
      if (chatId === null) return { status: 'refused', reason: 'not a Telegram conversation of this desk' }
      return await send(chatId, line, signal)
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

function paceOf({ token, staffChatId }: TelegramOptions): Pace {
  return {
    account: { name: `telegram:${token.split(':')[0]}`, rate: ACCOUNT },
    chat: (conversation) => ((chatIdOf(conversation, staffChatId) ?? 0) < 0 ? GROUP : PRIVATE),
  }
}

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
