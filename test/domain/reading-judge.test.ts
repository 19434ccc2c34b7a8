/** The limits of each judgement, on statuses that differ in one field (domain sections 2 and 3). */
import { describe, expect, test } from 'vitest'
import type { Model } from '../../src/domain/models.ts'
import { readStatus } from '../../src/domain/reading.ts'

const MODELS: readonly Model[] = [{ name: 'X16-Q', aliases: [], nominalMhs: 1950, fans: 3, chips: 3 }]
type Part = Readonly<Record<string, unknown>>

function status({ summary = {}, boards = {}, pools = [] }: { summary?: Part; boards?: Part; pools?: readonly Part[] }) {
  const whole = {
    summary: { miner: 'Jasminer X16-Q 1950', avg: '1957 MH/s', uptime: 86_400, dag_time: 100, ...summary },
    boards,
    pools: { pool: pools },
  }
  return readStatus(JSON.stringify(whole), MODELS)
}
const found = (parts: Parameters<typeof status>[0]): readonly string[] =>
  status(parts).findings.map(({ severity, code }) => `${severity} ${code}`)

describe('hash rate', () => {
  test.each([
    [{ avg: '1755 MH/s' }, []],
    [{ avg: '1754.9 MH/s' }, ['fault low_hashrate']],
    [{ avg: '1.7549 GH/s' }, ['fault low_hashrate']],
    [{ avg: 1754 }, ['fault low_hashrate']],
    [{ avg: 1.95 }, []],
    [{ avg: '1957 MH/s', rt: '1000 MH/s' }, []],
    [{ avg: '1957 MH/s', rt: '0 MH/s' }, ['warning no_hashrate']],
    [{ avg: '1500 MH/s', uptime: 899 }, []],
    [{ avg: '1500 MH/s', uptime: 900 }, ['fault low_hashrate']],
    [{ avg: '1500 MH/s', uptime: 1200, dag_time: 0 }, []],
    [{ avg: '0 MH/s', uptime: 1799, dag_time: 0 }, []],
    [{ avg: '0 MH/s', uptime: 1800, dag_time: 0 }, ['fault no_hashrate']],
    [{ avg: '0 MH/s', uptime: 600, dag_time: 50 }, ['fault no_hashrate']],
    [{ avg: '0 MH/s', uptime: 600, dag_time: 'building' }, []],
    [{ avg: '0 MH/s', rt: '1900 MH/s', uptime: 600 }, []],
    [{ miner: 'Jasminer X99', avg: '1 MH/s' }, []],
  ])('%j', (summary, expected) => {
    expect(found({ summary })).toEqual(expected)
  })

  test('that stands still names the gap instead', () => {
    expect(status({ summary: { avg: 0, uptime: 60, dag_time: 0 } }).gaps).toEqual(['dag_building'])
    expect(status({ summary: { avg: '1000 MH/s', uptime: 60 } }).gaps).toEqual(['just_started'])
    expect(status({ summary: { avg: 1.95 } }).gaps).toEqual(['rate_unit_unknown'])
    expect(status({ summary: { avg: null } }).gaps).toEqual(['average_missing'])
  })
})

describe('fans', () => {
  test.each([
    [{ fan_num: 3, fan1: 6000, fan2: 0, fan3: 6000 }, ['fault fan']],
    [{ fan1: 0, fan2: 0, fan3: 0, fan_percent1: '90' }, ['fault fan']],
    [{ fan1: 0, fan2: 0, fan3: 0 }, ['warning fan']],
    [{ fan_num: 2, fan1: 6000, fan2: 6000 }, ['warning fan']],
    [{ fan_num: 3, fan1: 6000, fan2: 6000, fan3: 6000, fan4: 0 }, []],
    [{ fan1: 6000 }, []],
    [{ fan_percent1: '71', fan_percent2: '0', fan_percent3: '80' }, ['warning fan']],
    [{ fan1: '71 %', fan2: '69 %' }, []],
    [{ fan1: null, fan2: 6000, fan3: 'N/A' }, []],
  ])('%j', (boards, expected) => {
    expect(found({ boards })).toEqual(expected)
  })
})

describe('boards', () => {
  const board = (...chips: readonly number[]) => ({ board: chips.map((asics) => ({ asics, rate: '600 MH/s' })) })
  test.each([
    [board(1, 1, 1), []],
    [board(1, 0, 1), ['fault board_missing']],
    [board(0, 0, 0), ['fault board_missing']],
    [board(3, 3, 2), ['fault board_missing']],
    [board(2), ['warning board_missing']],
    [{ board: { asics: 0 } }, ['fault board_missing']],
    [
      {
        board: [
          { asics: 3, rate: '0 MH/s' },
          { asics: 3, rate: '900 MH/s' },
        ],
      },
      ['warning board_missing'],
    ],
  ])('%j', (boards, expected) => {
    expect(found({ boards })).toEqual(expected)
  })

  test('a live pool clears none', () => {
    const pools = [{ url: 'etc.pool.example', status: 'Alive', accept: 9000, reject: 1 }]
    expect(found({ boards: board(1, 0, 1), pools })).toEqual(['fault board_missing'])
  })

  test('a missing board makes a low or no hash rate a consequence', () => {
    expect(found({ summary: { avg: '1300 MH/s' }, boards: board(1, 0, 1) })).toEqual([
      'fault board_missing',
      'consequence low_hashrate',
    ])
  })
})

describe('temperatures', () => {
  test.each([
    [{ temp_min: '49', temp_max: '53' }, []],
    [{ temp_min: '49', temp_max: '255' }, ['fault sensor']],
    [{ temp_min: 0, temp_max: '53' }, ['fault sensor']],
    [{ temp_min: '-40', temp_max: '53' }, ['fault sensor']],
    [{ temp_min: '-5 C', temp_max: '53 C' }, []],
    [{ temp_min: '53', temp_max: '53' }, ['warning sensor']],
    [{ temp_min: '21', temp_max: '21', avg: '0 MH/s', uptime: 60, dag_time: 0 }, []],
    [{ temp_min: '60', temp_max: '95' }, ['warning temperature']],
    [{ temp_min: '60', temp_max: '94' }, []],
    [{ intake_temp: 40 }, []],
    [{ intake_temp: 41 }, ['fault temperature']],
    [{ intake_temp: -3 }, ['fault temperature']],
  ])('%j', (summary, expected) => {
    expect(found({ summary })).toEqual(expected)
  })

  test('of a board without chips say nothing', () => {
    expect(
      found({
        boards: {
          board: [
            { asics: 1, temp: 55 },
            { asics: 0, temp: 0 },
          ],
        },
      }),
    ).toEqual(['fault board_missing'])
  })
})

describe('pools', () => {
  const pool = (status: unknown, more: Part = {}) => ({
    url: 'etc.pool.example:3333',
    user: 'example.1',
    status,
    ...more,
  })
  test.each([
    ['Alive', []],
    ['ALIVE ', []],
    ['Connected', []],
    ['InActive', []],
    ['NotActive', []],
    ['whatever', []],
    ['Dead', ['fault pool_dead']],
    ['not connected', ['fault pool_dead']],
    ['Not_Connected', ['fault pool_dead']],
    ['连接失败', []],
    ['断开', ['fault pool_dead']],
  ])('%s', (written, expected) => {
    expect(found({ pools: [pool(written)] })).toEqual(expected)
  })

  test('all dead is a fault with zero as its consequence; one dead is a warning', () => {
    expect(found({ summary: { avg: 0 }, pools: [pool('Dead'), pool('Dead')] })).toEqual([
      'fault pool_dead',
      'consequence no_hashrate',
    ])
    expect(found({ pools: [pool('Dead'), pool('Alive')] })).toEqual(['warning pool_dead'])
    expect(found({ pools: [pool('Dead'), pool('NotActive')] })).toEqual(['warning pool_dead'])
  })

  test('states without a known meaning are said to be unknown where it matters', () => {
    expect(status({ summary: { avg: 0 }, pools: [pool('NotActive')] }).gaps).toEqual(['pool_state_unknown'])
    expect(status({ pools: [pool('NotActive')] }).gaps).toEqual([])
  })

  test.each([
    [{ rejectRate: '2.9 ' }, []],
    [{ rejectRate: '3 ' }, ['warning high_reject']],
    [{ rejectRate: '10.0 ' }, ['fault high_reject']],
    [{ rejectRate: '50 ', uptime: 300 }, []],
    [{ accepted: 900, rejected: 100 }, ['fault high_reject']],
    [{ accepted: 90, rejected: 10 }, ['fault high_reject']],
    [{ accepted: 89, rejected: 10 }, []],
    [{ accepted: 800, rejected: 800 }, []],
  ])('rejects %j', (summary, expected) => {
    expect(found({ summary })).toEqual(expected)
  })
})

describe('coin', () => {
  const settings = (coin: string, ...urls: readonly string[]) =>
    readStatus(
      JSON.stringify({
        protocol: 'x',
        coin,
        work_pattern: '2',
        pools: urls.map((url) => ({ url, user: 'example.1' })),
      }),
      MODELS,
    ).findings.map(({ severity, code }) => `${severity} ${code}`)

  test.each([
    ['etc', ['stratum+tcp://etc.pool.example:3333'], []],
    ['etc_zil', ['etc.pool.example', 'zil.pool.example'], []],
    ['eth', ['ethw.pool.example'], []],
    ['etc', ['pool.example'], []],
    ['something new', ['etc.pool.example'], []],
    ['etc', ['ethw.pool.example'], ['fault wrong_coin']],
    ['etc', ['btc.pool.example', ''], ['fault wrong_coin']],
    ['etc', ['etc.pool.example', 'ethw.pool.example'], ['warning wrong_coin']],
    ['kas', [], ['fault wrong_coin']],
    ['sha256', ['pool.example'], ['fault wrong_coin']],
  ])('%s at %j', (coin, urls, expected) => {
    expect(settings(coin, ...urls)).toEqual(expected)
  })
})
