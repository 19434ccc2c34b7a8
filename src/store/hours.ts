/** The days whose hours staff have set by hand: one hash for the desk, and a log of who did what. What is read back is checked. */
import { z } from 'zod'
import type { PlainDate } from '../domain/calendar.ts'
import type { HoursBook, HoursEntry } from '../ports.ts'
import type { Redis } from './connect.ts'
import { hoursKey, hoursLogKey } from './keys.ts'
import { asTexts, asYes } from './reply.ts'

const ENTRIES_KEPT = 500
const VERSION = 'version'

const date = z.custom<PlainDate>((value) => /^\d{4}-\d{2}-\d{2}$/.test(String(value)))
const shift = z.strictObject({ from: z.int(), to: z.int() })
const whoAndWhen = { date, by: z.string(), at: z.int() }
const daySchema = z.strictObject({ ...whoAndWhen, shifts: z.array(shift), reason: z.string(), source: z.string() })
const entrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('set'), ...daySchema.shape }),
  z.strictObject({ kind: z.literal('cleared'), ...whoAndWhen }),
])

export function hoursBook(redis: Redis): HoursBook {
  const write = async (day: PlainDate, record: string, entry: HoursEntry): Promise<boolean> =>
    asYes(await redis.run('hours-set', [hoursKey(), hoursLogKey()], [day, record, JSON.stringify(entry), ENTRIES_KEPT]))
  return {
    async daysByHand() {
      const fields = asTexts(await redis.command('HGETALL', hoursKey()))
      const stored = new Map(
        fields.flatMap((name, place) => (place % 2 === 0 ? [[name, fields[place + 1] ?? '']] : [])),
      )
      const version = Number(stored.get(VERSION) ?? 0)
      stored.delete(VERSION)
      return { version, days: [...stored.values()].map((day) => daySchema.parse(JSON.parse(day))) }
    },
    async setDay(day) {
      await write(day.date, JSON.stringify(day), { kind: 'set', ...day })
    },
    clearDay: (cleared) => write(cleared.date, '', { kind: 'cleared', ...cleared }),
    async hoursLog() {
      const lines = asTexts(await redis.command('LRANGE', hoursLogKey(), '0', '-1'))
      return lines.toReversed().map((line) => entrySchema.parse(JSON.parse(line)))
    },
  }
}
