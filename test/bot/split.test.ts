/** Long texts cut where people see no cut. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitText } from '../../src/bot/split.ts'
import { costOf } from '../support/cost.ts'

const graphemes = (text: string) => Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)

describe('a text is cut', () => {
  test.each([
    ['a short text not at all', 'hello', 10, ['hello']],
    ['an empty text not at all', '', 10, []],
    ['a text of exactly the limit not at all', '0123456789', 10, ['0123456789']],
    ['after a line', 'first line\nsecond line', 14, ['first line\n', 'second line']],
    ['after a word when no line ends late enough', 'a\nbcdefgh ijklmno', 12, ['a\nbcdefgh ', 'ijklmno']],
    ['between letters when there is no word', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['between Chinese characters', '机器没有算力', 4, ['机器没有', '算力']],
    ['before an emoji of two units', 'abc😀d', 4, ['abc', '😀d']],
    ['before a family joined of four', 'ab👨‍👩‍👧‍👦', 12, ['ab', '👨‍👩‍👧‍👦']],
    ['between flags', '🇨🇳🇩🇪🇫🇷', 6, ['🇨🇳', '🇩🇪', '🇫🇷']],
    ['before a letter with its accent', 'abe\u0301', 3, ['ab', 'e\u0301']],
    ['not between a blank and the accent on it', 'abcdef \u0301x', 7, ['abcdef', ' \u0301x']],
    ['inside a stack of accents only when it is longer than the limit', `a${'\u0301'.repeat(9)}`, 5, 2],
    ['between code points in a grapheme longer than the limit', '👨‍👩‍👧‍👦', 4, ['👨‍', '👩‍', '👧‍', '👦']],
  ] as const)('%s', (_how, text, limit, parts) => {
    const cut = splitText(text, limit)
    if (typeof parts === 'number') expect(cut).toHaveLength(parts)
    else expect(cut).toEqual(parts)
    expect(cut.join('')).toBe(text)
  })
})

test('parts join to the text, fit the limit and hold whole graphemes', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', ' ', '\n', '算', '😀', '🇨🇳', 'e\u0301', '👩‍🔧', '\r\n'),
    maxLength: 120,
  })
  fc.assert(
    fc.property(text, fc.integer({ min: 8, max: 40 }), (given, limit) => {
      const parts = splitText(given, limit)
      expect(parts.join('')).toBe(given)
      expect(parts.every((part) => part.length > 0 && part.length <= limit)).toBe(true)
      expect(parts.flatMap(graphemes)).toEqual(graphemes(given))
    }),
  )
})

test.each([
  ['ligatures', '\uFDFA'.repeat(4_096 * 4)],
  ['stacked accents', `a${'\u0301'.repeat(200_000)}`],
  ['emoji', '👨‍👩‍👧‍👦'.repeat(10_000)],
  ['blanks', ' '.repeat(200_000)],
])('hostile %s are cut quickly', (_what, text) => {
  expect(splitText(text, 4_096).join('')).toBe(text)
  expect(costOf(() => splitText(text, 4_096), 1)).toBeLessThan(250)
})
