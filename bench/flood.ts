/**
 * `npm run bench:flood`: one customer sends 100 messages a second while twenty others write now and then. Prints how long the others wait for
 * their answer, with and without the flood, in turns; fails when the flood doubles their p99.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { ConversationId } from '../src/ports.ts'
import { type BenchDesk, quantile, startBenchDesk } from './desk.ts'

const OTHERS = 20
const OTHERS_EVERY_MS = 25
const FLOOD_EVERY_MS = 10
const PHASE_MS = 6_000
const ROUNDS = 3
/** A millisecond of noise may double what is below this. */
const LEAST_MS = 5
const FLOODER = 'web:flood-flood-flood-flood-flood' as ConversationId
const others = Array.from({ length: OTHERS }, (_, one) => `web:other-customer-number-00000${one}` as ConversationId)

const waiting = new Map<ConversationId, (at: number) => void>()
const desk = await startBenchDesk((conversation) => {
  waiting.get(conversation)?.(performance.now())
  waiting.delete(conversation)
})

interface Phase {
  readonly waits: number[]
  sent: number
  refused: number
}

async function phase(flooding: boolean): Promise<Phase> {
  const result: Phase = { waits: [], sent: 0, refused: 0 }
  const until = performance.now() + PHASE_MS
  await Promise.all([askInTurn(desk, until, result), flooding ? flood(desk, until, result) : null])
  return result
}

/** Nobody writes again before they are answered. */
async function askInTurn(to: BenchDesk, until: number, { waits }: Phase): Promise<void> {
  const asked: Promise<void>[] = []
  for (let one = 0; performance.now() < until; one += 1) {
    const other = others[one % OTHERS] as ConversationId
    if (!waiting.has(other)) asked.push(askOne(to, other, waits))
    await sleep(OTHERS_EVERY_MS)
  }
  await Promise.all(asked)
}

async function askOne(to: BenchDesk, other: ConversationId, waits: number[]): Promise<void> {
  const startedAt = performance.now()
  const answered = new Promise<number>((resolve) => waiting.set(other, resolve))
  await to.say(other, 'what are your working hours?')
  waits.push((await answered) - startedAt)
}

/** By the clock, however late the timers are. */
async function flood(to: BenchDesk, until: number, result: Phase): Promise<void> {
  const startedAt = performance.now()
  while (performance.now() < until) {
    const due = Math.floor((performance.now() - startedAt) / FLOOD_EVERY_MS)
    for (; result.sent < due; result.sent += 1) {
      void to.say(FLOODER, `my X16-Q shows zero hashrate ${result.sent}`).then((ingested) => {
        if (ingested === 'full') result.refused += 1
      })
    }
    await sleep(FLOOD_EVERY_MS)
  }
}

const calm: number[] = []
const flooded: number[] = []
await phase(false)
for (let round = 1; round <= ROUNDS; round += 1) {
  const [without, withFlood] = [await phase(false), await phase(true)]
  calm.push(...without.waits)
  flooded.push(...withFlood.waits)
  const rate = Math.round((withFlood.sent * 1_000) / PHASE_MS)
  console.log(`round ${round}: flood of ${rate}/s, ${withFlood.refused} counted and not kept`)
}
await desk.stop()

const row = (name: string, waits: readonly number[]) =>
  `${name.padEnd(16)}${String(waits.length).padStart(8)}${[0.5, 0.95, 0.99].map((share) => quantile(waits, share).toFixed(1).padStart(9)).join('')}`
console.log(
  `${'another waits'.padEnd(16)}${'answers'.padStart(8)}${['p50 ms', 'p95 ms', 'p99 ms'].map((name) => name.padStart(9)).join('')}`,
)
console.log(row('without flood', calm))
console.log(row('with flood', flooded))
const isHeld = quantile(flooded, 0.99) <= 2 * Math.max(quantile(calm, 0.99), LEAST_MS)
console.log(isHeld ? 'held: the p99 of others is not doubled' : 'BROKEN: the p99 of others is more than doubled')
process.exitCode = isHeld ? 0 : 1
