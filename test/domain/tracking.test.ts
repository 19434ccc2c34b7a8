import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  CARRIERS,
  type Carrier,
  carrierIn,
  carrierName,
  RETURN_CARRIERS,
  readTracking,
  showTracking,
} from '../../src/domain/tracking.ts'
import { cases } from './cases/read.ts'
import { hostile, quickly } from './hostile.ts'

test.each(cases('tracking'))('%j, %s: %s', (text = '', named = '', expected = '', carrier = '', warnings = '') => {
  const read = readTracking(text, asCarrier(named))
  if (!read.ok) expect(read.reason).toBe(expected)
  else {
    expect({ ...read, warnings: read.warnings.join(' ') }).toEqual({
      ok: true,
      number: expected,
      carrier: asCarrier(carrier),
      warnings,
    })
  }
})

test('a shape never refuses: any number of letters and digits is taken whatever carrier was named, and shown whole', () => {
  const symbols = fc.string({ unit: fc.constantFrom(...'ABCXYZ0123456789'), minLength: 4, maxLength: 38 })
  const number = fc.tuple(symbols, fc.constantFrom(...'0123456789')).map(([rest, digit]) => `${digit}${rest}`)
  fc.assert(
    fc.property(number, fc.constantFrom(null, ...CARRIERS), (typed, named) => {
      const read = readTracking(typed.toLowerCase(), named)
      expect(read).toMatchObject({ ok: true, number: typed, ...(named && { carrier: named }) })
      if (read.ok) expect(showTracking(read.number).replaceAll(' ', '')).toBe(typed)
    }),
  )
})

test.each([
  ['SF1234567890123', 'SF 1234 5678 9012 3'],
  ['DPK123456789012', 'DPK 1234 5678 9012'],
  ['123456789012', '1234 5678 9012'],
  ['1Z999AA10123456784', '1Z99 9AA1 0123 4567 84'],
])('P11c: %s is read back as %s', (typed, shown) => {
  const read = readTracking(typed)
  expect(read.ok && showTracking(read.number)).toBe(shown)
})

describe('carriers', () => {
  test.each([
    ['顺丰', 'sf'],
    ['用的顺丰速运', 'sf'],
    ['SF Express', 'sf'],
    ['s.f.', 'sf'],
    ['ＳＦ', 'sf'],
    ['deppon', 'deppon'],
    ['depon', 'deppon'],
    ['德邦物流', 'deppon'],
    ['跨越速运', 'kye'],
    ['KYE', 'kye'],
    ['ky express', null],
    ['FedEx International', 'fedex'],
    ['fed ex', 'fedex'],
    ['ups or dhl', null],
    ['顺丰还是德邦', null],
    ['groups of pins', null],
    ['', null],
  ])('%j names %s', (text, carrier) => expect(carrierIn(text)).toBe(carrier))

  test('P21: the three of the way back come first and are found by both of their names', () => {
    expect(RETURN_CARRIERS.map((carrier) => carrierName(carrier))).toEqual([
      { en: 'SF', zh: '顺丰' },
      { en: 'Deppon', zh: '德邦' },
      { en: 'KYE', zh: '跨越' },
    ])
    for (const carrier of CARRIERS) {
      expect([carrierIn(carrierName(carrier).en), carrierIn(carrierName(carrier).zh)]).toEqual([carrier, carrier])
    }
  })
})

test.each(hostile)('%s is answered at once', (_, text) => {
  quickly(() => readTracking(text))
  quickly(() => carrierIn(text))
})

const asCarrier = (name: string): Carrier | null => CARRIERS.find((carrier) => carrier === name) ?? null
