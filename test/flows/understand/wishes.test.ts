/** What whole messages wish for at any moment, slips and all; and words that only look like a wish. */
import { describe, expect, it, test } from 'vitest'
import { wishOf } from '../../../src/flows/understand/wishes.ts'

describe('a wish', () => {
  it.each([
    ['/menu', 'menu'],
    ['/MENU@SomeBot', 'menu'],
    ['／ｍｅｎｕ', 'menu'],
    ['Menu!', 'menu'],
    ['“菜单”', 'menu'],
    ['/start deep_link', 'start'],
    ['hello?', 'start'],
    ['在吗？', 'start'],
    [' back ', 'back'],
    ['上一步。', 'back'],
    ['算了', 'cancel'],
    ['What?', 'repeat'],
    ['报修', 'order'],
    ['谢谢！', 'thanks'],
    ['/语言', 'help'],
    ['/nosuchcommand', 'help'],
    ['/', 'help'],
    ['/mydata', 'mydata'],
    ['我的数据', 'mydata'],
    ['delete my data', 'forget'],
    ['/forget', 'forget'],
    ['删除我的数据', 'forget'],
    ['continue', 'resume'],
    ['go on', 'resume'],
    ['继续', 'resume'],
    ['skip', 'skip'],
    ['跳过', 'skip'],
    ['cancle', 'cancel'],
    ['cansel', 'cancel'],
    ['mneu', 'menu'],
    ['menuu', 'menu'],
    ['hlep', 'help'],
    ['bakc', 'back'],
    ['thnaks', 'thanks'],
  ])('%s commands %s', (text, command) => {
    expect(wishOf(text)).toEqual({ kind: 'command', command })
  })

  it.each([
    ['人工', { kind: 'person' }],
    ['/human', { kind: 'person' }],
    ['/end', { kind: 'end' }],
    ['再见~', { kind: 'end' }],
    ['English', { kind: 'language', lang: 'en' }],
    ['中文', { kind: 'language', lang: 'zh' }],
    ['/hours', { kind: 'topic', topic: 'hours' }],
    ['运费', { kind: 'topic', topic: 'freight' }],
  ])('%s wishes for %o', (text, wish) => {
    expect(wishOf(text)).toEqual(wish)
  })

  it.each([
    'my menu is broken',
    'cancel the second machine',
    '工作时间内会死机',
    '',
    '…',
    'constructor',
    '__proto__',
    'pack',
    'step',
    'that',
    'chat',
    'hack',
    'quiet',
    'hell',
    'fans',
    'mean',
  ])('%s is none', (text) => {
    expect(wishOf(text)).toBeNull()
  })
})

test('where a name is asked for, Pearson is one', () => {
  expect(wishOf('Pearson')).toEqual({ kind: 'person' })
  expect(wishOf('Pearson', true)).toBeNull()
  expect(wishOf('cancle', true)).toEqual({ kind: 'command', command: 'cancel' })
})

test.each([
  ['那就报修吧', 'order'],
  ['好吧 填单', 'order'],
  ['我要登记维修', 'order'],
  ['不查了，直接报修吧', 'order'],
  ['填单子吧', 'order'],
  ['好的谢谢', 'thanks'],
  ['那先取消吧', 'cancel'],
  ['到底要怎么弄', 'repeat'],
  ['回到刚才的', 'resume'],
  ['先不要人工了', 'resume'],
])('what is said around a wish changes nothing: %s', (text, command) => {
  expect(wishOf(text)).toEqual({ kind: 'command', command })
})

test.each(['好的', '先', '那就这样', '直接寄过去行不行', '不查了'])('“%s” wishes for none of them', (text) => {
  expect(wishOf(text)).toBeNull()
})
