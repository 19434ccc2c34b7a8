/**
 * The desk's log: JSON lines of ids, numbers, reasons and where an error came from. What is no field of the list below never reaches it, nor do
 * message texts, people's names, phones, addresses or tokens: messages are literals, and reasons lose whatever another party could have put in.
 */
import { type DestinationStream, type LevelWithSilent, pino } from 'pino'

type Logged = string | number | boolean | object

const MAX_CHARS = 200

const number = (value: number): Logged | undefined => (Number.isFinite(value) ? value : undefined)

/** An id of a platform or of ours: visible ASCII. */
const id = (value: string | number | null): Logged | undefined =>
  typeof value === 'number' || (typeof value === 'string' && /^[\x20-\x7e]{1,200}$/.test(value)) ? value : undefined

const word = (value: string): Logged | undefined =>
  typeof value === 'string' && /^[A-Za-z]\w{0,59}$/.test(value) ? value : undefined

/** A line of ours, fixed in the code or the content. */
const line = (value: string): Logged | undefined => (typeof value === 'string' ? value.slice(0, MAX_CHARS) : undefined)

/**
 * Why something failed, in the words of a platform or of an error: its first plain words. Platforms put what they quote behind a second colon,
 * in quotation marks or brackets; long numbers may be phones.
 */
export function plainReason(value: string): string | undefined {
  if (typeof value !== 'string') return undefined
  const [plain = ''] = /^[\w ,;.'()/-]*(?:: [\w ,;.'()/-]*)?/.exec(value) ?? []
  const shown = plain.replace(/\d[\d ()-]{3,}\d/g, '…').slice(0, MAX_CHARS)
  return plain.length < value.length && !shown.endsWith('…') ? `${shown}…` : shown
}

interface Trouble {
  readonly status: string
  readonly code?: number
  readonly reason?: string
}

const trouble = ({ status, code, reason }: Trouble): Logged => ({
  status: word(status),
  ...(code !== undefined && { code: number(code) }),
  ...(reason !== undefined && { reason: plainReason(reason) }),
})

/** The allow-list, and how each field is read. A field is added here when its values are known to hold nothing of a customer. */
const FIELDS = {
  conversation: id,
  conversations: number,
  code: number,
  err: (error: unknown): Logged => traceOf(error),
  erased: number,
  error: word,
  failures: number,
  /** A group's id, never a person's. */
  group: (given: number): Logged | undefined => (given < 0 ? number(given) : undefined),
  frames: (frames: string): Logged | undefined => (typeof frames === 'string' ? frames : undefined),
  held: number,
  job: word,
  key: id,
  letter: id,
  lines: number,
  lost: number,
  messageId: id,
  order: id,
  orders: number,
  parked: number,
  reading: ({ status }: { readonly status: string }): Logged | undefined => word(status),
  reason: plainReason,
  redis: line,
  refused: number,
  sequence: number,
  status: word,
  tries: number,
  trouble,
  update: id,
  waitMs: number,
  warning: line,
  where: plainReason,
}

export type LogFields = { readonly [Name in keyof typeof FIELDS]?: Parameters<(typeof FIELDS)[Name]>[0] }

/** Refuses a text that is put together while running: only its fields may vary. */
type Literal<Text extends string> = Record<never, never> extends Record<Text, true> ? never : Text

interface LogLine {
  <const Text extends string>(message: Literal<Text>): void
  <const Text extends string>(fields: LogFields, message: Literal<Text>): void
}

export type Log = Readonly<Record<'debug' | 'info' | 'warn' | 'error', LogLine>>

/** A log on standard output, or where it is told to write. */
export function createLog(level: LevelWithSilent, destination?: DestinationStream): Log {
  return pino({ level, base: null, formatters: { log: allowed } }, destination ?? pino.destination(1))
}

/** What of some fields may be logged; `dropped` counts the others. */
function allowed(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(fields).flatMap(([name, value]) => {
    const shown = readField(name, value)
    return shown === undefined ? [] : [[name, shown] as const]
  })
  const dropped = Object.keys(fields).length - entries.length
  return { ...Object.fromEntries(entries), ...(dropped > 0 && { dropped }) }
}

function readField(name: string, value: unknown): Logged | undefined {
  if (!Object.hasOwn(FIELDS, name) || value === undefined || value === null) return undefined
  return (FIELDS[name as keyof typeof FIELDS] as (value: unknown) => Logged | undefined)(value)
}

/** An error as the log may have it: its class and its frames. Messages of errors may carry what a customer wrote. */
export function traceOf(error: unknown): { readonly error: string; readonly frames?: string } {
  if (!(error instanceof Error)) return { error: typeof error }
  // The stack repeats the message, which may have lines that look like frames.
  const stack = (error.stack ?? '').split(error.message === '' ? '\n' : error.message).at(-1) ?? ''
  const frames = stack
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 8)
    .map((line) => line.trim())
    .join(' < ')
  return { error: error.name, frames }
}

/** An error's class alone, where many of a kind are expected. */
export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)
