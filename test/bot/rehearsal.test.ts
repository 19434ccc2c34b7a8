/** The rehearsal: the same turns without Redis, at moments that the test sets. */
import { describe, expect, test } from 'vitest'
import { createRehearsal, readPassing } from '../../src/bot/rehearsal.ts'
import { makeOrderNumber } from '../../src/domain/order-number.ts'
import { HOUR, MINUTE } from '../../src/domain/values.ts'
import type { Talk } from '../../src/flows/step.ts'
import { OPEN_AT, said, workbench } from './bench.ts'

const talk = workbench().talk({ staffReachable: true })
const CLOSED_AT = OPEN_AT + 12 * HOUR

const rehearse = (at = OPEN_AT, rehearsed: Talk = talk) => {
  let bits = 0
  const draw = () => {
    bits += 1
    return makeOrderNumber(0, bits)
  }
  return createRehearsal({ talk: rehearsed, at, draw })
}

test('begins with nothing, and keeps what was said', () => {
  const rehearsal = rehearse()
  expect([rehearsal.state(), rehearsal.now()]).toEqual([null, OPEN_AT])
  const { at, lines } = rehearsal.customer(said('hello'))
  expect([at, lines.at(-1)?.question?.id]).toEqual([OPEN_AT, 'menu'])
  expect(talk.unpack(rehearsal.state() ?? '').ok).toBe(true)
})

test('an order filed is heard with its number', () => {
  const rehearsal = rehearse()
  const talked = [
    'my X16-Q shows zero hashrate',
    'no',
    'JX0000000001',
    '/order',
    'Li Wei',
    '13800000000',
    'none of that',
    'submit',
    'I agree',
  ]
  const heard = talked.map((text) => rehearsal.customer(said(text)))
  const filed = heard.at(-1)?.orders[0]
  expect(filed).toMatchObject({ state: 'submitted', filedAt: OPEN_AT, contact: { name: 'Li Wei' } })
  expect(heard.slice(0, -1).flatMap(({ orders }) => orders)).toEqual([])
})

test('time that passes wakes timers at their own moment, in order, and only once', () => {
  const rehearsal = rehearse(CLOSED_AT)
  rehearsal.customer(said('a person'))
  const heard = rehearsal.pass(12 * HOUR)
  const opening = OPEN_AT + 23 * HOUR
  const later = [5, 10, 15].map((minutes) => opening + minutes * MINUTE)
  expect(heard.map(({ at }) => at)).toEqual([opening, ...later])
  expect(heard[0]?.posts.map(({ kind }) => kind)).toEqual(['card'])
  expect(rehearsal.now()).toBe(CLOSED_AT + 12 * HOUR)
  expect(rehearsal.pass(HOUR)).toEqual([])
})

test('a timer a moment later than the time that passes stays', () => {
  const rehearsal = rehearse()
  rehearsal.customer(said('a person'))
  expect(rehearsal.pass(5 * MINUTE - 1)).toEqual([])
  expect(rehearsal.pass(1)).toHaveLength(1)
})

test('staff: a line goes to the customer, notes and unknown commands go nowhere, a release hands back', () => {
  const rehearsal = rehearse()
  rehearsal.customer(said('a person'))
  const texts = (text: string) => rehearsal.staff(text, 'Ana Example').lines.map((line) => [line.from, line.text])
  expect(texts('// inside')).toEqual([])
  expect(texts('Note：inside')).toEqual([])
  expect(texts('/close now')).toEqual([])
  expect(texts('Good morning.')).toEqual([['staff', 'Good morning.']])
  expect(rehearsal.customer(said('hi')).lines).toEqual([])
  expect(texts('/release')[0]?.[0]).toBe('bot')
})

test('what does not survive being stored shows at once', () => {
  const leaky: Talk = {
    ...talk,
    step: (stored, event) => {
      const stepped = talk.step(stored, event)
      return { ...stepped, stored: { ...stepped.stored, generation: Number.NaN } }
    },
  }
  const rehearsal = rehearse(OPEN_AT, leaky)
  rehearsal.customer(said('hello'))
  expect(rehearsal.customer(said('hello')).lines[0]?.text).toContain(talk.catalogue.render(['startedAgain'], 'en'))
})

describe('the clock line', () => {
  test.each([
    ['(10 minutes pass)', 10 * MINUTE],
    ['  (1 minute passes) ', MINUTE],
    ['(2 hours pass)', 2 * HOUR],
    ['(99999 days pass)', 99_999 * 24 * HOUR],
    ['(0 minutes pass)', 0],
  ])('%s', (line, ms) => expect(readPassing(line)).toBe(ms))

  test.each([
    '10 minutes pass',
    '(ten minutes pass)',
    '(10 weeks pass)',
    '(-1 minutes pass)',
    '(100000 days pass)',
    '(10 minutes pass) ok',
    '',
  ])('is not: %j', (line) => expect(readPassing(line)).toBe(null))
})
