/** What is to happen, by its moment: a heap. What was put in first goes first among equals. */
import type { Instant } from '../../src/domain/values.ts'

interface Entry {
  readonly at: Instant
  readonly turn: number
  readonly act: () => void
}

const isBefore = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.turn < b.turn)

export interface Agenda {
  /** The moment that is under way; never goes back. */
  now(): Instant
  /** Something in the past happens now. */
  put(at: Instant, act: () => void): void
  /** Runs all that happens before `until`. */
  runUntil(until: Instant): void
}

export function createAgenda(start: Instant): Agenda {
  const heap: Entry[] = []
  let now = start
  let turns = 0

  function put(at: Instant, act: () => void): void {
    turns += 1
    heap.push({ at: Math.max(at, now), turn: turns, act })
    for (let place = heap.length - 1; place > 0; ) {
      const parent = (place - 1) >> 1
      if (!swapped(place, parent)) break
      place = parent
    }
  }

  /** Whether what stands at `lower` goes before what stands at `upper`; then they have changed places. */
  function swapped(lower: number, upper: number): boolean {
    const [a, b] = [heap[lower], heap[upper]]
    if (a === undefined || b === undefined || !isBefore(a, b)) return false
    heap[lower] = b
    heap[upper] = a
    return true
  }

  function take(): Entry | undefined {
    const [first] = heap
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return first
    heap[0] = last
    for (let place = 0; ; ) {
      const [left, right] = [2 * place + 1, 2 * place + 2]
      const [a, b] = [heap[left], heap[right]]
      const child = b !== undefined && a !== undefined && isBefore(b, a) ? right : left
      if (!swapped(child, place)) return first
      place = child
    }
  }

  return {
    now: () => now,
    put,
    runUntil(until) {
      while ((heap[0]?.at ?? until) < until) {
        const next = take()
        if (next === undefined) return
        now = next.at
        next.act()
      }
      now = until
    },
  }
}
