/** Plain tables, and the count of figures that were missed. */

let missed = 0

/** Whether any figure was missed so far, and how many. */
export const missedSoFar = (): number => missed

export function verdict(reached: boolean): '' | 'MISSED' {
  if (!reached) missed += 1
  return reached ? '' : 'MISSED'
}

export type Row = Readonly<Record<string, string | number>>

/** The first column to the left, the others to the right. */
export function table(title: string, rows: readonly Row[]): void {
  const columns = Object.keys(rows[0] ?? {})
  const widths = columns.map((name) => Math.max(name.length, ...rows.map((row) => String(row[name]).length)))
  const pad = (cell: string, place: number) =>
    place === 0 ? cell.padEnd(widths[place] ?? 0) : cell.padStart(widths[place] ?? 0)
  console.log(`\n${title}\n${columns.map(pad).join('  ')}`)
  for (const row of rows)
    console.log(
      columns
        .map((name, place) => pad(String(row[name]), place))
        .join('  ')
        .trimEnd(),
    )
}

/** Microseconds, as many digits as mean anything. */
export const us = (figure: number): string => figure.toFixed(figure < 10 ? 1 : 0)
export const bytes = (text: string): number => Buffer.byteLength(text)
