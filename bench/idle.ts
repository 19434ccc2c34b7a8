/**
 * `npm run bench:idle [-- SECONDS]`: what the desk takes of a machine with Telegram, the web chat and its own Redis: resident memory at rest, after a
 * hundred talks and twenty photos, and the processor's time while nobody writes. The first half minute is told apart from the two after it; in one of them
 * V8 collects what the start left behind, once, for 0.3-0.4 s of a core. Linux only: it reads `/proc`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStage } from '../test/e2e/support/stage.ts'
import { until } from '../test/e2e/support/until.ts'
import { photo } from '../test/support/sample-files.ts'

const MEASURED_S = Number(process.argv[2] ?? 120)
const FIRST_S = 30
const SETTLED_MS = 5_000
const TALKS = 100
const PHOTOS = 20
const WITHIN_MS = 120_000
const MOST_MIB = 200
const MOST_IDLE = 0.01
const NANO = 1e-9

const residentMiB = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

/** Processor seconds of the process's threads so far, those of Redis apart. */
const processorSeconds = (pid: number): number =>
  readdirSync(`/proc/${pid}/task`)
    .map((thread) => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) * NANO)
    .reduce((sum, seconds) => sum + seconds)

async function idleShare(pid: number, seconds: number): Promise<number> {
  const [before, startedAt] = [processorSeconds(pid), performance.now()]
  await sleep(seconds * 1_000)
  return ((processorSeconds(pid) - before) * 1_000) / (performance.now() - startedAt)
}

const stage = await openStage()
const { pid, readyAfterMs } = await stage.start()
await until('polling', () => stage.api.isPolled(), WITHIN_MS)
const atFirst = residentMiB(pid)
const first = await idleShare(pid, FIRST_S)
const idle = await idleShare(pid, MEASURED_S)
const atRest = residentMiB(pid)

const customers = Array.from({ length: TALKS }, () => stage.customer())
for (const customer of customers) customer.says('my X16-Q shows zero hashrate since last night')
const isAnswered = ({ id }: { readonly id: number }, count: number) => stage.api.sentTo(id).length >= count
await until('answers', () => customers.every((one) => isAnswered(one, 1)), WITHIN_MS)
for (const [n, customer] of customers.slice(0, PHOTOS).entries()) {
  customer.sends({ photo: [{ ...stage.api.file(await photo(`#0000${10 + n}`)), width: 320, height: 240 }] })
}
await until('thanks', () => customers.slice(0, PHOTOS).every((one) => isAnswered(one, 2)), WITHIN_MS)
await sleep(SETTLED_MS)
const afterWork = residentMiB(pid)
const idleAfterWork = await idleShare(pid, MEASURED_S)
await stage.close()

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`
console.log(`ready after ${(readyAfterMs / 1_000).toFixed(1)} s`)
console.log(`the first ${FIRST_S} s: ${atFirst.toFixed(0)} MiB resident, ${percent(first)} of a core`)
console.log(`the ${MEASURED_S} s after: ${atRest.toFixed(0)} MiB, ${percent(idle)}`)
console.log(`after ${TALKS} talks and ${PHOTOS} photos: ${afterWork.toFixed(0)} MiB, ${percent(idleAfterWork)}`)
const isHeld = Math.max(atFirst, atRest, afterWork) <= MOST_MIB && Math.max(idle, idleAfterWork) < MOST_IDLE
console.log(
  isHeld
    ? `held: at most ${MOST_MIB} MiB, idle below ${percent(MOST_IDLE)}`
    : `BROKEN: more than ${MOST_MIB} MiB, or idle at ${percent(MOST_IDLE)} or more`,
)
process.exitCode = isHeld ? 0 : 1
