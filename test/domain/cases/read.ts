// Reads a table of cases: one a line, fields parted by ` | `, lines that begin with # are for the reader.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The rows of `test/domain/cases/<name>.txt`; each field trimmed but the first, `\n` and `\t` are what they say. */
export function cases(name: string): string[][] {
  const file = fileURLToPath(new URL(`${name}.txt`, import.meta.url))
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) =>
      line.split('|').map((field, index) => unescaped(index === 0 ? field.replace(/ $/, '') : field.trim())),
    )
}

const unescaped = (field: string): string => field.replaceAll('\\n', '\n').replaceAll('\\t', '\t')
