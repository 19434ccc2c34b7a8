/**
 * Armed timers as they are stored, and what freezes them: while a person has the talk the conversation's own timers stand still, with the
 * time left. A thawed timer has a new generation, so that its stale predecessor changes nothing. Pure.
 */
import { z } from 'zod'
import { type Instant, MINUTE } from '../domain/values.ts'

const generation = z.number().int()
const running = z.strictObject({ generation, dueAt: z.number() })
/** `left`: milliseconds that were left when it was frozen. */
const frozen = z.strictObject({ generation, left: z.number() })

/** A promise stands by the clock, however long a person has the talk: `due` is its moment. */
const held = z.strictObject({ generation, due: z.number() })

/** By id; the generation tells a re-armed one from its stale predecessor. */
export const timersSchema = z.record(z.string(), z.union([running, frozen, held]))

export type StoredTimers = z.infer<typeof timersSchema>
type StoredTimer = StoredTimers[string]

export const isRunning = (timer: StoredTimer | undefined): timer is z.infer<typeof running> =>
  timer !== undefined && 'dueAt' in timer

/** All of them stopped at `at`. */
export const frozenAt = (timers: StoredTimers, at: Instant): StoredTimers =>
  mapped(timers, (timer, id) => {
    if (!isRunning(timer)) return timer
    const { generation, dueAt } = timer
    return isPromised(id) ? { generation, due: dueAt } : { generation, left: Math.max(0, dueAt - at) }
  })

/** The delay of that name is a reminder that the customer asked for. */
const isPromised = (id: string): boolean => id.includes('.asPromised.')

/** A promise that fell due while a person had the talk is kept so long after the release. */
const AFTER_RELEASE_MS = 5 * MINUTE

/** All of them running again from `at` on; `generation` is the newest so far, and the answer's is the newest then. */
export function thawedAt(
  timers: StoredTimers,
  at: Instant,
  generation: number,
): { readonly timers: StoredTimers; readonly generation: number } {
  let newest = generation
  const thawed = mapped(timers, (timer) => {
    if (isRunning(timer)) return timer
    newest += 1
    return { generation: newest, dueAt: 'left' in timer ? at + timer.left : Math.max(timer.due, at + AFTER_RELEASE_MS) }
  })
  return { timers: thawed, generation: newest }
}

function mapped(timers: StoredTimers, change: (timer: StoredTimer, id: string) => StoredTimer): StoredTimers {
  const changed: StoredTimers = {}
  for (const [id, timer] of Object.entries(timers)) changed[id] = change(timer, id)
  return changed
}
