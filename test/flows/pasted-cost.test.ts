/** What a paste costs: a long one little, a hostile one not much more, words next to nothing. */
import { expect, test } from 'vitest'
import { looksLikeStatus, readPasted, wordsBeside } from '../../src/flows/pasted.ts'
import { content } from '../support/conversation-desk.ts'
import { costOf } from '../support/cost.ts'
import { statusPage } from '../support/pastes.ts'

const KIB = 1_024

const log = '2026-03-10 10:00:00 chain 1 temperature 61 62 63, fan 5900\n'
const whole = `${log.repeat(350)}${statusPage({ chips: [1, 0, 1] })}`
const HOSTILE: readonly (readonly [string, string])[] = [
  ['braces and quotes', '{"'.repeat(128 * KIB)],
  ['braces with backslashes', `{"\\'`.repeat(64 * KIB)],
  ['boards by the thousand', `{"board":[${'{"asics":0},'.repeat(20_000)}]}`],
  ['a field again and again', '"fan1":0,'.repeat(28 * KIB)],
  ['labels', 'a: 1\n'.repeat(52 * KIB)],
  ['a ligature that grows', `{"a":1,"b":2}${'\ufdfa'.repeat(250 * KIB)}`],
  ['quotes and blanks', `"${' '.repeat(256 * KIB)}`],
  ['a log of look-alikes', '2026-03-10 10:00:00 error no fan not over power 0 chip chain 1 \n'.repeat(4 * KIB)],
]

test('a paste of 20 KB takes some milliseconds', () => {
  expect(whole.length).toBeGreaterThan(20_000)
  expect(readPasted(whole, content.models)?.found).toContain('board_missing')
  expect(costOf(() => readPasted(whole, content.models))).toBeLessThan(25)
})

test.each(HOSTILE)('256 KB of %s take 50 ms at most', (_, text) => {
  expect(costOf(() => [readPasted(text, content.models), wordsBeside(text)])).toBeLessThan(50)
})

test('words take some microseconds', () => {
  const words = 'my X16-Q shows zero hash rate since last night, serial JX0000000001'
  expect(costOf(() => Array.from({ length: 1_000 }, () => looksLikeStatus(words)))).toBeLessThan(20)
})
