/** Lines of logs: which name a fault, which only look as if, and what counts as cause and consequence (domain section 3). */
import { expect, test } from 'vitest'
import { readStatus } from '../../src/domain/reading.ts'

const at = (line: string, second = 1): string => `2026-03-10 10:00:${String(second).padStart(2, '0')} ${line}`
const log = (...lines: readonly string[]): string => lines.map((line, index) => at(line, index + 1)).join('\n')
const found = (text: string): readonly string[] =>
  readStatus(text).findings.map(({ severity, code, causedBy }) =>
    causedBy === null ? `${severity} ${code}` : `${severity} ${code} of ${causedBy}`,
  )

test.each([
  ['Error, fan lost, only find 3 (< 4)', 'fault fan'],
  ['ERROR_FAN_LOST: fan lost', 'fault fan'],
  ['Fan Err! Disable PIC! Fan num is 1', 'fault fan'],
  ['fan[2] speed 0 rpm', 'fault fan'],
  ['风扇1转速异常', 'fault fan'],
  ['chain 0 temp too high, 95', 'fault temperature'],
  ['asic over temperature', 'fault temperature'],
  ['Exit due to SHUTDOWN TEMPERATURE LIMIT REACHED', 'fault temperature'],
  ['芯片过温', 'fault temperature'],
  ['Chain 2 only find 62 asic, will power off hash board 2', 'fault board_missing'],
  ['Chain[J6] has 0 asic', 'fault board_missing'],
  ['Data load fail for chain 1.', 'fault board_missing'],
  ['board 2: chips: 0', 'fault board_missing'],
  ['ERROR_SOC_INIT: soc init failed!', 'fault board_missing'],
  ['未检测到算力板2', 'fault board_missing'],
  ['ERROR_POWER_LOST: power lost', 'fault power'],
  ['input voltage is too low', 'fault power'],
  ['电源异常', 'fault power'],
  ['eth0: network is unreachable', 'fault no_network'],
  ['udhcpc: no lease, failing', 'fault no_network'],
  ['temperature sensor 3 not found', 'fault sensor'],
  ['Failed to connect to stratum on etc.pool.example', 'fault pool_connect'],
  ['Pool 1 stratum+tcp://b.example not responding!', 'fault pool_dead'],
  ['矿池无响应', 'fault pool_dead'],
  ['unsupported algorithm ethash', 'fault wrong_coin'],
  ['firmware verify failed', 'fault firmware'],
  ['watchdog triggered, system is rebooting', 'warning reboot'],
])('%s', (line, finding) => {
  expect(found(log('miner started', line))).toEqual([finding])
})

test.each([
  'daemon.err cgminer[1414]: Accepted 0191afac Diff 41.8K/10922',
  'daemon.err miner[8]: asic power dns ready',
  'power on hash board 1',
  'power consumption 620 W, psu ok, voltage 12.1',
  'dns server 192.0.2.1',
  'error count: 0, err=0, failed 0',
  'over temperature protection enabled',
  'temp limit: 95, overheat threshold = 100',
  'no fan error, no board missing',
  'fan lost count: 0',
  'fan 1 speed 5880 rpm, fan 2 speed 60 rpm, fan 3 speed 10 rpm',
  'Chain[0]: find 126 asic, times 0',
  'chain 0 has 10 asics',
  'board 1 chips: 63',
  'eth0: link becomes ready',
  'Pool 0 stratum+tcp://a.example alive',
  'Rejected 0191afac Diff 4.2K pool 0',
  'connection refused by ntp server',
  'hashrate is 1950 MH/s',
  'stop_mining: restart by user',
])('%s: nothing is wrong', (line) => {
  const reading = readStatus(log('miner started', line))
  expect(reading).toMatchObject({ format: 'log', findings: [], gaps: ['no_error_in_log'] })
})

test.each([
  ['my fan lost speed and it is over temperature, board missing, pool is dead'],
  ['机器温度过高，风扇不转，掉板'],
  ['it said: ERROR yesterday, power lost'],
])('talk is not a log: %s', (text) => {
  expect(readStatus(text)).toMatchObject({ format: 'unknown', findings: [], wanted: 'whole_status' })
})

test('the first error is the cause, what was switched off because of it is not', () => {
  expect(found(log('fan lost', 'temp too high', 'power off hash board 1', 'stop_mining: over max temp'))).toEqual([
    'fault fan',
    'consequence temperature of fan',
    'consequence board_missing of fan',
    'consequence no_hashrate of temperature',
  ])
  expect(found(log('temp too high', 'power off hash board 1', 'fan lost'))).toEqual([
    'fault temperature',
    'fault fan',
    'consequence board_missing of temperature',
  ])
})

test('a board that is gone is a fault of its own, also after a fan', () => {
  expect(found(log('fan lost', 'Chain 1 only find 0 asic'))).toEqual(['fault fan', 'fault board_missing'])
})

test('a power-off without a reason is no consequence', () => {
  expect(found(log('pool 0 not responding!', 'power off hash board 1'))).toEqual([
    'fault pool_dead',
    'warning board_missing',
  ])
})

test('a live pool clears what was said of the pool, and nothing else', () => {
  const trouble = ['Pool 0 not responding!', 'hash board 1 not detected']
  expect(found(log(...trouble))).toEqual(['fault pool_dead', 'fault board_missing'])
  expect(found(log(...trouble, 'Accepted 0191afac Diff 4.2K'))).toEqual(['fault board_missing', 'warning pool_dead'])
})

test('a pool that fails again after it was back is a fault again', () => {
  expect(found(log('Pool 0 not responding!', 'Pool 0 a.example alive', 'Pool 0 not responding!'))).toEqual([
    'fault pool_dead',
  ])
})

test('the last count of a chain holds', () => {
  expect(found(log('Chain[1]: find 0 asic, times 0', 'Chain[1]: find 126 asic, times 1'))).toEqual([])
  expect(found(log('Chain[1]: find 126 asic, times 0', 'Chain[1]: find 0 asic, times 0'))).toEqual([
    'fault board_missing',
  ])
})

test('the chain that was empty first is the cause of what came later', () => {
  expect(found(log('Chain[1]: find 0 asic, times 0', 'fan lost', 'stop_mining'))).toEqual([
    'fault board_missing',
    'fault fan',
    'consequence no_hashrate of board_missing',
  ])
  expect(found(log('Chain[1]: find 0 asic', 'Chain[2]: find 0 asic', 'Chain[1]: find 9 asic'))).toEqual([
    'fault board_missing',
  ])
  expect(found(log('fan lost', 'stop_mining by user request'))).toEqual(['fault fan'])
})

test('a log with its newest line on top is read from below', () => {
  const lines = [at('power off hash board 1', 3), at('temp too high', 2), at('fan lost', 1)]
  expect(found(lines.join('\n'))[0]).toBe('fault fan')
})

test('what people write around a log is not part of it', () => {
  expect(
    found(`I had a fan failure last year, now this:\n${log('hash board 1 not detected')}\nno fan lost I hope`),
  ).toEqual(['fault board_missing'])
})

test.each([
  'Mar 10 10:00:01 host kernel: ',
  '[2026-03-10 10:00:01.123] ',
  '[    3.141592] ',
  '10:00:01 ERROR ',
  '2026/03/10 10:00:01 ',
  '03-10 10:00:01.500 E/',
  'Tue Mar 10 10:00:01 2026 daemon.err miner[88]: ',
  'driver-api.c:769:check_fan: ',
])('a line that begins with %s is of a log', (stamp) => {
  expect(found(`${stamp}fan 2 lost`)).toEqual(['fault fan'])
})
