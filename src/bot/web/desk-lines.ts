/** The lines above the talk, in both languages: whether the office is open (P1), and that a rehearsal is on. Pure. */
import { chinaTime } from '../../domain/china-time.ts'
import type { Language } from '../../domain/values.ts'
import type { DeskTime } from '../pages/status.ts'
import { PAGE_TEXTS } from '../pages/texts.ts'
import { CHAT_TEXTS } from './texts.ts'

export interface DeskLine {
  readonly hours: string
  /** Null when the desk's clock shows the real time. */
  readonly rehearsal: string | null
}

/** The page shows those of its language, and has the others at hand for when the talk changes to it. */
export interface DeskLines extends Readonly<Record<Language, DeskLine>> {
  readonly state: 'open' | 'closed' | 'unknown'
}

export function deskLines(desk: DeskTime): DeskLines {
  const state = desk.status === 'unknown' ? 'unknown' : desk.hours.open ? 'open' : 'closed'
  return { state, en: deskLine(desk, 'en'), zh: deskLine(desk, 'zh') }
}

function deskLine(desk: DeskTime, language: Language): DeskLine {
  if (desk.status === 'unknown') return { hours: CHAT_TEXTS[language].unknown, rehearsal: null }
  const rehearsal = desk.rehearsal ? PAGE_TEXTS[language].rehearsal(chinaTime(desk.now, language)) : null
  return { hours: hoursLine(desk, language), rehearsal }
}

function hoursLine({ hours, now }: Extract<DeskTime, { status: 'known' }>, language: Language): string {
  const texts = CHAT_TEXTS[language]
  return hours.open
    ? texts.open(chinaTime(hours.closesAt, language, now))
    : texts.closed(chinaTime(hours.opensAt, language, now))
}
