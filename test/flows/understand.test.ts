/** What a message means under an open question: by number, by label, by yes and no; else a wish, a topic, or words with facts in them. */
import { describe, expect, it } from 'vitest'
import type { Asked } from '../../src/flows/questions.ts'
import { createUnderstanding, type Situation } from '../../src/flows/understand.ts'
import { content, OPEN, triage } from '../support/conversation-desk.ts'

const understand = createUnderstanding(content, triage)

const DANGER: Asked = {
  id: 'danger',
  prompt: 'Any smoke?',
  takesText: false,
  offers: [
    { id: 'no', label: 'No, none of that' },
    { id: 'yes', label: 'Yes' },
  ],
  yes: 'yes',
  no: 'no',
}
const RECAP: Asked = {
  id: 'recap',
  prompt: 'Shall I?',
  takesText: false,
  offers: [
    { id: 'submit', label: '提交' },
    { id: 'change', label: 'Change something' },
    { id: 'unknown', label: 'Another one / I don’t know' },
  ],
  agreed: 'submit',
  no: 'change',
}
const SERIAL: Asked = {
  id: 'serial',
  prompt: 'Serial?',
  takesText: true,
  offers: [{ id: 'unreadable', label: 'I can’t read it' }],
  unsure: 'unreadable',
}

const under = (asked: Asked | null, more: Partial<Situation> = {}): Situation => ({
  asked,
  dangerKnown: false,
  opening: false,
  idle: false,
  hasOrders: false,
  model: null,
  at: OPEN,
  ...more,
})
const read = (text: string, situation: Situation) => understand({ kind: 'said', text }, situation)
const tap = (question: string, offer: string, situation: Situation) =>
  understand({ kind: 'chose', question, offer }, situation)
const chose = (offer: string) => ({ for: 'flow', event: { type: 'customer.chose', offer } })

describe('an answer to the open question', () => {
  it.each([
    ['2', 'change'],
    ['２', 'change'],
    ['2.', 'change'],
    ['2、', 'change'],
    ['2)', 'change'],
    ['2nd', 'change'],
    ['②', 'change'],
    ['第二个', 'change'],
    [' 2 ', 'change'],
    ['change something', 'change'],
    ['CHANGE SOMETHING', 'change'],
    ['提交', 'submit'],
    ['ok', 'submit'],
    ['Yes.', 'submit'],
    ['no', 'change'],
    ["I don't know", 'unknown'],
    ['another one', 'unknown'],
  ])('%s chooses %s', (text, offer) => {
    expect(read(text, under(RECAP))).toMatchObject(chose(offer))
  })

  it.each(['0', '4', '99', '4th', '1 2', '-1'])('%s chooses nothing', (text) => {
    expect(read(text, under(RECAP))).toMatchObject({ event: { type: 'customer.said' } })
  })

  it('mere agreement is no answer where a danger is asked about', () => {
    expect(read('ok', under(DANGER))).toMatchObject({ event: { type: 'customer.said' } })
    expect(read('yes', under(DANGER))).toMatchObject(chose('yes'))
  })

  it('after a danger, words about the plug are answered, but may tell what is wrong with the machine', () => {
    const fault = { ...SERIAL, id: 'fault', offers: [] }
    const safety = (command: string) => ({ event: { type: 'customer.commanded', command } })
    expect(read('i unplugged it', under(SERIAL, { dangerKnown: true }))).toMatchObject(safety('kept_safe'))
    expect(read('should i plug it in?', under(SERIAL, { dangerKnown: true }))).toMatchObject(safety('safety'))
    expect(read('the plug got hot', under(fault, { dangerKnown: true }))).toMatchObject({
      event: { type: 'customer.said' },
    })
  })

  it('facts beside a yes or no are kept', () => {
    expect(read('no, it is an X16-Q', under(DANGER))).toMatchObject({
      event: { offer: 'no', facts: { model: 'X16-Q' } },
    })
  })

  it('a tap answers its own question only', () => {
    expect(tap('recap', 'submit', under(RECAP))).toMatchObject(chose('submit'))
    expect(tap('danger', 'no', under(RECAP))).toEqual(earlier('danger', 'no'))
    expect(tap('recap', 'submit', under(null))).toEqual(earlier('recap', 'submit'))
  })

  it('what holds at any moment holds on an old button too', () => {
    expect(tap('menu', 'person', under(RECAP))).toEqual({ for: 'person' })
    expect(tap('menu', 'hours', under(RECAP))).toEqual({
      for: 'flow',
      event: { type: 'customer.asked', topics: ['hours'], model: null },
    })
  })
})

describe('beside the question', () => {
  it('a danger goes before everything but its own answer, once', () => {
    expect(read('there is smoke', under(SERIAL))).toMatchObject({ event: { type: 'customer.reportedDanger' } })
    expect(read('there is smoke', under(SERIAL, { dangerKnown: true }))).toMatchObject({
      event: { type: 'customer.said' },
    })
    expect(read('yes, there is smoke', under(DANGER))).toMatchObject({ event: { type: 'customer.reportedDanger' } })
    expect(read('yes', under(DANGER))).toMatchObject(chose('yes'))
  })

  it.each(['I want to talk to a real person', '转人工', 'agent'])('%s asks for a person', (text) => {
    for (const asked of [SERIAL, RECAP, null]) expect(read(text, under(asked))).toEqual({ for: 'person' })
  })

  it.each(['陈经理', 'call me Peter', 'my phone is +49 30 23125 555', 'its serial number is JX16P0000815'])(
    '%s answers a free-text question and asks for nobody',
    (text) => {
      expect(read(text, under(SERIAL))).toMatchObject({ for: 'flow', event: { type: 'customer.said' } })
    },
  )

  it('a question about the rules is one at a free-text question as well', () => {
    const hours = { for: 'flow', event: { type: 'customer.asked', topics: ['hours'], model: null } }
    for (const asked of [SERIAL, RECAP]) expect(read('what are your working hours?', under(asked))).toEqual(hours)
  })

  it('first words that say nothing are greeted, those that tell a fault are heard', () => {
    expect(read('asdkjh', under(null, { opening: true }))).toMatchObject({ event: { command: 'start' } })
    expect(read('asdkjh', under(null))).toMatchObject({ event: { type: 'customer.said' } })
    expect(read('my X16-Q shows zero hashrate', under(null, { opening: true }))).toMatchObject({
      event: { type: 'customer.said', facts: { fault: true, symptom: 'no_hashrate', model: 'X16-Q' } },
    })
  })

  it('an order is wished for in a sentence only while nothing is under way', () => {
    expect(read('我要报修一台机器', under(null, { idle: true }))).toMatchObject({
      event: { type: 'customer.wantedOrder' },
    })
    expect(read('我要报修一台机器', under(RECAP))).not.toMatchObject({ event: { type: 'customer.wantedOrder' } })
  })

  it('what is kept of a text is bounded and harmless', () => {
    const kept = read('\u0000a'.repeat(20_000), under(SERIAL))
    expect(kept).toMatchObject({ event: { type: 'customer.said' } })
    if (kept.for === 'flow' && kept.event.type === 'customer.said') {
      expect(kept.event.text.length).toBeLessThanOrEqual(4_096)
      expect(kept.event.text).not.toContain('\u0000')
    }
  })

  it('what cannot be read is named', () => {
    expect(understand({ kind: 'unreadable', what: 'voice' }, under(SERIAL))).toEqual({
      for: 'flow',
      event: { type: 'customer.sentUnreadable', what: 'voice' },
    })
  })
})

const earlier = (question: string, offer: string) => ({
  for: 'flow',
  event: { type: 'customer.choseEarlier', question, offer },
})
