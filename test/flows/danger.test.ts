// The answer to the danger question: a "no" never covers a danger that stands beside it.
import { expect, test } from 'vitest'
import { dangerAnswer } from '../../src/flows/danger.ts'

const TOLD = [
  'no but there is some water under it',
  'no, only a little smoke',
  'no smoke but sparks',
  'No. well a bit of burning smell',
  'not really, slight smell',
  'no, but the breaker tripped once',
  'no only a smell',
  'nope except the breaker trips sometimes',
  'yes smoke',
  'some loose screws',
  '没有焦味但是跳闸了',
  '没有，就是有点糊味',
  '没有冒烟，有火花',
  '没焦味，进水了',
  '没冒烟，但进了点水',
  '有焦味',
]

const DENIED = [
  'no',
  'No smoke, no smell',
  'no smoke, sparks or water',
  'no burning smell, smoke, sparks',
  'nothing like that',
  'none of that',
  'there is no water',
  "it isn't smoking",
  '没有',
  '没有焦味',
  '没有冒烟，没有进水',
  '没有焦味，冒烟，进水',
  '都正常',
  'no, it is just loud',
]

const BESIDE = [
  'The router does not see the miner any more',
  'No hash rate since yesterday',
  '没有算力',
  'X16-Q',
  'what do you mean',
  '3',
  '',
  '在吗',
  'stop',
  'yes but no',
  'no, wait, yes',
  '没有，等等，有',
]

test.each(TOLD)('%s: a danger', (text) => {
  expect(dangerAnswer(text)).toBe('told')
})

test.each(DENIED)('%s: none', (text) => {
  expect(dangerAnswer(text)).toBe('denied')
})

test.each(BESIDE)('“%s” is about something else', (text) => {
  expect(dangerAnswer(text)).toBeNull()
})

test.each(['木有', '没有那些', '以上都没有', '没有啊', '没有异常'])('%s: none, as it is said on WeChat', (text) => {
  expect(dangerAnswer(text)).toBe('denied')
})

test.each(['有那些', '没有，就是有点焦味'])('%s: a danger or asked again', (text) => {
  expect(dangerAnswer(text)).not.toBe('denied')
})
