/** A desk with a staff forum for tests: the Telegram channel on the tests' Bot API server, a worker on a real store, a customer and two of staff. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHoursByHand } from '../../../src/bot/hours-by-hand.ts'
import { createRoomCommands } from '../../../src/bot/room-commands.ts'
import { keepMenu, type MenuTiming } from '../../../src/bot/room-menu.ts'
import { createStaffWork } from '../../../src/bot/staff-work.ts'
import { createTelegram } from '../../../src/bot/telegram/channel.ts'
import { createWorker } from '../../../src/bot/worker.ts'
import type { ConversationId, Letter, Rate, Store } from '../../../src/ports.ts'
import type { Forum, Topic } from '../../support/bot-api/forum.ts'
import type { Group, Person } from '../../support/bot-api/people.ts'
import type { BotMessage } from '../../support/bot-api/types.ts'
import { type BotApi, startBotApi, TEST_TOKEN } from '../../support/bot-api.ts'
import { type Bench, workbench } from '../bench.ts'
import { Lock, QUICK, STAFF_CHAT_ID } from './desk.ts'

/** So fast that no test waits for it. */
const AT_ONCE: Rate = { burst: 1_000, everyMs: 1 }
const WITHIN_MS = 8_000
const LOOK_EVERY_MS = 15

const ROOM = `staff:tg:${STAFF_CHAT_ID}` as ConversationId

export interface ForumDesk {
  readonly api: BotApi
  readonly group: Group
  readonly forum: Forum
  readonly customer: Person
  readonly bo: Person
  readonly chen: Person
  /** Another customer. */
  person(id: number, firstName: string): Person
  /** Messages of the bot in a topic, or (null) outside of topics; as they read now. */
  inTopic(topic: number | null): readonly BotMessage[]
  /** The one topic there is; throws when there is none or several. */
  topic(): Topic
  /** The customer asks for a person; resolves with the topic once its card is pinned. */
  handOver(): Promise<Topic>
  /** One process of the desk ends and another one begins. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export interface ForumOptions {
  readonly isForum?: boolean
  readonly groupRate?: Rate
  /** The group has a menu, drawn up so often. */
  readonly menu?: MenuTiming
  /** The store as the desk's process sees it. */
  readonly store?: (store: Store) => Store
}

export async function openForum(bench: Bench, options: ForumOptions = {}): Promise<ForumDesk> {
  const api = await startBotApi()
  const bo = api.user({ id: 5_000_001, firstName: 'Bo Example' })
  const chen = api.user({ id: 5_000_002, firstName: 'Chen Example' })
  const customer = api.user({ id: 6_000_001, firstName: 'Li Example', languageCode: 'en' })
  const group = api.group({ id: STAFF_CHAT_ID, members: [bo, chen], forum: options.isForum ?? true })
  const forum = api.forum(group)
  const lock = new Lock()
  let running = startProcess(bench, api, lock, options)
  const inTopic = (topic: number | null) =>
    api.sentTo(group.id).filter(({ message_thread_id: thread }) => (thread ?? null) === topic)
  const theTopic = (): Topic => {
    const [topic, ...others] = forum.topics.values()
    if (topic === undefined || others.length > 0) throw new Error(`${forum.topics.size} topics`)
    return topic
  }
  return {
    api,
    group,
    forum,
    customer,
    bo,
    chen,
    person: (id, firstName) => api.user({ id, firstName, languageCode: 'en' }),
    inTopic,
    topic: theTopic,
    async handOver() {
      customer.says('I want to talk to a person')
      await until('a pinned card', () => forum.pinned.length > 0)
      return theTopic()
    },
    async restart() {
      await running.stop()
      running = startProcess(bench, api, lock, options)
    },
    async stop() {
      await running.stop()
      await api.close()
    },
  }
}

function startProcess({ store, talk, log }: Bench, api: BotApi, lock: Lock, options: ForumOptions) {
  const seen = { ...store, ...options.store?.(store) }
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-forum-'))
  const files = store.filesIn(folder)
  const { channel } = createTelegram({
    token: TEST_TOKEN,
    apiRoot: api.root,
    localFolder: '/nowhere',
    staffChatId: STAFF_CHAT_ID,
    accept: (letter) => worker.accept(letter),
    park: (origin, body) => store.park(origin, body),
    topics: seen,
    files,
    leases: store,
    lease: lock.for('only'),
    groupRate: options.groupRate ?? AT_ONCE,
    webhook: null,
    log,
    commands: { en: [], zh: [] },
    timing: QUICK,
  })
  const { hours, content } = workbench()
  const hoursByHand = createHoursByHand({ store, hours, accept: async () => {}, log })
  const work = createStaffWork({ store, hours, returnDays: content.policy.returnDays })
  const roomCommands = createRoomCommands({ hours, hoursByHand, work, store, talk })
  const worker = createWorker({ store: seen, talk, staffRoom: ROOM, channels: [channel], files, log, roomCommands })
  worker.start()
  channel.start()
  const accept = (letter: Letter) => worker.accept(letter)
  const stopMenu =
    options.menu === undefined
      ? async () => {}
      : keepMenu({ store, hours, talk, room: ROOM, accept, log, timing: options.menu })
  return {
    async stop() {
      await stopMenu()
      await channel.stop()
      await worker.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Resolves once it is so; the error of a look that threw is told when it never is. */
export async function until(what: string, isSo: () => boolean | undefined): Promise<void> {
  const end = performance.now() + WITHIN_MS
  let trouble: unknown
  while (performance.now() < end) {
    try {
      if (isSo()) return
      trouble = undefined
    } catch (error) {
      trouble = error
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
  throw new Error(`never: ${what}`, { cause: trouble })
}
