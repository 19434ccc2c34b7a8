/** What may come at any moment: commands, buttons of earlier questions, nonsense, other languages, insults, questions about one's data. */
import { describe, expect, test } from 'vitest'
import { pack, type Stored } from '../../src/flows/stored.ts'
import { isNod, putsOff } from '../../src/flows/talk/nod.ts'
import { takeTurn } from '../../src/flows/turn.ts'
import type { Inbound } from '../../src/flows/types.ts'
import { CLOSED, inbound, OPEN, said, talk } from '../support/conversation-desk.ts'

const saying = (stored: Stored | null, ...texts: readonly string[]): Stored =>
  texts.reduce<Stored | null>((state, text) => talk.step(state, said(text)).stored, stored) as Stored
const FAULT = ['my X16-Q shows zero hashrate', 'no']
const AT_SERIAL = saying(null, ...FAULT)
const AT_SINCE = saying(AT_SERIAL, 'JX1600004711')
const AT_CHECK = saying(AT_SINCE, 'yesterday', 'nothing', 'only this one')

const texts = (effects: ReturnType<typeof talk.step>['effects']): string =>
  effects.flatMap((effect) => (effect.kind === 'say' ? [effect.text] : [])).join('\n')
const say = (stored: Stored | null, text: string, at = OPEN) => {
  const stepped = talk.step(stored, said(text, at))
  return { ...stepped, words: texts(stepped.effects), asked: talk.question(stepped.stored)?.id ?? null }
}
const tap = (stored: Stored, question: string, offer: string) => {
  const stepped = talk.step(stored, inbound({ kind: 'chose', question, offer }))
  return { ...stepped, words: texts(stepped.effects), asked: talk.question(stepped.stored)?.id ?? null }
}

describe('a button of an earlier question', () => {
  test('with another model asks whether it is to be changed, and leaves all else', () => {
    const asked = tap(AT_CHECK, 'model', 'X16-P')
    expect(asked.asked).toBe('earlier')
    expect(saying(asked.stored, 'yes').flow.context).toMatchObject({
      model: 'X16-P',
      serial: 'JX1600004711',
      earlier: null,
    })
    expect(saying(asked.stored, 'no').flow.context).toMatchObject({ model: 'X16-Q', earlier: null })
    expect(say(asked.stored, 'no').asked).toBe(talk.question(AT_CHECK)?.id)
  })

  test('with another fault begins its checks', () => {
    const changed = saying(tap(AT_CHECK, 'fault', 'fan').stored, 'yes')
    expect(changed.flow.context).toMatchObject({ symptom: 'fan', tried: [] })
  })

  test('with what is known already says so', () => {
    expect(tap(AT_CHECK, 'model', 'X16-Q').words).toBe('That is what I have noted already.')
  })

  test('that answers what was never asked is taken', () => {
    const asking = saying(null, 'it keeps restarting', 'no')
    expect(asking.flow.context.model).toBeNull()
    const back = saying(asking, 'menu')
    expect(tap(back, 'model', 'X16-P').stored.flow.context.model).toBe('X16-P')
  })

  test('that tells of a danger is met with safety at once', () => {
    const told = tap(AT_CHECK, 'danger', 'yes')
    expect(told.words).toContain('Safety first')
    expect(told.stored.desk.context.reason).toBe('danger')
  })

  test.each([
    ['check.coin_pool', 'nobody'],
    ['model', 'toString'],
    ['fault', '__proto__'],
    ['', ''],
  ])('of %s with %s is placed politely', (question, offer) => {
    const placed = tap(AT_SERIAL, question, offer)
    expect([placed.words, placed.asked]).toEqual(['That belongs to an earlier question.', 'serial'])
  })

  test('means nothing once the matter is over', () => {
    const idle = saying(null, '/menu')
    expect(tap(idle, 'model', 'X16-P').stored.flow.context.model).toBeNull()
    expect(tap(idle, 'danger', 'yes').words).toBe('That belongs to an earlier question.')
  })
})

describe('nonsense', () => {
  test('is met in other words each time, five times; then the question is put down and nothing is lost', () => {
    const heard: string[] = []
    let stored = AT_CHECK
    for (let message = 0; message < 12; message += 1) {
      const answer = say(stored, `qwx${message}zz`)
      heard.push(answer.words)
      stored = answer.stored
    }
    expect(heard.every((words, place) => words !== '' && words !== heard[place - 1])).toBe(true)
    expect(talk.question(stored)?.id).toBe('stuck')
    expect(say(stored, 'continue').asked).toBe(talk.question(AT_CHECK)?.id)
    expect(stored.flow.context).toMatchObject({ serial: 'JX1600004711', symptom: 'no_hashrate' })
  })

  test('three times at “since when” leaves that open, and says so', () => {
    const { words, asked } = say(saying(AT_SINCE, 'qwx', 'zzt'), 'pqrx')
    expect([words, asked]).toEqual(['Never mind, we leave that open.', 'count'])
  })

  test.each(['JX16x', '??', '…'])('at a phone number ends there as well: %s', (words) => {
    const asking = saying(AT_CHECK, '/order', 'Ana Example')
    expect(talk.question(saying(asking, words, words, words, words, words))?.id).toBe('stuck')
  })
})

describe('soft words', () => {
  test.each(['ok', 'Okay!', '👍', '👌🏽', '好的', '收到', 'got it', '嗯嗯'])('%s is a nod', (words) => {
    expect(isNod(words)).toBe(true)
    expect(say(AT_CHECK, words).words).not.toContain('Sorry')
  })
  test.each(['no', '3', '好了', 'ok but how?', '机器好的', ''])('%s is none', (words) => {
    expect(isNod(words)).toBe(false)
  })
  test.each(['tomorrow', "I'll do it later", '困了 明天再说', '等会再弄'])('%s puts the matter off', (words) => {
    expect(putsOff(words)).toBe(true)
  })
  test.each(['since tomorrowland', '昨天开始的', 'it is too late'])('%s does not', (words) => {
    expect(putsOff(words)).toBe(false)
  })
})

describe('another language', () => {
  const RUSSIAN = 'Здравствуйте, не работает майнер X16-Q'

  test('is answered once in both, goes on in the platform’s, and its machine counts', () => {
    const event = inbound({ kind: 'said', text: RUSSIAN, hint: 'zh' }, CLOSED)
    const { stored, effects } = talk.step(null, event)
    expect(texts(effects)).toContain('我会中文和英文')
    expect(texts(effects)).toContain('I speak English and Chinese')
    expect(texts(effects)).toContain('北京时间')
    expect(stored.flow.context).toMatchObject({ lang: 'zh', model: 'X16-Q', topic: 'fault' })
    expect(texts(talk.step(stored, said('Помогите, пожалуйста')).effects)).not.toContain('I speak')
  })

  test.each(['José Luis Álvarez', 'Žaneta Nováková'])('is no matter in a name: %s', (name) => {
    const asked = say(saying(AT_CHECK, '/order'), name)
    expect(asked.words).not.toContain('I speak')
    expect(asked.stored.flow.context.name).toBe(name)
  })
})

test('an insult is answered calmly once, and a fault in the same words counts', () => {
  const first = say(null, 'your shitty X16-Q has zero hashrate, you idiots')
  expect(first.words).toContain('I understand')
  expect(first.stored.flow.context).toMatchObject({ model: 'X16-Q', symptom: 'no_hashrate' })
  expect(say(first.stored, 'idiots').words).not.toContain('I understand')
})

describe('the language, while somebody else has the talk', () => {
  const acts: readonly (readonly [string, Inbound])[] = [
    ['waiting for a person', { kind: 'said', text: 'a person' }],
    ['with a person', { kind: 'staff.said', text: 'Hello', by: 'Chen Example' }],
  ]
  test.each(acts)('%s: /language changes the bot’s own words and is not relayed', (_, act) => {
    const there = talk.step(AT_CHECK, inbound(act)).stored
    const { stored, effects } = talk.step(there, said('/language'))
    expect(stored.flow.context.lang).toBe('zh')
    expect(effects.filter(({ kind }) => kind !== 'ask')).toEqual([{ kind: 'say', text: '好的，我们用中文。' }])
    expect(talk.question(stored)).toBeNull()
    expect(stored.desk.value).toEqual(there.desk.value)
  })
})

describe('a customer’s data', () => {
  test('are told masked, with how long the transcript is kept', () => {
    const { words } = say(saying(AT_CHECK, '/order', 'Ana Example', '+49 30 23125 555'), '/mydata')
    expect(words).toContain('JX1600004711')
    expect(words).toContain('90 days')
    expect(words).not.toMatch(/Ana Example|23125|3023/)
  })

  test('are erased after a yes alone: nothing of the talk is left, staff hear only that it happened', () => {
    const asked = saying(AT_CHECK, '/forget')
    expect(saying(asked, 'no').flow.context).toEqual({ ...AT_CHECK.flow.context })
    const turn = takeTurn(talk, pack(asked), [said('yes')])
    expect(turn.forget).toBe(true)
    expect(turn.state).not.toMatch(/JX1600004711|X16-Q|hash/)
    expect(turn.posts.map(({ text }) => text).join()).not.toMatch(/JX1600004711|X16-Q/)
    expect(turn.timers).toEqual([])
    expect(takeTurn(talk, turn.state, [said('hello')]).lines[0]?.text).toContain('Hello, this is')
  })

  test('of orders stay, and their numbers are told', () => {
    const filed = takeTurn(
      talk,
      pack(saying(AT_CHECK, '/order', 'Ana Example', '+49 30 23125 555', 'none of that', 'yes')),
      [said('yes')],
    )
    const [order] = filed.orders
    if (order === undefined) throw new Error('no order was filed')
    const erased = takeTurn(talk, filed.state, [said('/forget'), said('yes')], [order])
    const words = erased.lines.map(({ text }) => text).join('\n')
    expect(words.match(/[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}/g)).toHaveLength(2)
    expect(words).toContain('until it is closed')
    expect([erased.orders, erased.moved]).toEqual([[], []])
  })
})

describe('a talk that was lost is apologised for', () => {
  const lost = (context: object, text = '1') =>
    takeTurn(talk, JSON.stringify({ v: 99, flow: { context } }), [said(text)])
      .lines.map((line) => line.text)
      .join('\n')
  test('in its own language', () => {
    expect(lost({ lang: 'zh' })).toMatch(/^(?!.*I am sorry)[\s\S]*非常抱歉/)
    // English is what a stored context leaves out.
    expect(lost({})).toMatch(/^(?!.*非常抱歉)[\s\S]*I am sorry/)
  })
  test('in both when nothing tells it', () => {
    const both = takeTurn(talk, '{}', [inbound({ kind: 'staff.said', text: 'Hello', by: 'Chen Example' })])
    const words = both.lines.map(({ text }) => text).join('\n')
    expect(words).toContain('I am sorry')
    expect(words).toContain('非常抱歉')
  })
})
