/** What happens in a conversation file without anybody's words, in brackets on a line of its own; and what the desk hears of it. */
import type { PlainDate } from '../../src/domain/calendar.ts'
import { shifts } from '../../src/domain/content/shapes.ts'
import type { Instant } from '../../src/domain/values.ts'
import type { Inbound } from '../../src/flows/types.ts'
import { hours } from './conversation-desk.ts'

const GONE = /^\((.+) leaves the staff list\)$/
const HOURS = /^\(the hours of (\d{4}-\d\d-\d\d) are set to (off|[\d:,-]+)\)$/
const PLAIN: Readonly<Record<string, Inbound>> = {
  '(the customer blocks the bot)': { kind: 'reach', isReachable: false },
  '(the customer lets the bot in again)': { kind: 'reach', isReachable: true },
  '(it does not arrive: the customer has blocked the bot)': { kind: 'undeliverable', reason: 'blocked', isGone: true },
}

export const isHappening = (line: string): boolean => Object.hasOwn(PLAIN, line) || GONE.test(line) || HOURS.test(line)

/** Changes the hours where they change, and answers what the conversation hears. Throws for what is no such line. */
export function happen(line: string, at: Instant): Inbound {
  const plain = PLAIN[line]
  if (plain !== undefined) return plain
  const by = GONE.exec(line)?.[1]
  if (by !== undefined) return { kind: 'staff.gone', by }
  const [, date, written = ''] = HOURS.exec(line) ?? []
  if (date === undefined) throw new Error(`nothing that happens: ${line}`)
  const set = written === 'off' ? [] : shifts.parse(written.split(','))
  const day = { date: date as PlainDate, shifts: set, reason: 'a test', by: 'Li Example', at, source: line }
  hours.follow([...hours.byHand().filter((one) => one.date !== date), day])
  return { kind: 'hours.changed' }
}
