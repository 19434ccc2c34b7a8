/**
 * Hours set by hand, kept in Redis and followed by every process: read again every two seconds, so that a change holds everywhere before those
 * who wait hear of it. Whoever may set them is decided where they are asked for.
 */
import type { PlainDate } from '../domain/calendar.ts'
import {
  type DayByHand,
  type HoursRefusal,
  type HoursWish,
  type LivingHours,
  shiftsWished,
} from '../domain/hours-by-hand.ts'
import { SECOND } from '../domain/values.ts'
import type { HoursBook, HoursEntry, Letter, Store } from '../ports.ts'
import { type Log, traceOf } from './log.ts'

const READ_EVERY_MS = 2 * SECOND
/** By then every process has read the change. */
const TOLD_AFTER_MS = 5 * SECOND
/** A longer queue is told by its own clocks. */
const MOST_TOLD = 10_000

export interface HoursByHandOptions {
  readonly store: HoursBook & Pick<Store, 'now' | 'waiting'>
  readonly hours: LivingHours
  readonly accept: (letter: Letter) => Promise<unknown>
  readonly log: Log
  readonly timing?: { readonly readEveryMs: number; readonly toldAfterMs: number }
}

/** Who wants it, and what names the act: the same act is done once. `reason` is for staff. */
export interface HoursAct {
  readonly by: string
  readonly source: string
  readonly reason: string
}

export type HoursSet =
  | { readonly ok: true; readonly day: DayByHand }
  | { readonly ok: false; readonly refusal: HoursRefusal }

/** What the staff group and the web desk call. All reject with `StoreUnavailable`. */
export interface HoursByHand {
  /** Days that are set, by date, past ones too. */
  list(): Promise<readonly DayByHand[]>
  log(): Promise<readonly HoursEntry[]>
  set(wish: HoursWish, act: HoursAct): Promise<HoursSet>
  /** The calendar holds again for that day; false when it was not set. */
  clear(date: PlainDate, by: string): Promise<boolean>
}

export interface HoursWatch extends HoursByHand {
  /** Resolves when the hours are as set; from then on they are followed. Rejects with `StoreUnavailable`. */
  start(): Promise<void>
  stop(): Promise<void>
}

export function createHoursByHand(options: HoursByHandOptions): HoursWatch {
  const { store, hours, accept, log, timing = { readEveryMs: READ_EVERY_MS, toldAfterMs: TOLD_AFTER_MS } } = options
  let known = -1
  let reading: Promise<void> = Promise.resolve()
  let next: NodeJS.Timeout | null = null
  const telling = new Set<NodeJS.Timeout>()
  let stopped = false

  async function read(): Promise<void> {
    const { version, days } = await store.daysByHand()
    if (version === known) return
    known = version
    hours.follow(days)
    if (version > 0 && !stopped) tellLater(version)
  }

  function tellLater(version: number): void {
    const timer = setTimeout(() => {
      telling.delete(timer)
      tell(version).catch((error: unknown) => {
        log.warn(traceOf(error), 'who waits is told of the changed hours later')
        if (!stopped) tellLater(version)
      })
    }, timing.toldAfterMs)
    telling.add(timer)
  }

  /** Every process tells; each conversation hears it once. */
  async function tell(version: number): Promise<void> {
    const body = JSON.stringify({ kind: 'hours.changed' })
    for (const { conversation } of await store.waiting(MOST_TOLD)) {
      await accept({ conversation, id: `hours:${version}`, body, counted: false })
    }
  }

  function readAfter(): void {
    next = setTimeout(() => {
      reading = read()
        .catch((error: unknown) => log.warn(traceOf(error), 'the hours set by hand could not be read'))
        .then(() => {
          if (!stopped) readAfter()
        })
    }, timing.readEveryMs)
  }

  return {
    list: async () => (await store.daysByHand()).days.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
    log: () => store.hoursLog(),
    async set(wish, act) {
      await read()
      const done = hours.byHand().find(({ source }) => source === act.source)
      if (done !== undefined) return { ok: true, day: done }
      const at = await store.now()
      const wished = shiftsWished(hours, wish, at)
      if (!wished.ok) return wished
      const day = { date: wish.date, shifts: wished.shifts, at, ...act }
      await store.setDay(day)
      await read()
      return { ok: true, day }
    },
    async clear(date, by) {
      const cleared = await store.clearDay({ date, by, at: await store.now() })
      await read()
      return cleared
    },
    async start() {
      await read()
      readAfter()
    },
    async stop() {
      stopped = true
      if (next !== null) clearTimeout(next)
      for (const timer of telling) clearTimeout(timer)
      await reading
    },
  }
}
