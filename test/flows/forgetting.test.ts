/** `/forget` beside a person, an open order and a promise: nothing is lost by a no, and what was promised to go goes. */
import { describe, expect, test } from 'vitest'
import { moveOrder, type Order, readOrder } from '../../src/domain/order.ts'
import { DAY, HOUR, MINUTE } from '../../src/domain/values.ts'
import type { Stored } from '../../src/flows/stored.ts'
import { pack } from '../../src/flows/stored.ts'
import { takeTurn } from '../../src/flows/turn.ts'
import { inbound, OPEN, said, talk } from '../support/conversation-desk.ts'

const saying = (stored: Stored | null, ...texts: readonly string[]): Stored =>
  texts.reduce<Stored | null>((state, text) => talk.step(state, said(text)).stored, stored) as Stored
const BY = 'Chen Example'
const BEGUN = saying(null, 'my X16-Q shows zero hashrate', 'no')
const WAITING = saying(BEGUN, 'a person')
const WITH_PERSON = talk.step(WAITING, inbound({ kind: 'staff.said', text: 'hello', by: BY })).stored

describe.each([
  ['waits for a person', WAITING],
  ['has a person', WITH_PERSON],
])('a customer who %s', (_, place) => {
  const asked = saying(place, '/forget')
  test('is asked, and keeps the place with a no', () => {
    expect(talk.question(asked)?.id).toBe('forget')
    const kept = saying(asked, 'no')
    expect(kept.desk).toEqual(place.desk)
    expect(talk.question(kept)).toBeNull()
    expect(kept.flow.context).toEqual(place.flow.context)
  })
  test('is forgotten with a yes, and nobody waits for them any more', () => {
    const { stored, effects } = talk.step(asked, said('yes'))
    expect(effects.map(({ kind }) => kind)).toContain('forget')
    expect(stored.desk.context.reason).toBeNull()
    expect(stored.flow.context.symptom).toBeNull()
  })
  test('is not forgotten by a yes to something else', () => {
    const answered = talk.step(asked, inbound({ kind: 'staff.said', text: 'Did you restart it?', by: BY })).stored
    expect(talk.step(answered, said('yes')).effects.map(({ kind }) => kind)).not.toContain('forget')
    const other = saying(asked, 'is anybody reading this')
    expect(talk.step(other, said('yes')).effects.map(({ kind }) => kind)).not.toContain('forget')
  })
})

describe('an order of who asked to be forgotten', () => {
  const words = [
    'X16-Q JX1600004711 the fan is dead',
    'no',
    '/order',
    'Ana Example',
    '+49 30 23125 555',
    'none',
    'yes',
    'I agree',
  ]
  const filed = words.reduce<ReturnType<typeof takeTurn> | null>(
    (turn, text) => takeTurn(talk, turn?.state ?? null, [said(text)]),
    null,
  )
  const order = filed?.orders[0] as Order
  const forget = (known: Order) => takeTurn(talk, filed?.state ?? null, [said('/forget'), said('yes')], [known])
  const cancelled = (): Order => {
    const moved = moveOrder(order, { type: 'order.cancelled', at: OPEN, who: 'staff' } as Parameters<
      typeof moveOrder
    >[1])
    if (!moved.ok) throw new Error(moved.reason)
    return moved.order
  }

  test('keeps its contact data while it is open, and staff still act on it', () => {
    const erased = forget(order)
    expect(erased.moved).toEqual([])
    const closing = inbound({ kind: 'staff.moved', number: order.number, move: { type: 'order.cancelled' }, by: BY })
    const closed = takeTurn(talk, erased.state, [closing], [order]).moved[0] as Order
    expect(closed.state).toBe('cancelled')
    expect(closed.contact).toEqual({ name: '', phone: '', country: null })
    expect(readOrder(JSON.stringify(closed))).toMatchObject({ ok: true })
  })
  test('that is over loses them at once', () => {
    expect(forget(cancelled()).moved.map(({ contact }) => contact.name)).toEqual([''])
  })
  test('is not touched when nobody asked', () => {
    const closing = inbound({ kind: 'staff.moved', number: order.number, move: { type: 'order.cancelled' }, by: BY })
    const [closed] = takeTurn(talk, filed?.state ?? null, [closing], [order]).moved
    expect(closed?.contact.name).toBe('Ana Example')
  })
})

describe('a promised reminder', () => {
  const promised = saying(BEGUN, 'remind me in 2 hours')
  const taken = talk.step(promised, inbound({ kind: 'staff.said', text: 'hello', by: BY }, OPEN + MINUTE)).stored
  const dueAfter = (release: number) => {
    const { stored } = talk.step(taken, inbound({ kind: 'staff.released', by: BY }, release))
    return Object.values(stored.flow.timers).flatMap((timer) => ('dueAt' in timer ? [timer.dueAt] : []))
  }
  test('keeps its hour when the person is gone before', () => {
    expect(dueAfter(OPEN + HOUR)).toEqual([OPEN + 2 * HOUR])
  })
  test('comes soon after a release that is later', () => {
    expect(dueAfter(OPEN + DAY)).toEqual([OPEN + DAY + 5 * MINUTE])
  })
  test('is not ended by what is written to staff', () => {
    const waiting = saying(promised, 'a person', 'my phone is +49 30 23125 555', 'are you there')
    expect(Object.keys(waiting.flow.timers).filter((id) => id.includes('asPromised'))).toHaveLength(1)
    expect(talk.unpack(pack(waiting))).toEqual({ ok: true, stored: waiting })
  })
})
