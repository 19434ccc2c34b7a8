/** How much one key (a conversation, an address) may do: a burst, then one more for each `everyMs`. In memory, bounded; reads no clock itself. */
import { isIPv6 } from 'node:net'
import { HOUR, MINUTE, SECOND } from '../../domain/values.ts'

export interface Limit {
  readonly burst: number
  readonly everyMs: number
}

/** 20 messages at once, then 2 a second. */
export const MESSAGES: Limit = { burst: 20, everyMs: SECOND / 2 }
/** Files of one conversation. */
export const FILES: Limit = { burst: 12, everyMs: 10 * SECOND }
/** Files from one address. */
export const ADDRESS_FILES: Limit = { burst: 60, everyMs: MINUTE / 2 }
export const NEW_TALKS: Limit = { burst: 30, everyMs: HOUR / 30 }
/** From the machine itself, as it is also for a proxy that `TRUST_PROXY` does not name: then all customers share it. */
export const NEW_LOCAL_TALKS: Limit = { burst: 600, everyMs: HOUR / 600 }

/** Beyond this many keys the one used longest ago is forgotten. */
const MOST_KEYS = 10_000

/** Takes one of what a key may do. Answers 0, or after how many milliseconds there is one again. */
export type Limiter = (key: string) => number

export function createLimiter({ burst, everyMs }: Limit, now: () => number, mostKeys = MOST_KEYS): Limiter {
  /** The moment at which the key has its whole burst again. */
  const fullAt = new Map<string, number>()
  return (key) => {
    const at = now()
    const used = Math.max(fullAt.get(key) ?? at, at)
    const waitMs = used + everyMs - burst * everyMs - at
    if (waitMs > 0) return Math.ceil(waitMs)
    fullAt.delete(key)
    fullAt.set(key, used + everyMs)
    if (fullAt.size > mostKeys) fullAt.delete(fullAt.keys().next().value ?? key)
    return 0
  }
}

/** An address as limits count it: IPv6 by its network, since a customer has all of one. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  return isIPv6(plain) ? groupsOf(plain).slice(0, 4).join(':') : plain
}

/** The eight groups of an IPv6 address, written in one way. */
function groupsOf(address: string): string[] {
  const [left = [], right = []] = address.split('::').map((half) => half.split(':').filter((group) => group !== ''))
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  return [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16).toString(16))
}

export const isLocal = (address: string): boolean => /^(::ffff:)?127\.|^::1$/i.test(address)
