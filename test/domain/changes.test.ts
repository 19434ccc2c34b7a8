/** What was changed before the fault, in both languages; a machine's parts named alone are no change, and what is denied or planned is none. */
import { expect, test } from 'vitest'
import { type ChangeKind, findChange } from '../../src/domain/changes.ts'
import { hostile, quickly } from './hostile.ts'

const TOLD: readonly (readonly [string, ChangeKind])[] = [
  ['nothing changed', 'nothing'],
  ['no changes at all', 'nothing'],
  ["I didn't change anything", 'nothing'],
  ['we haven’t touched it', 'nothing'],
  ['nothing was changed, it was running fine', 'nothing'],
  ['什么都没动', 'nothing'],
  ['没改过设置', 'nothing'],
  ['没有变化，突然就这样了', 'nothing'],
  ['我们没动过它', 'nothing'],
  ['I moved it to another room', 'moved'],
  ['after moving the miners to the new site', 'moved'],
  ['we relocated last week', 'moved'],
  ['搬了机房以后就这样', 'moved'],
  ['刚搬到新矿场', 'moved'],
  ['上周换了个地方', 'moved'],
  ['it began after the firmware update', 'firmware'],
  ['I updated the firmware yesterday', 'firmware'],
  ['flashed new firmware and now nothing', 'firmware'],
  ['升级固件之后没算力', 'firmware'],
  ['昨天刷了固件', 'firmware'],
  ['since yesterday, after a power cut', 'power_cut'],
  ['the power went out in the building', 'power_cut'],
  ['we had a blackout', 'power_cut'],
  ['电网跳了一下', 'power_cut'],
  ['昨晚停电，来电后就不行了', 'power_cut'],
  ['突然断电以后开不了机', 'power_cut'],
  ['I switched to another pool', 'pool_or_coin'],
  ['changed the coin to something else', 'pool_or_coin'],
  ['set up a new wallet', 'pool_or_coin'],
  ['换了矿池', 'pool_or_coin'],
  ['昨天改了钱包', 'pool_or_coin'],
  ['换币种以后就没算力了', 'pool_or_coin'],
  ['there was a thunderstorm and the power went out', 'storm'],
  ['after the storm', 'storm'],
  ['昨晚打雷以后', 'storm'],
  ['台风过后就不亮了', 'storm'],
  ['I replaced the power cord', 'other'],
  ['since we have a new router', 'other'],
  ['清理了灰尘之后', 'other'],
  ['换了路由器', 'other'],
  ["I didn't change the pool, but I moved it", 'moved'],
  ['没换矿池，搬过一次', 'moved'],
]

const NOT_TOLD = [
  'my X16-Q shows zero hashrate',
  'the pool is down',
  'firmware version 1.2',
  'which firmware should I use?',
  'I want to change the pool',
  'can I update the firmware?',
  'no power',
  'power off for 5 minutes and on again',
  '我断电重启了',
  '矿池连不上',
  '怎么升级固件',
  '想换个矿池',
  'we moved on to the next check',
  'I have not moved it',
  'there was no storm',
  '没搬过',
  'the fan does not move',
  '13800138000',
  '',
]

test.each(TOLD)('%s: %s', (text, kind) => {
  expect(findChange(text)).toBe(kind)
})

test.each(NOT_TOLD)('“%s” tells of no change', (text) => {
  expect(findChange(text)).toBeNull()
})

test.each(hostile)('%s costs next to nothing', (_, text) => {
  quickly(() => findChange(text))
})

test.each([
  ['昨天断电以后就连不上了', 'power_cut'],
  ['没动', 'nothing'],
  ['我断电以后再开也不行', null],
])('in the words of a chat: %s', (text, kind) => {
  expect(findChange(text)).toBe(kind)
})
