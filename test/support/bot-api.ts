/**
 * A Bot API server for tests: real HTTP on loopback with Telegram's offsets, long poll, refusals and faults. It is strict: what Telegram
 * would refuse, and what a well-behaved bot would not do, is refused and noted in `violations`, which every test expects to be empty.
 */
import type { Call, Desk } from './bot-api/calls.ts'
import { Chats } from './bot-api/chats.ts'
import { Faults } from './bot-api/faults.ts'
import { type FileHandle, StoredFiles } from './bot-api/files.ts'
import type { Forum } from './bot-api/forum.ts'
import { listen } from './bot-api/http.ts'
import type { World } from './bot-api/methods.ts'
import type { MethodName } from './bot-api/parameters.ts'
import type { Group, Person } from './bot-api/people.ts'
import { createGroup, createPerson } from './bot-api/people.ts'
import type { BotMessage, Fault } from './bot-api/types.ts'
import { UpdateQueue } from './bot-api/update-queue.ts'
import { WebhookSender } from './bot-api/webhook.ts'

export type { Update } from './bot-api/types.ts'

/** Right in shape, and nobody's. */
export const TEST_TOKEN = '1000000001:TEST-TOKEN-of-nobody-0123456789abcdef'

export interface BotApi {
  /** For `TELEGRAM_API_ROOT`. */
  readonly root: string
  readonly violations: readonly string[]
  /** A person who has a private chat with the bot. */
  user(about: { id: number; firstName: string; lastName?: string; languageCode?: string }): Person
  group(about: { id: number; title?: string; members: readonly Person[]; forum?: boolean }): Group
  /** Topics and rights of a group; a test changes them as the group's owner would. */
  forum(group: Group): Forum
  /** From now on a group takes so many calls within a time; beyond that 429, and coming before its time is a violation. */
  limit(chatId: number, calls: number, withinMs: number): void
  /** All messages of the bot in a chat, in order. */
  sentTo(chatId: number): readonly BotMessage[]
  /** The same messages as they came, whatever was changed in them since. */
  arrivedAt(chatId: number): readonly BotMessage[]
  /** The oldest message to a chat that was not returned yet; rejects after `timeoutMs` (5 s unless told). */
  nextMessage(chatId: number, options?: { timeoutMs?: number }): Promise<BotMessage>
  /** Somebody in the chat deletes a message; bots hear nothing of it. */
  deleteMessage(chatId: number, messageId: number): void
  /** Gives an update once more, also after it was confirmed. */
  redeliver(updateId: number): void
  /** Queues any JSON as an update, as it is. */
  pushRaw(update: unknown): void
  unconfirmed(): readonly unknown[]
  /** Whether a long poll waits at this moment. */
  isPolled(): boolean
  /** Bytes that a message may name, by what it says of them. */
  file(bytes: Uint8Array): FileHandle
  readonly files: StoredFiles
  /** Once `after` calls of a method have passed (0 unless told), the next `times` (1 unless told) meet a fault. */
  fault(method: MethodName | 'download', fault: Fault, times?: number, after?: number): void
  /** From now on so large a share of all calls but getMe meets a fault by chance; null for none. */
  faulty(how: Faults['faulty']): void
  /** Faults that were met in calls about a chat. */
  metBy(chatId: number): readonly Fault[]
  calls(method?: MethodName): readonly Call[]
  /** How many calls were answered with that code. */
  refusals(code: number): number
  /** Whether a tap's spinner was stopped. */
  isTapAnswered(callbackQueryId: string): boolean
  commands(key: string): readonly { command: string; description: string }[] | undefined
  reactionOn(chatId: number, messageId: number): string | undefined
  /** A webhook as somebody else has set it; nothing is posted to it. */
  setWebhook(url: string): void
  removeWebhook(): void
  /** What was posted to the bot's own webhook, with the status of each answer. */
  readonly posts: readonly { readonly update: unknown; readonly status: number | null }[]
  /** From now on only this token is good. */
  changeToken(token: string): void
  close(): Promise<void>
}

export async function startBotApi(options: { token?: string; port?: number } = {}): Promise<BotApi> {
  const desk = createDesk(options.token ?? TEST_TOKEN)
  const { world, faults, violations, calls } = desk
  const { chats, queue } = world
  const { port, close } = await listen(desk, options.port ?? 0)
  return {
    root: `http://127.0.0.1:${port}`,
    violations,
    user: ({ id, firstName, lastName, languageCode }) =>
      createPerson(world, {
        id,
        is_bot: false,
        first_name: firstName,
        ...(lastName === undefined ? {} : { last_name: lastName }),
        ...(languageCode === undefined ? {} : { language_code: languageCode }),
      }),
    group: ({ id, title = 'Staff', members, forum = false }) => createGroup(world, id, title, members, forum),
    forum: ({ id }) => {
      const forum = world.forums.get(id)
      if (forum === undefined) throw new Error(`there is no group ${id}`)
      return forum
    },
    limit: (chatId, calls, withinMs) => faults.limit(chatId, calls, withinMs),
    sentTo: (chatId) => chats.sentTo(chatId),
    arrivedAt: (chatId) => chats.arrivedAt(chatId),
    nextMessage: (chatId, { timeoutMs = 5_000 } = {}) => chats.next(chatId, timeoutMs),
    deleteMessage: (chatId, messageId) => void chats.remove(chatId, messageId),
    redeliver: (updateId) => queue.redeliver(updateId),
    pushRaw: (update) => queue.pushRaw(update),
    unconfirmed: () => queue.unconfirmed(),
    isPolled: () => queue.isPolled(),
    file: (bytes) => world.files.add(bytes),
    files: world.files,
    fault: (method, fault, times = 1, after = 0) => faults.add(method, fault, times, after),
    faulty: (how) => {
      faults.faulty = how
    },
    metBy: (chatId) => faults.met.flatMap((one) => (one.chatId === chatId ? [one.fault] : [])),
    calls: (method) => (method === undefined ? calls : calls.filter((call) => call.method === method)),
    refusals: (code) => desk.refusals.filter((one) => one === code).length,
    isTapAnswered: (id) => world.taps.get(id) === 'answered',
    commands: (key) => world.commands.get(key),
    reactionOn: (chatId, messageId) => world.reactions.get(`${chatId}/${messageId}`),
    setWebhook: (url) => {
      queue.webhookUrl = url
    },
    removeWebhook: () => world.webhook.set(null),
    posts: world.webhook.posts,
    changeToken: (token) => {
      desk.token = token
    },
    close: async () => {
      world.webhook.set(null)
      await close()
    },
  }
}

function createDesk(token: string): Desk {
  const violations: string[] = []
  const bot = { id: 1_000_000_001, is_bot: true, first_name: 'Aftercare', username: 'aftercare_test_bot' }
  const queue = new UpdateQueue()
  const world: World = {
    bot,
    chats: new Chats(),
    queue,
    webhook: new WebhookSender(queue),
    files: new StoredFiles(),
    taps: new Map(),
    tapped: new Map(),
    commands: new Map(),
    reactions: new Map(),
    forums: new Map(),
  }
  return { token, world, faults: new Faults(violations), violations, calls: [], refusals: [] }
}
