/** The words of the domain: ids with types, languages, symptom codes. Types and tables only; nothing here decides anything. */

/** A string that passed a door (see `serial.ts`, `phone.ts`, `order-number.ts`) and is trusted inside. */
type Branded<Name extends string> = string & { readonly __brand: Name }

/** Nine symbols, upper case, without dashes: shard, random bits and a check character. Shown as `XXX-XXX-XXX`. */
export type OrderNumber = Branded<'OrderNumber'>
/** 6-32 of `A-Z 0-9 -`, upper case (domain section 2: no public format, so no pattern beyond that). */
export type SerialNumber = Branded<'SerialNumber'>
/** E.164, as `+8613800138000`. */
export type PhoneNumber = Branded<'PhoneNumber'>

/** A parcel's number, 5-40 of `A-Z 0-9`, upper case, without spaces and dashes (P11c); carriers' shapes are hints only. */
export type TrackingNumber = Branded<'TrackingNumber'>

/** Milliseconds since the epoch, in desk time. Flows and rules never read a clock: an instant comes in with the event. */
export type Instant = number

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The languages customers are answered in. `zh` is simplified Chinese. */
export const LANGUAGES = ['en', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

/** A text that staff edit, in both languages. */
export type Bilingual = Readonly<Record<Language, string>>

/** Symptom codes of domain section 3. */
export const SYMPTOMS = [
  'power',
  'no_network',
  'web_ui',
  'login',
  'no_hashrate',
  'low_hashrate',
  'board_missing',
  'temperature',
  'fan',
  'high_reject',
  'pool_connect',
  'reboot',
  'firmware',
  'led_fault',
  'noise',
  'factory_reset',
  'security',
] as const
export type Symptom = (typeof SYMPTOMS)[number]

/** What a first message wants (domain section 3). */
export const INTENTS = ['fault', 'warranty_rma', 'human_request', 'other', 'unclear'] as const
export type Intent = (typeof INTENTS)[number]
