/**
 * Armed timers as they are stored, and what freezes them: while a person has the talk the conversation's own timers stand still, with the
 * time left. A thawed timer has a new generation, so that its stale predecessor changes nothing. Pure.
 */
import { z } from 'zod'
import type { Instant } from '../domain/values.ts'

const generation = z.number().int()
const running = z.strictObject({ generation, dueAt: z.number() })
/** `left`: milliseconds that were left when it was frozen. */
const frozen = z.strictObject({ generation, left: z.number() })

/** By id; the generation tells a re-armed one from its stale predecessor. */
export const timersSchema = z.record(z.string(), z.union([running, frozen]))

export type StoredTimers = z.infer<typeof timersSchema>
type StoredTimer = StoredTimers[string]

export const isRunning = (timer: StoredTimer | undefined): timer is z.infer<typeof running> =>
  timer !== undefined && 'dueAt' in timer

/** All of them stopped at `at`. */
export const frozenAt = (timers: StoredTimers, at: Instant): StoredTimers =>
  mapped(timers, (timer) =>
    isRunning(timer) ? { generation: timer.generation, left: Math.max(0, timer.dueAt - at) } : timer,
  )

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
    return { generation: newest, dueAt: at + timer.left }
  })
  return { timers: thawed, generation: newest }
}

const mapped = (timers: StoredTimers, change: (timer: StoredTimer) => StoredTimer): StoredTimers =>
  Object.fromEntries(Object.entries(timers).map(([id, timer]) => [id, change(timer)]))
