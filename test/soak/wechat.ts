/**
 * WeChat's process, gateway and pace for minutes, as `npm run soak:wechat`: the long form of `test/bot/wechat/life.test.ts`. Prints what it
 * measured, and ends with 1 when a promise is broken. `--short` takes a tenth of it.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { createLog } from '../../src/bot/log.ts'
import { conversationOf } from '../../src/bot/wechat/places.ts'
import type { Inbound } from '../../src/flows/types.ts'
import { openStore } from '../../src/store/redis-store.ts'
import { workbench } from '../bot/bench.ts'
import { until } from '../e2e/support/until.ts'
import { startRedis } from '../support/redis.ts'
import { openShop } from '../support/wechat-shop.ts'

const isShort = process.argv.includes('--short')
const times = (whole: number): number => (isShort ? Math.ceil(whole / 10) : whole)
const SERVES_WITHIN_MS = 15_000
const LONG_MS = 180_000

const redis = await startRedis({})
const store = await openStore({ connection: redis.connection, deskTime: Date.parse('2026-03-10T10:00:00+08:00') })
const log = createLog('silent', { write: () => {} })
const shop = await openShop({ tls: false }, log)
const desk = shop.desk({ store, talk: workbench().talk({ staffReachable: true }), log })
const broken: string[] = []
const pids = new Set<number>()
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const check = (what: string, isSo: boolean): void => {
  if (!isSo) broken.push(what)
}
const ready = () => until('logged in', () => desk.channel.state().status === 'ready', LONG_MS)
const idOf = (n: number): string => `wxid_soak_${n}`
const talkOf = async (id: string): Promise<readonly { who: string; text: string }[]> =>
  (await store.transcript(conversationOf({ kind: 'direct', contact: id }))).map((line) => JSON.parse(line))
const heardOf = async (id: string): Promise<string[]> =>
  (await talkOf(id)).flatMap(({ who, text }) => (who === 'customer' ? [text] : []))
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
const residentMb = (): number => Math.round(process.memoryUsage().rss / 1024 / 1024)

async function logIn(): Promise<void> {
  const count = (kind: string) => shop.gateway.news.filter((one) => one.kind === kind).length
  await until('the puppet runs', () => count('puppet_started') >= count('listening'), LONG_MS)
  shop.gateway.tell({ kind: 'login' })
  await ready()
  pids.add(shop.supervisor.pid() ?? 0)
}

/** Down for so long; answers how long after its return it served. */
async function outage(downMs: number): Promise<number> {
  await shop.gateway.kill()
  await until('it shows', () => desk.channel.state().status === 'degraded', LONG_MS)
  await sleep(downMs)
  await shop.gateway.start()
  const backAt = performance.now()
  await logIn()
  return Math.round(performance.now() - backAt)
}

/** Says one thing and waits for its answer. */
async function isServed(id: string): Promise<void> {
  const before = shop.gateway.received(id).length
  shop.gateway.tell({ kind: 'say', from: id, name: '李示例', text: `还在吗 ${before}` })
  await until(`an answer for ${id}`, () => shop.gateway.received(id).length > before, LONG_MS)
}

await logIn()
await isServed(idOf(0))
const memoryBefore = residentMb()

const recoveries: number[] = []
for (let n = 0; n < times(20); n += 1) {
  recoveries.push(await outage(0))
  await isServed(idOf(0))
}
const alive = [...pids].filter(isAlive).length
say(
  `gateway killed ${recoveries.length} times: served again after at most ${Math.max(...recoveries)} ms, processes left ${alive}`,
)
say(`resident memory of the desk's side: ${memoryBefore} MB before, ${residentMb()} MB after`)
check('a process was left over', alive === 1)
check('served again too late', Math.max(...recoveries) <= SERVES_WITHIN_MS)
const asked = await heardOf(idOf(0))
check(
  'a message was answered twice or not at all',
  asked.length === times(20) + 1 && new Set(asked).size === asked.length,
)

for (const downMs of [5_000, times(60_000)]) {
  const afterMs = await outage(downMs)
  await isServed(idOf(1))
  say(`gateway away for ${downMs} ms: served again after ${afterMs} ms`)
  check(`served again too late after ${downMs} ms`, afterMs <= SERVES_WITHIN_MS)
}

const frozenMs = times(20_000)
const pidBefore = shop.supervisor.pid()
shop.gateway.signal('SIGSTOP')
await sleep(frozenMs)
shop.gateway.signal('SIGCONT')
const thawedAt = performance.now()
await isServed(idOf(2))
say(
  `gateway frozen for ${frozenMs} ms: served ${Math.round(performance.now() - thawedAt)} ms after it thawed, same process: ${pidBefore === shop.supervisor.pid()}`,
)

const echoes = times(1_000)
const conversation = (n: number) => conversationOf({ kind: 'direct', contact: idOf(10 + (n % 10)) })
for (let n = 0; n < 10; n += 1) await isServed(idOf(10 + n))
for (let n = 0; n < echoes; n += 1) {
  const inbound: Inbound = { kind: 'staff.said', text: `line ${n % 50}`, by: 'Wang Example' }
  await store.ingest({ conversation: conversation(n), id: `soak:${n}`, body: JSON.stringify(inbound), counted: false })
}
const lines = () => shop.gateway.received().filter(({ text }) => text.startsWith('line ')).length
await until('all lines', () => lines() >= echoes, LONG_MS * 3)
await sleep(2_000)
const talks = await Promise.all(Array.from({ length: 10 }, (_, n) => talkOf(idOf(10 + n))))
const staffLines = talks.flat().filter(({ who }) => who === 'staff').length
say(`${echoes} echoes: ${staffLines - echoes} false takeovers, ${lines() - echoes} lines sent twice`)
check('an echo was taken for a person', staffLines === echoes)

await desk.stop()
await shop.close()
await store.close()
await redis.stop()
say(broken.length === 0 ? 'all promises kept' : `BROKEN: ${broken.join('; ')}`)
process.exitCode = broken.length === 0 ? 0 : 1
