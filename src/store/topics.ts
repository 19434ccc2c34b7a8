/** Topics of a staff room: one hash in the room's shard, written by one command at a time. */
import type { ConversationId, Topics } from '../ports.ts'
import type { Redis } from './connect.ts'
import { conversationKeys } from './keys.ts'
import { asTextOrNull } from './reply.ts'

const byTopic = (topic: string): string => `topic:${topic}`
const byCustomer = (about: ConversationId): string => `about:${about}`

/** As the port says; what is kept has no end but `dropTopics`. */
export function topics(redis: Redis): Topics {
  const read = async (room: ConversationId, field: string) =>
    asTextOrNull(await redis.command('HGET', conversationKeys.topics(room), field))
  return {
    topicOwner: async (room, topic) => (await read(room, byTopic(topic))) as ConversationId | null,
    topicRecord: (room, about) => read(room, byCustomer(about)),
    async keepTopic(room, about, record, topic) {
      const owned = topic === null ? [] : [byTopic(topic), about]
      await redis.command('HSET', conversationKeys.topics(room), byCustomer(about), record, ...owned)
    },
    async dropTopics(room, about, dropped) {
      await redis.command('HDEL', conversationKeys.topics(room), byCustomer(about), ...dropped.map(byTopic))
    },
  }
}
