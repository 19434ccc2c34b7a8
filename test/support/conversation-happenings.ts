/** What happens in a conversation file without anybody's words, in brackets on a line of its own; and what the desk hears of it. */
import type { PlainDate } from '../../src/domain/calendar.ts'
import { shifts } from '../../src/domain/content/shapes.ts'
import { findLinkCode, type LinkCode } from '../../src/domain/link-code.ts'
import { findOrderNumber } from '../../src/domain/order-number.ts'
import type { Instant } from '../../src/domain/values.ts'
import type { LinkNews } from '../../src/flows/linking/news.ts'
import type { Inbound } from '../../src/flows/types.ts'
import { hours } from './conversation-desk.ts'

const GONE = /^\((.+) leaves the staff list\)$/
const HOURS = /^\(the hours of (\d{4}-\d\d-\d\d) are set to (off|[\d:,-]+)\)$/
/** Of talks in another app; a code stands as it was shown. */
const FOUND = /^\((LINK-\S+) is the code of a talk in (WeChat|Telegram)\)$/
const AGREED = /^\(in (WeChat|Telegram) (LINK-\S+) is sent and agreed to(?:, where (\S+) was filed)?\)$/
const PARTED = /^\(the talk in (WeChat|Telegram) is no longer joined\)$/
const TALKS: Readonly<Record<string, string>> = { WeChat: 'wx:YW5vdGhlcg', Telegram: 'tg:4711' }
const REFUSED = '(the code is not known)'
const PLAIN: Readonly<Record<string, Inbound>> = {
  '(the customer blocks the bot)': { kind: 'reach', isReachable: false },
  '(the customer lets the bot in again)': { kind: 'reach', isReachable: true },
  '(it does not arrive: the customer has blocked the bot)': { kind: 'undeliverable', reason: 'blocked', isGone: true },
  [REFUSED]: { kind: 'link', news: { kind: 'refused', why: 'unknown' } },
}

function linkNews(line: string): LinkNews | null {
  const [, found, foundIn = ''] = FOUND.exec(line) ?? []
  if (found !== undefined) return { kind: 'found', talk: TALKS[foundIn] ?? '', code: codeIn(found) }
  const [, agreedIn = '', agreed, number] = AGREED.exec(line) ?? []
  const orders = number === undefined ? [] : [findOrderNumber(number)].filter((one) => one !== null)
  if (agreed !== undefined) return { kind: 'agreed', talk: TALKS[agreedIn] ?? '', code: codeIn(agreed), orders }
  const partedIn = PARTED.exec(line)?.[1]
  return partedIn === undefined ? null : { kind: 'parted', talk: TALKS[partedIn] ?? '' }
}

function codeIn(shown: string): LinkCode {
  const code = findLinkCode(shown)?.code ?? null
  if (code === null) throw new Error(`no code of a talk: ${shown}`)
  return code
}

export const isHappening = (line: string): boolean =>
  Object.hasOwn(PLAIN, line) || GONE.test(line) || HOURS.test(line) || linkNews(line) !== null

/** Changes the hours where they change, and answers what the conversation hears. Throws for what is no such line. */
export function happen(line: string, at: Instant): Inbound {
  const plain = PLAIN[line]
  if (plain !== undefined) return plain
  const news = linkNews(line)
  if (news !== null) return { kind: 'link', news }
  const by = GONE.exec(line)?.[1]
  if (by !== undefined) return { kind: 'staff.gone', by }
  const [, date, written = ''] = HOURS.exec(line) ?? []
  if (date === undefined) throw new Error(`nothing that happens: ${line}`)
  const set = written === 'off' ? [] : shifts.parse(written.split(','))
  const day = { date: date as PlainDate, shifts: set, reason: 'a test', by: 'Li Example', at, source: line }
  hours.follow([...hours.byHand().filter((one) => one.date !== date), day])
  return { kind: 'hours.changed' }
}
