/** The figures of a run, one a line, and the first of what was broken. */
import { PROMISES } from './judge.ts'
import type { Report } from './run.ts'

const SHOWN = 8
/** What a claim's end, the next sweep and the answer itself may take beyond the visibility time. */
const MARGIN_MS = 500
const LONGEST_RECOVERY_MS = 5_000

/** Names of the promises that did not hold; recovery in time is one of them. */
export function brokenPromises(report: Report): readonly string[] {
  const broken = PROMISES.filter((promise) => report.problems[promise].length > 0)
  return recoversInTime(report) ? broken : [...broken, 'recovery in time']
}

function recoversInTime({ plan, recovery }: Report): boolean {
  const afterKill = recovery.after.kill
  return (
    percentile(afterKill, 0.5) <= plan.visibilityMs + MARGIN_MS && percentile(afterKill, 0.99) <= LONGEST_RECOVERY_MS
  )
}

export function tableOf(report: Report): readonly string[] {
  const { plan, problems, disturbances, recovery } = report
  const row = (what: string, figure: string | number) => `${what.padEnd(54)}  ${figure}`
  const many = (kind: string) => disturbances.filter((one) => one.kind === kind).length
  return [
    row('seed', plan.seed),
    row('workers and Redis', plan.redis === 'single' ? '2 on one redis-server' : '3 on a cluster of 3 masters'),
    row('SIGKILLs of a worker / of redis-server', `${many('kill')} / ${many('redis')}`),
    row('connections cut / workers stood still', `${many('cut')} / ${many('stall')}`),
    row('updates accepted', report.accepted),
    row('lines sent', report.sent),
    row('orders filed', report.orders),
    row('timers / letters between conversations', `${report.timers} / ${report.letters}`),
    row('lines sent twice (allowed: once a chat and disturbance)', report.repeats),
    ...PROMISES.map((promise) => row(promise, problems[promise].length)),
    row('answered after a kill, p50 / p99 / max', spread(recovery.after.kill)),
    row('answered after a cut connection', spread(recovery.after.cut)),
    row('answered after a standstill', spread(recovery.after.stall)),
    row('answered after Redis is back', spread(recovery.after.redis)),
    row('took', `${Math.round(report.tookMs / 1000)} s`),
    `where: ${whereOf(report)}`,
    ...PROMISES.flatMap((promise) => problems[promise].slice(0, SHOWN).map((one) => `! ${promise}: ${one}`)),
  ]
}

function whereOf({ disturbances }: Report): string {
  const times = new Map<string, number>()
  for (const { kind, where } of disturbances) {
    const name = kind === 'kill' || kind === 'redis' ? where : `${kind} ${where}`
    times.set(name, (times.get(name) ?? 0) + 1)
  }
  return [...times]
    .toSorted()
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')
}

/** 0 without figures. */
function percentile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function spread(figures: readonly number[]): string {
  if (figures.length === 0) return 'nobody waited'
  const ms = (share: number) => `${Math.round(percentile(figures, share))} ms`
  return `${ms(0.5)} / ${ms(0.99)} / ${ms(1)}, ${figures.length} conversations`
}
