/**
 * Whether a machine is in warranty (P12) and what speaks against it (P13-P15), with the arithmetic shown. Decides nothing that only staff
 * can find: void and scrap reasons come in as found.
 */
import { dateInChina, type PlainDate, plusDays, startOfDay } from './calendar.ts'
import type { Model } from './models.ts'
import { type Bilingual, DAY, type Instant } from './values.ts'

/** P13 (from `misuse` on) and P14 (from `natural_disaster` on). */
export const VOID_REASONS = [
  'misuse',
  'disassembled',
  'components_changed',
  'unsuitable_products',
  'board_or_chip_damaged',
  'high_voltage',
  'ambient_temperature',
  'overclocked',
  'serial_unclear',
  'cannot_be_judged',
  'natural_disaster',
  'natural_wear',
  'counterfeit',
] as const
export type VoidReason = (typeof VOID_REASONS)[number]
export const VOID_CAUSES = ['human', 'natural', 'other'] as const

/** P15; `other` because the guide's list is open. */
export const SCRAP_REASONS = [
  'burnt_board',
  'corrosion',
  'chip_pad_off',
  'pcb_fracture',
  'blocked_hole',
  'other',
] as const
export type ScrapReason = (typeof SCRAP_REASONS)[number]

/** How the reasons are called, as staff edit it. */
export interface WarrantyTerms {
  readonly voids: readonly {
    readonly code: VoidReason
    readonly cause: (typeof VOID_CAUSES)[number]
    readonly name: Bilingual
  }[]
  readonly scraps: readonly { readonly code: ScrapReason; readonly name: Bilingual }[]
}

/** What is known of one machine; null is what is not known. */
export interface WarrantyFacts {
  /** Null for a model that is not in the vendor's list. */
  readonly model: Model | null
  /** The factory release date, in China. */
  readonly releasedOn: PlainDate | null
  /** When the maintenance point received it; null while it has not arrived. */
  readonly receivedAt: Instant | null
  /** As staff found them, none before an inspection. */
  readonly voids: readonly VoidReason[]
  readonly scraps: readonly ScrapReason[]
}

/** The dates behind a verdict: released + period = last day; counted to the receipt, or to today while it is on its way. */
export interface WarrantySpan {
  readonly releasedOn: PlainDate
  readonly periodDays: number
  /** The last day on which a receipt is in warranty. */
  readonly lastDay: PlainDate
  readonly countedTo: PlainDate
  /** `expected`: not received yet, so the day may still move and the days only grow. */
  readonly until: 'received' | 'expected'
  /** Days from the release to `countedTo`. */
  readonly days: number
  /** `periodDays - days`: negative beyond the period. */
  readonly daysLeft: number
}

export type Unknown = 'model' | 'period' | 'release_date'
export type WarrantyVerdict =
  /** Staff check by serial number: what would be needed is not known here. */
  | { readonly kind: 'staff_check'; readonly unknown: readonly Unknown[] }
  | { readonly kind: 'in_warranty' | 'out_of_warranty'; readonly span: WarrantySpan }
  /** Not repaired, or not free of charge, whatever the dates say (P13, P14). */
  | { readonly kind: 'void'; readonly reasons: readonly VoidReason[]; readonly span: WarrantySpan | null }
  /** Not repairable (P15), in or out of warranty. */
  | { readonly kind: 'scrap'; readonly reasons: readonly ScrapReason[]; readonly span: WarrantySpan | null }
  /** The two dates cannot both be right: released after it was received, or after today. */
  | { readonly kind: 'dates_disagree'; readonly releasedOn: PlainDate; readonly countedTo: PlainDate }

/**
 * The verdict on one machine at `now`. What staff found goes before the dates, scrap first (P15, P13, P14); the period runs from the release
 * to the receipt and its last day still counts (P12). Without a period or a release date staff check by serial number.
 */
export function warrantyOf(facts: WarrantyFacts, now: Instant): WarrantyVerdict {
  const { releasedOn, scraps, voids } = facts
  const countedTo = dateInChina(facts.receivedAt ?? now)
  const span = spanOf(facts, countedTo)
  if (scraps.length > 0) return { kind: 'scrap', reasons: scraps, span }
  if (voids.length > 0) return { kind: 'void', reasons: voids, span }
  if (releasedOn !== null && releasedOn > countedTo) return { kind: 'dates_disagree', releasedOn, countedTo }
  if (span === null) return { kind: 'staff_check', unknown: unknownIn(facts) }
  return { kind: span.daysLeft >= 0 ? 'in_warranty' : 'out_of_warranty', span }
}

/** The arithmetic in a line: `2026-01-05 + 180 days = 2026-07-04; received 2026-03-10, day 64: 116 days left`. */
export function workings({
  releasedOn,
  periodDays,
  lastDay,
  countedTo,
  until,
  days,
  daysLeft,
}: WarrantySpan): Bilingual {
  const over = daysLeft < 0
  const word = until === 'received' ? { en: 'received', zh: '签收' } : { en: 'today', zh: '今天' }
  const left = Math.abs(daysLeft)
  return {
    en: `${releasedOn} + ${inDays(periodDays)} = ${lastDay}; ${word.en} ${countedTo}, day ${days}: ${inDays(left)} ${over ? 'over' : 'left'}`,
    zh: `${releasedOn} + ${periodDays} 天 = ${lastDay}；${word.zh} ${countedTo}，第 ${days} 天，${over ? '超出' : '还剩'} ${left} 天`,
  }
}

function spanOf({ model, releasedOn, receivedAt }: WarrantyFacts, countedTo: PlainDate): WarrantySpan | null {
  const periodDays = model?.warrantyDays
  if (periodDays === undefined || releasedOn === null || releasedOn > countedTo) return null
  const days = (startOfDay(countedTo) - startOfDay(releasedOn)) / DAY
  const until = receivedAt === null ? 'expected' : 'received'
  const lastDay = plusDays(releasedOn, periodDays)
  return { releasedOn, periodDays, lastDay, countedTo, until, days, daysLeft: periodDays - days }
}

function unknownIn({ model, releasedOn }: WarrantyFacts): Unknown[] {
  const unknown: Unknown[] = []
  if (model === null) unknown.push('model')
  else if (model.warrantyDays === undefined) unknown.push('period')
  if (releasedOn === null) unknown.push('release_date')
  return unknown
}

const inDays = (days: number): string => (days === 1 ? '1 day' : `${days} days`)
