import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  findOrderNumber,
  makeOrderNumber,
  ORDER_BITS_LIMIT,
  readOrderNumber,
  shardOfOrder,
  showOrderNumber,
} from '../../src/domain/order-number.ts'

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRTVWXYZ'
const shards = fc.integer({ min: 0, max: 63 })
const bits = fc.integer({ min: 0, max: ORDER_BITS_LIMIT - 1 })
const numbers = fc.tuple(shards, bits).map(([shard, random]) => makeOrderNumber(shard, random))

test('a number keeps its shard, reads back from what is shown, and is nine symbols', () => {
  fc.assert(
    fc.property(shards, bits, (shard, random) => {
      const number = makeOrderNumber(shard, random)
      expect(number).toMatch(new RegExp(`^[${SYMBOLS}]{9}$`))
      expect(shardOfOrder(number)).toBe(shard)
      expect(readOrderNumber(showOrderNumber(number))).toEqual({ ok: true, number })
    }),
  )
})

test('different bits or shards make different numbers', () => {
  const pairs = fc.uniqueArray(fc.tuple(shards, bits), { minLength: 2, maxLength: 50, selector: String })
  fc.assert(
    fc.property(pairs, (all) => {
      expect(new Set(all.map(([shard, random]) => makeOrderNumber(shard, random))).size).toBe(all.length)
    }),
  )
})

test('every single wrong symbol is caught', () => {
  fc.assert(
    fc.property(numbers, (number) => {
      for (let place = 0; place < number.length; place += 1) {
        for (const symbol of SYMBOLS.replace(number.charAt(place), '')) {
          const typed = number.slice(0, place) + symbol + number.slice(place + 1)
          expect(readOrderNumber(typed)).toEqual({ ok: false, reason: 'check' })
        }
      }
    }),
  )
})

test('every swap of neighbours is caught', () => {
  fc.assert(
    fc.property(numbers, (number) => {
      for (let place = 1; place < number.length; place += 1) {
        const [left, right] = [number.charAt(place - 1), number.charAt(place)]
        const swapped = number.slice(0, place - 1) + right + left + number.slice(place + 1)
        if (left !== right) expect(readOrderNumber(swapped)).toEqual({ ok: false, reason: 'check' })
      }
    }),
  )
})

test('what people do to a number does not matter', () => {
  const lookalikes: Record<string, string[]> = {
    '0': ['0', 'O', 'o'],
    '1': ['1', 'I', 'l'],
    '5': ['5', 's'],
    V: ['V', 'u'],
  }
  const separators = fc.constantFrom('', ' ', '-', '–', '—', '－', '−', ' - ', '\u3000')
  fc.assert(
    fc.property(
      numbers,
      fc.array(separators, { minLength: 9, maxLength: 9 }),
      fc.infiniteStream(fc.nat(2)),
      (number, between, picks) => {
        const typed = [...number].map((symbol, place) => {
          const spellings = lookalikes[symbol] ?? [symbol, symbol.toLowerCase(), fullWidth(symbol)]
          return (between[place] ?? '') + spellings[(picks.next().value ?? 0) % spellings.length]
        })
        expect(readOrderNumber(typed.join(''))).toEqual({ ok: true, number })
      },
    ),
  )
})

test.each([
  ['', 'empty'],
  [' -- ', 'empty'],
  ['1234', 'length'],
  ['1234567890', 'length'],
  ['where is my order?', 'length'],
  ['123-456-7?9', 'symbol'],
  ['一二三四五六七八九', 'symbol'],
  ['ZZZ-ZZZ-ZZZ', 'check'],
  ['\ufdfa'.repeat(4096), 'length'],
])('%j is no order number: %s', (typed, reason) => {
  expect(readOrderNumber(typed)).toEqual({ ok: false, reason })
})

test('symbols that no shard and bits make are refused even with a good check', () => {
  const beyond = 'ZZZZZZZZ'
  const all = [...SYMBOLS].map((check) => readOrderNumber(beyond + check))
  expect(all.filter((read) => read.ok)).toEqual([])
})

test('a number is found in free text', () => {
  const number = makeOrderNumber(7, 5_123_456_789)
  const shown = showOrderNumber(number)
  const sentences = [
    `where is ${shown}?`,
    `订单${shown}什么时候好`,
    `order:${number.toLowerCase()}.`,
    `no ${shown.replaceAll('-', ' ')} please`,
  ]
  for (const sentence of sentences) expect(findOrderNumber(sentence)).toBe(number)
})

test('a number inside something longer is not one', () => {
  const number = makeOrderNumber(7, 5_123_456_789)
  for (const text of [`A${number}`, `${number}-77`, `pool.${number}`, `${showOrderNumber(number)}-ABC`]) {
    expect(findOrderNumber(text)).toBeNull()
  }
})

test('words and plain figures are never taken for a number', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: 1, maxLength: 12 })
  const figures = fc.integer({ min: 100_000_000, max: 999_999_999 }).map(String)
  const glue = fc.constantFrom(' ', '-', ', ')
  fc.assert(
    fc.property(fc.array(fc.oneof(word, figures), { maxLength: 12 }), glue, (words, between) => {
      const text = words.join(between)
      if (between !== '-' || !/\d/.test(text)) expect(findOrderNumber(text)).toBeNull()
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  [-1, 0],
  [64, 0],
  [0.5, 0],
  [0, -1],
  [0, ORDER_BITS_LIMIT],
  [0, Number.NaN],
])('shard %d with bits %d is a defect', (shard, random) => {
  expect(() => makeOrderNumber(shard, random)).toThrow(RangeError)
})

function fullWidth(symbol: string): string {
  return String.fromCharCode(symbol.charCodeAt(0) + 0xfee0)
}
