/** What no sequence of messages, taps and timers may break: random talks, stepped as the turn loop steps them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Stored } from '../../src/flows/stored.ts'
import { pack } from '../../src/flows/stored.ts'
import { dueTimers, takeTurn, timersOf } from '../../src/flows/turn.ts'
import { type Inbound, type StepEvent, type Timer, UNREADABLE } from '../../src/flows/types.ts'
import { drawing, OPEN, talk } from '../support/conversation-desk.ts'
import { statusPage } from '../support/pastes.ts'

/** What may happen next. Offers and timers are named by place: which they are depends on how the talk has gone. */
type Happening =
  | { readonly kind: 'inbound'; readonly inbound: Inbound }
  | { readonly kind: 'offer'; readonly place: number }
  | { readonly kind: 'dropped'; readonly count: number }
  /** A timer that is armed, or that was armed at some time. */
  | { readonly kind: 'due' | 'stale'; readonly place: number }
type Moment = Happening & { readonly later: number }

const SENTENCES = [
  'my X16-Q shows zero hashrate, serial JX1600004711',
  'X16-P的风扇不转了',
  'JX1600004711',
  '＋４９ 30 23125 555',
  'Ana Example',
  'smoke!!',
  'no',
  '没有',
  'yes',
  '2',
  '２.',
  'menu',
  '返回',
  'cancel',
  '/order',
  '中文',
  'english',
  '/language',
  'a person',
  '人工',
  '/end',
  'what are your working hours?',
  '保修多久？',
  'thanks',
  statusPage({ average: 0, chips: [1, 0, 1], uptime: 900 }),
  statusPage({ serial: 'JX1600004711' }),
  '2026-03-10 10:00:01 miner started\n2026-03-10 10:00:02 Error, fan lost',
  '{"weather": "rain", "wind": 3}',
]

const anyText = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...SENTENCES) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', '__proto__', 'constructor', '/', '\u0000', '\uFDFA'.repeat(200), '\uD800'),
  },
)
const inboundOf: fc.Arbitrary<Inbound> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('said' as const), text: anyText }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('chose' as const),
      question: fc.constantFrom('menu', 'danger', 'recap', 'check.coin_pool', '__proto__', ''),
      offer: fc.constantFrom('yes', 'no', 'submit', 'person', 'hours', 'fault', 'toString', ''),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('unreadable' as const), what: fc.constantFrom(...UNREADABLE) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('staff.said' as const), text: anyText, by: fc.constant('Chen Example') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('staff.released' as const), by: fc.constant('Chen Example') }),
  },
  { weight: 1, arbitrary: fc.constant<Inbound>({ kind: 'undeliverable', reason: 'blocked' }) },
)
const MINUTE = 60_000
const moment: fc.Arbitrary<Moment> = fc
  .tuple(
    fc.oneof(
      { weight: 6, arbitrary: inboundOf.map((inbound): Happening => ({ kind: 'inbound', inbound })) },
      { weight: 8, arbitrary: fc.nat(8).map((place): Happening => ({ kind: 'offer', place })) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 50 }).map((count): Happening => ({ kind: 'dropped', count })) },
      { weight: 1, arbitrary: fc.nat(3).map((place): Happening => ({ kind: 'due', place })) },
      { weight: 1, arbitrary: fc.nat(9).map((place): Happening => ({ kind: 'stale', place })) },
    ),
    fc.constantFrom(0, 0, MINUTE, 20 * MINUTE, 5 * 60 * MINUTE),
  )
  .map(([happening, later]) => ({ ...happening, later }))
const talkOf = (length: number) => fc.array(moment, { minLength: 1, maxLength: length })

/** Gives each moment its event and hands it to `each`, with the state before; answers the state after all. */
function live(moments: readonly Moment[], each: (stored: Stored | null, event: StepEvent) => Stored): Stored | null {
  const draw = drawing()
  const armed = new Map<string, Timer>()
  let at = OPEN
  let stored: Stored | null = null
  for (const happening of moments) {
    at += happening.later
    const event = eventOf(happening, stored, [...armed.values()], at)
    if (event === null) continue
    stored = each(stored, { ...event, draw: draw() })
    for (const timer of timersOf(stored)) armed.set(`${timer.machine} ${timer.id} ${timer.generation}`, timer)
  }
  return stored
}

type Undrawn = StepEvent extends infer Event ? (Event extends unknown ? Omit<Event, 'draw'> : never) : never

function eventOf(happening: Happening, stored: Stored | null, armed: readonly Timer[], at: number): Undrawn | null {
  switch (happening.kind) {
    case 'inbound':
      return { kind: 'inbound', at, inbound: happening.inbound }
    case 'dropped':
      return { kind: 'dropped', at, count: happening.count }
    case 'offer': {
      const asked = stored === null ? null : talk.question(stored)
      const offer = asked?.offers[happening.place % asked.offers.length]
      if (!asked || offer === undefined) return null
      return { kind: 'inbound', at, inbound: { kind: 'chose', question: asked.id, offer: offer.id } }
    }
    case 'due': {
      const due = stored === null ? [] : dueTimers(timersOf(stored), at)
      const timer = due[happening.place % Math.max(1, due.length)]
      return timer === undefined ? null : { kind: 'timer', at, timer }
    }
    case 'stale': {
      const timer = armed[happening.place % Math.max(1, armed.length)]
      return timer === undefined ? null : { kind: 'timer', at, timer }
    }
  }
}

/** A person is asked for, given up and asked for again: one timer is cancelled, another armed under the same name. */
const ASKED_TWICE: readonly Moment[] = ['a person', 'menu', 'a person'].map((text) => ({
  kind: 'inbound',
  inbound: { kind: 'said', text },
  later: 0,
}))

const stepping = (stored: Stored | null, event: StepEvent): Stored => talk.step(stored, event).stored
const RUNS = { numRuns: 150 }

describe('whatever happens', () => {
  test('nothing throws, what is stored reads back as it was, and a turn asks once, last', () => {
    fc.assert(
      fc.property(talkOf(30), (moments) => {
        live(moments, (stored, event) => {
          const turn = takeTurn(talk, stored === null ? null : pack(stored), [event])
          const read = talk.unpack(turn.state)
          if (!read.ok) throw new Error(read.reason)
          expect(JSON.parse(turn.state)).toEqual(JSON.parse(pack(read.stored)))
          expect(turn.broken).toBeNull()
          expect(turn.lines.slice(0, -1).every(({ question }) => question === null)).toBe(true)
          for (const line of turn.lines.filter(({ from }) => from === 'bot')) expect(line.text.trim()).not.toBe('')
          return read.stored
        })
      }),
      RUNS,
    )
  })

  test('the stored state stays small', () => {
    fc.assert(
      fc.property(talkOf(30), (moments) => {
        live(moments, (stored, event) => {
          const next = stepping(stored, event)
          expect(Buffer.byteLength(pack(next))).toBeLessThan(8_000)
          return next
        })
      }),
      { numRuns: 50 },
    )
  })

  test('a timer that was cancelled or armed again changes nothing', () => {
    fc.assert(
      fc.property(talkOf(15), (moments) => {
        const armed: Timer[] = []
        const last = live([...ASKED_TWICE, ...moments], (stored, event) => {
          const next = stepping(stored, event)
          armed.push(...timersOf(next))
          return next
        })
        if (last === null) throw new Error('nothing happened')
        const stale = armed.filter((timer) => !isArmed(last, timer))
        expect(stale.length).toBeGreaterThan(0)
        for (const timer of stale) {
          const event: StepEvent = { kind: 'timer', at: timer.dueAt, timer, draw: drawing()() }
          expect(talk.step(last, event)).toEqual({ stored: last, effects: [] })
        }
      }),
      RUNS,
    )
  })

  test('a timer that has fired does not fire twice', () => {
    let fired = 0
    fc.assert(
      fc.property(talkOf(20), (moments) => {
        const last = live([...moments, ...ASKED_TWICE], stepping)
        for (const timer of last === null ? [] : timersOf(last)) {
          const event: StepEvent = { kind: 'timer', at: timer.dueAt, timer, draw: drawing()() }
          const once = stepping(last, event)
          expect(talk.step(once, event)).toEqual({ stored: once, effects: [] })
          fired += 1
        }
      }),
      RUNS,
    )
    expect(fired).toBeGreaterThan(5)
  })

  test('several events in one turn come to the same as one by one, but only the last question is asked', () => {
    fc.assert(
      fc.property(talkOf(8), talkOf(8), (before, together) => {
        const start = live(before, stepping)
        const events: StepEvent[] = []
        const apart: ReturnType<typeof talk.step>[] = []
        let state = start
        for (const event of eventsFrom(start, together)) {
          events.push(event)
          const stepped = talk.step(state, event)
          apart.push(stepped)
          state = stepped.stored
        }
        if (events.length === 0 || state === null) return
        const turn = takeTurn(talk, start === null ? null : pack(start), events)
        expect(JSON.parse(turn.state)).toEqual(JSON.parse(pack(state)))
        const effects = apart.flatMap((stepped) => stepped.effects)
        const spoken = effects.flatMap((effect) =>
          effect.kind === 'say' ? [effect.text] : effect.kind === 'line' ? [effect.line.text] : [],
        )
        const asked = effects.some(({ kind }) => kind === 'ask') ? talk.question(state) : null
        expect(squeezed(turn.lines.map(({ text }) => text))).toBe(squeezed([...spoken, asked?.prompt ?? '']))
        expect(turn.lines.at(-1)?.question?.id).toBe(asked?.id)
        expect(turn.posts).toEqual(effects.flatMap((effect) => (effect.kind === 'staff' ? [effect.post] : [])))
        expect(turn.orders).toEqual(effects.flatMap((effect) => (effect.kind === 'order.filed' ? [effect.order] : [])))
      }),
      RUNS,
    )
  })
})

const isArmed = (stored: Stored, { machine, id, generation }: Timer): boolean =>
  stored[machine].timers[id]?.generation === generation

/** Text alone: how lines are joined is not compared. */
const squeezed = (texts: readonly string[]): string => texts.join('').replace(/\s/g, '')

/** Messages and drops only: which offers and timers there are depends on the state between. */
function eventsFrom(start: Stored | null, moments: readonly Moment[]): readonly StepEvent[] {
  const draw = drawing()
  return moments.flatMap((happening) => {
    const event = eventOf(happening, start, [], OPEN)
    return event === null ? [] : [{ ...event, draw: draw() }]
  })
}
