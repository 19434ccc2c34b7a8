/** The vocabulary of a pasted status in a conversation: what is taken out of it, what is kept, what is said back. Plain JSON. */
import { z } from 'zod'
import { SHOWN, type Shown } from '../../domain/content/seen.ts'
import { FINDING_CODES, type FindingCode, type Format } from '../../domain/reading/types.ts'
import type { SerialNumber } from '../../domain/values.ts'

export interface Span {
  readonly from: number
  readonly to: number
}

/** Boards by their numbers, from 1, each in one list. */
export interface BoardsRead {
  /** 0 chips. */
  readonly gone: readonly number[]
  /** Fewer chips than the others. */
  readonly short: readonly number[]
  /** With chips, at rest while others work. */
  readonly idle: readonly number[]
  readonly sound: readonly number[]
}

export interface FansRead {
  readonly still: readonly number[]
  readonly turning: readonly number[]
  /** None is missing, as far as can be told. */
  readonly whole: boolean
}

/** The numbers worth telling; null where the paste tells nothing. */
export interface Highlights {
  readonly rate: {
    readonly mhs: number
    readonly isAverage: boolean
    readonly nominalMhs: number | null
    /** The DAG is not built. */
    readonly dagOpen: boolean
  } | null
  readonly boards: BoardsRead
  /** °C, of what can be. */
  readonly temperature: Span | null
  /** °C, of what cannot be: the sensor's fault. */
  readonly impossible: readonly number[]
  /** °C of the air that goes in. */
  readonly intake: number | null
  /** Fans by their numbers, from 1; null without speeds. */
  readonly fans: FansRead | null
  /** Percent of full drive, where only that is told. */
  readonly driven: Span | null
  readonly pool: 'alive' | 'dead' | null
  /** Told only where it is worth a look. */
  readonly rejectPercent: number | null
  readonly uptimeMinutes: number | null
}

/** What a paste lacks, and what would help: asked for in one sentence. */
export type Missing =
  | 'no_status'
  | 'no_error'
  | 'another_maker'
  | 'one_machine'
  | 'rest'
  | 'too_long'
  | 'after_dag'
  | 'later'
  | 'average'
  | 'unit'
  | 'pool_state'

/** A paste as the flows take it: an event carries it, nothing stores it. */
export interface Pasted {
  readonly format: Format
  /** The name of a model of the list, else as written. */
  readonly model: string | null
  readonly serial: SerialNumber | null
  /** What is wrong for certain: the cause before all others, what follows from it last. */
  readonly found: readonly FindingCode[]
  /** What may be wrong, or was and passed. */
  readonly maybe: readonly FindingCode[]
  readonly shown: readonly Shown[]
  readonly measured: Highlights
  /** What the log says of the first thing found, at most 80 characters. */
  readonly logged: string | null
  readonly missing: Missing | null
  /** The hash rate could not be compared: which model it is was not known. */
  readonly rateUnjudged: boolean
}

/** What a conversation keeps of the newest status of its machine: at most 150 bytes; the words are in the transcript. */
export const sentSchema = z.strictObject({
  /** How many were sent. */
  n: z.number().int(),
  found: z.array(z.enum(FINDING_CODES)).readonly(),
  shown: z.array(z.enum(SHOWN)).readonly(),
  /** Numbers of the boards, or fans, that the first thing found is about. */
  which: z.array(z.number().int()).readonly(),
  /** When the machine was started, in minutes since the epoch; null where no uptime was told. */
  boot: z.number().int().nullable(),
})
export type Sent = Readonly<z.infer<typeof sentSchema>>

/** A line of the read-back. */
export type Bullet =
  | { readonly kind: 'machine'; readonly model: string | null; readonly serial: string | null }
  | ({ readonly kind: 'rate' } & NonNullable<Highlights['rate']>)
  | ({ readonly kind: 'boards' } & BoardsRead)
  | ({ readonly kind: 'around' } & Pick<Highlights, 'temperature' | 'intake' | 'fans' | 'driven' | 'pool'>)
  | { readonly kind: 'impossible'; readonly values: readonly number[] }
  | { readonly kind: 'rejects'; readonly percent: number }
  | { readonly kind: 'logged'; readonly words: string }

/** A thing found, and the numbers of the boards or fans it is about. */
export interface Subject {
  readonly code: FindingCode
  readonly which: readonly number[]
  /** What boards lack: themselves, some of their chips, or work. */
  readonly lack: 'board' | 'chips' | 'work'
}

/** What all of it comes to. `cause`: other findings follow from it. */
export type Judgement =
  | ({ readonly kind: 'cause' | 'fault' | 'maybe' } & Subject)
  | { readonly kind: 'nothing' | 'rate_unjudged' | 'missing' }

/** A later status of the same machine: what has become of what was found. */
export interface Since extends Subject {
  readonly kind: 'still' | 'back'
  /** Whether the machine was started in between; null where that can't be told. */
  readonly restarted: boolean | null
  readonly mhs: number | null
}

/** What is said back after a paste. */
export type ReadBack =
  | { readonly kind: 'nothing_read'; readonly missing: Missing }
  | {
      readonly kind: 'first'
      readonly bullets: readonly Bullet[]
      readonly judgement: Judgement
      readonly missing: Missing | null
    }
  | Since

/** The machine that a status names, while it is not clear whether it is the customer's. */
export const doubtSchema = z.strictObject({
  serial: z
    .string()
    .transform((serial) => serial as SerialNumber)
    .nullable(),
  model: z.string().nullable(),
})
export type Doubt = Readonly<z.infer<typeof doubtSchema>>
