/** The short form of `npm run simulate`: three weeks around the Spring Festival, and broken desks, each of which is noticed. */
import { describe, expect, test } from 'vitest'
import { MINUTE, SECOND } from '../../src/domain/values.ts'
import { hours, OPEN, talk } from '../support/conversation-desk.ts'
import { createAgenda } from './agenda.ts'
import { BROKEN } from './broken.ts'
import { createPace, GROUP } from './pacing.ts'
import { createTalks, type Taken } from './talks.ts'
import { brokenPromises, simulate } from './year.ts'

const WEEKS = {
  seed: 48,
  customers: 60,
  from: Date.parse('2026-02-09T00:00:00+08:00'),
  until: Date.parse('2026-03-02T00:00:00+08:00'),
}

test('three weeks keep every promise', () => {
  const weeks = simulate({ ...WEEKS, broken: null })
  expect(brokenPromises(weeks)).toEqual([])
  expect(weeks.asked).toBeGreaterThan(40)
  expect(weeks.answered).toBeGreaterThan(30)
  expect(weeks.longestSilenceMs).toBeGreaterThan(0)
})

test('the same seed gives the same weeks', () => {
  const few = { ...WEEKS, customers: 8, broken: null }
  expect(simulate(few)).toEqual(simulate(few))
  expect(simulate({ ...few, seed: 49 })).not.toEqual(simulate(few))
})

describe('what the judge is worth', () => {
  test.each(BROKEN)('a desk that is %s breaks a promise', (broken) => {
    expect(brokenPromises(simulate({ ...WEEKS, broken }))).not.toEqual([])
  })
})

test('200 customers who ask for a person within a minute are each called for once, told their turn, and answered in it', () => {
  const agenda = createAgenda(OPEN)
  const taken: Taken[] = []
  const talks = createTalks(talk, agenda, (one) => taken.push(one))
  for (let customer = 0; customer < 200; customer += 1) {
    agenda.put(OPEN + customer * 300, () => talks.hear(customer, { kind: 'said', text: 'a person please' }))
  }
  agenda.runUntil(OPEN + MINUTE)
  const cards = taken.flatMap(({ customer, turn }) =>
    turn.posts.filter(({ kind }) => kind === 'card').map(() => customer),
  )
  expect(cards).toEqual(Array.from({ length: 200 }, (_, customer) => customer))
  expect(talks.waiting()).toEqual(cards)
  for (let answered = 0; answered < 200; answered += 1) {
    const [next] = talks.waiting()
    expect(next).toBe(answered)
    agenda.put(agenda.now() + SECOND, () => talks.hear(answered, { kind: 'staff.took', by: 'Li Example' }))
    agenda.runUntil(agenda.now() + 2 * SECOND)
  }
  expect(talks.waiting()).toEqual([])
  const honest = taken.filter(({ turn }) => turn.lines.some(({ text }) => text.includes('Nobody has been free yet')))
  expect(honest).toEqual([])
})

test('a pace lets a burst through at once and then one each so long', () => {
  const pace = createPace(GROUP)
  const delivered = Array.from({ length: 7 }, () => pace(OPEN) - OPEN)
  expect(delivered).toEqual([0, 0, 0, 0, 0, 4 * SECOND, 8 * SECOND])
  expect(pace(OPEN + MINUTE)).toBe(OPEN + MINUTE)
  expect(hours.isOpen(OPEN)).toBe(true)
})

test('an agenda goes by moments, and by what was put in first', () => {
  const agenda = createAgenda(0)
  const seen: string[] = []
  for (const [at, name] of [
    [5, 'e'],
    [1, 'a'],
    [3, 'c'],
    [1, 'b'],
    [4, 'd'],
    [9, 'late'],
  ] as const)
    agenda.put(at, () => seen.push(`${name}${agenda.now()}`))
  agenda.put(2, () => agenda.put(0, () => seen.push(`past${agenda.now()}`)))
  agenda.runUntil(9)
  expect(seen).toEqual(['a1', 'b1', 'past2', 'c3', 'd4', 'e5'])
})
