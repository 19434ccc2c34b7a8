/** A finding as a judge or the log raises it, before causes are told from consequences. */
import type { Model } from '../models.ts'
import type { FindingCode, Gap } from './types.ts'

export interface Raised {
  readonly code: FindingCode
  readonly severity: 'fault' | 'warning'
  readonly evidence: string
}

export interface Judged {
  readonly raised: readonly Raised[]
  readonly gaps: readonly Gap[]
}

export interface Known {
  /** The model of the list; null when the status names none, or another. */
  readonly model: Model | null
  /** Part of the status is missing: what is not there may have been there. */
  readonly cut: boolean
}

export const raise = (code: FindingCode, severity: 'fault' | 'warning', ...quotes: readonly string[]): Raised => ({
  code,
  severity,
  evidence: evidence(quotes),
})

const LONGEST = 160

/** Several quotes as one, at most 160 characters; each once. */
function evidence(quotes: readonly string[]): string {
  const joined = [...new Set(quotes)].join('; ')
  return joined.length <= LONGEST ? joined : `${joined.slice(0, LONGEST - 1)}…`
}
