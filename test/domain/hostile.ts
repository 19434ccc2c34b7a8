// What nobody types by accident: each must cost a reader of texts less than 50 ms and never make it throw.
import { expect } from 'vitest'
import { costOf } from '../support/cost.ts'

const MEGABYTE = 1_000_000
const LIMIT_MS = 50

export const hostile: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['emoji only', '😀👩‍👩‍👧🇨🇳'.repeat(100)],
  ['4,096 × U+FDFA', '\ufdfa'.repeat(4_096)],
  ['a megabyte of one letter', 'a'.repeat(MEGABYTE)],
  ['a megabyte of digits', '1'.repeat(MEGABYTE)],
  ['a megabyte of digits apart', '1 '.repeat(MEGABYTE / 2)],
  ['a megabyte of codes', 'JX2A0001 '.repeat(MEGABYTE / 9)],
  ['a megabyte of lines', '1\n'.repeat(MEGABYTE / 2)],
  ['a megabyte of Chinese', '省市区县三天前上周'.repeat(MEGABYTE / 27)],
  ['a megabyte of months', 'march 1 2026 ago '.repeat(MEGABYTE / 17)],
  ['a megabyte of blanks', ' \t'.repeat(MEGABYTE / 2)],
  ['a megabyte of commas', '1,'.repeat(MEGABYTE / 2)],
  ['control and bidi', '\u0000\u0007\u202e\u2066SN\u2069\u200b'.repeat(500)],
  ['lone surrogates', '\ud800\udc00\ud800'.repeat(2_000)],
  ['nested JSON', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ['nested keys', '{"a":'.repeat(20_000)],
  ['a prototype', '{"__proto__":{"constructor":{"prototype":1}}}'],
  ['the word of a prototype', '__proto__ constructor toString'],
  ['dashes', '-'.repeat(50_000)],
  ['half words', 'sn:1-'.repeat(20_000)],
  ['numerals', '一百零'.repeat(20_000)],
  ['accents', `a${'\u0301'.repeat(50_000)}`],
]

/** Holds what it costs under the limit. */
export function quickly(run: () => unknown): void {
  expect(costOf(run)).toBeLessThan(LIMIT_MS)
}
