/** Accepts friend requests one after another, at the pace of a person: accounts that accept in bursts are banned. */
import type { Rate, Store } from '../../ports.ts'
import type { Sleep } from './sleep.ts'
import type { Call, Outcome } from './wire.ts'

export interface FriendParts {
  readonly call: (what: Call, signal: AbortSignal) => Promise<Outcome>
  readonly sends: Pick<Store, 'takeSends'>
  readonly friendRate: Rate
  readonly sayDeadlineMs: number
  readonly sleep: Sleep
}

const ACCOUNT = 'wechat friends'
const NOT_NOW_MS = 5_000
const TRIES = 3

/** Resolves with what the contact is known by once the friend is accepted, null when the puppet does not do it. Rejects when Redis is away. */
export function createFriends({ call, sends, friendRate, sayDeadlineMs, sleep }: FriendParts) {
  return async (friendship: string, contact: string, signal: AbortSignal): Promise<string | null> => {
    for (let tries = 0; tries < TRIES && !signal.aborted; ) {
      const { sends: free, waitMs } = await sends.takeSends(ACCOUNT, friendRate, 1)
      if (free === 0) {
        await sleep(waitMs, signal)
        continue
      }
      const deadline = AbortSignal.any([signal, AbortSignal.timeout(sayDeadlineMs)])
      const outcome = await call({ kind: 'befriend', friendship, contact }, deadline)
      if (outcome.status === 'done') return outcome.ref ?? contact
      if (outcome.status === 'unknown') tries += 1
      await sleep(NOT_NOW_MS, signal)
    }
    return null
  }
}
