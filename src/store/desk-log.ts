/** What administrators did with customers' data, kept for those who have to answer for it. A list in the home shard. */
import { z } from 'zod'
import type { DeskLog } from '../desk-ports.ts'
import type { Redis } from './connect.ts'
import { deskLogKey } from './keys.ts'
import { asTexts } from './reply.ts'

const MOST_KEPT = 200

const entrySchema = z.object({
  at: z.number(),
  by: z.string(),
  act: z.enum(['exported', 'erased']),
  talk: z.string(),
})

export const deskLog = (redis: Redis): DeskLog => ({
  async noteDeskAct(entry) {
    await redis.command('LPUSH', deskLogKey(), JSON.stringify(entry))
    await redis.command('LTRIM', deskLogKey(), '0', String(MOST_KEPT - 1))
  },
  deskActs: async () =>
    asTexts(await redis.command('LRANGE', deskLogKey(), '0', '-1')).map((text) => entrySchema.parse(JSON.parse(text))),
})
