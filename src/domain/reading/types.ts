/** The words of reading a status or log: what was measured, what was found, what is missing. Types and tables only; nothing decides here. */
import { type SerialNumber, SYMPTOMS } from '../values.ts'

/** The symptom codes, and three faults that only a status or log can show. */
export const FINDING_CODES = [...SYMPTOMS, 'wrong_coin', 'sensor', 'pool_dead'] as const
export type FindingCode = (typeof FINDING_CODES)[number]

/** `fault`: it is so. `warning`: it may be so, or it was so and passed. `consequence`: it follows from a fault that is also listed. */
export type Severity = 'fault' | 'warning' | 'consequence'

export interface Finding {
  readonly code: FindingCode
  readonly severity: Severity
  /** The line or field it rests on, as pasted, at most 160 characters. */
  readonly evidence: string
  /** The fault that a consequence follows from; null for all others. */
  readonly causedBy: FindingCode | null
}

/** `cgminer`: an object in the manner of another maker's machine. `text`: labels and values of a copied page. */
export type Format = 'jasminer' | 'cgminer' | 'text' | 'log' | 'unknown'

/** What could not be read or judged, and why. */
export const GAPS = [
  'empty',
  'not_a_status',
  'nothing_known',
  'no_error_in_log',
  'other_maker',
  'several_machines',
  'cut',
  'shortened',
  'dag_building',
  'just_started',
  'model_unknown',
  'average_missing',
  'rate_unit_unknown',
  'pool_state_unknown',
  'counts_contradict',
] as const
export type Gap = (typeof GAPS)[number]

/** What to send instead, or next. */
export type Wanted = 'whole_status' | 'full_log' | 'label_photo' | 'one_machine' | 'status_again_later'

/** A value and the words it was read from. */
export interface Seen<Value> {
  readonly value: Value
  readonly quote: string
}

/** MH/s. `unitGiven` is false for a bare number, which is taken as MH/s. */
export interface SeenRate extends Seen<number> {
  readonly unitGiven: boolean
}

export interface Fan {
  readonly number: number
  /** Null where only the drive is told. */
  readonly rpm: number | null
  readonly percent: number | null
  readonly quote: string
}

export interface Board {
  /** As the status names it: `boards.board[1]`, `chain_acn2`. */
  readonly name: string
  readonly chips: number | null
  readonly rateMhs: number | null
  readonly temperatures: readonly Seen<number>[]
  readonly quote: string
  /** Where the rate stands; as `quote` without one. */
  readonly rateQuote: string
}

/** The real spelling of states is not public: what is not plain English for one of these two stays unknown. */
export type PoolState = 'alive' | 'dead' | 'unknown'

export interface Pool {
  readonly url: string
  readonly state: PoolState
  readonly accepted: number | null
  readonly rejected: number | null
  readonly quote: string
}

/** What a status tells of a machine; null or empty where it tells nothing. */
export interface Measured {
  /** `null`: nothing speaks for or against. */
  readonly maker: 'jasminer' | 'other' | null
  readonly machine: Seen<string> | null
  readonly serial: Seen<SerialNumber> | null
  readonly version: Seen<string> | null
  readonly uptimeSeconds: Seen<number> | null
  /** 0 while the DAG is not built. */
  readonly dagTime: Seen<number> | null
  readonly realtime: SeenRate | null
  readonly average: SeenRate | null
  readonly rejectPercent: Seen<number> | null
  readonly accepted: Seen<number> | null
  readonly rejected: Seen<number> | null
  /** °C of the air that goes in. */
  readonly intake: Seen<number> | null
  /** °C, of the machine as a whole: its lowest and highest. */
  readonly temperatures: readonly Seen<number>[]
  readonly fans: readonly Fan[]
  readonly fanCount: Seen<number> | null
  readonly boards: readonly Board[]
  readonly boardCount: Seen<number> | null
  readonly pools: readonly Pool[]
  readonly coin: Seen<string> | null
}

/** What a paste says, as far as it can be read. */
export interface Reading {
  readonly format: Format
  /** The name of a model of the list, else as written; null when it is not told. */
  readonly model: string | null
  readonly serial: SerialNumber | null
  readonly measured: Measured
  /** Faults first, the cause before all others; consequences last. Each code once. */
  readonly findings: readonly Finding[]
  readonly gaps: readonly Gap[]
  /** What the first gap that can be closed asks for; null when nothing more is needed. */
  readonly wanted: Wanted | null
}
