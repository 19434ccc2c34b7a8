/** The sends of an account, given out to all processes that send for it, by Redis' clock. */
import type { Store } from '../ports.ts'
import type { Redis } from './connect.ts'
import { sendsKey } from './keys.ts'
import { asInteger, asList } from './reply.ts'

export function sends(redis: Redis): Pick<Store, 'takeSends' | 'stopSends'> {
  return {
    async takeSends(account, { everyMs, burst }, wanted) {
      const [sends, waitMs] = asList(await redis.run('sends-take', [sendsKey(account)], [everyMs, burst, wanted]))
      return { sends: asInteger(sends), waitMs: asInteger(waitMs) }
    },
    async stopSends(account, { everyMs, burst }, ms) {
      await redis.run('sends-stop', [sendsKey(account)], [Math.ceil(ms + burst * everyMs)])
    },
  }
}
