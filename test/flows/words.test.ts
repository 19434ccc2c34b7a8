/** Words that mean the same at any moment: whole messages, in both languages, however they are dressed. */

import { describe, expect, it, test } from 'vitest'
import { saysAllRight } from '../../src/flows/understand/all-right.ts'
import { changeOf } from '../../src/flows/understand/change-of.ts'
import {
  answerIn,
  bare,
  correctedName,
  isQuestion,
  isUnsure,
  lacksSerial,
  losesLabel,
  namesPerson,
  wantsChange,
  wantsOrder,
} from '../../src/flows/words.ts'

describe('an answer', () => {
  it.each([
    ['yes', 'yes'],
    ['Ｙｅｓ.', 'yes'],
    ['yes, smoke', 'yes'],
    ['有', 'yes'],
    ['ok', 'agreed'],
    ['好的，谢谢', 'agreed'],
    ['提交', 'agreed'],
    ['ok send it', 'agreed'],
    ['yes please do', 'agreed'],
    ['looks good', 'agreed'],
    ['好的，提交', 'agreed'],
    ['submit tomorrow', null],
    ['先别提交', null],
    ['no', 'no'],
    ['No, none of that', 'no'],
    ['没有。', 'no'],
    ['都没有', 'no'],
    ['no smoke without fire', null],
    ['yesterday', null],
    ['没有网络', null],
    ['', null],
    ['no hash rate', null],
    ['yes but no', null],
    ['yes, but no', null],
    ['no, wait, yes', null],
    ['no, yes', null],
    ['好的，不过电话错了', null],
    ['yes, it is an X16-Q', 'yes'],
    ['no, it is just loud', 'no'],
  ] as const)('%s is %s', (text, answer) => {
    expect(answerIn(text)).toBe(answer)
  })

  it.each(["I don't know", 'I don’t know.', '不清楚', 'idk'])('%s is unsure', (text) => {
    expect(isUnsure(text)).toBe(true)
  })
  it('knowing something is not unsure', () => {
    expect(isUnsure("I don't know why it stopped")).toBe(false)
  })
})

describe('other readings', () => {
  it.each(['how long?', '多久', '几点上班', 'is it open', '可以吗', 'what about the fan'])(
    '%s asks something',
    (text) => {
      expect(isQuestion(text)).toBe(true)
    },
  )
  it.each(['it is hot', 'X16-Q', '我知道了', 'whatever'])('%s asks nothing', (text) => {
    expect(isQuestion(text)).toBe(false)
  })
  it.each(['我要报修', 'I need a repair order', '返修'])('%s wants an order', (text) => {
    expect(wantsOrder(text)).toBe(true)
  })
  it('a fault alone wants none', () => {
    expect(wantsOrder('the fan is broken')).toBe(false)
  })
  it.each(['can I talk to a real person', '有没有人工', '找客服', '有人在吗', '现在有人吗？', 'anybody there?'])(
    '%s names a person',
    (text) => {
      expect(namesPerson(text)).toBe(true)
    },
  )
  it.each(['陈经理', 'call me Peter', 'its serial number is JX16P0000815', 'Personal'])('%s names none', (text) => {
    expect(namesPerson(text)).toBe(false)
  })
  it('a word is bared of what is put around it, and cut', () => {
    expect(bare('  “ＨＥＬＬＯ！！” ')).toBe('hello')
    expect(bare('\uFDFA'.repeat(4_096)).length).toBeLessThanOrEqual(64)
  })
})

test.each([
  ['the name is wrong, it should be Li Si', 'Li Si'],
  ['change the name to Jane Example', 'Jane Example'],
  ['联系人改成李四', '李四'],
  ['the name is wrong', null],
  ['联系人不是我', null],
  ['名字是谁', null],
  ['my miner has no hash rate', null],
])('%s corrects the name to %s', (text, name) => {
  expect(correctedName(text)).toBe(name)
})

test.each([
  'the label is torn',
  'the sticker fell off',
  'Label is torn off',
  'my sticker is missing',
  '标签撕了',
  '标签磨没了',
  '没有标签',
  '标签掉下来了',
])('%s: the label is lost', (text) => {
  expect(losesLabel(text)).toBe(true)
  expect(lacksSerial(text)).toBe(true)
})

test.each(['the fan fell off', 'label printer', '标签在后面', 'JX0000000013'])('%s: nothing of a label', (text) => {
  expect(losesLabel(text)).toBe(false)
})

test.each(['the phone is wrong', '电话不对', '改一下', 'change'])('%s wants a change', (text) => {
  expect(wantsChange(text)).toBe(true)
})

test.each(['yes', 'submit', '提交', 'what is wrong with it'])('%s wants none', (text) => {
  expect(wantsChange(text)).toBe(false)
})

describe('Chinese as it is typed and dictated', () => {
  it.each([
    ['木有', 'no'],
    ['没有啊', 'no'],
    ['都没有的哦', 'no'],
    ['嗯对的', 'yes'],
    ['嗯呢没有', 'no'],
    ['是滴', 'yes'],
    ['可以的', 'agreed'],
    ['同意啦', 'agreed'],
    ['嗯', 'agreed'],
  ])('%s is %s', (text, answer) => {
    expect(answerIn(text)).toBe(answer)
  })

  test.each(['不晓得', '不知道呢', '忘了', '8知道', '不记得了'])('%s is doubt', (text) => {
    expect(isUnsure(text)).toBe(true)
  })
})

test.each([
  ['change my phone', 'phone'],
  ['please change the phone number', 'phone'],
  ['the model is wrong', 'model'],
  ['I want to correct the name', 'name'],
  ['改一下电话', 'phone'],
  ['改下手机号', 'phone'],
  ['电话改一下', 'phone'],
  ['联系人要改一下', 'name'],
  ['序列号错了', 'serial'],
  ['改型号', 'model'],
  ['change the pool', null],
  ['change the phone to +49 30 23125 555', null],
  ['改地址', null],
  ['换过电话', null],
])('%s: the answer to change is %s', (text, slot) => {
  expect(changeOf(text)).toBe(slot)
})

describe('who finds all of it right', () => {
  test.each(['all of it is right', 'everything is correct', 'Yes, all correct', '都对', '全对的', '都没问题'])(
    '%s',
    (text) => {
      expect(saysAllRight(text)).toBe(true)
    },
  )
  test.each(['all boards are gone', 'right', '没问题', '都不对', 'all of it is right, still 0'])('not %s', (text) => {
    expect(saysAllRight(text)).toBe(false)
  })
})
