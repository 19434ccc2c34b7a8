import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold, readable } from '../../src/domain/fold.ts'
import { costOf } from '../support/cost.ts'

const HALF_CHARACTER = /\p{Cs}/u
const anyText = fc.string({ unit: 'binary', maxLength: 400 })

test.each([
  ['full width becomes plain', 'ＳＮ：ＪＸ２　ａ', 'SN:JX2 a'],
  ['white space collapses', '  no \t\r\n hash\u00a0rate \u3000', 'no hash rate'],
  ['bidi marks go', 'abc\u202edef\u2069', 'abcdef'],
  ['zero-width characters go', 'h\u200ba\u200ds\ufeffh', 'hash'],
  ['controls go', 'a\u0000b\u0007c\u007f', 'abc'],
  ['lone surrogates go', 'a\ud800b\udc00', 'ab'],
  ['Chinese stays', '矿机 没有算力', '矿机 没有算力'],
  ['letter case stays', 'X16-Q Pro', 'X16-Q Pro'],
  ['nothing stays nothing', ' \u200b\n ', ''],
])('fold: %s', (_, typed, folded) => {
  expect(fold(typed)).toBe(folded)
})

test('fold holds its cap, keeps characters whole, and folding again changes nothing', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 2, max: 40 }), (text, cap) => {
      const folded = fold(text, cap)
      expect(folded.length).toBeLessThanOrEqual(cap)
      expect(folded).not.toMatch(HALF_CHARACTER)
      expect(folded).toBe(folded.trim())
    }),
  )
  expect(fold(`${'a'.repeat(255)}😀`)).toBe('a'.repeat(255))
})

test('a heap of ligatures that each grow eighteenfold costs less than 5 ms', () => {
  const hostile = '\ufdfa'.repeat(4096)
  expect(costOf(() => fold(hostile))).toBeLessThan(5)
  expect(fold(hostile).length).toBeLessThanOrEqual(256)
})

test('a megabyte costs no more than its beginning', () => {
  const long = 'a b '.repeat(250_000)
  expect(fold(long)).toHaveLength(255)
  expect(readable(long, 500)).toHaveLength(499)
  expect(costOf(() => fold(long) + readable(long, 500))).toBeLessThan(5)
})

test.each([
  ['words and line ends stay', 'Hello,\r\n my X16-Q\tstopped ', 'Hello,\n my X16-Q stopped'],
  ['bidi and zero-width characters go', 'pay\u202eload\u200b\u2066x', 'payloadx'],
  ['full width stays as written', '序列号：ＪＸ２', '序列号：ＪＸ２'],
  ['an emoji family stays together', 'we 👨‍👩‍👧 ok ❤️', 'we 👨‍👩‍👧 ok ❤️'],
  ['heaps of empty lines shrink', 'a\n\n\n\n\nb', 'a\n\nb'],
])('readable: %s', (_, typed, kept) => {
  expect(readable(typed, 200)).toBe(kept)
})

test('readable counts what people see as one character', () => {
  expect(readable('👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 2)).toBe('👨‍👩‍👧')
  expect(readable('e\u0301e\u0301e\u0301', 2)).toBe('e\u0301e\u0301')
  expect(readable(`e${'\u0301'.repeat(10_000)}`, 10).length).toBeLessThanOrEqual(40)
})

test('readable cuts plain words where they end, and a mark stays with its letter', () => {
  expect(readable('abc。算力为零', 5)).toBe('abc。算')
  expect(readable('abc\u0301d', 3)).toBe('abc\u0301')
  expect(costOf(() => readable('{"chips": 0} '.repeat(2_000), 4_096))).toBeLessThan(3)
})

test('readable never leaves anything unseen behind', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const kept = readable(text, 100)
      expect(kept).not.toMatch(HALF_CHARACTER)
      expect(kept).not.toMatch(/[^\P{Cc}\n]|[\p{Bidi_Control}\u200b\ufeff]/u)
      expect([...new Intl.Segmenter().segment(kept)].length).toBeLessThanOrEqual(100)
    }),
  )
})
