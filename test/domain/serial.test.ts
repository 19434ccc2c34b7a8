import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeOrderNumber, showOrderNumber } from '../../src/domain/order-number.ts'
import { findSerial, readSerial } from '../../src/domain/serial.ts'
import { costOf } from '../support/cost.ts'

test.each([
  ['JX2A0001B7', 'JX2A0001B7'],
  [' jx2a0001b7 ', 'JX2A0001B7'],
  ['ＪＸ２Ａ０００１', 'JX2A0001'],
  ['SN: jx2a0001', 'JX2A0001'],
  ['S/N jx2a0001', 'JX2A0001'],
  ['sn jx2a0001', 'JX2A0001'],
  ['SN2023110001', 'SN2023110001'],
  ['序列号：JX2A0001', 'JX2A0001'],
  ['机身编号是 JX2A0001', 'JX2A0001'],
  ['我的序列号为JX2A0001。', 'JX2A0001'],
  ['My serial is JX2A0001.', 'JX2A0001'],
  ['serial number = JX2A-0001', 'JX2A-0001'],
  ["it's JX2A0001", 'JX2A0001'],
  ['JX2A 0001 2345', 'JX2A00012345'],
  ['X16-Q JX2A00012345', 'JX2A00012345'],
  ['the serial is JX2A0001 thanks', 'JX2A0001'],
  ['123456', '123456'],
  ['ABCDEF', 'ABCDEF'],
  ['A'.repeat(32), 'A'.repeat(32)],
])('%j is %s', (typed, serial) => {
  expect(readSerial(typed)).toEqual({ ok: true, serial })
})

test.each([
  ['', 'empty'],
  ['SN:', 'empty'],
  ['\u200b \n', 'empty'],
  ['12345', 'too_short'],
  ['A'.repeat(33), 'too_long'],
  ['no idea where that is', 'symbols'],
  ['JX2A_0001', 'symbols'],
  ['😀😀😀😀😀😀', 'symbols'],
  ['------', 'symbols'],
  ['我不知道序列号在哪里', 'symbols'],
  ['13800138000', 'looks_like_phone'],
  ['138 0013 8000', 'looks_like_phone'],
  ['+1 213 373 4253', 'looks_like_phone'],
  ['\ufdfa'.repeat(4096), 'symbols'],
])('%j is refused: %s', (typed, reason) => {
  expect(readSerial(typed)).toEqual({ ok: false, reason })
})

test('whatever is accepted has 6 to 32 symbols, reads back as itself, and is never refused for a pattern', () => {
  const symbols = fc.constantFrom(...'ABCDEFGHJKMNPQRTVWXYZ0123456789')
  fc.assert(
    fc.property(fc.string({ unit: symbols, minLength: 6, maxLength: 32 }), (typed) => {
      const read = readSerial(typed.toLowerCase())
      expect(read).toEqual(
        /^(86)?1[3-9]\d{9}$/.test(typed) ? { ok: false, reason: 'looks_like_phone' } : { ok: true, serial: typed },
      )
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
      const read = readSerial(typed)
      if (read.ok) expect(read.serial).toMatch(/^[A-Z0-9-]{6,32}$/)
    }),
  )
})

test.each([
  ['my X16-Q JX2A00012345 shows zero hashrate', 'JX2A00012345'],
  ['x16q pro没有算力，序列号jx2a0001', 'JX2A0001'],
  ['机器编号：JX2A0001，型号X4-Q', 'JX2A0001'],
  ['SN:JX2A0001 fan broken, other miner is JX2A0009Z', 'JX2A0001'],
  ['serial no. 20231101 does not start', '20231101'],
  ['Zero hash rate (JX2A00012345).', 'JX2A00012345'],
  ['JX2A00012345 JX2A00012345 twice', 'JX2A00012345'],
])('%j names %s', (text, serial) => {
  expect(findSerial(text)).toBe(serial)
})

test.each([
  'my X16-Q-PRO shows zero hashrate',
  'JASMINER-X16Q does 1950MHS',
  'the serial number is missing',
  'the snow stopped my miner',
  'call me on 13800138000',
  'sn 13800138000',
  'since 2026-03-10T10 it restarts',
  'pool.example.com/worker01 is at user.worker001',
  'mac A0-B1-C2-D3-E4-F5',
  'wallet 0x12ab34cd56ef',
  'firmware-20230801 was installed',
  'JX2A00012345 and JX2A00012346',
  'fans at 4500rpm and 12000rpm',
  '什么时候上班',
  '',
  '\ufdfa'.repeat(4096),
])('no serial can be told from %j', (text) => {
  expect(findSerial(text)).toBeNull()
})

test('an order number is no serial unless it is announced as one', () => {
  const number = makeOrderNumber(12, 987_654_321)
  expect(findSerial(`where is ${number}`)).toBeNull()
  expect(findSerial(`where is ${showOrderNumber(number)}`)).toBeNull()
  expect(findSerial(`SN ${number}`)).toBe(number)
})

test('a text made to make patterns backtrack costs less than 20 ms', () => {
  const baits = [
    'serial is '.repeat(5_000),
    'sn:'.repeat(9_000),
    'a1-'.repeat(9_000),
    '序列号是'.repeat(5_000),
    '1 '.repeat(9_000),
  ]
  for (const bait of baits) {
    expect(costOf(() => [readSerial(bait), findSerial(bait)])).toBeLessThan(20)
  }
})
