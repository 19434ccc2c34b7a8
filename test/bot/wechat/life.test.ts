/** The process, its gateway, its desk and Redis come and go: nothing that was received is lost, nobody is left over, and it shows. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { conversationOf } from '../../../src/bot/wechat/places.ts'
import { type ConversationId, StoreUnavailable } from '../../../src/ports.ts'
import { until } from '../../e2e/support/until.ts'
import { quietLog } from '../../support/quiet-log.ts'
import type { ParentNews } from '../../support/wechat-parent.ts'
import { type Desk, openShop, type Shop } from '../../support/wechat-shop.ts'
import { post, useBench } from '../bench.ts'

/** Both sides load wechaty: a second each, from a cold disk or beside other work far more. */
const COLD_LOAD_MS = 120_000
/** From one message of the account to the next. */
const EVERY_MS = 150
const LINES = 6
const bench = useBench({ appendfsync: 'always' })
let shop: Shop
let customers = 0
let id: string

beforeAll(async () => {
  shop = await openShop({ tls: true, isAway: true }, quietLog())
})
afterAll(() => shop.close())
beforeEach(() => {
  customers += 1
  id = `wxid_life_${customers}`
})

const conversation = (): ConversationId => conversationOf({ kind: 'direct', contact: id })
const say = (text: string): void => shop.gateway.tell({ kind: 'say', from: id, name: '李示例', text })
const stateOf = ({ channel }: Desk): string => JSON.stringify(channel.state())
const ready = (desk: Desk) => until('logged in', () => desk.channel.state().status === 'ready', COLD_LOAD_MS)
const heard = async (): Promise<string[]> =>
  (await bench().store.transcript(conversation()))
    .map((line) => JSON.parse(line))
    .flatMap(({ who, text }) => (who === 'customer' ? [text] : []))
const untilHeard = (count: number) => until(`${count} heard`, async () => (await heard()).length >= count, COLD_LOAD_MS)
const lines = () => shop.gateway.received(id).filter(({ text }) => text.startsWith('line '))
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
const pid = (): number => shop.supervisor.pid() ?? 0
/** As after a scan: the mock is logged in once its puppet runs. */
async function logIn(): Promise<void> {
  const started = () => shop.gateway.news.filter(({ kind }) => kind === 'puppet_started').length
  const listening = () => shop.gateway.news.filter(({ kind }) => kind === 'listening').length
  await until('the puppet runs', () => started() >= listening() && listening() > 0, COLD_LOAD_MS)
  shop.gateway.tell({ kind: 'login' })
}

describe('the gateway', () => {
  test(
    'is waited for; its code is shown to whoever holds the phone alone; then it serves',
    async () => {
      const desk = shop.desk(bench())
      await until('it is missed', () => stateOf(desk).includes('does not answer'))
      await shop.gateway.start()
      await until(
        'the puppet runs',
        () => shop.gateway.news.some(({ kind }) => kind === 'puppet_started'),
        COLD_LOAD_MS,
      )
      for (const code of ['https://login.weixin.qq.com/l/one', 'https://login.weixin.qq.com/l/two']) {
        shop.gateway.tell({ kind: 'scan', code })
      }
      await until('two codes', () => shop.printed.length === 2 && existsSync(join(shop.folder, 'login.png')))
      expect(stateOf(desk)).toContain('Waiting for a scan')
      // Of two codes in a row staff are shown the first.
      expect(shop.pictures.length).toBe(1)
      expect(stateOf(desk) + bench().logged.join('')).not.toContain('login.weixin')
      expect(readFileSync(join(shop.folder, 'login.png')).subarray(1, 4).toString()).toBe('PNG')
      shop.gateway.tell({ kind: 'login' })
      await ready(desk)
      await until('the code is gone', () => !existsSync(join(shop.folder, 'login.png')))
      say('hello')
      await untilHeard(1)
      await desk.stop()
    },
    COLD_LOAD_MS,
  )

  test(
    'is killed and comes back: it shows since when, and serves again by another process',
    async () => {
      const desk = shop.desk(bench())
      await ready(desk)
      const before = pid()
      await shop.gateway.kill()
      await until('it shows', () => stateOf(desk).includes('Disconnected since'))
      await until('the old process is gone', () => !isAlive(before))
      const line = { from: 'bot', text: 'hello', question: null } as const
      expect((await desk.channel.send(conversation(), line, AbortSignal.timeout(5_000), 1)).status).toBe('later')
      await shop.gateway.start()
      await logIn()
      await ready(desk)
      expect(pid()).not.toBe(before)
      say('还在吗')
      await untilHeard(1)
      await desk.stop()
    },
    COLD_LOAD_MS,
  )
})

test(
  'a gateway that stands still for a while is not called dead: the same process goes on',
  async () => {
    const desk = shop.desk(bench())
    await ready(desk)
    const before = pid()
    shop.gateway.signal('SIGSTOP')
    await sleep(500)
    shop.gateway.signal('SIGCONT')
    say('还在吗')
    await untilHeard(1)
    expect(pid()).toBe(before)
    await desk.stop()
  },
  COLD_LOAD_MS,
)

describe('what was received', () => {
  test(
    'outlives a Redis that is killed and comes back: all is heard once, in order',
    async () => {
      const desk = shop.desk(bench())
      await ready(desk)
      say('您好')
      await untilHeard(1)
      await bench().redis.kill()
      const texts = Array.from({ length: 8 }, (_, n) => `第${n}句`)
      for (const text of texts) say(text)
      const spooled = () => readFileSync(join(shop.folder, 'spool', 'received.jsonl'), 'utf8')
      await until('all of it is on the disk', () => texts.every((text) => spooled().includes(text)))
      await bench().redis.restart()
      const answers = () =>
        bench()
          .store.now()
          .then(
            () => true,
            () => false,
          )
      await until('Redis answers', answers)
      await untilHeard(texts.length + 1)
      expect(await heard()).toEqual(['您好', ...texts])
      await desk.stop()
    },
    COLD_LOAD_MS,
  )

  test(
    'outlives the process, while Redis takes nothing: all is heard once, in order; and the pace is kept over its kill',
    async () => {
      let isAway = false
      const desk = shop.desk(bench(), {
        timing: { rate: { burst: 1, everyMs: EVERY_MS } },
        accept: (accept) => async (letter) => {
          if (isAway) throw new StoreUnavailable('away')
          return await accept(letter)
        },
      })
      await ready(desk)
      say('您好')
      await untilHeard(1)
      isAway = true
      const texts = Array.from({ length: 5 }, (_, n) => `第${n}句`)
      for (const text of texts) say(text)
      for (let n = 0; n < LINES; n += 1) {
        await post(bench().store, conversation(), { kind: 'staff.said', text: `line ${n}`, by: 'Wang Example' })
      }
      const spooled = () => readFileSync(join(shop.folder, 'spool', 'received.jsonl'), 'utf8')
      await until('all of it is on the disk', () => texts.every((text) => spooled().includes(text)))
      await until('some lines are out', () => lines().length >= 2)
      const before = pid()
      process.kill(before, 'SIGKILL')
      await until('another process', () => shop.supervisor.pid() !== null && pid() !== before, COLD_LOAD_MS)
      isAway = false
      await untilHeard(texts.length + 1)
      expect(await heard()).toEqual(['您好', ...texts])
      await until('nothing is kept any more', () => spooled() === '', COLD_LOAD_MS)

      await until('all lines', () => lines().length >= LINES, COLD_LOAD_MS)
      // Over any four of them: two may be told nearer to each other than they were begun.
      const at = lines().map((line) => line.at)
      const spans = at.slice(3).map((later, place) => later - (at[place] ?? 0))
      expect(Math.min(...spans)).toBeGreaterThan(EVERY_MS * 2)
      await desk.stop()
    },
    COLD_LOAD_MS,
  )

  test(
    'outlives the desk: its process is gone with it, and the next desk hears all',
    async () => {
      await shop.supervisor.stop()
      const parent = fork(PARENT, [shop.folder, JSON.stringify(shop.account)], { execArgv: ['--import', 'tsx'] })
      const news: ParentNews[] = []
      parent.on('message', (one: ParentNews) => news.push(one))
      await until('logged in', () => news.some((one) => one.kind === 'sign' && one.sign === 'logged_in'), COLD_LOAD_MS)
      for (const text of ['一', '二']) say(text)
      const isHeard = (text: string) => news.some((one) => one.kind === 'heard' && one.text === text)
      await until('both are heard', () => isHeard('一') && isHeard('二'), COLD_LOAD_MS)
      const child = news.find((one) => one.kind === 'child')?.pid ?? 0
      expect(isAlive(child)).toBe(true)
      parent.kill('SIGKILL')
      await once(parent, 'exit')
      await until('its process is gone', () => !isAlive(child), 5_000)

      shop.renew()
      const desk = shop.desk(bench())
      await ready(desk)
      await untilHeard(2)
      expect(await heard()).toEqual(['一', '二'])
      await desk.stop()
    },
    COLD_LOAD_MS,
  )
})

test(
  'a stop leaves no process behind',
  async () => {
    const desk = shop.desk(bench(), { whole: true })
    await ready(desk)
    const before = pid()
    await desk.stop()
    expect(desk.channel.state().status).toBe('off')
    await sleep(50)
    expect(isAlive(before)).toBe(false)
  },
  COLD_LOAD_MS,
)

const PARENT = fileURLToPath(new URL('../../support/wechat-parent.ts', import.meta.url))
