/** What words say about the machines of an order and their condition: tables of both languages, and words that say none of it. */
import { describe, expect, test } from 'vitest'
import {
  marksDenied,
  marksIn,
  placeIn,
  saysAll,
  saysMore,
  saysRemove,
  voltageIn,
} from '../../src/flows/order/spoken.ts'
import { costOf } from '../support/cost.ts'

test.each([
  ['the second serial is wrong', 2],
  ['remove machine 12', 12],
  ['machine #3 please', 3],
  ['第三台的序列号错了', 3],
  ['去掉第2台', 2],
  ['the 1st one', 1],
  ['the serial is wrong', null],
  ['JX1600004711', null],
])('%s names the place %s', (text, place) => {
  expect(placeIn(text)).toBe(place)
})

test.each(['remove machine 2', 'please delete the third', '去掉第2台', '第一台不要了'])('%s removes', (text) => {
  expect(saysRemove(text)).toBe(true)
})

test.each(['add JX1600000104', 'there is another machine', 'one more', '还有一台', '再加一台'])(
  '%s is one more',
  (text) => {
    expect([saysMore(text), saysRemove(text), saysAll(text)]).toEqual([true, false, false])
  },
)

test.each(["that's all", 'that is all.', 'no more', 'done', '就这些', '就这么多了', '没有了', '全部了'])(
  '%s ends a list',
  (text) => {
    expect(saysAll(text)).toBe(true)
  },
)

test.each(['all of them are X16-P', 'that is all I know about JX1600004711', '这些都坏了'])('%s ends none', (text) => {
  expect(saysAll(text)).toBe(false)
})

describe('the condition (P13)', () => {
  test.each([
    ['the case has a dent', ['damaged']],
    ['opened it once to clean, and overclocked', ['opened', 'overclocked']],
    ['no damage, but the previous owner opened it', ['opened']],
    ['外壳有点变形，之前超频过', ['damaged', 'overclocked']],
    ['拆过一次', ['opened']],
    ['never opened, not overclocked, no damage', []],
    // P13: what was not said is asked, not taken for granted.
    ['没拆过，没损坏', null],
    ['没拆过', null],
    ['like new', []],
    ['完好', []],
    ['没拆过，没损坏，没超频', []],
    ['who asks?', null],
    ['JX1600004711', null],
  ])('%s', (text, marks) => {
    expect(marksIn(text)).toEqual(marks)
  })

  test.each([
    ['never opened', ['opened']],
    ['没拆过，外观也好的', ['damaged', 'opened']],
    ['opened it once', []],
    ['JX1600004711', []],
  ])('%s denies just that', (text, denied) => {
    expect(marksDenied(text)).toEqual(denied)
  })
})

test.each([
  ['230', '200-240'],
  ['220伏', '200-240'],
  ['200-240 V', '200-240'],
  ['110V', '100-120'],
  ['it is 120 volts', '100-120'],
  ['380 V', 'other'],
  ['110-240', 'other'],
  ['I have no idea', null],
])('%s is the range %s', (text, range) => {
  expect(voltageIn(text)).toBe(range)
})

test.each(['\ufdfa'.repeat(4096), `${'no '.repeat(2000)}damage`, `machine ${'1'.repeat(4000)}`])(
  'a hostile message costs next to nothing',
  (text) => {
    const reads = [placeIn, saysRemove, saysMore, saysAll, marksIn, voltageIn]
    expect(costOf(() => reads.map((read) => read(text)))).toBeLessThan(50)
  },
)
