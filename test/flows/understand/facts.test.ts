/** Everything that one message names is heard, and nothing is read that nobody asks for. */
import { describe, expect, it, test } from 'vitest'
import type { Triage } from '../../../src/domain/triage.ts'
import type { Asked } from '../../../src/flows/questions.ts'
import type { Facts } from '../../../src/flows/types.ts'
import { createReader } from '../../../src/flows/understand/facts.ts'
import { createUnderstanding } from '../../../src/flows/understand.ts'
import { content, OPEN, triage } from '../../support/conversation-desk.ts'

const facts = (text: string): Facts => createReader(content, triage)(text, OPEN).facts
const china = (date: string): number => Date.parse(`${date}+08:00`)

describe('several answers in one message', () => {
  it.each<[string, Partial<Facts>]>([
    [
      'JX0000000013, Li Example, 13800138000',
      { serial: 'JX0000000013', name: 'Li Example', phone: '+8613800138000' } as Partial<Facts>,
    ],
    [
      '张示例，13900139000，JX1600004713',
      { serial: 'JX1600004713', name: '张示例', phone: '+8613900139000' } as Partial<Facts>,
    ],
    [
      'X16-Q serial JX0000000014, since yesterday, after a power cut, name is Wang 示例 phone 13800138000',
      {
        model: 'X16-Q',
        serial: 'JX0000000014',
        changed: 'power_cut',
        name: 'Wang 示例',
        phone: '+8613800138000',
      } as Partial<Facts>,
    ],
    [
      '我叫张示例，电话13800138000，X16-P 序列号JX16P0000815，昨天搬了机房以后没算力',
      {
        model: 'X16-P',
        serial: 'JX16P0000815',
        changed: 'moved',
        name: '张示例',
        symptom: 'no_hashrate',
        fault: true,
      } as Partial<Facts>,
    ],
    [
      '3 x X16-P: JX0000000001, JX0000000002, JX0000000003 all offline since last night',
      {
        serial: null,
        serials: ['JX0000000001', 'JX0000000002', 'JX0000000003'],
        machines: 3,
      } as unknown as Partial<Facts>,
    ],
  ])('%s', (text, expected) => {
    expect(facts(text)).toMatchObject(expected)
  })

  it('since when is told from the moment of the message', () => {
    expect(facts('zero since yesterday').since).toMatchObject({ at: china('2026-03-09T00:00'), precision: 'day' })
    expect(facts('zero hash rate').since).toBeNull()
  })
})

describe('a name', () => {
  it.each([
    ['my name is Jane Example and my phone is +49 30 23125 555', 'Jane Example'],
    ['contact: Li Example, 13800138000', 'Li Example'],
    ['联系人：李示例 手机 138 0013 8000', '李示例'],
    ['我叫张示例', '张示例'],
  ])('%s announces %s', (text, name) => {
    expect(facts(text).name).toBe(name)
  })
  it.each([
    'the name is wrong',
    'Li Example',
    'my fan is broken, 13800138000',
    'hello, 13800138000',
    '你好，13800138000',
    '联系人不是我',
    'what is your name?',
  ])('%s gives none', (text) => {
    expect(facts(text).name).toBeNull()
  })
})

describe('a machine that is broken, or well again', () => {
  it.each([
    'not wroking',
    'my miner is not wroking',
    'my X16-Q is not wroking',
    'X16-P not working',
    'X44-P 不工作',
    '机器X16-Q坏了',
    'my machine stopped working',
    '机器坏了',
    '矿机出故障了',
    'there is a problem with my miner',
  ])('%s is a fault without a symptom', (text) => {
    expect(facts(text)).toMatchObject({ fault: true, symptom: null, better: false })
  })
  it.each(['thanks, it hashes now!', 'it works now thank you', '好了，谢谢', '问题解决了，谢谢'])(
    '%s is good news',
    (text) => {
      expect(facts(text)).toMatchObject({ fault: false, symptom: null, better: true })
    },
  )
  it.each(['thanks', 'it works sometimes', 'the second one works but my fan is broken', '没坏'])(
    '%s is neither',
    (text) => {
      expect(facts(text).better).toBe(false)
    },
  )
})

test.each(['the sticker fell off', '标签掉下来了'])('%s is no loose part', (text) => {
  expect(facts(text).danger).toBe(false)
  expect(facts('a screw fell off').danger).toBe(true)
})

test.each([
  ['the fan is not wroking', 'fan'],
  ['my pool connection is not wroking', 'pool_connect'],
  ['the web page is not working', 'web_ui'],
])('%s is more than broken: %s', (text, symptom) => {
  expect(facts(text)).toMatchObject({ fault: true, symptom })
})

describe('cheap answers', () => {
  const asked = (id: string, takesText: boolean): Asked => ({
    id,
    prompt: 'Which one?',
    takesText,
    offers: [
      { id: 'first', label: 'It hashes now' },
      { id: 'cannot', label: "I can't check that" },
    ],
  })
  const place = { dangerKnown: false, opening: false, idle: false, hasOrders: false, model: null, at: OPEN }

  it.each([
    ['1', asked('check.any', false)],
    ['②', asked('check.any', false)],
    ['It hashes now', asked('check.any', false)],
    ["I can't do that", asked('check.any', false)],
    ['JX0000000013', asked('serial', true)],
    ['13800138000', asked('phone', true)],
    ['+49 30 23125 555', asked('phone', true)],
    ['Li Example', asked('name', true)],
    ['张示例', asked('name', true)],
    ['X16-Q', asked('model', true)],
    ['/menu', asked('name', true)],
  ])('%s costs no triage', (text, question) => {
    let calls = 0
    const counted = (words: string): Triage => {
      calls += 1
      return triage(words)
    }
    const understood = createUnderstanding(content, counted)({ kind: 'said', text }, { asked: question, ...place })
    const heard = understood.for === 'flow' && 'facts' in understood.event ? understood.event.facts : null
    expect([heard?.model, heard?.serial, heard?.phone, heard?.name, heard?.danger]).toBeDefined()
    expect(calls).toBe(0)
  })

  it('triage is asked once, however many rules need it', () => {
    let calls = 0
    const counted = (words: string): Triage => {
      calls += 1
      return triage(words)
    }
    const understood = createUnderstanding(content, counted)(
      { kind: 'said', text: 'how long does it take?' },
      { asked: asked('check.any', false), ...place },
    )
    expect(understood).toMatchObject({ for: 'flow' })
    expect(calls).toBe(1)
  })
})
