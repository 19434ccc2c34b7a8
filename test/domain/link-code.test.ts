/** Codes that join two talks: read as people copy them, and never taken for anything else. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findLinkCode, makeLinkCode, showLinkCode } from '../../src/domain/link-code.ts'
import { findOrderNumber, ORDER_BITS_LIMIT } from '../../src/domain/order-number.ts'

const bits = fc.integer({ min: 0, max: ORDER_BITS_LIMIT - 1 })
const CODE = makeLinkCode(4_711)
const SHOWN = showLinkCode(CODE)

test('each comes back as it is shown, and is no order number', () => {
  fc.assert(
    fc.property(bits, (drawn) => {
      const code = makeLinkCode(drawn)
      expect(showLinkCode(code)).toMatch(/^LINK-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
      expect(findLinkCode(showLinkCode(code))).toEqual({ code })
      expect(findOrderNumber(showLinkCode(code))).toBeNull()
    }),
  )
})

test.each([
  SHOWN.toLowerCase(),
  ` ${SHOWN} `,
  SHOWN.replaceAll('-', ' '),
  SHOWN.replaceAll('-', '–'),
  `/link ${CODE}`,
  `关联 ${CODE}`,
  `link ${SHOWN}`,
])('%j is read', (typed) => {
  expect(findLinkCode(typed)).toEqual({ code: CODE })
})

test('one wrong symbol, or two neighbours that changed places, is a slip', () => {
  const other = CODE.startsWith('7') ? '8' : '7'
  expect(findLinkCode(`LINK-${other}${CODE.slice(1)}`)).toEqual({ code: null })
})

test.each([
  CODE,
  'JX1600004715',
  'link',
  '/link',
  'my link is down',
  'link unstable',
  'link flapping',
  'the LINK light is off',
  '关联',
  '7KDM-3QX9',
])('%j is none', (typed) => {
  expect(findLinkCode(typed)).toBeNull()
})

test.each([-1, ORDER_BITS_LIMIT, 0.5])('%d makes none', (drawn) => {
  expect(() => makeLinkCode(drawn)).toThrow(RangeError)
})
