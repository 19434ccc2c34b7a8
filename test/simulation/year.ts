/** A year of the desk in memory: invented customers and staff, hours changed by hand, every clock at its moment, and a judge. */
import { dateInChina, startOfDay } from '../../src/domain/calendar.ts'
import { createLivingHours, type DayByHand, type LivingHours } from '../../src/domain/hours-by-hand.ts'
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../src/domain/values.ts'
import { createTalk, type Talk } from '../../src/flows/step.ts'
import { content, triage } from '../support/conversation-desk.ts'
import { createAgenda } from './agenda.ts'
import { type Broken, breaking } from './broken.ts'
import { createChance } from './chance.ts'
import { createCustomers } from './customers.ts'
import { createJudge, LONGEST_SILENCE_MS, type Report } from './judge.ts'
import { createMeaning } from './phrases.ts'
import { createStaff } from './staff.ts'
import { createTalks, type Talks } from './talks.ts'

export interface Plan {
  readonly seed: number
  readonly customers: number
  readonly from: Instant
  readonly until: Instant
  /** A build that breaks a promise; null for the product. */
  readonly broken: Broken | null
}

export interface Year extends Report {
  readonly steps: number
  readonly changes: number
}

/** Nobody new comes: what is under way ends, and every clock that matters has fired. */
const AFTERWARDS_MS = 14 * DAY
/** As the product tells who waits. */
const TOLD_AFTER_MS = 5 * SECOND

/** Runs it. The same plan gives the same year. */
export function simulate(plan: Plan): Year {
  const { from, until } = plan
  const agenda = createAgenda(from)
  const chance = createChance(plan.seed)
  const hours = createLivingHours(content.calendar)
  const whole = createTalk({
    content,
    hours: plan.broken === 'late_clock' ? late(hours) : hours,
    triage,
    staffReachable: true,
  })
  const talk = plan.broken === null ? whole : breaking(whole, plan.broken)
  const judge = createJudge(agenda, hours, createMeaning(talk))
  const customers = createCustomers({ agenda, chance, talk }, () => talks)
  const talks: Talks = createTalks(talk, agenda, (taken) => {
    judge.see(taken)
    customers.read(taken)
  })
  const arrival = arrivals(plan, chance, hours)
  for (let id = 0; id < plan.customers; id += 1) {
    const { at, inCrowd } = arrival()
    customers.arrive(id, at, inCrowd)
  }
  createStaff(agenda, chance, hours, () => talks).start(until + AFTERWARDS_MS)
  const changes = changeHours(plan, { agenda, chance, hours, talks, talk })
  agenda.runUntil(until + AFTERWARDS_MS)
  judge.close()
  return { ...judge.report, steps: talks.steps(), changes }
}

/** At any hour; many shortly before the desk closes, and some all at once within the last minute of a day. */
function arrivals({ from, until }: Plan, chance: Desk['chance'], hours: LivingHours) {
  const crowds = [0, 1, 2, 3].map(() => hours.nextClosing(chance.between(from, until)))
  return (): { readonly at: Instant; readonly inCrowd: boolean } => {
    if (chance.is(0.1))
      return { at: (crowds[chance.whole(crowds.length)] ?? until) - chance.whole(60) * SECOND, inCrowd: true }
    const any = chance.between(from, until)
    return { at: chance.is(0.2) ? hours.nextClosing(any) - chance.whole(45) * MINUTE : any, inCrowd: false }
  }
}

interface Desk {
  readonly agenda: ReturnType<typeof createAgenda>
  readonly chance: ReturnType<typeof createChance>
  readonly hours: LivingHours
  readonly talks: Talks
  readonly talk: Talk
}

/** Every other week or so the hours are changed by hand, in the middle of a day: closed early, opened late, a day off. Answers how often. */
function changeHours({ from, until }: Plan, { agenda, chance, hours, talks }: Desk): number {
  let changes = 0
  for (let at = from + chance.after(10 * DAY); at < until; at += chance.after(10 * DAY)) {
    changes += 1
    agenda.put(at, () => {
      const day = changed(hours, agenda.now(), chance)
      hours.follow([...hours.byHand().filter(({ date }) => date !== day.date), day])
      agenda.put(agenda.now() + TOLD_AFTER_MS, () => {
        for (const customer of talks.waiting()) talks.hear(customer, { kind: 'hours.changed' })
      })
    })
  }
  return changes
}

function changed(hours: LivingHours, now: Instant, chance: Desk['chance']): DayByHand {
  const date = dateInChina(now + chance.whole(3) * DAY)
  const { shifts } = hours.day(date)
  const minute = Math.ceil((now - startOfDay(date)) / MINUTE) + chance.whole(120)
  const about = { date, reason: 'simulated', by: 'Li Example', at: now, source: String(now) }
  if (chance.is(0.3)) return { ...about, shifts: [] }
  if (chance.is(0.2)) return { ...about, shifts: [{ from: 9 * 60, to: 20 * 60 }] }
  const cut = shifts.map(({ from, to }) => ({ from, to: Math.min(to, Math.max(minute, from + 60)) }))
  return { ...about, shifts: cut }
}

/** The desk's clock is an hour behind: it takes closed hours for open ones. */
const late = (hours: LivingHours): LivingHours => ({ ...hours, isOpen: (at) => hours.isOpen(at - HOUR) })

export const START_OF_2026 = Date.parse('2026-01-01T00:00:00+08:00')
export const END_OF_2026 = Date.parse('2027-01-01T00:00:00+08:00')

/** Each promise with what was found; `!` where it does not hold. */
export function tableOf(year: Year): readonly string[] {
  const lines: readonly (readonly [string, number | string, boolean])[] = [
    ['escalations decided outside hours (0)', year.decidedOutside, year.decidedOutside === 0],
    ['automatic replies per closed period per customer, most (1)', year.mostReplies, year.mostReplies <= 1],
    ['customers left without a person or a reason (0)', year.leftAlone, year.leftAlone === 0],
    [
      'longest bot silence after a staff word outside hours, minutes (30)',
      minutes(year.longestSilenceMs),
      year.longestSilenceMs <= LONGEST_SILENCE_MS,
    ],
    ['asked for a person', year.asked, true],
    ['answered by one', year.answered, true],
    ['left the line or were handed back before', year.left, true],
    ['automatic replies', year.replies, true],
    ['waits in working minutes, p50', percentile(year.waits, 0.5), true],
    ['waits in working minutes, p95', percentile(year.waits, 0.95), true],
    ['lines delivered after closing because of pacing', year.lateByPacing, true],
    ['changes of the hours by hand', year.changes, true],
    ['steps', year.steps, true],
  ]
  return lines.map(([what, found, holds]) => `${holds ? ' ' : '!'} ${what}: ${found}`)
}

export const brokenPromises = (year: Year): readonly string[] => tableOf(year).filter((line) => line.startsWith('!'))

const minutes = (ms: number): string => (ms / MINUTE).toFixed(1)

function percentile(values: readonly number[], part: number): string {
  const sorted = values.toSorted((a, b) => a - b)
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1)
}
