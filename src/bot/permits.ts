/**
 * Permits to send for one account, which all processes share through Redis. They are taken in blocks as large as the traffic of the last second, so
 * that under load a send costs no call of its own; none are given out while the platform refuses the account as a whole. Knows no channel.
 */
import { SECOND } from '../domain/values.ts'
import type { ConversationId, Rate, Store } from '../ports.ts'

const MOST_A_BLOCK = 5
/** No later moment is named to who waits: somebody else may have come to an end by then. */
const FURTHEST_MS = SECOND
/** What a process has not used by then would come on top of what others take. */
const GOOD_FOR_MS = SECOND / 2

export interface Permits {
  /** Counts a send when one may begin now; else answers the ms to wait. */
  take(): Promise<number>
  /** Counts a send when that needs no call of Redis. */
  takeNow(): boolean
  /** Nothing was sent after all. */
  giveBack(): void
  /** A chat was refused for `ms` (429). Two at a time are no matter of one chat: nobody sends for the account until the longer one has passed. */
  refused(conversation: ConversationId, ms: number): Promise<void>
}

type Sends = Pick<Store, 'takeSends' | 'stopSends'>

/** Moments are of the process's own monotonic clock. */
export function createPermits(store: Sends, account: string, rate: Rate): Permits {
  const refusals = createRefusals()
  let left = 0
  let goodUntil = 0
  let notBefore = 0
  /** The latest moment that was named to one who waits. */
  let told = 0
  let asking: Promise<void> | null = null
  let waiting = 0
  /** When permits were taken last. */
  let taken: readonly number[] = []

  async function takeBlock(): Promise<void> {
    // Who asks in this tick is counted.
    await null
    const asked = performance.now()
    taken = taken.filter((moment) => moment > asked - SECOND)
    const wanted = Math.min(MOST_A_BLOCK, Math.max(1, waiting + taken.length))
    const { sends, waitMs } = await store.takeSends(account, rate, wanted)
    if (sends === 0) notBefore = Math.max(notBefore, performance.now() + waitMs)
    left = sends
    goodUntil = asked + GOOD_FOR_MS
  }

  function takeOneAt(now: number): boolean {
    if (left === 0 || now >= goodUntil || now < notBefore) return false
    left -= 1
    taken = [...taken.slice(1 - MOST_A_BLOCK), now]
    return true
  }

  /** Those who wait are told moments of their own, so that thousands do not come back at once for one permit: two for each, as some come a moment too early. */
  function nextTurn(now: number): number {
    told = Math.max(notBefore, Math.min(told + rate.everyMs / 2, now + FURTHEST_MS))
    return told
  }

  async function permit(): Promise<number> {
    for (;;) {
      const now = performance.now()
      if (now < notBefore) return Math.ceil(nextTurn(now) - now)
      if (takeOneAt(now)) return 0
      asking ??= takeBlock().finally(() => {
        asking = null
      })
      await asking
    }
  }

  return {
    async take() {
      waiting += 1
      try {
        return await permit()
      } finally {
        waiting -= 1
      }
    },

    takeNow: () => takeOneAt(performance.now()),

    giveBack() {
      left = Math.min(left + 1, MOST_A_BLOCK)
    },

    async refused(conversation, ms) {
      const pauseMs = refusals.add(conversation, ms)
      if (pauseMs === 0) return
      notBefore = Math.max(notBefore, performance.now() + pauseMs)
      await store.stopSends(account, rate, pauseMs)
    },
  }
}

/** Which chats are refused now. */
function createRefusals() {
  const until = new Map<ConversationId, number>()
  return {
    /** How long the whole account is to rest: 0 while no other chat is refused. */
    add(conversation: ConversationId, ms: number): number {
      const now = performance.now()
      for (const [other, moment] of until) if (moment <= now) until.delete(other)
      until.set(conversation, now + ms)
      return until.size < 2 ? 0 : Math.max(...until.values()) - now
    },
  }
}
