/** In which language a talk is held: the customer's words, the platform's hint, or what a lost talk left behind. Pure. */
import { z } from 'zod'
import { languageOf } from '../domain/triage.ts'
import { LANGUAGES, type Language } from '../domain/values.ts'
import type { Stored } from './stored.ts'
import type { CustomerInbound, StepEvent } from './types.ts'
import { isForeign } from './understand/foreign.ts'
import { bare } from './words.ts'

/** What a message needs to be in a language clearly: two Han characters, or three words in Latin letters without any. */
const CLEARLY = { zh: /\p{Script=Han}{2}/u, en: /^(?=.*[a-z]{2})(?!.*\p{Script=Han})(\S+\s+){2}\S+/isu }
const LANGUAGE_SAMPLE = 500

/** The language of the first words; the platform's own where they do not tell (a command, a tap, a photo, another language). */
export const firstLanguage = (inbound: CustomerInbound): Language => spokenIn(inbound) ?? 'en'

/** What an event tells of its customer's language; null when nothing does. */
export function languageIn(event: StepEvent): Language | null {
  if (event.kind !== 'inbound') return null
  const { inbound } = event
  switch (inbound.kind) {
    case 'said':
    case 'chose':
    case 'sent':
    case 'unkept':
    case 'unreadable':
      return spokenIn(inbound)
    default:
      return null
  }
}

function spokenIn(inbound: CustomerInbound): Language | null {
  const isWords = inbound.kind === 'said' && !bare(inbound.text).startsWith('/') && !isForeign(inbound.text)
  const spoken = isWords ? languageOf(inbound.text) : 'other'
  return spoken === 'other' ? (inbound.hint ?? null) : spoken
}

/** Between two matters the conversation follows the language that is written. */
export function inLanguageOf(inbound: CustomerInbound, stored: Stored): Stored {
  const { lang, topic } = stored.flow.context
  if (inbound.kind !== 'said' || topic !== 'none') return stored
  const other = otherThan(lang)
  const sample = inbound.text.slice(0, LANGUAGE_SAMPLE)
  const changes = CLEARLY[other].test(sample) && !isForeign(sample)
  return changes ? { ...stored, flow: { ...stored.flow, context: { ...stored.flow.context, lang: other } } } : stored
}

export const otherThan = (lang: Language): Language => (lang === 'en' ? 'zh' : 'en')

/** English is not written into a state (`pack`): a context without a language is English. */
const leftBehind = z.object({ flow: z.object({ context: z.object({ lang: z.enum(LANGUAGES).default('en') }) }) })

/** The language of a stored state that cannot be read any more; null when not even that is left. */
export function languageLeft(json: string): Language | null {
  try {
    const read = leftBehind.safeParse(JSON.parse(json))
    return read.success ? read.data.flow.context.lang : null
  } catch {
    return null
  }
}
