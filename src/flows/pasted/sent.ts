/** What is kept of a status, and how the next one compares with it: the same machine, the same fault, started since or not. */
import type { Shown } from '../../domain/content/seen.ts'
import { type Instant, MINUTE, type SerialNumber } from '../../domain/values.ts'
import { subjectOf } from './subject.ts'
import type { Doubt, Pasted, Sent } from './types.ts'

const MOST_FOUND = 3
const MOST_NUMBERS = 4
/** A page is copied some minutes before it is sent. */
const SAME_RUN_MINUTES = 10

/** What to keep of a status that came at `at`; `before` is what was kept of the one before. */
export function sentOf(pasted: Pasted, before: Sent | null, at: Instant): Sent {
  const { uptimeMinutes } = pasted.measured
  const boot = uptimeMinutes === null ? null : Math.round(at / MINUTE) - uptimeMinutes
  const [first] = pasted.found
  return {
    n: (before?.n ?? 0) + 1,
    found: pasted.found.slice(0, MOST_FOUND),
    shown: [...shortest(pasted.shown), ...(restartedSince(before, boot) === false ? [] : (['restarted'] as const))],
    which: first === undefined ? [] : subjectOf(first, pasted.measured).which.slice(0, MOST_NUMBERS),
    boot,
  }
}

/** A day is an hour as well. */
const shortest = (shown: readonly Shown[]): readonly Shown[] =>
  shown.filter((name) => name !== 'up_an_hour' || !shown.includes('up_a_day'))

/** Whether the machine was started between two statuses; null where an uptime is missing. */
export function restartedSince(before: Sent | null, boot: number | null): boolean | null {
  if (before === null || before.boot === null || boot === null) return null
  return boot - before.boot > SAME_RUN_MINUTES
}

const differ = (one: string | null, other: string | null): boolean => one !== null && other !== null && one !== other

interface Told {
  readonly model: string | null
  readonly serial: SerialNumber | null
}

/** The machine that the status names, if the customer told another; null when nothing speaks against its being theirs. */
export function doubtIn(pasted: Told, told: Told, models: readonly { readonly name: string }[]): Doubt | null {
  const isListed = (model: string | null) => models.some(({ name }) => name === model)
  const otherModel = isListed(told.model) && isListed(pasted.model) && differ(told.model, pasted.model)
  if (!otherModel && !differ(told.serial, pasted.serial)) return null
  return { serial: pasted.serial, model: pasted.model }
}
