/** An order of another conversation: the last four digits, the same answer to all that is wrong, five tries an hour. */
import { describe, expect, it, test } from 'vitest'
import { showOrderNumber } from '../../src/domain/order-number.ts'
import { HOUR, MINUTE } from '../../src/domain/values.ts'
import { digitsIn, lockedUntil, missesWith } from '../../src/flows/lookup/digits.ts'
import type { Stored } from '../../src/flows/stored.ts'
import { IN, NUMBER } from '../domain/order-samples.ts'
import { OPEN, said, talk } from '../support/conversation-desk.ts'

const SHOWN = showOrderNumber(NUMBER)

/** A talk that was opened, and can look up the sample order or none at all. */
function visitor(exists: boolean) {
  let stored: Stored = talk.step(null, said('hello')).stored
  let at = OPEN
  return {
    say(text: string, later = 0): string {
      at += later
      const event = said(text, at)
      const isWanted = talk.ordersWanted(stored, event).includes(NUMBER)
      const stepped = talk.step(stored, event, exists && isWanted ? [IN.ready_to_ship] : [])
      stored = stepped.stored
      const spoken = stepped.effects.flatMap((effect) => (effect.kind === 'say' ? [effect.text] : []))
      const asked = stepped.effects.some(({ kind }) => kind === 'ask' || kind === 'recall')
        ? talk.question(stored)
        : null
      return [...spoken, asked?.prompt ?? ''].join('\n')
    },
  }
}

test('the right digits show the states and nothing else', () => {
  const { say } = visitor(true)
  expect(say(`where is ${SHOWN}?`)).toContain('last four digits')
  const shown = say('8000')
  expect(shown).toContain('ready to be shipped')
  for (const secret of ['Li Wei', '8000', '示例路', 'JX00', 'SF 1', 'Example']) expect(shown).not.toContain(secret)
})

test('number and digits in one message will do, also a whole phone number', () => {
  expect(visitor(true).say(`${SHOWN} 8000`)).toContain('ready to be shipped')
  expect(visitor(true).say(`${SHOWN}, my phone is +86 138 0013 8000`)).toContain('ready to be shipped')
})

test('a wrong number and wrong digits cannot be told apart', () => {
  const [known, unknown] = [visitor(true), visitor(false)]
  for (const text of [
    `status of ${SHOWN}`,
    '1234',
    'hm',
    '0000',
    'cancel',
    `${SHOWN} 1111`,
    '2222',
    '3333',
    SHOWN,
    '8000',
  ])
    expect(known.say(text), text).toBe(unknown.say(text))
})

test('after five wrong tries even the right digits wait for an hour, and cancelling helps nobody', () => {
  const { say } = visitor(true)
  say(SHOWN)
  for (const digits of ['1111', '2222', '3333']) say(digits, MINUTE)
  say('cancel')
  say(`${SHOWN} 4444`, MINUTE)
  expect(say('5555', MINUTE)).toContain('Tuesday 11:01 China time')
  expect(say(`${SHOWN} 8000`)).not.toContain('ready to be shipped')
  expect(say(`${SHOWN} 8000`, 56 * MINUTE)).toContain('ready to be shipped')
})

describe('digits', () => {
  it.each([
    ['8000', '8000'],
    ['尾号８０００', '8000'],
    [`${SHOWN} 8000`, '8000'],
    ['+86 138-0013-8000', '8000'],
    ['123', null],
    [SHOWN, null],
    ['', null],
  ])('%s', (text, digits) => {
    expect(digitsIn(text)).toBe(digits)
  })

  test('only the tries of the last hour count, and no more than five are kept', () => {
    let misses: number[] = []
    for (let place = 0; place < 9; place += 1) misses = missesWith(misses, OPEN + place)
    expect(misses.length).toBe(5)
    expect(lockedUntil(misses, OPEN + MINUTE)).toBe(OPEN + 4 + HOUR)
    expect(lockedUntil(misses, OPEN + 4 + HOUR)).toBeNull()
    expect(missesWith(misses, OPEN + 2 * HOUR)).toEqual([OPEN + 2 * HOUR])
  })
})
