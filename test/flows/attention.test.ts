/** The customer's silence: one reminder, then the talk is parked; frozen while a person has it; and what a return finds. */
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/domain/values.ts'
import { reminderWish } from '../../src/flows/attention/wish.ts'
import { pack, type Stored } from '../../src/flows/stored.ts'
import { isRunning } from '../../src/flows/timers.ts'
import { takeTurn, timersOf } from '../../src/flows/turn.ts'
import type { Inbound, Timer } from '../../src/flows/types.ts'
import { CLOSED, inbound, OPEN, said, talk } from '../support/conversation-desk.ts'

const saying = (stored: Stored | null, ...texts: readonly string[]): Stored =>
  texts.reduce<Stored | null>((state, text) => talk.step(state, said(text)).stored, stored) as Stored
const FAULT = ['my X16-Q shows zero hashrate', 'no', 'JX1600004711']
const AT_SINCE = saying(null, ...FAULT)
const AT_CHECK = saying(AT_SINCE, 'yesterday', 'nothing', 'only this one')

const act = (stored: Stored, what: Inbound, at = OPEN) => talk.step(stored, inbound(what, at))
const PERSON = { kind: 'staff.said', text: 'Hello', by: 'Chen Example' } as const
const RELEASE = { kind: 'staff.released', by: 'Chen Example' } as const

const silence = (stored: Stored): Timer => {
  const [timer, ...others] = timersOf(stored).filter(({ machine }) => machine === 'flow')
  if (timer === undefined || others.length > 0) throw new Error('not one timer of the flow is armed')
  return timer
}
const wake = (stored: Stored, timer = silence(stored)) =>
  talk.step(stored, { kind: 'timer', at: timer.dueAt, timer, draw: said('').draw })
const said_ = (effects: ReturnType<typeof talk.step>['effects']): string =>
  effects.flatMap((effect) => (effect.kind === 'say' ? [effect.text] : [])).join('\n')
const attention = ({ flow: { value } }: Stored): unknown => (value as { readonly attention: unknown }).attention

describe('silence in the middle of a matter', () => {
  test('is broken once, with the open question, after half an hour; a day later the talk is parked without a word', () => {
    expect(silence(AT_SINCE).dueAt).toBe(OPEN + 30 * MINUTE)
    const reminded = wake(AT_SINCE)
    expect(said_(reminded.effects)).toContain('No hurry')
    expect(reminded.effects.at(-1)).toEqual({ kind: 'ask' })
    expect(talk.question(reminded.stored)?.offers.map(({ id }) => id)).toContain('later')
    expect(silence(reminded.stored).dueAt).toBe(OPEN + 30 * MINUTE + DAY)
    const parked = wake(reminded.stored)
    expect([attention(parked.stored), parked.effects, timersOf(parked.stored)]).toEqual(['away', [], []])
    expect(parked.stored.flow.context).toEqual(AT_SINCE.flow.context)
  })

  test('begins anew with each word, and the timer before that changes nothing', () => {
    const old = silence(AT_SINCE)
    const later = talk.step(AT_SINCE, said('hello?', OPEN + 20 * MINUTE)).stored
    expect(silence(later).dueAt).toBe(OPEN + 50 * MINUTE)
    expect(wake(later, old)).toEqual({ stored: later, effects: [] })
  })

  test('of a customer who does what a check asks for lasts as long as the check, and ten minutes', () => {
    const trying = saying(AT_CHECK, 'All of it is right, still 0')
    expect(attention(trying)).toBe('trying')
    expect(silence(trying).dueAt).toBe(OPEN + 40 * MINUTE)
    expect(said_(wake(trying).effects)).toContain('how it went')
  })

  test.each([
    ['nothing was begun', ['/menu']],
    ['it was put off', [...FAULT, 'later']],
    ['it was dropped', [...FAULT, 'cancel', 'yes']],
    ['it is solved', [...FAULT, 'yesterday', 'nothing', 'only this one', 'It hashes now', 'yes']],
  ])('is left alone where %s', (_, texts) => {
    expect(timersOf(saying(null, ...texts))).toEqual([])
  })

  test('costs little: the state of a form’s middle stays below 700 bytes', () => {
    const middle = saying(AT_CHECK, "I can't check that", 'Still 0, the pool is not alive', 'yes', 'Ana Example')
    expect(talk.question(middle)?.id).toBe('phone')
    expect(Buffer.byteLength(pack(middle))).toBeLessThan(700)
  })
})

describe('while a person has the talk', () => {
  const taken = act(AT_SINCE, PERSON, OPEN + 10 * MINUTE).stored

  test('the conversation’s timers stand still with the time left', () => {
    expect(timersOf(taken).filter(({ machine }) => machine === 'flow')).toEqual([])
    expect(Object.values(taken.flow.timers)).toEqual([{ generation: silence(AT_SINCE).generation, left: 20 * MINUTE }])
    expect(talk.unpack(pack(taken))).toEqual({ ok: true, stored: taken })
    expect(wake(taken, silence(AT_SINCE))).toEqual({ stored: taken, effects: [] })
  })

  test('and go on after the release, in a new generation; the open question is asked again', () => {
    const released = act(taken, RELEASE, OPEN + 5 * HOUR)
    const timer = silence(released.stored)
    expect(timer.dueAt).toBe(OPEN + 5 * HOUR + 20 * MINUTE)
    expect(timer.generation).toBeGreaterThan(silence(AT_SINCE).generation)
    expect(released.effects.at(-1)).toEqual({ kind: 'ask' })
    expect(wake(released.stored, silence(AT_SINCE))).toEqual({ stored: released.stored, effects: [] })
    expect(said_(wake(released.stored).effects)).toContain('No hurry')
  })

  test('a customer who waits and asks about a rule is not reminded either', () => {
    const waiting = saying(AT_SINCE, 'a person', 'what are your working hours?')
    expect(new Set(timersOf(waiting).map(({ machine }) => machine))).toEqual(new Set(['desk']))
    expect(Object.values(waiting.flow.timers).some(isRunning)).toBe(false)
  })
})

describe('a return', () => {
  const away = wake(wake(AT_SINCE).stored).stored

  test('with a real answer is simply taken', () => {
    const atCheck = wake(wake(AT_CHECK).stored).stored
    const { stored, effects } = talk.step(atCheck, said('All of it is right, still 0', OPEN + 3 * DAY))
    expect(said_(effects)).not.toContain('Welcome back')
    expect(stored.flow.context.tried).toHaveLength(1)
  })

  test.each(['hello', 'I am back, sorry', 'asdf'])(
    'with “%s” is welcomed, told what is open, and asked how to go on',
    (words) => {
      const { stored, effects } = talk.step(away, said(words, OPEN + 3 * DAY))
      expect(said_(effects)).toMatch(/^Welcome back\. We were at your X16-Q, zero hash rate\./)
      expect(talk.question(stored)?.offers.map(({ id }) => id)).toEqual(['resume', 'anew', 'menu'])
      expect(stored.flow.context.serial).toBe('JX1600004711')
      const resumed = saying(stored, 'yes')
      expect(talk.question(resumed)?.id).toBe(talk.question(AT_SINCE)?.id)
    },
  )

  test('with another fault keeps its words for a new matter', () => {
    const back = talk.step(away, said('my X44-P is very noisy', OPEN + 3 * DAY)).stored
    expect(back.flow.context).toMatchObject({ model: 'X16-Q', aside: { model: 'X44-P', symptom: 'noise' } })
    const anew = saying(back, '2')
    expect(anew.flow.context).toMatchObject({ model: 'X44-P', symptom: 'noise', serial: null, tried: [], aside: null })
    expect(saying(back, '1').flow.context).toMatchObject({ model: 'X16-Q', aside: null })
  })

  test.each(['/hours', 'a person', '/menu'])('with %s is answered at once', (words) => {
    expect(said_(talk.step(away, said(words, OPEN + 3 * DAY)).effects)).not.toContain('Welcome back')
  })
})

describe('the wish to be reminded', () => {
  test.each<readonly [string, number | null]>([
    ['remind me in 20 minutes', 20 * MINUTE],
    ['please remind me in an hour', HOUR],
    ['Remind me in half an hour', 30 * MINUTE],
    ['remind me tomorrow', DAY],
    ['remind me in 2 days', 2 * DAY],
    ['remind me', 20 * MINUTE],
    ['remind me in 1 minute', 5 * MINUTE],
    ['remind me in 30 days', 3 * DAY],
    ['20分钟后提醒我', 20 * MINUTE],
    ['半小时后提醒一下我', 30 * MINUTE],
    ['两个小时以后提醒我', 2 * HOUR],
    ['明天提醒我', DAY],
    ['后天再提醒我吧', 2 * DAY],
    ['３０分钟后提醒我', 30 * MINUTE],
    ["don't remind me", null],
    ['不要再提醒我了', null],
    ['it reminds me of my old miner', null],
    ['20 minutes', null],
    ['明天', null],
  ])('%s', (words, wished) => {
    expect(reminderWish(words)).toBe(wished)
  })

  test('is kept, also when the matter is put off meanwhile', () => {
    const promised = saying(AT_SINCE, 'later', 'remind me in 20 minutes')
    expect(silence(promised).dueAt).toBe(OPEN + 20 * MINUTE)
    const { stored, effects } = wake(promised)
    expect(said_(effects)).toContain('You asked me to write again')
    expect(talk.question(stored)?.id).toBe(talk.question(AT_SINCE)?.id)
  })

  test('does not keep a danger waiting', () => {
    const { effects } = talk.step(AT_SINCE, said('smoke is coming out, remind me in 20 minutes'))
    expect(said_(effects)).toContain('Safety first')
  })
})

describe('at the opening', () => {
  const queued = (...texts: readonly string[]) =>
    texts.reduce<Stored | null>((state, text) => talk.step(state, said(text, CLOSED)).stored, null) as Stored
  const open = (stored: Stored) => {
    const [timer] = timersOf(stored).filter(({ machine }) => machine === 'desk')
    if (timer === undefined) throw new Error('nobody waits for the opening')
    return wake(stored, timer)
  }

  test('a customer in the middle of something is not silenced: staff have the card, the question stays', () => {
    const opened = open(queued('a person', ...FAULT))
    expect(opened.stored.desk.value).toEqual({ bot: 'expecting' })
    expect(opened.effects.filter(({ kind }) => kind === 'staff')).toHaveLength(1)
    expect(opened.effects.at(-1)).toEqual({ kind: 'ask' })
    const at = silence(opened.stored).dueAt
    expect(act(opened.stored, PERSON, at).stored.desk.value).toEqual({ person: 'answered' })
  })

  test.each([
    ['idle', ['a person']],
    ['at rest', ['a person', ...FAULT, 'later']],
  ])('a customer who is %s waits for the person', (_, texts) => {
    expect(open(queued(...texts)).stored.desk.value).toBe('waiting')
  })
})

test('turns tell the same whether or not the talk was stored in between', () => {
  const turn = takeTurn(talk, pack(act(AT_SINCE, PERSON).stored), [inbound(RELEASE)])
  expect(turn.timers.map(({ machine }) => machine)).toEqual(['flow'])
})
