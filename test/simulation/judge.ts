/**
 * The judge of a simulated year: sees every turn and keeps its own account of what was promised, by the true hours. It asks the talks for
 * nothing but who has them, and believes what customers read.
 */
import type { Hours } from '../../src/domain/hours.ts'
import { type Instant, MINUTE } from '../../src/domain/values.ts'
import type { Agenda } from './agenda.ts'
import { CHAT, createPace, GROUP } from './pacing.ts'
import type { Meaning } from './phrases.ts'
import type { Taken } from './talks.ts'

/** The honest line comes after 15 working minutes; it is looked for a minute later. */
const HONEST_AFTER_MINUTES = 16
export const LONGEST_SILENCE_MS = 30 * MINUTE

export interface Report {
  /** Customers who asked for a person, each time counted. */
  asked: number
  answered: number
  left: number
  /** A person was called, or a card posted, while the desk was closed. */
  decidedOutside: number
  /** The most automatic replies that a customer got in one closed period. */
  mostReplies: number
  replies: number
  /** Nobody came, and nobody said why. */
  leftAlone: number
  /** Working minutes from the wish to a person's first word. */
  readonly waits: number[]
  /** Committed while the desk was open, delivered after it closed. */
  lateByPacing: number
  /** From a person's last word outside hours until the bot had the talk again. */
  longestSilenceMs: number
}

interface Account {
  /** Since when a person is wanted, or an answer of one owed; whether they have read why they wait. */
  want: { readonly since: Instant; told: boolean } | null
  owed: { readonly since: Instant; told: boolean } | null
  spokeOutside: Instant | null
  readonly replies: Map<Instant, number>
  readonly pace: (at: Instant) => Instant
}

export interface Judge {
  see(taken: Taken): void
  /** The last day is over: whoever still waits unheard is counted. */
  close(): void
  readonly report: Report
}

const NOTHING = { asked: 0, answered: 0, left: 0, decidedOutside: 0, mostReplies: 0, replies: 0, leftAlone: 0 }

export function createJudge(agenda: Agenda, hours: Hours, meaning: Meaning): Judge {
  const report: Report = { ...NOTHING, waits: [], lateByPacing: 0, longestSilenceMs: 0 }
  const accounts = new Map<number, Account>()
  const group = createPace(GROUP)

  const accountOf = (customer: number): Account => {
    const known = accounts.get(customer)
    if (known !== undefined) return known
    const fresh: Account = { want: null, owed: null, spokeOutside: null, replies: new Map(), pace: createPace(CHAT) }
    accounts.set(customer, fresh)
    return fresh
  }

  function see(taken: Taken): void {
    const account = accountOf(taken.customer)
    judgeCalls(taken)
    judgeReplies(account, taken)
    judgePacing(account, taken)
    judgeSilence(account, taken)
    judgeWants(account, taken)
  }

  /** P1: nobody is called while the desk is closed, but by what staff do themselves. */
  function judgeCalls({ at, event, before, turn }: Taken): void {
    if (hours.isOpen(at) || isByStaff(event)) return
    const calls = isCalled(turn.stored) && !(before !== null && isCalled(before))
    if (calls || turn.posts.some(({ kind }) => kind === 'card')) report.decidedOutside += 1
  }

  function judgeReplies({ replies }: Account, { at, turn }: Taken): void {
    for (const { from, text } of turn.lines) {
      if (from !== 'bot' || !meaning.isAutomatic(text)) continue
      const period = hours.nextOpening(at)
      const count = (replies.get(period) ?? 0) + 1
      replies.set(period, count)
      report.replies += 1
      report.mostReplies = Math.max(report.mostReplies, count)
    }
  }

  function judgePacing({ pace }: Account, { at, turn }: Taken): void {
    const delivered = [...turn.lines.map(() => pace(at)), ...turn.posts.map(() => group(at))]
    if (hours.isOpen(at)) report.lateByPacing += delivered.filter((then) => !hours.isOpen(then)).length
  }

  function judgeSilence(account: Account, { at, event, turn }: Taken): void {
    const isWord = isWordOfStaff(event)
    if (account.spokeOutside !== null && (isWord || !isWithPerson(turn.stored))) {
      report.longestSilenceMs = Math.max(report.longestSilenceMs, at - account.spokeOutside)
      account.spokeOutside = null
    }
    if (isWord && !hours.isOpen(at)) account.spokeOutside = at
  }

  function judgeWants(account: Account, { at, event, before, turn }: Taken): void {
    const isWord = isWordOfStaff(event)
    const isToldNow = turn.lines.some(({ from, text }) => from === 'bot' && meaning.isHonest(text))
    if (account.want !== null && isWord) {
      report.answered += 1
      report.waits.push(hours.workingMinutesBetween(account.want.since, at))
    }
    if (account.want !== null && !isWord && !isWanted(turn.stored) && !isWithPerson(turn.stored)) report.left += 1
    account.want = kept(account.want, isWord || (!isWanted(turn.stored) && !isWithPerson(turn.stored)), isToldNow)
    account.owed = kept(account.owed, isWord || !isWithPerson(turn.stored), isToldNow)
    if (account.want === null && !isWord && isWanted(turn.stored) && !(before !== null && isWanted(before))) {
      report.asked += 1
      account.want = watched(account, 'want', at, isToldNow)
    }
    const wrote = event.kind === 'inbound' && ['said', 'chose', 'sent'].includes(event.inbound.kind)
    if (account.owed === null && wrote && isWithPerson(turn.stored))
      account.owed = watched(account, 'owed', at, isToldNow)
  }

  function watched(account: Account, which: 'want' | 'owed', since: Instant, told: boolean) {
    const one = { since, told }
    agenda.put(hours.addWorkingMinutes(since, HONEST_AFTER_MINUTES), () => {
      if (account[which] === one && !one.told) report.leftAlone += 1
    })
    return one
  }

  /** Who is still down for a person at the end has read why. */
  function close(): void {
    for (const { want, spokeOutside } of accounts.values()) {
      if (want !== null && !want.told) report.leftAlone += 1
      if (spokeOutside !== null)
        report.longestSilenceMs = Math.max(report.longestSilenceMs, agenda.now() - spokeOutside)
    }
  }

  return { see, close, report }
}

function kept<Waiting extends { told: boolean }>(waiting: Waiting | null, isOver: boolean, isTold: boolean) {
  if (waiting === null || isOver) return null
  waiting.told ||= isTold
  return waiting
}

type Stored = Taken['turn']['stored']
const isWithPerson = ({ desk }: Stored): boolean => typeof desk.value === 'object' && 'person' in desk.value
/** A person is called: waited for, or expected while the bot goes on. */
const isCalled = ({ desk: { value } }: Stored): boolean =>
  value === 'waiting' || (typeof value === 'object' && 'bot' in value && value['bot'] === 'expecting')
const isQueued = ({ desk: { value } }: Stored): boolean =>
  typeof value === 'object' && 'bot' in value && value['bot'] === 'queued'
const isWanted = (stored: Stored): boolean => isCalled(stored) || isQueued(stored)
const isByStaff = (event: Taken['event']): boolean =>
  event.kind === 'inbound' && event.inbound.kind.startsWith('staff.')
/** A takeover and the announcement of an end are words as well: the customer hears of a person. */
const isWordOfStaff = (event: Taken['event']): boolean =>
  event.kind === 'inbound' && ['staff.said', 'staff.took', 'staff.closed'].includes(event.inbound.kind)
