/** The gateway absent, killed, away and frozen: how soon it serves again, and what that costs. */
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, SERVES_WITHIN_MS, type Soak } from './wechat-stage.ts'

const residentMb = (): number => Math.round(process.memoryUsage().rss / 1024 / 1024)
/** A desk that leaks at each restart would hold far more after twenty. */
const MEMORY_GROWS_BY_MB = 40

export async function absentAtStart(soak: Soak): Promise<void> {
  const awayMs = soak.times(10_000)
  await soak.until('it is missed', () => soak.state() === 'degraded' || soak.state() === 'starting')
  await sleep(awayMs)
  await soak.shop.gateway.start()
  const backAt = performance.now()
  await soak.logIn()
  const afterMs = Math.round(performance.now() - backAt)
  await soak.isServed(soak.customer())
  soak.say(`gateway absent at the start, for ${awayMs} ms: served after ${afterMs} ms`)
  soak.check('served too late after its absence', afterMs <= SERVES_WITHIN_MS)
}

export async function killedAtRest(soak: Soak): Promise<void> {
  const id = soak.customer()
  await soak.isServed(id)
  const before = residentMb()
  const recoveries: number[] = []
  for (let n = 0; n < soak.times(20); n += 1) {
    recoveries.push(await soak.outage(0))
    await soak.isServed(id)
  }
  const alive = [...soak.pids].filter(isAlive).length
  const [heard, answers] = [await soak.heardOf(id), soak.shop.gateway.received(id).length]
  soak.say(`gateway killed ${recoveries.length} times: served again after at most ${Math.max(...recoveries)} ms`)
  soak.say(`messages ${recoveries.length + 1}: heard ${heard.length}, answers ${answers}; processes left ${alive - 1}`)
  soak.say(`resident memory of the desk's side: ${before} MB before, ${residentMb()} MB after`)
  soak.check('a process was left over', alive === 1)
  soak.check('served again too late', Math.max(...recoveries) <= SERVES_WITHIN_MS)
  soak.check(
    'a message was not heard once',
    heard.length === recoveries.length + 1 && new Set(heard).size === heard.length,
  )
  soak.check('a message was not answered once', answers === heard.length)
  soak.check('memory grows', residentMb() - before < MEMORY_GROWS_BY_MB)
}

/** Killed the moment it has an answer: whether that went out nobody can tell the desk, so it is said once more, and no more than that. */
export async function killedWhileSaying(soak: Soak): Promise<void> {
  const id = soak.customer()
  const received = () => soak.shop.gateway.received(id).map(({ text }) => text)
  const rounds = soak.times(10)
  for (let n = 0; n < rounds; n += 1) {
    const before = received().length
    soak.tell(id, `第${n}次`)
    await soak.until('an answer', () => received().length > before)
    await soak.outage(0)
    await soak.atRest()
  }
  const heard = await soak.heardOf(id)
  const twice = received().length - rounds
  soak.say(
    `gateway killed ${rounds} times with an answer just received: heard ${heard.length}, answers said again ${twice}`,
  )
  soak.check('a message was lost', heard.join() === Array.from({ length: rounds }, (_, n) => `第${n}次`).join())
  soak.check('an answer was lost, or said more than twice', twice >= 0 && twice <= rounds)
}

export async function away(soak: Soak): Promise<void> {
  for (const downMs of [5_000, soak.times(60_000)]) {
    const afterMs = await soak.outage(downMs)
    await soak.isServed(soak.customer())
    soak.say(`gateway away for ${downMs} ms: served again after ${afterMs} ms`)
    soak.check(`served again too late after ${downMs} ms`, afterMs <= SERVES_WITHIN_MS)
  }
}

export async function frozen(soak: Soak): Promise<void> {
  const frozenMs = soak.times(20_000)
  const before = soak.shop.supervisor.pid()
  soak.shop.gateway.signal('SIGSTOP')
  await sleep(frozenMs)
  soak.shop.gateway.signal('SIGCONT')
  const thawedAt = performance.now()
  await soak.isServed(soak.customer())
  const afterMs = Math.round(performance.now() - thawedAt)
  const isSame = before === soak.shop.supervisor.pid()
  soak.say(`gateway frozen for ${frozenMs} ms: served ${afterMs} ms after it thawed, same process: ${isSame}`)
  soak.check('served too late after the frost', afterMs <= SERVES_WITHIN_MS)
}
