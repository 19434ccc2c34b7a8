/** What was received while Redis is away, or the account's process, the desk or Redis is killed at its failpoints: heard once each, in its order. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Accept } from '../../src/bot/channel.ts'
import { DESK_POINTS, type DeskPoint } from './wechat-desk.ts'
import type { Soak } from './wechat-stage.ts'

const PER_CUSTOMER = 8
const DESK = fileURLToPath(new URL('./wechat-desk.ts', import.meta.url))
const spooled = ({ shop }: Soak): string => readFileSync(join(shop.folder, 'spool', 'received.jsonl'), 'utf8')
const numbered = (count: number): string[] => Array.from({ length: count }, (_, n) => `第${n}句`)

/** What of a contact's messages the account's process has noted, by the platform's ids, in their order. */
function noted(soak: Soak, id: string): readonly string[] {
  const began = spooled(soak)
  return soak.shop.gateway.news.flatMap((one) =>
    one.kind === 'said' && one.from === id && began.includes(`"${one.id}"`) ? [one.text] : [],
  )
}

/** Judges a customer: all of it, once, in order. */
async function judge(soak: Soak, what: string, id: string, expected: readonly string[]): Promise<number> {
  const heard = () => soak.heardOf(id)
  await soak
    .until(`${what}: all is heard`, async () => (await heard()).length >= expected.length)
    .catch((error: Error) => soak.broken.push(error.message))
  await soak.atRest()
  const all = await heard()
  soak.check(`${what}: lost, doubled or out of order`, all.join() === expected.join())
  return expected.filter((text) => !all.includes(text)).length
}

export async function redisAway(soak: Soak): Promise<void> {
  const awayMs = soak.times(30_000)
  const ids = [soak.customer(), soak.customer(), soak.customer()]
  const each = Math.ceil(awayMs / 1_000)
  await soak.redis.kill()
  for (let n = 0; n < each; n += 1) {
    for (const id of ids) soak.tell(id, `第${n}句`)
    await sleep(awayMs / each)
  }
  await soak.restartRedis()
  const backAt = performance.now()
  let lost = 0
  for (const id of ids) lost += await judge(soak, 'Redis away', id, numbered(each))
  soak.say(
    `Redis away for ${awayMs} ms with ${each * ids.length} messages received: ${lost} lost, all heard in order ${Math.round(performance.now() - backAt)} ms after its return`,
  )
}

/** With Redis away all that was received is in the journal, so that it is known what was. */
export async function processKilled(soak: Soak): Promise<void> {
  const rounds = soak.times(20)
  let [received, lost] = [0, 0]
  for (let n = 0; n < rounds; n += 1) {
    const id = soak.customer()
    await soak.redis.kill()
    for (const text of numbered(PER_CUSTOMER)) soak.tell(id, text)
    await sleep((n % 10) * 25)
    const pid = soak.shop.supervisor.pid() ?? 0
    process.kill(pid, 'SIGKILL')
    await soak.until('another process', () => ![null, pid].includes(soak.shop.supervisor.pid()))
    const expected = noted(soak, id)
    await soak.restartRedis()
    await soak.ready()
    received += expected.length
    lost += await judge(soak, 'the process killed', id, expected)
  }
  soak.say(`its process killed ${rounds} times in the middle of receiving: ${received} received, ${lost} lost`)
}

/** Redis ends right before and right after it has taken a message. */
export async function redisKilled(soak: Soak): Promise<void> {
  let lost = 0
  for (const point of ['before', 'after'] as const) {
    let left = 3
    const around =
      (accept: Accept): Accept =>
      async (letter) => {
        left -= 1
        if (left === 0 && point === 'before') await soak.redis.kill()
        const taken = await accept(letter)
        if (left === 0 && point === 'after') await soak.redis.kill()
        return taken
      }
    await soak.renewDesk({ accept: around })
    const id = soak.customer()
    for (const text of numbered(PER_CUSTOMER)) soak.tell(id, text)
    await soak.until('it is killed', () => left <= 0)
    await sleep(soak.times(5_000))
    await soak.restartRedis()
    lost += await judge(soak, `Redis killed ${point} it took a message`, id, numbered(PER_CUSTOMER))
  }
  await soak.renewDesk()
  soak.say(`Redis killed right before and right after it took a message: ${lost} lost`)
}

/** Another desk, in a process of its own, that dies at a point; then this one goes on. */
export async function deskKilled(soak: Soak): Promise<void> {
  let lost = 0
  for (const point of DESK_POINTS) {
    await soak.stopDesk()
    await soak.shop.supervisor.stop()
    const id = soak.customer()
    await dyingAt(soak, point, id)
    soak.shop.renew()
    soak.startDesk()
    await soak.ready()
    lost += await judge(soak, `the desk killed ${point}`, id, numbered(PER_CUSTOMER))
  }
  soak.say(`the desk killed ${DESK_POINTS.join(', ')}: ${lost} lost`)
}

async function dyingAt({ shop, redis, tell, until }: Soak, point: DeskPoint, id: string): Promise<void> {
  const desk = fork(DESK, [shop.folder, JSON.stringify(shop.account), redis.socketPath, point], {
    execArgv: ['--import', 'tsx'],
  })
  const exited = once(desk, 'exit')
  const news: string[] = []
  desk.on('message', (one: string) => news.push(one))
  await until('it is logged in', () => news.includes('logged_in'))
  for (const text of numbered(PER_CUSTOMER)) tell(id, text)
  await until('all is received', () => news.filter((one) => one === 'heard').length >= PER_CUSTOMER)
  desk.send('go')
  await exited
}
