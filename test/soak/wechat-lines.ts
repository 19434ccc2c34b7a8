/** What goes out: a thousand echoes of which none is a person, and the account's pace over kills of its process. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Inbound } from '../../src/flows/types.ts'
import { conversationWith, type Soak } from './wechat-stage.ts'

const TALKS = 10

async function post(soak: Soak, id: string, name: string, text: string): Promise<void> {
  const inbound: Inbound = { kind: 'staff.said', text, by: 'Wang Example' }
  await soak.store.ingest({
    conversation: conversationWith(id),
    id: `soak:${name}`,
    body: JSON.stringify(inbound),
    counted: false,
  })
}

export async function echoes(soak: Soak): Promise<void> {
  const count = soak.times(1_000)
  const ids = Array.from({ length: TALKS }, () => soak.customer())
  for (const id of ids) await soak.isServed(id)
  for (let n = 0; n < count; n += 1) await post(soak, ids[n % TALKS] ?? '', `echo-${n}`, `line ${n % 50}`)
  const lines = () => soak.shop.gateway.received().filter(({ text }) => text.startsWith('line ')).length
  await soak.until('all lines', () => lines() >= count)
  await sleep(2_000)
  const talks = (await Promise.all(ids.map(soak.talkOf))).flat()
  const staffs = talks.filter(({ who }) => who === 'staff').length
  soak.say(`${count} echoes: ${staffs - count} false takeovers, ${lines() - count} lines sent twice`)
  soak.check('an echo was taken for a person', staffs === count)
}

/** From one message of the account to the next, a tenth of the usual. */
const EVERY_MS = 250

export async function pace(soak: Soak): Promise<void> {
  const count = soak.times(60)
  const kills = soak.isShort ? 1 : 3
  await soak.renewDesk({ timing: { rate: { burst: 1, everyMs: EVERY_MS } } })
  const id = soak.customer()
  await soak.isServed(id)
  const sent = () => soak.shop.gateway.received(id).filter(({ text }) => text.startsWith('paced '))
  for (let n = 0; n < count; n += 1) await post(soak, id, `paced-${n}`, `paced ${n}`)
  for (let n = 1; n <= kills; n += 1) {
    await soak.until('some of it', () => sent().length >= (n * count) / (kills + 2))
    process.kill(soak.shop.supervisor.pid() ?? 0, 'SIGKILL')
  }
  await soak.until('all of it', () => new Set(sent().map(({ text }) => text)).size >= count)
  const gaps = sent().flatMap(({ at }, place, all) => (place === 0 ? [] : [at - (all[place - 1]?.at ?? 0)]))
  soak.say(
    `pace, one in ${EVERY_MS} ms, its process killed ${kills} times: ${sent().length} messages, the least gap ${Math.min(...gaps)} ms, ${sent().length - count} said twice`,
  )
  // Two sends may be told a little nearer to each other than they were begun.
  soak.check('the pace was not kept', Math.min(...gaps) > EVERY_MS * 0.6)
  await soak.renewDesk()
}
