/** Whether a message is a paste of a machine's status or log rather than words: cheap, and careful with words. Knows nothing of what it says. */
import { logLines } from '../../domain/reading/log-lines.ts'
import { measure } from '../../domain/reading/measure.ts'
import { readPageLines } from '../../domain/reading/page-lines.ts'
import { plain } from '../../domain/reading/plain.ts'
import type { Measured } from '../../domain/reading/types.ts'

/** A paste shows what it is near its beginning. */
const LOOKED_AT = 8_192
const SHORTEST = 20
/** None of these: words. Most messages end here. */
const WORTH_A_LOOK = /["“”„＂{｛=|\n\t]|&quot;|\d:\d\d:\d\d|ERROR_|\bERR/
const QUOTED_KEY = /["'][\w %.$-]{1,48}\\?["']\s{0,8}:/g
const BARE_KEY = /[{,]\s{0,20}[a-z_]\w{1,40}\s{0,4}:\s{0,4}["'{[\d-]/gi
/** Nobody types seconds. */
const WITH_SECONDS = /\d:\d\d:\d\d|\bERROR_[A-Z]/

/** True for an object, a log or a copied page with two values or more; false for words, lists of serial numbers and filled-in forms. */
export function looksLikeStatus(text: string): boolean {
  if (text.length < SHORTEST) return false
  const raw = text.slice(0, LOOKED_AT)
  if (!WORTH_A_LOOK.test(raw)) return false
  const head = plain(raw).text
  return isObject(head) || isLog(head) || isPage(head)
}

function isObject(head: string): boolean {
  if ((head.match(QUOTED_KEY)?.length ?? 0) >= 2) return true
  return head.includes('{') && (head.match(BARE_KEY)?.length ?? 0) >= 2
}

function isLog(head: string): boolean {
  const lines = logLines(head)
  return lines.length >= 2
    ? lines.some(({ quote }) => WITH_SECONDS.test(quote))
    : WITH_SECONDS.test(lines[0]?.quote ?? '')
}

function isPage(head: string): boolean {
  const blocks = readPageLines(head)
  return blocks.length > 0 && valuesIn(measure(blocks)) >= 2
}

/** A first line or two, or a question after it: more is the paste itself. */
const LONGEST_BESIDE = 400
const BEGINS = /[{｛]|["“][\w %.$-]{1,48}["”]\s{0,8}[:：]/
const LABELLED = /^[^:：=\t|]{1,40}["”]?\s{0,4}[:：=\t|]\s{0,8}\S/
const LETTERS = /\p{L}{2}|\p{Script=Han}/u

/** What the customer wrote around a paste, on one line, at most 400 characters: neither object nor log nor labelled values. */
export function wordsBeside(text: string): string {
  const from = text.search(BEGINS)
  const to = Math.max(text.lastIndexOf('}'), text.lastIndexOf('｝'))
  const before = (from === -1 ? text : text.slice(0, from)).slice(0, LOOKED_AT)
  const after = from === -1 || to === -1 ? '' : text.slice(to + 1, to + 1 + LONGEST_BESIDE)
  const lines = `${before}\n${after}`.split('\n').filter(isTalk)
  return lines.join(' ').slice(0, LONGEST_BESIDE).trim()
}

const isTalk = (line: string): boolean => LETTERS.test(line) && !LABELLED.test(line) && logLines(line).length === 0

/** What somebody who fills in a form would not tell. */
function valuesIn(measured: Measured): number {
  const { average, realtime, rejectPercent, dagTime, intake, uptimeSeconds, temperatures, fans, boards } = measured
  const single = [average, realtime, rejectPercent, dagTime, intake, uptimeSeconds]
  return single.filter((value) => value !== null).length + temperatures.length + fans.length + boards.length
}
