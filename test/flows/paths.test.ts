/** Every state of the two machines can be reached, and from each one a person, the menu and the help can. Walks the pure step itself. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { AnyStateMachine } from 'xstate'
import type { Instant } from '../../src/domain/values.ts'
import { areSeveral } from '../../src/flows/context.ts'
import type { Stored } from '../../src/flows/stored.ts'
import { dueTimers, timersOf } from '../../src/flows/turn.ts'
import type { Inbound, StepEvent } from '../../src/flows/types.ts'
import { CLOSED, hours, inbound, OPEN, said, talk } from '../support/conversation-desk.ts'

/** What customers and staff of these walks do. */
const WORDS = [
  'my X16-P shows zero hashrate',
  'the chip temperature is too high',
  'fan fault',
  'smoke is coming out',
  'X16-Q',
  'JX1600004711',
  'Ana Example',
  '+49 30 23125 555',
  'yes',
  'no',
  '1',
  '2',
  'menu',
  'back',
  'cancel',
  '/order',
  '/language',
  'a person',
  'asdkjh',
]
const ACTS: readonly Inbound[] = [
  ...WORDS.map((text) => ({ kind: 'said' as const, text })),
  { kind: 'staff.said', text: 'Hello, this is Chen.', by: 'Chen Example' },
  { kind: 'staff.released', by: 'Chen Example' },
]

interface Place {
  readonly stored: Stored
  readonly at: Instant
}

const NEXT_DAY = 24 * 60 * 60_000

/** All acts by day and by night, and the timers of the next day. */
function onwards({ stored, at }: Place): readonly Place[] {
  const acts = ACTS.map((act) => step(stored, inbound(act, at)))
  const timers = dueTimers(timersOf(stored), at + NEXT_DAY).map((timer) =>
    step(stored, { kind: 'timer', at: Math.max(at, timer.dueAt), timer, draw: DRAW }),
  )
  return [...acts, ...timers]
}

const DRAW = said('').draw
const step = (stored: Stored | null, event: StepEvent): Place => ({
  stored: talk.step(stored, event).stored,
  at: event.at,
})

/** Two places are the same to a walk when their states are, and what decides where these lead. */
const kindOf = ({ stored: { flow, desk } }: Place): string =>
  JSON.stringify([
    flow.value,
    desk.value,
    flow.context.topic,
    flow.context.danger,
    flow.context.changing,
    areSeveral(flow.context),
  ])

const DEPTH = 14
const ENOUGH = 400

function walk(start: Place): readonly Place[] {
  const seen = new Map<string, Place>([[kindOf(start), start]])
  let front = [start]
  for (let depth = 0; depth < DEPTH && seen.size < ENOUGH; depth += 1) {
    const next: Place[] = []
    for (const place of front.flatMap(onwards)) {
      const kind = kindOf(place)
      if (seen.has(kind)) continue
      seen.set(kind, place)
      next.push(place)
    }
    front = next
  }
  return [...seen.values()]
}

/** Leaf states as `fault.askingModel`; a state that only decides is never rested in. */
function leaves(machine: AnyStateMachine): readonly string[] {
  const under = (node: AnyStateMachine['root']): readonly string[] => {
    const children = Object.values(node.states)
    if (children.length > 0) return children.flatMap(under)
    return node.always === undefined || node.always.length === 0 ? [node.path.join('.')] : []
  }
  return under(machine.root)
}

/** Where the talk stands, whether or not the customer is there. */
const talkValue = ({ flow: { value } }: Stored): unknown => (value as { readonly talk: unknown }).talk

const pathOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : Object.entries(value as Record<string, unknown>)
        .map(([name, inner]) => `${name}.${pathOf(inner)}`)
        .join()

/** One path for each region of the conversation. */
const regionsOf = (value: unknown): readonly string[] =>
  Object.entries(value as Record<string, unknown>).map(([region, inner]) => `${region}.${pathOf(inner)}`)

let places: readonly Place[] = []
beforeAll(() => {
  const fresh = [OPEN, CLOSED].map((at) => step(null, said('/start', at)))
  places = fresh.flatMap(walk)
})

describe('every state can be reached', () => {
  test('of the conversation', () => {
    const reached = new Set(places.flatMap(({ stored }) => regionsOf(stored.flow.value)))
    // Only a talk in which no customer has written yet is fresh.
    expect([...reached, 'talk.fresh'].toSorted()).toEqual(leaves(talk.machines.flow).toSorted())
  })

  test('of the desk', () => {
    const reached = new Set(places.map(({ stored }) => pathOf(stored.desk.value)))
    expect([...reached].toSorted()).toEqual(leaves(talk.machines.desk).toSorted())
  })
})

const hasBot = ({ stored }: Place): boolean => pathOf(stored.desk.value).startsWith('bot')
const isWaiting = ({ stored }: Place): boolean => stored.desk.value === 'waiting'
const withPerson = ({ stored }: Place): boolean => stored.desk.value === 'person'
const failing = (from: readonly Place[], holds: (place: Place) => boolean): readonly string[] =>
  from.filter((place) => !holds(place)).map(kindOf)

describe('from every state', () => {
  test('the walk ended because nothing new was left', () => {
    expect(places.length).toBeLessThan(2 * ENOUGH)
  })

  test('there are enough of them, with each owner of the talk', () => {
    expect(places.filter(hasBot).length).toBeGreaterThan(60)
    expect(places.filter(isWaiting).length).toBeGreaterThan(20)
    expect(places.filter(withPerson).length).toBeGreaterThan(20)
  })

  test.each(['a person', '转人工', '/human'])('“%s” brings a person or the queue', (words) => {
    const asks = ({ stored, at }: Place) => {
      const after = talk.step(stored, said(words, at)).stored
      return pathOf(after.desk.value) === (hours.isOpen(at) ? 'waiting' : 'bot.queued')
    }
    expect(failing(places.filter(hasBot), asks)).toEqual([])
  })

  test('the menu can be opened, and gives a waiting customer back to the bot', () => {
    const opens = ({ stored, at }: Place) => {
      const after = talk.step(stored, said('menu', at)).stored
      return talkValue(after) === 'menu' && pathOf(after.desk.value).startsWith('bot')
    }
    expect(
      failing(
        places.filter((place) => hasBot(place) || isWaiting(place)),
        opens,
      ),
    ).toEqual([])
  })

  test('help is given and the question stays', () => {
    const helps = ({ stored, at }: Place) => {
      const { stored: after, effects } = talk.step(stored, said('/help', at))
      const told = effects.some((effect) => effect.kind === 'say' && effect.text.includes('/menu'))
      return told && JSON.stringify(after.flow.value) === JSON.stringify(stored.flow.value)
    }
    expect(
      failing(
        places.filter((place) => hasBot(place) || isWaiting(place)),
        helps,
      ),
    ).toEqual([])
  })

  test('a customer ends the talk with a person, and words before that reach the person', () => {
    const ends = ({ stored, at }: Place) => {
      const relays = talk.step(stored, said('a person', at)).effects
      const after = talk.step(stored, said('/end', at)).stored
      const heard = relays.length === 1 && relays[0]?.kind === 'staff' && relays[0].post.kind === 'relay'
      return heard && pathOf(after.desk.value) === 'bot.free'
    }
    expect(failing(places.filter(withPerson), ends)).toEqual([])
  })

  test('a person who writes has the talk', () => {
    const takes = ({ stored, at }: Place) => {
      const event = inbound({ kind: 'staff.said', text: 'Hello', by: 'Chen Example' }, at)
      return withPerson({ stored: talk.step(stored, event).stored, at })
    }
    expect(failing(places, takes)).toEqual([])
  })

  test('danger is met with safety first, unless a person has the talk', () => {
    const isSafe = ({ stored, at }: Place) => {
      if (stored.flow.context.danger === true) return true
      const { effects } = talk.step(stored, said('there is smoke and a burning smell', at))
      return effects.some((effect) => effect.kind === 'say' && effect.text.startsWith('Safety first'))
    }
    expect(
      failing(
        places.filter((place) => hasBot(place) || isWaiting(place)),
        isSafe,
      ),
    ).toEqual([])
  })

  test('a question is open whenever the bot has the talk and nothing has ended', () => {
    const asks = ({ stored }: Place) => talk.question(stored) !== null || talkValue(stored) === 'resting'
    expect(failing(places.filter(hasBot), asks)).toEqual([])
  })
})
