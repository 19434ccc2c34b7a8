import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Model } from '../../src/domain/models.ts'
import { findSerials, readSerial } from '../../src/domain/serial.ts'
import { readSerials } from '../../src/domain/serial-list.ts'
import { cases } from './cases/read.ts'
import { hostile, quickly } from './hostile.ts'

const MODELS: readonly Model[] = ['X4', 'X4-Q', 'X16-Q', 'X16-P'].map((name) => ({ name, aliases: [] }))

test.each(cases('serial-lists'))('%j holds %s', (text = '', expected = '', duplicates = '', refused = '') => {
  const list = readSerials(text, MODELS)
  expect(list.serials.map(({ serial, model }) => (model === null ? serial : `${serial}=${model}`)).join(', ')).toBe(
    expected,
  )
  expect(list.duplicates.map(({ serial, line, firstLine }) => `${serial} ${firstLine}>${line}`).join(', ')).toBe(
    duplicates,
  )
  expect(list.refused.map(({ text: part, line, reason }) => `${line} ${part} ${reason}`).join(', ')).toBe(refused)
  expect(list.cut).toBe(false)
})

describe('any list', () => {
  const symbols = fc.constantFrom(...'ABCDEFGHJKMNPQRTVWXYZ0123456789')
  const serial = fc
    .tuple(fc.string({ unit: symbols, minLength: 9, maxLength: 20 }), fc.constantFrom('7Z1', 'Q40'))
    .map(([body, end]) => `K9${body}${end}`)
  const parted = fc.constantFrom('\n', ',', '，', '\r\n', '; ', '、', '\n\n')
  const label = fc.constantFrom(
    (_: number) => '',
    (n: number) => `${n}. `,
    (n: number) => `${n}) SN: `,
    (n: number) => `第${n}台：`,
  )

  test('comes back whole and in order, however it is parted, numbered and labelled', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(serial, { minLength: 1, maxLength: 40 }),
        parted,
        label,
        (serials, between, before) => {
          const text = serials.map((one, index) => `${before(index + 1)}${one.toLowerCase()}`).join(between)
          const list = readSerials(text, MODELS)
          expect(list.serials.map((listed) => listed.serial)).toEqual(serials)
          expect([list.duplicates, list.refused]).toEqual([[], []])
        },
      ),
    )
  })

  test('has every serial once, and each repeat flagged with both lines', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('JX2A0001', 'JX2A0002', 'JX2A0003'), { maxLength: 12 }), (lines) => {
        const { serials, duplicates } = readSerials(lines.join('\n'))
        expect(serials.map((listed) => listed.serial)).toEqual([...new Set(lines)])
        expect(serials.length + duplicates.length).toBe(lines.length)
        for (const { serial: again, line, firstLine } of duplicates) {
          expect([lines[line - 1], lines[firstLine - 1]]).toEqual([again, again])
          expect(lines.slice(0, firstLine - 1)).not.toContain(again)
        }
      }),
    )
  })

  test('whatever is pasted, each serial is one that the door takes', () => {
    const pasted = fc.array(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), serial, fc.constantFrom('\n', ',', 'SN:', '1.', '①')),
    )
    fc.assert(
      fc.property(pasted, (parts) => {
        for (const { serial: found } of readSerials(parts.join(' '), MODELS).serials) {
          expect(found).toMatch(/^[A-Z0-9-]{6,32}$/)
        }
      }),
    )
  })
})

test('a list of 500 is read whole, and one that is too long says that it is cut', () => {
  const long = Array.from({ length: 500 }, (_, index) => `${index + 1}. X16-Q  JX2A${String(index).padStart(6, '0')}`)
  const list = readSerials(long.join('\n'), MODELS)
  expect([list.serials.length, list.cut]).toEqual([500, false])
  expect(new Set(list.serials.map(({ model }) => model))).toEqual(new Set(['X16-Q']))
  expect(readSerials(`${long.join('\n')}\n`.repeat(3)).cut).toBe(true)
})

test.each([
  ['SN:JX2A0001 fan broken, other miner is JX2A0009Z', ['JX2A0001', 'JX2A0009Z']],
  ['JX2A00012345 and JX2A00012346', ['JX2A00012345', 'JX2A00012346']],
  ['other is JX2A0009Z, first was sn JX2A0001', ['JX2A0009Z', 'JX2A0001']],
  ['jx2a00012345, JX2A00012345', ['JX2A00012345']],
  ['my X16-Q-PRO and +1 213 373 4253, sn 13800138000', []],
  ['', []],
])('all serials in %j', (text, serials) => {
  expect(findSerials(text)).toEqual(serials)
})

test('two whole serials are never joined to one', () => {
  expect(readSerial('JX2A00012345 JX2A00012346')).toEqual({ ok: false, reason: 'symbols' })
  expect(readSerial('202311010001 202311010002')).toEqual({ ok: false, reason: 'symbols' })
  expect(readSerial('JX2A 0001 2345')).toEqual({ ok: true, serial: 'JX2A00012345' })
})

test.each(hostile)('%s is answered at once', (_, text) => {
  quickly(() => readSerials(text, MODELS))
  quickly(() => findSerials(text))
  quickly(() => readSerial(text))
})
