/** `aftercare hours`: whether the desk is open at an instant, and the days to come, so that an operator can check the calendar (P1). */
import { parseInstant } from '../config/instant.ts'
import type { Config } from '../config.ts'
import { chinaTime } from '../domain/china-time.ts'
import { loadCalendar } from '../domain/content.ts'
import { type Hours, isoInChina } from '../domain/hours.ts'
import { createLivingHours, type DayByHand } from '../domain/hours-by-hand.ts'
import { DAY, type Instant } from '../domain/values.ts'
import { layoutOf } from '../store/embedded-layout.ts'
import { probe } from '../store/redis-probe.ts'
import type { Command, Invocation } from './command.ts'
import { textOption } from './command.ts'
import { asLines } from './content-problems.ts'
import { EXIT } from './output.ts'

const MAX_DAYS = 400
/** China time has had its present offset since long before, and a calendar so far ahead says nothing. */
const EARLIEST = Date.parse('2000-01-01T00:00:00+08:00')
const LATEST = Date.parse('2100-01-01T00:00:00+08:00')

export const hoursCommand: Command = {
  name: 'hours',
  summary: 'is the desk open, and when next',
  usage: '[--at ISO]… [--days N]',
  help: [
    '--at ISO    an instant; without an offset it is China time; may be given several times (default: now)',
    `--days N    the next N days instead, 1-${MAX_DAYS}`,
  ],
  options: { at: { type: 'string', multiple: true }, days: { type: 'string' } },
  words: 0,
  async run(invocation) {
    const { config, out } = invocation
    const loaded = loadCalendar(config.contentDir)
    if (!loaded.ok) {
      for (const line of asLines(loaded.problems)) out.error(line)
      return EXIT.wrongUsage
    }
    const hours = createLivingHours(loaded.calendar)
    const byHand = await daysByHand(config)
    if (byHand.ok) hours.follow(byHand.days)
    else out.error(`days set by hand are left out: ${byHand.problem}`)
    const now = config.startsAt ?? Date.now()
    const instants = instantsOf(invocation, now)
    if (!instants.ok) {
      out.error(instants.problem)
      return EXIT.wrongUsage
    }
    for (const at of instants.value) out.line(invocation.json ? asJson(hours, at) : asText(hours, at))
    return EXIT.done
  },
}

type ByHand =
  | { readonly ok: true; readonly days: readonly DayByHand[] }
  | { readonly ok: false; readonly problem: string }

/** None where no desk runs in the data directory. Redis is loaded only where one may be. */
async function daysByHand(config: Config): Promise<ByHand> {
  if (config.redis.kind === 'embedded' && (await probe(layoutOf(config.dataDir).socketPath)) === 'absent')
    return { ok: true, days: [] }
  try {
    const { openLive } = await import('./live.ts')
    const store = await openLive(config)
    try {
      return { ok: true, days: (await store.daysByHand()).days }
    } finally {
      await store.close()
    }
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) }
  }
}

type Instants =
  | { readonly ok: true; readonly value: readonly Instant[] }
  | { readonly ok: false; readonly problem: string }

function instantsOf(invocation: Invocation, now: Instant): Instants {
  const given = invocation.values['at']
  const days = textOption(invocation, 'days')
  const starts: Instant[] = []
  for (const text of Array.isArray(given) ? given : []) {
    const at = parseInstant(String(text))
    if (at === null) return { ok: false, problem: `--at must be an ISO instant such as 2026-10-10T10:00, not ${text}` }
    if (at < EARLIEST || at >= LATEST) return { ok: false, problem: `--at must lie between 2000 and 2099, not ${text}` }
    starts.push(at)
  }
  if (days === undefined) return { ok: true, value: starts.length === 0 ? [now] : starts }
  const count = Number(days)
  if (!Number.isInteger(count) || count < 1 || count > MAX_DAYS) {
    return { ok: false, problem: `--days must be a whole number from 1 to ${MAX_DAYS}, not ${days}` }
  }
  const first = starts[0] ?? now
  return { ok: true, value: Array.from({ length: count }, (_, day) => first + day * DAY) }
}

function asJson(hours: Hours, at: Instant): string {
  const { open, opensAt, closesAt, reason, provisional } = hours.describe(at)
  return JSON.stringify({
    at: isoInChina(at),
    open,
    opensAt: opensAt === null ? null : isoInChina(opensAt),
    closesAt: closesAt === null ? null : isoInChina(closesAt),
    reason,
    provisional,
  })
}

function asText(hours: Hours, at: Instant): string {
  const { open, opensAt, closesAt, reason, name, provisional } = hours.describe(at)
  const why = `${reason}${name === null ? '' : `: ${name.en}`}${provisional ? ', provisional' : ''}`
  const next = open ? `closes ${chinaTime(closesAt, 'en', at)}` : `opens ${chinaTime(opensAt, 'en', at)}`
  return `${chinaTime(at, 'en')}: ${open ? 'open' : 'closed'} (${why}), ${next}`
}
