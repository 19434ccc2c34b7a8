import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countryOf, findPhone, maskPhone, readPhone } from '../../src/domain/phone.ts'
import type { PhoneNumber } from '../../src/domain/values.ts'

test.each([
  ['13800138000', '+8613800138000'],
  ['138 0013 8000', '+8613800138000'],
  ['138-0013-8000', '+8613800138000'],
  ['１３８００１３８０００', '+8613800138000'],
  ['+86 138 0013 8000', '+8613800138000'],
  ['＋８６ 13800138000', '+8613800138000'],
  ['0086 13800138000', '+8613800138000'],
  ['8613800138000', '+8613800138000'],
  ['电话：13800138000', '+8613800138000'],
  ['my phone is +1 213 373 4253.', '+12133734253'],
  ['+1 (213) 373-4253', '+12133734253'],
  ['+44 20 7946 0018', '+442079460018'],
  ['+7 912 345-67-89', '+79123456789'],
  ['+86 010-12345678', '+861012345678'],
  // In no assigned block, but as long as numbers there are.
  ['+44 7700 900123', '+447700900123'],
  ['+1 555 010 0199', '+15550100199'],
])('%s is %s', (typed, phone) => {
  expect(readPhone(typed)).toEqual({ ok: true, phone })
})

test.each([
  ['', 'empty'],
  [' \u200b ', 'empty'],
  ['call me', 'not_a_phone'],
  ['😀😀', 'not_a_phone'],
  ['12', 'not_a_phone'],
  ['+86 1', 'not_a_phone'],
  ['+44 770', 'not_a_phone'],
  ['+44 7700 900123 456', 'not_a_phone'],
  ['+1 000 000 0000', 'not_a_phone'],
  ['+999 123456789', 'not_a_phone'],
  ['13800138000 or 13900139000', 'not_a_phone'],
  ['JX2A0001', 'not_a_phone'],
  ['12345678901234567890', 'not_a_phone'],
  ['213 373 4253', 'needs_country_code'],
  ['1-510-555-2671', 'needs_country_code'],
  ['010-62345678', 'needs_country_code'],
  ['07946 001845', 'needs_country_code'],
  ['\ufdfa'.repeat(4096), 'not_a_phone'],
])('%j: %s', (typed, reason) => {
  expect(readPhone(typed)).toEqual({ ok: false, reason })
})

test('every mainland mobile reads the same with and without +86, in any grouping', () => {
  const mobile = fc.tuple(fc.constantFrom('138', '139', '150', '186', '199'), fc.integer({ min: 0, max: 99_999_999 }))
  fc.assert(
    fc.property(mobile, fc.constantFrom('', ' ', '-'), ([head, tail], gap) => {
      const rest = String(tail).padStart(8, '0')
      const grouped = [head, rest.slice(0, 4), rest.slice(4)].join(gap)
      expect(readPhone(grouped)).toEqual({ ok: true, phone: `+86${head}${rest}` })
      expect(readPhone(`+86 ${grouped}`)).toEqual(readPhone(grouped))
    }),
  )
})

test('no text makes it throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof readPhone(text).ok === 'boolean'))
})

test.each([
  ['+8613800138000', '+86*******8000'],
  ['+12133734253', '+1******4253'],
  ['+29051234', '+290***34'],
])('%s is shown to staff as %s', (phone, masked) => {
  expect(maskPhone(phone as PhoneNumber)).toBe(masked)
})

test.each([
  ['+8613800138000', 'CN'],
  ['+493023125555', 'DE'],
  ['+85251234567', 'HK'],
  // +44 is shared with islands, and no block of theirs or Britain's has it.
  ['+447700900123', null],
])('%s is a number of %s', (phone, country) => {
  expect(countryOf(phone as PhoneNumber)).toBe(country)
})

test.each([
  ['JX0000000013, Li Example, 13800138000', '+8613800138000'],
  ['X16-Q serial JX0000000014, phone 138 0013 8000, since yesterday', '+8613800138000'],
  ['call me at +49 30 23125 555 please', '+493023125555'],
  ['电话：１３８００１３８０００，机器 JX1600004713', '+8613800138000'],
  ['13800138000 or 13900139000', null],
  ['serial 13800138000A', null],
  ['http://192.168.1.100:8080', null],
  ['220-240 V, 1950 MH/s, 41 41 43', null],
  ['JX13800138000', null],
  ['', null],
])('%s names the phone %s', (text, phone) => {
  expect(findPhone(text)).toBe(phone)
})
