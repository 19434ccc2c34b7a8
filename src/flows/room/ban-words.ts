/** What the staff group reads of the customers who are banned. Both languages in one. */
import { chinaTime } from '../../domain/china-time.ts'
import type { Instant } from '../../domain/values.ts'

/** A banned customer. `unread`: their messages since then; `link`: to their topic, null where there is none. */
export interface Banned {
  /** Empty where nobody knows it. */
  readonly name: string
  readonly at: Instant
  readonly by: string
  readonly reason: string | null
  readonly unread: number
  readonly link: string | null
}

/** Who was banned first comes first. */
export function bansShown(banned: readonly Banned[], now: Instant): string {
  if (banned.length === 0) return '✅ Nobody is banned · 没有被拉黑的客户'
  return [`🚫 Banned customers · 被拉黑的客户: ${banned.length}`, ...banned.map((one) => banLine(one, now))].join('\n')
}

function banLine({ name, at, by, reason, unread, link }: Banned, now: Instant): string {
  const who = name === '' ? 'Customer 客户' : name
  const why = reason === null ? '' : `: ${reason}`
  return `${who} (${by}, ${chinaTime(at, 'en', now)}${why}; ✉️ ${unread})${link === null ? '' : ` ${link}`}`
}
