/** What the WeChat tests share: a log that remembers, an account that accepts, a channel on the mock puppet. */
import type { Log } from '../../../src/bot/wechat/options.ts'
import type { Question } from '../../../src/flows/types.ts'
import type { Ingested, Letter } from '../../../src/ports.ts'

interface LogLine {
  readonly level: string
  readonly fields: unknown
}

/** A log that prints nothing and keeps its lines. */
export function quiet(): Log & { readonly lines: LogLine[] } {
  const lines: LogLine[] = []
  const at = (level: string) => (fields: unknown) => {
    lines.push({ level, fields })
  }
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

/** Takes every letter and keeps it. */
export function acceptAll() {
  const letters: Letter[] = []
  const accept = async (letter: Letter): Promise<Ingested> => {
    letters.push(letter)
    return 'taken'
  }
  const bodies = (): unknown[] => letters.map((letter) => JSON.parse(letter.body))
  return { letters, accept, bodies }
}

export const botLine = (text: string, question: Question | null = null) => ({ from: 'bot', text, question }) as const

/** As long as a test may wait for one thing. */
export const inTime = () => AbortSignal.timeout(5_000)
