/** How far two spellings are apart, for words that people mistype. Free of any list of words. */

/** The same but for two neighbours that changed places, or one letter doubled or no longer doubled: `cancle`, `menuu`. */
export function isSlip(typed: string, word: string): boolean {
  if (typed.length === word.length) return isSwap(typed, word)
  const [shorter, longer] = typed.length < word.length ? [typed, word] : [word, typed]
  if (longer.length - shorter.length !== 1) return false
  const at = firstDifference(shorter, longer)
  return longer[at] === longer[at - 1] && shorter.slice(at) === longer.slice(at + 1)
}

/** Letters added, dropped, replaced or swapped with a neighbour; `most + 1` as soon as it is more than `most`. */
export function editsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: readonly number[] = []
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let line = 1; line <= a.length; line++) {
    const next = [line]
    for (let column = 1; column <= b.length; column++) next.push(cheapest(a, b, line, column, { before, row, next }))
    if (Math.min(...next) > most) return most + 1
    before = row
    row = next
  }
  return Math.min(row[b.length] ?? 0, most + 1)
}

interface Rows {
  readonly before: readonly number[]
  readonly row: readonly number[]
  readonly next: readonly number[]
}

function cheapest(a: string, b: string, line: number, column: number, { before, row, next }: Rows): number {
  const far = Number.POSITIVE_INFINITY
  const replaced = (row[column - 1] ?? far) + (a[line - 1] === b[column - 1] ? 0 : 1)
  const swaps = line > 1 && column > 1 && a[line - 1] === b[column - 2] && a[line - 2] === b[column - 1]
  const swapped = swaps ? (before[column - 2] ?? far) + 1 : far
  return Math.min(replaced, swapped, (row[column] ?? far) + 1, (next[column - 1] ?? far) + 1)
}

function isSwap(typed: string, word: string): boolean {
  const at = firstDifference(typed, word)
  const swapped = typed[at] !== typed[at + 1] && typed[at] === word[at + 1] && typed[at + 1] === word[at]
  return swapped && typed.slice(at + 2) === word.slice(at + 2)
}

function firstDifference(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at
}
