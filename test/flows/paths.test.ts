/** Every state of the two machines can be reached, and from each place a person, the menu and the help can; by night nobody is woken. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { AnyStateMachine } from 'xstate'
import { isMidMatter } from '../../src/flows/attention/matter.ts'
import { placeAt } from '../../src/flows/machine.ts'
import { timersOf } from '../../src/flows/turn.ts'
import type { Inbound } from '../../src/flows/types.ts'
import { CLOSED, content, hours, inbound, OPEN, said, talk } from '../support/conversation-desk.ts'
import {
  deskAt,
  kindOf,
  type Place,
  pathOf,
  stepFrom,
  talkAt,
  type Walked,
  type Way,
  walkFrom,
} from '../support/places.ts'

let day: Walked
let night: Walked
let places: readonly Place[] = []
beforeAll(() => {
  day = walkFrom(OPEN)
  night = walkFrom(CLOSED)
  places = [...day.places, ...night.places]
})

const hasBot = (place: Place): boolean => deskAt(place).startsWith('bot')
const isWaiting = (place: Place): boolean => deskAt(place) === 'waiting'
const withPerson = (place: Place): boolean => deskAt(place).startsWith('person')
const bots = () => places.filter(hasBot)
const botsOrWaiting = () => places.filter((place) => hasBot(place) || isWaiting(place))

const say = (place: Place, text: string): Place => stepFrom(place, said(text, place.at))
const act = (place: Place, what: Inbound): Place => stepFrom(place, inbound(what, place.at))
const BANNED: Inbound = { kind: 'staff.banned', by: 'Chen Example', reason: null }
const UNBANNED: Inbound = { kind: 'staff.unbanned', by: 'Chen Example' }
const tells = ({ effects }: Place, words: (text: string) => boolean): boolean =>
  effects.some((effect) => effect.kind === 'say' && words(effect.text))
const isSecurityAdvice = (text: string): boolean =>
  text.startsWith(content.diagnosis.security?.verdicts.staff?.say.en ?? '–')
const isSafety = (text: string): boolean => text.startsWith('Safety first')

const failing = (from: readonly Place[], holds: (place: Place) => boolean): readonly string[] =>
  from.filter((place) => !holds(place)).map(kindOf)

/** Leaf states as `talk.fault.askingModel`; a state that only decides is never rested in. */
function leaves(machine: AnyStateMachine): readonly string[] {
  const under = (node: AnyStateMachine['root']): readonly string[] => {
    const children = Object.values(node.states)
    if (children.length > 0) return children.flatMap(under)
    return node.always?.some(({ guard }) => guard === undefined) ? [] : [node.path.join('.')]
  }
  return under(machine.root)
}

describe('every state can be reached', () => {
  test('of the conversation', () => {
    const reached = new Set(places.flatMap(({ stored }) => pathOf(stored.flow.value).split(' | ')))
    // Only a talk in which no customer has written yet is fresh.
    expect([...reached.add('talk.fresh')].toSorted()).toEqual(leaves(talk.machines.flow).toSorted())
  })

  test('of the desk', () => {
    const banned = places.slice(0, 1).map((place) => act(place, BANNED))
    expect([...new Set([...places, ...banned].map(deskAt))].toSorted()).toEqual(leaves(talk.machines.desk).toSorted())
  })

  test('and there are many places, with each owner of the talk', () => {
    expect(bots().length).toBeGreaterThan(60)
    expect(places.filter(isWaiting).length).toBeGreaterThan(10)
    expect(places.filter(withPerson).length).toBeGreaterThan(20)
  })
})

describe('from every place', () => {
  test('a ban silences the bot, and lifting it leads back to where the conversation stood', () => {
    const silenced = (place: Place): boolean => {
      const after = say(say(act(place, BANNED), 'hello?'), 'I want to talk to a person')
      const back = act(after, UNBANNED)
      const isSilent = after.effects.every(({ kind }) => kind === 'staff') && timersOf(after.stored).length === 0
      return isSilent && deskAt(after) === 'banned' && deskAt(back) === 'bot.free' && talkAt(back) === talkAt(place)
    }
    // The question whether to erase it all is left by whatever staff do; a talk in which no customer has written yet begins.
    const stands = places.filter((place) => !['privacy.askingForget', 'fresh'].includes(talkAt(place)))
    expect(stands.length).toBeGreaterThan(300)
    expect(failing(stands, silenced)).toEqual([])
  })

  test.each(['a person', '转人工', '/human'])('“%s” brings a person or the queue', (words) => {
    const asks = (place: Place) => deskAt(say(place, words)) === (hours.isOpen(place.at) ? 'waiting' : 'bot.queued')
    expect(failing(bots(), asks)).toEqual([])
  })

  test('the menu can be opened, and gives a waiting customer back to the bot', () => {
    const opens = (place: Place) => {
      const after = say(place, 'menu')
      return talkAt(after) === 'menu' && hasBot(after)
    }
    expect(failing(botsOrWaiting(), opens)).toEqual([])
  })

  test('help is given and the question stays', () => {
    const helps = (place: Place) => {
      const after = say(place, '/help')
      return tells(after, (text) => text.includes('/menu')) && talkAt(after) === talkAt(place)
    }
    // A talk that was erased begins anew.
    expect(
      failing(
        botsOrWaiting().filter((place) => talkAt(place) !== 'fresh'),
        helps,
      ),
    ).toEqual([])
  })

  test('a customer ends the talk with a person, and words before that reach the person', () => {
    const ends = (place: Place) => {
      // A question is not asked while a person has the talk.
      const effects = say(place, 'a person').effects.filter(({ kind }) => kind !== 'ask')
      const [first] = effects
      const heard = effects.length === 1 && first?.kind === 'staff' && first.post.kind === 'relay'
      return heard && deskAt(say(place, '/end')) === 'bot.free'
    }
    expect(failing(places.filter(withPerson), ends)).toEqual([])
  })

  test('a person who writes has the talk', () => {
    const takes = (place: Place) => withPerson(act(place, { kind: 'staff.said', text: 'Hello', by: 'Chen Example' }))
    expect(failing(places, takes)).toEqual([])
  })

  test('danger is met with safety first, unless a person has the talk', () => {
    const isSafe = (place: Place) =>
      place.stored.flow.context.danger === true || tells(say(place, 'there is smoke and a burning smell'), isSafety)
    expect(failing(botsOrWaiting(), isSafe)).toEqual([])
  })

  test('a question is open whenever the bot has the talk and nothing has ended', () => {
    const asks = (place: Place) => talk.question(place.stored) !== null || ['resting', 'fresh'].includes(talkAt(place))
    expect(failing(bots(), asks)).toEqual([])
  })
})

describe('whoever is waited for is not waited for in vain', () => {
  test('a customer who is asked something about a matter: a timer is armed, or they are away', () => {
    const isAwaited = (place: Place) =>
      hasBot(place) &&
      place.stored.flow.context.topic !== 'none' &&
      placeAt(talk.machines.flow, place.stored.flow.value).tags.has('awaiting-customer')
    const timesOut = ({ stored }: Place) =>
      timersOf(stored).some(({ machine }) => machine === 'flow') || pathOf(stored.flow.value).includes('attention.away')
    expect(failing(places.filter(isAwaited), timesOut)).toEqual([])
  })

  test('a person who was asked for: the desk has a timer', () => {
    const isAsked = (place: Place) => isWaiting(place) || deskAt(place) === 'bot.queued'
    const timesOut = ({ stored }: Place) => timersOf(stored).some(({ machine }) => machine === 'desk')
    expect(places.filter(isAsked).length).toBeGreaterThan(30)
    expect(failing(places.filter(isAsked), timesOut)).toEqual([])
  })
})

describe('outside hours', () => {
  const closedWays = (): readonly Way[] => night.ways.filter(({ to }) => !hours.isOpen(to.at))
  const told = ({ from, event }: Way): string => `${kindOf(from)}: ${JSON.stringify(event)}`
  /** What nobody had told of before. */
  const alarms =
    (reason: 'danger' | 'security') =>
    ({ from, to }: Way): boolean =>
      to.stored.desk.context.reason === reason && from.stored.desk.context.reason !== reason

  test('nobody is called: a wish for a person waits for the opening', () => {
    const calls = ({ to }: Way) =>
      isWaiting(to) || to.effects.some((effect) => effect.kind === 'staff' && effect.post.kind === 'card')
    expect(closedWays().length).toBeGreaterThan(1_000)
    expect(closedWays().filter(calls).map(told)).toEqual([])
  })

  test.each([
    ['danger', isSafety, 20],
    ['security', isSecurityAdvice, 2],
  ] as const)('a case of %s is queued too, and what to do comes at once', (reason, isAdvice, least) => {
    const alarmed = closedWays().filter(alarms(reason))
    const isMet = ({ to }: Way) => deskAt(to) === 'bot.queued' && tells(to, isAdvice)
    expect(alarmed.length).toBeGreaterThan(least)
    expect(alarmed.filter((way) => !isMet(way)).map(told)).toEqual([])
  })

  /** Staff have the card and the customer their question; a person's first word, or a second wish for one, ends that. */
  const isExpected = (to: Place): boolean =>
    deskAt(to) === 'bot.expecting' &&
    to.effects.at(-1)?.kind === 'ask' &&
    isWaiting(say(to, 'a person')) &&
    withPerson(act(to, { kind: 'staff.said', text: 'Hello', by: 'Chen Example' }))

  test('a person who is gone leaves the talk to the bot, whoever waits to the queue', () => {
    const gone = night.ways.filter(({ event }) => event.kind === 'timer' && event.timer.id.includes('personIsAway'))
    const isHandedBack = ({ from, to }: Way) =>
      deskAt(to) ===
      (from.stored.desk.context.since !== null && hours.isOpen(from.stored.desk.context.since)
        ? 'bot.queued'
        : 'bot.free')
    expect(gone.length).toBeGreaterThan(10)
    expect(gone.filter((way) => !isHandedBack(way)).map(told)).toEqual([])
  })

  test('the night ends: at the opening staff have the card of whoever is queued, and who is in the middle of something stays with the bot', () => {
    const woken = night.ways.filter(({ event }) => event.kind === 'timer' && event.timer.id.includes('untilOpening'))
    const isPosted = ({ effects }: Place) =>
      effects.some((effect) => effect.kind === 'staff' && effect.post.kind === 'card')
    const ends = ({ from, to }: Way) =>
      to.at === hours.nextOpening(from.at) &&
      isPosted(to) &&
      (isMidMatter(from.stored.flow) ? isExpected(to) : isWaiting(to))
    expect(woken.length).toBeGreaterThan(10)
    expect(woken.filter(({ to }) => isWaiting(to)).length).toBeGreaterThan(3)
    expect(woken.filter((way) => !ends(way)).map(told)).toEqual([])
  })
})
