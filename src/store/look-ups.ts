/** Tries to look orders up, counted by order: many conversations together get no more of them than one. */
import { shardOfOrder } from '../domain/order-number.ts'
import { HOUR } from '../domain/values.ts'
import type { Store } from '../ports.ts'
import type { Redis } from './connect.ts'
import { lookUpsKey } from './keys.ts'
import { asInteger } from './reply.ts'

const TRIES = 5

/** Five different wrong answers an hour, on Redis' clock. A number that no order has is counted the same, so that nothing shows which exist. */
export function lookUps(redis: Redis): Pick<Store, 'tryLookUp'> {
  return {
    async tryLookUp(number, digits, isRight) {
      const values = [digits, isRight ? 1 : 0, TRIES, HOUR]
      return asInteger(await redis.run('look-up', [lookUpsKey(shardOfOrder(number), number)], values))
    },
  }
}
