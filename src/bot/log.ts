/** What the bot may write into the log: ids, reasons and where an error came from; never message texts, people's names, phones or tokens. */
import type { Logger } from 'pino'

export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug'>

/** An error as the log may have it: its class and its frames. Messages of errors may carry what a customer wrote. */
export function traceOf(error: unknown): { readonly error: string; readonly frames?: string } {
  if (!(error instanceof Error)) return { error: typeof error }
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 8)
    .map((line) => line.trim())
    .join(' < ')
  return { error: error.name, frames }
}

/** An error's class alone, where many of a kind are expected. */
export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)
