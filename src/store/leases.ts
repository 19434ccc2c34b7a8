/** Named rights that one owner has at a time: who polls Telegram, who sends to the staff group. */
import type { Store } from '../ports.ts'
import type { Redis } from './connect.ts'
import { leaseKey } from './keys.ts'
import { asTextOrNull, asYes } from './reply.ts'

/** A lease ends by itself after `ttlMs`; only its owner renews it or gives it back. */
export function leases(redis: Redis): Pick<Store, 'lease' | 'releaseLease'> {
  return {
    lease: async (name, owner, ttlMs) => asYes(await redis.run('lease', [leaseKey(name)], [owner, Math.round(ttlMs)])),
    async releaseLease(name, owner) {
      await redis.run('lease-release', [leaseKey(name)], [owner])
    },
  }
}

/** Who holds it now; null when nobody does. */
export const leaseOwner = async (redis: Redis, name: string): Promise<string | null> =>
  asTextOrNull(await redis.command('GET', leaseKey(name)))
