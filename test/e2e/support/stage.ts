/** What an end-to-end test plays on: a Bot API server, a staff group, a data directory, and the desk as a process on them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ConversationId } from '../../../src/ports.ts'
import { connect } from '../../../src/store/connect.ts'
import { layoutOf } from '../../../src/store/embedded-layout.ts'
import { conversationKeys } from '../../../src/store/keys.ts'
import { openStore, type RedisStore } from '../../../src/store/redis-store.ts'
import type { Group, Person } from '../../support/bot-api/people.ts'
import type { BotMessage } from '../../support/bot-api/types.ts'
import { type BotApi, startBotApi, TEST_TOKEN } from '../../support/bot-api.ts'
import { type DeskProcess, type Ended, type Environment, runCli, startDeskProcess } from '../../support/desk-process.ts'
import { until } from './until.ts'

/** A Tuesday, the desk is open. */
const TUESDAY_10 = '2026-03-10T10:00'
const STAFF_CHAT_ID = -1_001_234_567_890
const ANSWER_WITHIN_MS = 45_000
const QUIET_MS = 400

export interface Stage {
  readonly api: BotApi
  readonly dataDir: string
  /** Wang Min and Zhao Lei answer customers here. */
  readonly group: Group
  readonly wang: Person
  readonly zhao: Person
  desk(): DeskProcess
  start(env?: Environment): Promise<DeskProcess>
  /** SIGKILL, and a start at once. */
  killAndStart(): Promise<DeskProcess>
  cli(...args: string[]): Promise<Ended>
  customer(about?: { name?: string; languageCode?: string }): Person
  /** The running desk's own store, beside it. Close it. */
  store(): Promise<RedisStore>
  close(): Promise<void>
}

/** A stage with nothing running on it; `env` goes to every start. */
export async function openStage(env: Environment = {}): Promise<Stage> {
  const api = await startBotApi()
  const dataDir = mkdtempSync(join(tmpdir(), 'aftercare-e2e-'))
  const wang = api.user({ id: 900_001, firstName: 'Wang', lastName: 'Min' })
  const zhao = api.user({ id: 900_002, firstName: 'Zhao', lastName: 'Lei' })
  const group = api.group({ id: STAFF_CHAT_ID, members: [wang, zhao] })
  const telegram = {
    TELEGRAM_API_ROOT: api.root,
    TELEGRAM_BOT_TOKEN: TEST_TOKEN,
    TELEGRAM_STAFF_CHAT_ID: String(STAFF_CHAT_ID),
  }
  let given: Environment = { DATA_DIR: dataDir, AFTERCARE_NOW: TUESDAY_10, ...telegram, ...env }
  let desk: DeskProcess | null = null
  let customers = 0
  const running = (): DeskProcess => {
    if (desk === null) throw new Error('the desk was not started')
    return desk
  }
  const start = async (more: Environment = {}) => {
    given = { ...given, ...more }
    desk = await startDeskProcess(given, dataDir)
    return desk
  }
  return {
    api,
    dataDir,
    group,
    wang,
    zhao,
    desk: running,
    start,
    async killAndStart() {
      await running().kill()
      return await start()
    },
    cli: (...args) => runCli(args, given, dataDir),
    customer({ name = 'Ana Example', languageCode = 'en' } = {}) {
      customers += 1
      const [firstName = name, lastName] = name.split(' ')
      const id = 100_000 + customers
      return api.user({ id, firstName, languageCode, ...(lastName === undefined ? {} : { lastName }) })
    },
    store: () => openStore({ connection: { kind: 'socket', path: layoutOf(dataDir).socketPath }, deskTime: 'keep' }),
    async close() {
      await desk?.stop()
      await api.close()
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}

/** The bot's next message to a person or in a group. */
export const answerTo = (stage: Stage, { id }: { readonly id: number }): Promise<BotMessage> =>
  stage.api.nextMessage(id, { timeoutMs: ANSWER_WITHIN_MS })

/** Waits until all that the desk has sent to these is marked as sent: after that no kill excuses a repeat. */
export async function allMarked({ dataDir }: Stage, people: readonly { readonly id: number }[]): Promise<void> {
  const redis = await connect({ kind: 'socket', path: layoutOf(dataDir).socketPath })
  const lanes = people.map(({ id }) =>
    conversationKeys.lane({ conversation: `tg:${id}` as ConversationId, name: 'customer' }),
  )
  const left = (lane: string) => redis.command('EXISTS', lane)
  await until('marks', async () => (await Promise.all(lanes.map(left))).every((exists) => exists === 0))
  await redis.close()
}

/** All that comes to a chat within a moment in which something else was done and answered: for what must not come. */
export async function nothingNewFor(stage: Stage, { id }: { readonly id: number }): Promise<readonly string[]> {
  const before = stage.api.sentTo(id).length
  await sleep(QUIET_MS)
  return stage.api
    .sentTo(id)
    .slice(before)
    .map(({ text }) => text)
}

/** The question under a message, by its buttons; null when it has none. */
export const questionOf = ({ reply_markup }: BotMessage): string | null =>
  reply_markup?.inline_keyboard[0]?.[0]?.callback_data.split(':')[0] ?? null
