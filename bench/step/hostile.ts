/** What hostile words cost at the question where they cost most. */
import { bestMs } from './measure.ts'
import { table, verdict } from './report.ts'
import { said, takeTurn, talk, walks } from './talks.ts'

const TARGET_MS = 50

const WORDS: readonly (readonly [string, string])[] = [
  ['4,096 × U+FDFA', '\uFDFA'.repeat(4_096)],
  ['a megabyte of letters', 'a'.repeat(1_000_000)],
  ['a megabyte of digits apart', '1 '.repeat(500_000)],
  ['a megabyte of Chinese', '省市区县三天前上周'.repeat(37_000)],
  ['nested JSON', '{"a":'.repeat(20_000)],
]

export function hostile(): void {
  const rows = WORDS.map(([what, text]) => {
    const ms = Math.max(...walks.en.stops.map(({ state }) => bestMs(() => takeTurn(talk, state, [said(text)]))))
    return { words: what, ms: ms.toFixed(1), '': verdict(ms <= TARGET_MS) }
  })
  table(`Hostile words at their slowest question, the best of five in ms (at most ${TARGET_MS} ms)`, rows)
}
