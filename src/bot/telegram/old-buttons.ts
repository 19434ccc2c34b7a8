/**
 * Takes the buttons away from questions that were answered or asked anew: only the newest message of a chat keeps them. Best effort, known to
 * this process alone; a button that stays is understood all the same.
 */
import type { Log } from '../log.ts'
import type { Client } from './client.ts'

/** Beyond it the chat whose question is oldest is forgotten. */
const MAX_CHATS = 5_000

export interface OldButtons {
  /** A line was sent: what had buttons before it loses them. `messageId` is the new message's if it has buttons itself. */
  sent(chatId: number, messageId: number | null): Promise<void>
  /** A button was tapped; `client` is the caller's turn to call. */
  tapped(client: Client, chatId: number, messageId: number): Promise<void>
}

/** Gives `work` its turn to call in a chat, or leaves it. */
export type InChat = (chatId: number, work: (client: Client) => Promise<void>, patienceMs?: number) => Promise<void>

export function createOldButtons(
  { inChat, log }: { readonly inChat: InChat; readonly log: Log },
  limits: { readonly signal: AbortSignal; readonly deadlineMs: number },
): OldButtons {
  const shown = new Map<number, number>()

  async function remove(client: Client, chatId: number, messageId: number): Promise<void> {
    const payload = { chat_id: chatId, message_id: messageId }
    const answer = await client.call('editMessageReplyMarkup', payload, limits)
    if (answer.status !== 'ok') log.debug({ status: answer.status }, 'telegram: old buttons were not taken away')
  }

  return {
    async sent(chatId, messageId) {
      const before = shown.get(chatId)
      shown.delete(chatId)
      if (messageId !== null) shown.set(chatId, messageId)
      const oldest = shown.size > MAX_CHATS ? shown.keys().next() : null
      if (oldest?.done === false) shown.delete(oldest.value)
      if (before === undefined || before === messageId) return
      await inChat(chatId, (client) => remove(client, chatId, before))
    },
    async tapped(client, chatId, messageId) {
      if (shown.get(chatId) === messageId) shown.delete(chatId)
      await remove(client, chatId, messageId)
    },
  }
}
