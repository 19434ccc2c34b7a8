/** Where a talk is held, in words, by its id; for customers and staff alike. Latin letters in Chinese have a space around them. */
import type { Language } from '../../domain/values.ts'

const NAMES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  tg: { en: 'Telegram', zh: ' Telegram ' },
  wx: { en: 'WeChat', zh: '微信' },
  web: { en: 'the web chat', zh: '网页聊天' },
}
const ELSEWHERE: Readonly<Record<Language, string>> = { en: 'another app', zh: '另一个应用' }

export const channelOf = (talk: string, lang: Language): string =>
  (NAMES[talk.split(':', 1)[0] ?? ''] ?? ELSEWHERE)[lang]

/** For staff, in both languages. */
export function placeShown(talk: string): string {
  const [en, zh] = [channelOf(talk, 'en'), channelOf(talk, 'zh').trim()]
  return en === zh ? en : `${en} · ${zh}`
}
