/** Who wrote, as the flows see it: a display name made harmless and a language hint. */
import type { Language } from '../../domain/values.ts'
import type { User } from './schema.ts'

/** Telegram itself allows 64 for each of the two names. */
const MAX_NAME_CODE_POINTS = 128

/** First and last name on one line, without control and direction marks; empty when nothing is left. */
export function displayName({ first_name: first = '', last_name: last = '' }: User): string {
  const visible = `${first} ${last}`.replace(/[\p{Bidi_Control}\u2028\u2029]/gu, '').replace(/[\p{Cc}\s]+/gu, ' ')
  return Array.from(visible.trim()).slice(0, MAX_NAME_CODE_POINTS).join('')
}

/** `name` and `hint` as far as Telegram tells them: any Chinese interface hints at zh, any other at en. */
export function introduction(user: User | undefined): { name?: string; hint?: Language } {
  if (user === undefined) return {}
  const name = displayName(user)
  const code = user.language_code
  return {
    ...(name === '' ? {} : { name }),
    ...(code === undefined ? {} : { hint: /^zh\b/i.test(code) ? 'zh' : 'en' }),
  }
}
