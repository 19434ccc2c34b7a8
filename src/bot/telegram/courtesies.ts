/** What the customer would hardly miss: a tap's spinner stopped, old buttons taken away, a sign of typing. Nothing waits for it, none of it is tried twice. */
import { SECOND } from '../../domain/values.ts'
import type { Log } from '../log.ts'
import { createOldButtons, type InChat } from './old-buttons.ts'
import type { OneAtATime } from './one-at-a-time.ts'
import type { Tap } from './updates.ts'

/** How long a spinner and old buttons wait for their turn. A sign of typing comes now or not at all. */
const PATIENCE_MS = 2 * SECOND
/** Of taps that name no chat. */
const NO_CHAT = 0

export interface Courtesies {
  answerTap(tap: Tap): Promise<void>
  showTyping(chatId: number): Promise<void>
  /** A line is with its chat: what had buttons before it loses them. `messageId`: its own, if it has buttons. */
  sent(chatId: number, messageId: number | null): Promise<void>
  /** A line was refused for `ms` (429): nothing else is asked of that chat meanwhile. */
  refused(chatId: number, ms: number): Promise<void>
}

/** All of it resolves, whatever becomes of the calls. */
export function createCourtesies(
  { turns, log }: { readonly turns: OneAtATime; readonly log: Log },
  limits: { readonly signal: AbortSignal; readonly deadlineMs: number },
): Courtesies {
  const inChat: InChat = async (chatId, work, patienceMs = PATIENCE_MS) => {
    const ran = await turns.in(`${chatId}`, { signal: limits.signal, patienceMs }, work)
    if (ran !== 'done') log.debug({ status: ran }, 'telegram: calls that nobody misses were left')
  }
  const oldButtons = createOldButtons({ inChat, log }, limits)
  return {
    answerTap: ({ id, on }) =>
      inChat(on?.chatId ?? NO_CHAT, async (client) => {
        const answer = await client.call('answerCallbackQuery', { callback_query_id: id }, limits)
        if (answer.status !== 'ok') log.debug({ status: answer.status }, 'telegram: a tap was not answered')
        if (on !== null) await oldButtons.tapped(client, on.chatId, on.messageId)
      }),
    showTyping: (chatId) =>
      inChat(
        chatId,
        async (client) => {
          const answer = await client.call('sendChatAction', { chat_id: chatId, action: 'typing' }, limits)
          if (answer.status !== 'ok') log.debug({ status: answer.status }, 'telegram: no sign of typing was shown')
        },
        0,
      ),
    sent: oldButtons.sent,
    refused: (chatId, ms) => turns.rest(`${chatId}`, ms),
  }
}
