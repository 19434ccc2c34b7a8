/** The country that is named instead of its calling code. */
import { expect, test } from 'vitest'
import { callingCodeIn } from '../../src/domain/phone-country.ts'
import { hostile, quickly } from './hostile.ts'

test.each([
  ['germany', '49'],
  ['Germany.', '49'],
  ['I am in the UK', '44'],
  ["it's a german number", null],
  ['from Brazil', '55'],
  ['a USA number', '1'],
  ['the United States', '1'],
  ['德国', '49'],
  ['我在俄罗斯', '7'],
  ['香港的号码', '852'],
  ['国内手机', '86'],
  ['0151 23456789', null],
  ['my phone is broken', null],
  ['constructor', null],
  ['', null],
] as const)('%s is +%s', (text, code) => {
  expect(callingCodeIn(text)).toBe(code)
})

test.each(hostile)('%s costs little', (_, text) => {
  quickly(() => callingCodeIn(text))
})
