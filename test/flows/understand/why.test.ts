/** "Why do you ask?" and "where do I find it?" at an open question are told apart from questions about rules and machines. */
import { describe, expect, test } from 'vitest'
import { EXPLAINED } from '../../../src/flows/talk/explained.ts'
import { wondersIn } from '../../../src/flows/understand/why.ts'
import { quickly } from '../../domain/hostile.ts'
import { OPEN, said, talk } from '../../support/conversation-desk.ts'

describe('who wonders about a question', () => {
  test.each([
    'why',
    'why do you ask?',
    'but why do you need my phone number',
    'what do you need it for?',
    'Why is that important?',
    'do i have to answer that',
    'is that necessary?',
    '为什么要问',
    '为什么要问这个',
    '问这个干嘛',
    '要电话干什么',
    '为啥要填手机号',
    '一定要填吗',
    '有必要吗？',
  ])('“%s”: why', (text) => {
    expect(wondersIn(text)).toBe('why')
  })
  test.each([
    'where do I find it?',
    'where is the serial number',
    'how do i find out which model i have',
    "where's that",
    'where can I see that?',
    'what is the serial number',
    '在哪里看',
    '在哪看？',
    '序列号在哪',
    '这个怎么看',
    'sn码在哪里找',
    '去哪儿找',
    '电压怎么查',
    '序列号是什么',
  ])('“%s”: where', (text) => {
    expect(wondersIn(text)).toBe('where')
  })
  test.each([
    'why is my hash rate zero',
    'why does the fan not spin?',
    'where do I send the machine?',
    'how can i get a refund',
    'how do I check my warranty',
    'where is my order',
    'why was my parcel refused',
    '保修怎么查',
    '快递单号在哪看',
    '为什么算力是零',
    '机器寄到哪里',
    '我的维修单在哪里看',
    '密码是什么',
    'what is wrong with it',
  ])('“%s” is about something else', (text) => {
    expect(wondersIn(text)).toBeNull()
  })
  test('is heard in time, whatever they write', () => {
    for (const words of ['why '.repeat(15), '哪里'.repeat(30), 'how do i find the '.repeat(4)])
      quickly(() => wondersIn(words))
  })
})

describe('the answer', () => {
  test.each([
    ['my X16-Q shows zero hashrate', 'why do you ask?', /hurt you/],
    ['我的 X16-Q 算力为零', '为什么要问', /伤到人/],
  ])('“%s”, “%s”: it is explained and asked again', (fault, words, reason) => {
    const { stored } = talk.step(null, said(fault, OPEN))
    const { effects, stored: after } = talk.step(stored, said(words, OPEN))
    expect(effects.map((effect) => (effect.kind === 'say' ? effect.text : effect.kind))).toEqual([
      expect.stringMatching(reason),
      'recall',
    ])
    expect(after.flow.context).toEqual(stored.flow.context)
    expect(after.flow.value).toEqual(stored.flow.value)
  })
  test('is there for each question, in both languages, in one or two sentences', () => {
    for (const question of EXPLAINED)
      for (const lang of ['en', 'zh'] as const) {
        const text = talk.catalogue.render(['explained', { wonders: 'why', question }], lang)
        expect(text.split(/[.。]\s*/u).filter((part) => part !== '').length).toBeLessThanOrEqual(2)
      }
  })
})
