/** How much may still be said to a customer who wrote, where a platform counts that. A key that expires is a window that closes. */
import type { Windows } from '../ports.ts'
import type { Redis } from './connect.ts'
import { conversationKeys, laneMember, shardKeys, shardOf } from './keys.ts'
import { asYes } from './reply.ts'

export function windows(redis: Redis): Windows {
  return {
    async openWindow(conversation, sends, ms) {
      const lane = { conversation, name: 'customer' } as const
      const keys = [
        conversationKeys.window(conversation),
        shardKeys.lanes(shardOf(conversation)),
        conversationKeys.self(conversation),
      ]
      await redis.run('window-open', keys, [sends, Math.ceil(ms), laneMember(lane), lane.name])
    },
    takeFromWindow: async (conversation) =>
      asYes(await redis.run('window-take', [conversationKeys.window(conversation)], [])),
  }
}
