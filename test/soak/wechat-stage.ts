/** What the soak of WeChat stands on: a gateway, its account's process, a desk on a real Redis, and what is measured and judged of them. */
import { setTimeout as sleep } from 'node:timers/promises'
import { conversationOf } from '../../src/bot/wechat/places.ts'
import { openStore } from '../../src/store/redis-store.ts'
import { workbench } from '../bot/bench.ts'
import { until } from '../e2e/support/until.ts'
import { quietLog } from '../support/quiet-log.ts'
import { startRedis } from '../support/redis.ts'
import { type Desk, type DeskOptions, openShop } from '../support/wechat-shop.ts'

const LONG_MS = 180_000
export const SERVES_WITHIN_MS = 15_000
/** As in operation. */
const FSYNC = 'always'

export const conversationWith = (id: string) => conversationOf({ kind: 'direct', contact: id })

export const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** `isShort`: a tenth of everything. The gateway is away until it is started. */
export async function openSoak(isShort: boolean) {
  const log = quietLog()
  const redis = await startRedis({ appendfsync: FSYNC })
  const store = await openStore({ connection: redis.connection, deskTime: Date.parse('2026-03-10T10:00:00+08:00') })
  const shop = await openShop({ tls: false, isAway: true }, log)
  const broken: string[] = []
  const pids = new Set<number>()
  let customers = 0
  const begin = (more: DeskOptions = {}): Desk =>
    shop.desk({ store, talk: workbench().talk({ staffReachable: true }), log }, more)
  let desk = begin()

  const soak = {
    redis,
    store,
    shop,
    isShort,
    broken,
    /** Every process that has served the account. */
    pids,
    times: (whole: number): number => (isShort ? Math.ceil(whole / 10) : whole),
    say: (line: string): void => void process.stdout.write(`${line}\n`),
    check(what: string, isSo: boolean): void {
      if (!isSo) broken.push(what)
    },
    until: (what: string, isSo: () => boolean | Promise<boolean>) => until(what, isSo, LONG_MS),
    ready: () => until('logged in', () => desk.channel.state().status === 'ready', LONG_MS),
    state: () => desk.channel.state().status,
    customer(): string {
      customers += 1
      return `wxid_soak_${customers}`
    },
    async talkOf(id: string): Promise<readonly { who: string; text: string }[]> {
      return (await store.transcript(conversationWith(id))).map((line) => JSON.parse(line))
    },
    async heardOf(id: string): Promise<string[]> {
      return (await soak.talkOf(id)).flatMap(({ who, text }) => (who === 'customer' ? [text] : []))
    },
    tell: (from: string, text: string): void => shop.gateway.tell({ kind: 'say', from, name: '李示例', text }),
    /** As after a scan. */
    async logIn(): Promise<void> {
      const count = (kind: string) => shop.gateway.news.filter((one) => one.kind === kind).length
      await until('the puppet runs', () => count('puppet_started') >= count('listening'), LONG_MS)
      shop.gateway.tell({ kind: 'login' })
      await soak.ready()
      pids.add(shop.supervisor.pid() ?? 0)
    },
    /** Nothing waits to be stepped or sent, and what was sent is noted. */
    atRest: () =>
      until(
        'rest',
        async () => {
          const { mailboxes, lanes } = await store.backlog()
          return mailboxes.conversations + lanes.waiting === 0
        },
        LONG_MS,
      ),
    /** Says one thing, and waits until it is heard, answered, and its answer noted as sent. */
    async isServed(id: string): Promise<void> {
      const [heard, answers] = [(await soak.heardOf(id)).length, shop.gateway.received(id).length]
      soak.tell(id, `还在吗 ${heard}`)
      await soak.until(`${id} is heard`, async () => (await soak.heardOf(id)).length > heard)
      await soak.until(`${id} is answered`, () => shop.gateway.received(id).length > answers)
      await soak.atRest()
    },
    /** Resolves when Redis answers again. */
    async restartRedis(): Promise<void> {
      await redis.restart()
      const answers = () =>
        store.now().then(
          () => true,
          () => false,
        )
      await soak.until('Redis answers', answers)
    },
    /** The gateway is killed and down for so long; answers how long after its return it served. */
    async outage(downMs: number): Promise<number> {
      await shop.gateway.kill()
      await soak.until('it shows', () => soak.state() === 'degraded')
      await sleep(downMs)
      await shop.gateway.start()
      const backAt = performance.now()
      await soak.logIn()
      return Math.round(performance.now() - backAt)
    },
    /** The same process of the account, another desk on it. */
    async renewDesk(more: DeskOptions = {}): Promise<void> {
      await desk.stop()
      desk = begin(more)
      await soak.ready()
    },
    async close(): Promise<void> {
      await desk.stop()
      await shop.close()
      await store.close()
      await redis.stop()
    },
    stopDesk: () => desk.stop(),
    startDesk(): void {
      desk = begin()
    },
  }
  return soak
}

export type Soak = Awaited<ReturnType<typeof openSoak>>
