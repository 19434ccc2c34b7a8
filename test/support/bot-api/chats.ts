/** Chats with all messages in them, and what the test has read of the bot's. */
import type { BotMessage, Chat, Message, User } from './types.ts'

export class Chats {
  /** Chats whose customer has blocked the bot. */
  readonly blocked = new Set<number>()
  private readonly chats = new Map<number, Chat>()
  private readonly messages: Message[] = []
  /** The bot's messages as they came, whatever was changed in them since. */
  private readonly asSent: BotMessage[] = []
  private readonly sent = new Map<number, BotMessage[]>()
  private readonly seen = new Map<number, number>()
  private readonly readers = new Set<() => void>()

  open(chat: Chat): void {
    this.chats.set(chat.id, chat)
  }

  get(chatId: number): Chat | undefined {
    return this.chats.get(chatId)
  }

  message(chatId: number, messageId: number): Message | undefined {
    return this.messages.find((message) => message.chat.id === chatId && message.message_id === messageId)
  }

  /** Writes a message into a chat; `extra` is what it holds. */
  write(chat: Chat, from: User, extra: object): Message {
    const message = { message_id: this.messages.length + 1, date: Math.floor(Date.now() / 1_000), chat, from, ...extra }
    this.messages.push(message)
    return message
  }

  writeAsBot(chat: Chat, bot: User, text: string, extra: object): BotMessage {
    const message: BotMessage = { ...this.write(chat, bot, { text, ...extra }), text }
    this.messages[this.messages.length - 1] = message
    this.sent.set(chat.id, [...this.sentTo(chat.id), message])
    this.asSent.push(message)
    for (const reader of this.readers) reader()
    return message
  }

  replace(old: Message, next: BotMessage): void {
    this.messages[this.messages.indexOf(old)] = next
    const list = this.sentTo(next.chat.id).map((message) => (message.message_id === next.message_id ? next : message))
    this.sent.set(next.chat.id, list)
  }

  /** False when there is no such message. */
  remove(chatId: number, messageId: number): boolean {
    const message = this.message(chatId, messageId)
    if (message === undefined) return false
    // Ids go on counting: the place is kept empty.
    this.messages[this.messages.indexOf(message)] = { ...message, chat: { ...message.chat, id: 0 } }
    this.sent.set(
      chatId,
      this.sentTo(chatId).filter((sent) => sent.message_id !== messageId),
    )
    return true
  }

  /** A message as its writer has changed it. */
  rewrite(message: Message, content: object): Message {
    const edited = { ...message, ...content }
    this.messages[this.messages.indexOf(message)] = edited
    return edited
  }

  sentTo(chatId: number): BotMessage[] {
    return this.sent.get(chatId) ?? []
  }

  arrivedAt(chatId: number): readonly BotMessage[] {
    return this.asSent.filter(({ chat }) => chat.id === chatId)
  }

  /** The oldest message to `chatId` that no call has returned yet; rejects when none comes within `timeoutMs`. */
  async next(chatId: number, timeoutMs: number): Promise<BotMessage> {
    const until = performance.now() + timeoutMs
    for (;;) {
      const seen = this.seen.get(chatId) ?? 0
      const message = this.arrivedAt(chatId)[seen]
      if (message !== undefined) {
        this.seen.set(chatId, seen + 1)
        return message
      }
      const leftMs = until - performance.now()
      if (leftMs <= 0) throw new Error(`no message to chat ${chatId} within ${timeoutMs} ms`)
      await this.somethingSent(leftMs)
    }
  }

  private somethingSent(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        this.readers.delete(end)
        resolve()
      }
      const timer = setTimeout(end, ms)
      this.readers.add(end)
    })
  }
}
