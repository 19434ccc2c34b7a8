/** Readers of what is said beside a question: the cause, a visit, no phone, the condition told early. What sounds alike is left alone. */
import { describe, expect, test } from 'vitest'
import { findPhone, readPhone } from '../../../src/domain/phone.ts'
import { unmarkedIn } from '../../../src/flows/order/early-marks.ts'
import { besideCause } from '../../../src/flows/understand/cause.ts'
import { avoidsPhone } from '../../../src/flows/understand/no-phone.ts'
import { asksForVisit } from '../../../src/flows/understand/visit.ts'
import { answerIn, tellsPartOfSerial } from '../../../src/flows/words.ts'
import { hostile, quickly } from '../../domain/hostile.ts'

describe('the cause', () => {
  test.each([
    '这是啥原因啊',
    '怎么回事啊',
    '为啥会这样',
    '为什么老是重启',
    '那块板是不是坏了',
    "what's causing this",
    'what could be the cause?',
    'why does it do that?',
    "so what's wrong with it",
    'is the psu dead?',
  ])('“%s” asks for it', (words) => expect(besideCause(words)).toBe(''))
  test('what else is said is told apart', () => {
    expect(besideCause('风扇转得飞快 这是啥原因啊')).toBe('风扇转得飞快')
  })
  test.each([
    '为什么要填电话',
    'why do you need it',
    '没什么问题',
    '风扇坏了',
    'why is that needed',
    '怎么弄',
    'it is dead',
  ])('“%s” does not', (words) => expect(besideCause(words)).toBeNull())
})

describe('a visit', () => {
  test.each([
    '你们能不能派人来修',
    '可以上门维修吗',
    '叫个师傅过来看看',
    'can you send a technician?',
    'do you do on-site repair',
  ])('“%s” asks for it', (words) => expect(asksForVisit(words)).toBe(true))
  test.each(['你们上门取件吗', '上门取吗', 'can someone pick it up', '送货上门还是自提', '转人工', '我在现场'])(
    '“%s” does not',
    (words) => expect(asksForVisit(words)).toBe(false),
  )
})

describe('a phone number', () => {
  test.each([
    '电话就这个微信 行不',
    '没有电话 加微信吧',
    '不方便留',
    'just use my telegram',
    'email instead?',
    "i don't have a phone",
  ])('“%s” puts something else in its place', (words) => expect(avoidsPhone(words)).toBe(true))
  test.each(['为什么要电话', '等一下', '张示例', 'Germany', 'one moment'])('“%s” does not', (words) =>
    expect(avoidsPhone(words)).toBe(false),
  )
  test('may be dictated in words', () => {
    expect(readPhone('一三八零零一三八零零零')).toEqual({ ok: true, phone: '+8613800138000' })
    expect(findPhone('手机 幺三八 零零幺三 八零零零')).toBe('+8613800138000')
    expect(findPhone('一共三台')).toBeNull()
  })
})

test('the condition counts early only where it is denied in plain words', () => {
  expect(unmarkedIn('外观没问题 没拆过 也没超频')).toEqual(['damaged', 'opened', 'overclocked'])
  expect(unmarkedIn('never opened the case, no damage')).toEqual(['damaged', 'opened'])
  for (const words of ['网页打不开', 'the page never opened', '超没超频我不知道', '不清楚拆没拆过', '机器坏了', '没有'])
    expect(unmarkedIn(words)).toEqual([])
})

test('some characters of a serial number are no serial number', () => {
  expect(tellsPartOfSerial('应该是X4U开头 后面好像是20230815')).toBe(true)
  expect(tellsPartOfSerial('it starts with JX16')).toBe(true)
  expect(tellsPartOfSerial('JX16开头的 就是JX1600004712')).toBe(false)
})

test('said twice is said once, and fragments are read one by one', () => {
  expect(answerIn('没有没有')).toBe('no')
  expect(answerIn('对对对')).toBe('yes')
  expect(answerIn('可以 提交')).toBe('agreed')
  // A correction, and a question, are no answer.
  expect(answerIn('不是 是管理后台的密码')).toBeNull()
  expect(answerIn('好的 我明天几点能等到电话')).toBeNull()
})

test('whatever is typed, in time', () => {
  for (const read of [besideCause, asksForVisit, avoidsPhone, unmarkedIn, tellsPartOfSerial])
    for (const [, words] of hostile) quickly(() => read(words.slice(0, 4_096)))
})
