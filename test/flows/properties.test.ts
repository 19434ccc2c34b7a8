/** What no sequence of messages, taps, moves and timers may break: random talks, stepped as the turn loop steps them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pack, type Stored } from '../../src/flows/stored.ts'
import { recalled, takeTurn, timersOf } from '../../src/flows/turn.ts'
import type { StepEvent, Timer } from '../../src/flows/types.ts'
import { drawing, talk } from '../support/conversation-desk.ts'
import { beginning, claimOf, type Lived, live, type Moment, talkOf } from '../support/happenings.ts'
import { stepFrom } from '../support/places.ts'

/** A person is asked for, given up and asked for again: one timer is cancelled, another armed under the same name. */
const ASKED_TWICE: readonly Moment[] = ['a person', 'menu', 'a person'].map((text) => ({
  kind: 'inbound',
  inbound: { kind: 'said', text },
  later: 0,
}))

/** fast-check names the seed of a talk that fails. */
const RUNS = { numRuns: 150 }

/** One turn from what is stored, as JSON, to what is stored next. */
function turned(lived: Lived | null, events: readonly StepEvent[]) {
  const orders = events.flatMap((event) => talk.ordersWanted(lived?.stored ?? null, event))
  const known = orders.flatMap((number) => lived?.orders.get(number) ?? [])
  const turn = takeTurn(talk, lived === null ? null : pack(lived.stored), events, known)
  const read = talk.unpack(turn.state)
  if (!read.ok) throw new Error(read.reason)
  const changed = [...turn.orders, ...turn.moved].map((order) => [order.number, order] as const)
  return { turn, stored: read.stored, orders: new Map([...(lived?.orders ?? []), ...changed]) }
}

describe('whatever happens', () => {
  test('nothing throws, what is stored reads back as it was, and a turn asks once, last', () => {
    fc.assert(
      fc.property(beginning, talkOf(30), (start, moments) => {
        live(start, moments, (lived, event) => {
          const { turn, ...next } = turned(lived, [event])
          expect(JSON.parse(turn.state)).toEqual(JSON.parse(pack(next.stored)))
          expect(turn.broken).toBeNull()
          expect(turn.lines.slice(0, -1).every(({ question }) => question === null)).toBe(true)
          for (const line of turn.lines.filter(({ from }) => from === 'bot')) expect(line.text.trim()).not.toBe('')
          return next
        })
      }),
      RUNS,
    )
  })

  test('the stored state stays small', () => {
    fc.assert(
      fc.property(beginning, talkOf(30), (start, moments) => {
        const last = live(start, moments, stepFrom)
        if (last !== null) expect(Buffer.byteLength(pack(last.stored))).toBeLessThan(8_000)
      }),
      { numRuns: 50 },
    )
  })

  test('a timer that was cancelled or armed again changes nothing', () => {
    fc.assert(
      fc.property(beginning, talkOf(15), (start, moments) => {
        const armed: Timer[] = []
        const last = live(start, [...ASKED_TWICE, ...moments], (lived, event) => {
          const next = stepFrom(lived, event)
          armed.push(...timersOf(next.stored))
          return next
        })
        if (last === null) throw new Error('nothing happened')
        const stale = armed.filter((timer) => !isArmed(last.stored, timer))
        expect(stale.length).toBeGreaterThan(0)
        for (const timer of stale) expect(wokenBy(timer, last.stored)).toEqual({ stored: last.stored, effects: [] })
      }),
      RUNS,
    )
  })

  test('a timer that has fired does not fire twice', () => {
    let fired = 0
    fc.assert(
      fc.property(beginning, talkOf(20), (start, moments) => {
        const last = live(start, [...moments, ...ASKED_TWICE], stepFrom)
        for (const timer of last === null ? [] : timersOf(last.stored)) {
          const once = wokenBy(timer, last?.stored ?? null).stored
          expect(wokenBy(timer, once)).toEqual({ stored: once, effects: [] })
          fired += 1
        }
      }),
      RUNS,
    )
    expect(fired).toBeGreaterThan(5)
  })

  test('several events in one turn come to the same as one by one, but only the last question is asked', () => {
    fc.assert(
      fc.property(beginning, talkOf(8), talkOf(8), (start, before, together) => {
        const stands = live(start, before, stepFrom)
        const events = claimOf(stands?.stored ?? null, together)
        if (events.length === 0) return
        const { turn } = turned(stands, events)
        const { state, effects } = apart(stands, events)
        expect(JSON.parse(turn.state)).toEqual(JSON.parse(pack(state)))
        const spoken = effects.flatMap((effect) =>
          effect.kind === 'say' ? [effect.text] : effect.kind === 'line' ? [effect.line.text] : [],
        )
        const isNew = effects.some(({ kind }) => kind === 'ask')
        const asked = isNew || effects.some(({ kind }) => kind === 'recall') ? talk.question(state) : null
        const put = asked === null ? '' : isNew ? asked.prompt : recalled(talk, state, asked)
        expect(squeezed(turn.lines.map(({ text }) => text))).toBe(squeezed([...spoken, put]))
        expect(turn.lines.at(-1)?.question?.id).toBe(asked?.id)
        expect(turn.posts).toEqual(effects.flatMap((effect) => (effect.kind === 'staff' ? [effect.post] : [])))
        const filed = effects.flatMap((effect) => (effect.kind === 'order.filed' ? [effect.order.number] : []))
        expect(turn.orders.map(({ number }) => number)).toEqual(filed)
      }),
      RUNS,
    )
  })
})

const isArmed = (stored: Stored, { machine, id, generation }: Timer): boolean =>
  stored[machine].timers[id]?.generation === generation

const wokenBy = (timer: Timer, stored: Stored | null) =>
  talk.step(stored, { kind: 'timer', at: timer.dueAt, timer, draw: drawing()() })

/** The same events, each in a turn of its own. */
function apart(start: Lived | null, events: readonly StepEvent[]) {
  let lived = start
  const effects = events.flatMap((event) => {
    const next = stepFrom(lived, event)
    lived = next
    return next.effects
  })
  if (lived === null) throw new Error('a claim has events')
  return { state: (lived as Lived).stored, effects }
}

/** Text alone: how lines are joined is not compared. */
const squeezed = (texts: readonly string[]): string => texts.join('').replace(/\s/g, '')
