/** What a customer's topic is called: how the talk stands, then who it is. Pure. */
import type { CustomerNow, Standing } from '../types.ts'

/** Telegram's limit, in UTF-16 units at most its own count. */
const TITLE_LIMIT = 128
/** Also the topic's icon, where Telegram has one of that sign. */
export const SIGNS: Readonly<Record<Standing, string>> = {
  waiting: '❗',
  person: '💬',
  answered: '✅',
  closed: '🏁',
  banned: '🚫',
}
const WORDS: Readonly<Record<Standing, string>> = {
  waiting: 'waiting 等待中',
  person: 'with us 处理中',
  answered: 'answered 已回复',
  closed: 'closed 已结束',
  banned: 'banned 已拉黑',
}
const NAMELESS = 'Customer 客户'

/** `❗ Li Example · waiting 等待中`; a long name is cut, never the state. */
export function topicTitle({ name, standing }: CustomerNow): string {
  const end = ` · ${WORDS[standing]}`
  return `${cut(`${SIGNS[standing]} ${name === '' ? NAMELESS : name}`, TITLE_LIMIT - end.length)}${end}`
}

/** Never in the middle of a character. */
function cut(text: string, units: number): string {
  if (text.length <= units) return text
  let kept = ''
  for (const char of text) {
    if (kept.length + char.length >= units) break
    kept += char
  }
  return `${kept}…`
}
