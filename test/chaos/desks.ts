/**
 * Three built desks by webhook on one Redis or a cluster, killed one after another in the middle of talks, while a fifth of the calls to Telegram
 * fail; beside them customers whom staff answer in a forum group: what `npm run chaos -- --desks` does.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { randomFrom } from '../e2e/support/random.ts'
import { until } from '../e2e/support/until.ts'
import { type BotApi, startBotApi, TEST_TOKEN } from '../support/bot-api.ts'
import { startCluster } from '../support/cluster.ts'
import { type DeskProcess, startDeskProcess } from '../support/desk-process.ts'
import { startRedis } from '../support/redis.ts'
import { type BrokenDesk, breakDesk } from './broken-desk.ts'
import type { DeskRun } from './desk.ts'
import { judgeTalks } from './desks-judge.ts'
import { type Front, openFront } from './front.ts'
import { judgeStaff } from './staff-judge.ts'
import { playStaff } from './staff-talks.ts'
import { playTalks } from './talks.ts'

const DESKS = 3
const FAULTY_SHARE = 0.2
const LOST_ANSWERS = 0.1
const LONGEST_PAUSE_MS = 2_000
/** Each customer has one talk at a time, and begins another while there are kills to come. */
const CUSTOMERS = 8
/** Who ask for a person, one after another. */
const GUESTS = 2
const STAFF_CHAT_ID = -1_001_234_567_890

export interface DesksPlan {
  readonly kills: number
  readonly seed: number
  readonly cluster: boolean
  /** A build that the run must notice; null for the product. */
  readonly broken: BrokenDesk | null
}

export async function killDesks(
  { kills, seed, cluster, broken }: DesksPlan,
  progress: (line: string) => void,
): Promise<DeskRun> {
  const random = randomFrom(seed)
  const redis = cluster ? await startCluster({ appendfsync: 'always' }) : await startRedis({ appendfsync: 'always' })
  const url = 'url' in redis ? redis.url : redis.socketPath
  const dataDir = mkdtempSync(join(tmpdir(), 'aftercare-desks-'))
  const [api, front] = [await startBotApi(), await openFront(LOST_ANSWERS, random)]
  const staff = api.user({ id: 290_000, firstName: 'Bo Example' })
  const group = api.group({ id: STAFF_CHAT_ID, members: [staff], forum: true })
  const staffed = { api, group, staff }
  const build = broken === null ? null : breakDesk(broken)
  const crew = new Crew(api, front, { REDIS_URL: url, DATA_DIR: dataDir }, dataDir, build?.cli)
  try {
    await crew.start()
    progress('an undisturbed talk of each kind')
    const calm = await playTalks(api, { customers: 4, more: () => false })
    api.faulty({ share: FAULTY_SHARE, random })
    let done = 0
    const more = () => done < kills
    const playing = Promise.all([
      playTalks(api, { customers: CUSTOMERS, more }),
      playStaff(staffed, { customers: GUESTS, more }),
    ])
    for (; done < kills; done += 1) {
      await sleep(random() * LONGEST_PAUSE_MS)
      await crew.killOne(random)
      progress(`${done + 1} kills`)
    }
    const [talks, staffTalks] = await playing
    api.faulty(null)
    const filers = calm.length + talks.length
    const staffRun = { ...staffed, forum: api.forum(group), talks: staffTalks, filers, kills: crew.kills }
    await until('a topic for each order', () => staffRun.forum.made.length >= filers + staffTalks.length).catch(
      () => {},
    )
    const byStaff = judgeStaff(staffRun)
    const judged = await judgeTalks({ api, connection: redis.connection, calm, talks, kills: crew.kills })
    return {
      kept: judged.problems.length + byStaff.problems.length === 0,
      lines: [
        `seed ${seed}`,
        ...judged.figures,
        ...byStaff.figures,
        `${'answers of the desk lost to Telegram'.padEnd(44)} ${front.lost()}`,
        ...judged.problems,
        ...byStaff.problems,
      ],
    }
  } finally {
    await crew.stop()
    build?.remove()
    await front.close()
    await api.close()
    await redis.stop()
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

/** The desks, of which one is gone now and then. */
class Crew {
  /** When, by the clock. */
  readonly kills: number[] = []
  private readonly desks: DeskProcess[] = []
  private readonly api: BotApi
  private readonly front: Front
  private readonly redis: Readonly<Record<string, string>>
  private readonly cwd: string
  private readonly cli: string | undefined

  constructor(api: BotApi, front: Front, redis: Readonly<Record<string, string>>, cwd: string, cli?: string) {
    this.api = api
    this.front = front
    this.redis = redis
    this.cwd = cwd
    this.cli = cli
  }

  async start(): Promise<void> {
    for (let place = 0; place < DESKS; place += 1) this.desks[place] = await this.one()
    await until('the webhook', () => this.api.calls('setWebhook').length > 0)
  }

  /** SIGKILL, and another one in its place. */
  async killOne(random: () => number): Promise<void> {
    const place = Math.floor(random() * DESKS)
    const desk = this.desks[place] as DeskProcess
    await desk.kill()
    // The proxy notices a moment later, as proxies do.
    this.kills.push(Date.now())
    this.front.desks.delete(desk.url)
    this.desks[place] = await this.one()
  }

  async stop(): Promise<void> {
    await Promise.all(this.desks.map((desk) => desk.stop()))
  }

  private async one(): Promise<DeskProcess> {
    const telegram = {
      TELEGRAM_API_ROOT: this.api.root,
      TELEGRAM_BOT_TOKEN: TEST_TOKEN,
      TELEGRAM_STAFF_CHAT_ID: String(STAFF_CHAT_ID),
      TELEGRAM_WEBHOOK_URL: `${this.front.url}/telegram`,
    }
    const desk = await startDeskProcess(
      { ...this.redis, ...telegram, AFTERCARE_NOW: '2026-03-10T10:00' },
      this.cwd,
      this.cli,
    )
    this.front.desks.add(desk.url)
    return desk
  }
}
