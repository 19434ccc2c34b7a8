/** Hours set by hand for a day: what a wish comes to, what is refused and why, and that whoever holds the hours follows at once. */
import { expect, test } from 'vitest'
import type { PlainDate } from '../../src/domain/calendar.ts'
import { createLivingHours, type DayByHand, type HoursWish, shiftsWished } from '../../src/domain/hours-by-hand.ts'
import { content } from '../support/conversation-desk.ts'

const at = (moment: string) => Date.parse(`${moment}:00+08:00`)
const TUESDAY = '2026-03-10'
const TEN = at('2026-03-10T10:00')
const minutes = (clock: string) => Number(clock.split(':')[0]) * 60 + Number(clock.split(':')[1])
const shift = (from: string, to: string) => ({ from: minutes(from), to: minutes(to) })
const close = (clock: string, date: PlainDate = TUESDAY): HoursWish => ({ kind: 'close', date, minute: minutes(clock) })
const open = (clock: string, date: PlainDate = TUESDAY): HoursWish => ({ kind: 'open', date, minute: minutes(clock) })
const living = () => createLivingHours(content.calendar)
const set = (date: PlainDate, ...shifts: DayByHand['shifts']): DayByHand => ({
  date,
  shifts,
  reason: 'stock-taking',
  by: 'Li Example',
  at: TEN,
  source: 'test',
})

test.each<[string, HoursWish, readonly ReturnType<typeof shift>[]]>([
  ['closed early', close('16:00'), [shift('9:00', '16:00')]],
  ['closed this minute', close('10:00'), [shift('9:00', '10:00')]],
  ['opened late, told after the opening', open('10:30'), [shift('10:30', '18:00')]],
  ['a day off', { kind: 'off', date: '2026-12-24' }, []],
  [
    'a Saturday worked',
    { kind: 'shifts', date: '2026-03-14', shifts: [shift('9:00', '12:00')] },
    [shift('9:00', '12:00')],
  ],
])('%s', (_, wish, shifts) => {
  expect(shiftsWished(living(), wish, TEN)).toEqual({ ok: true, shifts })
})

test.each<[string, HoursWish, string]>([
  ['yesterday', { kind: 'off', date: '2026-03-09' }, 'day_is_over'],
  ['a year and more ahead', { kind: 'off', date: '2027-12-24' }, 'too_far'],
  ['a time that has passed', close('9:59'), 'time_has_passed'],
  ['no earlier than it closes anyway', close('18:00'), 'not_earlier'],
  ['no later than it opens anyway', open('9:00'), 'not_later'],
  ['a Sunday that is closed anyway', close('16:00', '2026-03-15'), 'closed_day'],
  ['before it opens', close('8:00', '2026-03-11'), 'nothing_left'],
  ['after it closes', open('18:00'), 'nothing_left'],
])('%s is refused', (_, wish, refusal) => {
  expect(shiftsWished(living(), wish, TEN)).toEqual({ ok: false, refusal })
})

test('a change stands on the one before it', () => {
  const hours = living()
  hours.follow([set(TUESDAY, shift('10:30', '18:00'))])
  expect(shiftsWished(hours, close('16:00'), TEN)).toEqual({ ok: true, shifts: [shift('10:30', '16:00')] })
})

test('whoever holds the hours follows, and goes back to the calendar', () => {
  const hours = living()
  const evening = at('2026-03-10T17:00')
  expect(hours.isOpen(evening)).toBe(true)
  hours.follow([set('2026-03-11'), set(TUESDAY, shift('9:00', '16:00'))])
  expect(hours.describe(evening)).toMatchObject({
    open: false,
    opensAt: at('2026-03-12T09:00'),
    reason: 'after_closing',
  })
  expect(hours.addWorkingMinutes(at('2026-03-10T15:50'), 20)).toBe(at('2026-03-12T09:10'))
  expect(hours.byHand().map(({ date }) => date)).toEqual([TUESDAY, '2026-03-11'])
  hours.follow([])
  expect(hours.isOpen(evening)).toBe(true)
})
