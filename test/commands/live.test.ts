/** The commands beside a running desk (`order`, `staff`, `doctor`) on a Redis by its URL, and without one. */

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeOrderNumber, showOrderNumber } from '../../src/domain/order-number.ts'
import { connect } from '../../src/store/connect.ts'
import { shardOf } from '../../src/store/keys.ts'
import { openStore, type RedisStore } from '../../src/store/redis-store.ts'
import { claimed, commitOf, freshConversation, letter } from '../store/support.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { settle } from '../support/registries.ts'
import { aftercare, inProcess, jsonLines, oneLine, refused, useDirectory } from './run.ts'

useDirectory()

let redis: TestRedis
let store: RedisStore
let env: Record<string, string>

beforeAll(async () => {
  const port = await freePort()
  redis = await startRedis({ appendfsync: 'always', args: ['--port', String(port), '--bind', '127.0.0.1'] })
  store = await openStore({ connection: redis.connection, deskTime: null })
  env = { REDIS_URL: `redis://127.0.0.1:${port}/0` }
})
afterAll(async () => {
  await store.close()
  await redis.stop()
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const NUMBER = makeOrderNumber(5, 123)

describe('order', () => {
  const conversation = freshConversation()
  const number = makeOrderNumber(shardOf(conversation), 4_711)
  beforeAll(async () => {
    await store.ingest(letter(conversation, 'tg:1'))
    const record = {
      v: 1,
      number,
      state: 'submitted',
      officialNumber: null,
      filedAt: Date.parse('2026-03-10T10:00:00+08:00'),
      language: 'en',
      contact: { name: 'Li Wei', phone: '+8613800000000' },
      machines: [
        {
          model: 'X16-Q',
          serial: 'JX0000000001',
          symptom: 'fan',
          description: 'loud',
          tried: [],
          danger: false,
          state: 'expected',
        },
      ],
      conversation,
    }
    await store.commit(
      commitOf(await claimed(store, conversation), {
        orders: [{ number, record: JSON.stringify(record), state: 'submitted', awaited: null }],
      }),
    )
    // As it was filed before there were registries.
    expect((await inProcess(['reindex', '--json'], env)).stdout).toBe('{"noted":1,"unreadable":0}\n')
    await settle(store)
  })

  test('is found by its number however it is typed, with exactly the keys that scripts rely on', async () => {
    const shown = showOrderNumber(number)
    const spellings = [[number], [shown.toLowerCase()], shown.split('-'), [`#${shown}`]]
    const runs = await Promise.all(spellings.map((words) => inProcess(['order', ...words, '--json'], env)))
    for (const ran of runs) {
      expect([ran.status, ran.stderr]).toEqual([0, ''])
      expect(ran.stdout).toBe(
        `{"number":"${number}","state":"submitted","officialNumber":null,"machines":[{"model":"X16-Q","serial":"JX0000000001","state":"expected"}]}\n`,
      )
    }
  })

  test('is shown to people with its phone masked', async () => {
    const { stdout } = await aftercare(['order', number], { env })
    expect(stdout).toContain(`${showOrderNumber(number)}  submitted, filed 2026-03-10T10:00:00+08:00\n`)
    expect(stdout).toContain('X16-Q, JX0000000001: expected. loud')
    expect(stdout).not.toContain('13800000000')
  })

  test('is listed with all others, and under its state', async () => {
    const [all, submitted, completed] = await Promise.all([
      inProcess(['orders', '--json'], env),
      inProcess(['orders', '--state', 'submitted'], env),
      inProcess(['orders', '--state', 'completed'], env),
    ])
    expect(JSON.parse(all.stdout)).toMatchObject({ number, state: 'submitted' })
    expect(submitted.stdout).toContain(showOrderNumber(number))
    expect(completed.stdout).toBe('There are no such orders.\n')
  })

  test.each([
    [['--serial', 'sn: jx0000000001']],
    [['--phone', '138 0000 0000']],
    [['--customer', conversation]],
    [['--serial', 'JX0000000001', '--state', 'submitted', '--since', '2020-01-01T00:00']],
  ])('is found by what staff know of it: %j', async (options) => {
    const ran = await inProcess(['orders', ...options, '--json'], env)
    expect([ran.status, jsonLines(ran).map((order) => order['number'])]).toEqual([0, [number]])
  })

  test.each([
    [['--serial', 'JX0000000009']],
    [['--phone', '+4930000000']],
    [['--customer', 'tg:1']],
    [['--serial', 'JX0000000001', '--state', 'completed']],
    [['--until', '2020-01-01T00:00']],
  ])('is not found by anything else: %j', async (options) => {
    const ran = await inProcess(['orders', ...options], env)
    expect([ran.status, ran.stdout]).toEqual([0, 'There are no such orders.\n'])
  })

  test('is no draft any more', async () => {
    expect((await inProcess(['drafts'], env)).stdout).toBe('No order form is open.\n')
  })

  test('that nobody filed is a failure of one line', async () => {
    const line = `no order ${showOrderNumber(NUMBER)} is known here`
    expect(await refused(['order', NUMBER], env)).toEqual(oneLine(1, line))
  })
})

test.each([
  [['order'], /^which order\?/],
  [['order', 'ABC'], /^an order number has nine symbols, such as /],
  [['order', 'ABC-DEF-GH!'], /^an order number has digits and letters only$/],
  [['order', mistyped(NUMBER)], /typing error/],
  [['order', '1', '2', '3', '4'], /^unexpected: 4; /],
  [['orders', '--state', 'lost'], /^--state must be one of submitted, /],
  [['orders', '--limit', '0'], /^--limit must be 1-1000$/],
  [['drafts', '--limit', '0'], /^drafts takes --limit 1-1000 and --after/],
  [['orders', '--serial', '12'], /^--serial must be a serial number$/],
  [['orders', '--phone', '0'], /^--phone must be a whole number/],
  [['orders', '--customer', '{s00}'], /^--customer must be a conversation, such as tg:123$/],
  [['orders', '--phone', '13800000000', '--customer', 'tg:1'], /^only one of --serial, --phone, --customer at a time$/],
  [['orders', '--since', 'yesterday'], /^--since must be such as 2026-03-10T10:00$/],
  [['orders', '--after', 'x'], /^--after must be what the last line of a page says$/],
  [['staff', 'fire', '5'], /^unknown: staff fire; use list, add or remove$/],
  [['staff', 'add'], /^staff add needs a Telegram user id/],
  [['staff', 'add', 'Ana'], /^staff add needs a Telegram user id/],
  [['staff', 'add', '5', '--role', 'boss'], /^--role must be one of staff, lead, admin$/],
  [['staff', 'list', '5'], /^unexpected: 5$/],
  [['staff', 'add', '5', '6'], /^unexpected: 6; aftercare staff --help tells more$/],
  [['doctor', 'house'], /^unexpected: house; aftercare doctor --help tells more$/],
  [['fly'], /^there is no command fly; aftercare --help lists them$/],
  [['constructor'], /^there is no command constructor; /],
])('wrong usage is one line, and no Redis is asked for: %j', async (args, line) => {
  expect(await refused(args)).toEqual(oneLine(2, expect.stringMatching(line)))
})

test.each([[['order', NUMBER]], [['staff', 'list']]])('without a running desk: %j', async (args) => {
  expect(await refused(args)).toEqual(
    oneLine(1, expect.stringMatching(/^no desk is running on \S+\/data: start it with npm start$/)),
  )
})

test('a Redis that is not there is named without its password', async () => {
  const away = { REDIS_URL: 'redis://user:geheim@127.0.0.1:1/0' }
  const told = await refused(['staff', 'list'], away)
  expect(told).toEqual(
    oneLine(1, expect.stringMatching(/^Redis at redis:\/\/127\.0\.0\.1:1\/0 cannot be reached: .+; check REDIS_URL/)),
  )
  expect(told.line).not.toContain('geheim')
})

test('staff are added, changed, listed and removed', async () => {
  const staff = (...args: string[]) => inProcess(['staff', ...args], env)
  expect((await staff('list')).stdout).toBe('The staff list is empty: everyone in the staff group counts as staff.\n')
  expect((await staff('add', 'tg:42', '--name', 'Ana Example')).stdout).toBe('tg:42  staff  Ana Example\n')
  await staff('add', '42', '--name', 'Ana Example', '--role', 'lead')
  expect(jsonLines(await staff('list', '--json'))).toEqual([[{ id: 'tg:42', name: 'Ana Example', role: 'lead' }]])
  expect(await store.staff()).toEqual([{ id: 'tg:42', name: 'Ana Example', role: 'lead' }])
  expect((await staff('remove', '42')).status).toBe(0)
  expect((await staff('add', 'wx:wxid_example', '--role', 'lead')).status).toBe(0)
  expect(await store.staff()).toEqual([{ id: 'wx:wxid_example', name: '', role: 'lead' }])
  expect(await refused(['staff', 'remove', 'wx:wxid_other'], env)).toEqual(
    oneLine(1, 'wx:wxid_other is not on the staff list'),
  )
  expect(await refused(['staff', 'remove', '42'], env)).toEqual(oneLine(1, '42 is not on the staff list'))
})

describe('doctor', () => {
  const NO_DESK = { PORT: '1' }
  const found = async (more: Record<string, string>) => {
    const ran = await inProcess(['doctor', '--json'], more)
    const health = Object.fromEntries(jsonLines(ran).map(({ what, health }) => [what, health]))
    return { status: ran.status, health, ran }
  }

  test('is content with a good Redis and no desk, and with neither', async () => {
    const [live, alone] = await Promise.all([found({ ...env, ...NO_DESK }), found(NO_DESK)])
    expect(live).toMatchObject({
      status: 0,
      health: { node: 'ok', content: 'ok', redis: 'ok', staff: 'note', desk: 'note', jobs: 'note', parked: 'note' },
    })
    expect(alone).toMatchObject({ status: 0, health: { 'redis-server': 'ok', redis: 'note', desk: 'note' } })
    for (const line of jsonLines(live.ran)) expect(Object.keys(line)).toEqual(['what', 'health', 'detail'])
  })

  test('fails over a password that Redis refuses, and names the variable', async () => {
    const raw = await connect(redis.connection)
    await raw.command('ACL', 'SETUSER', 'desk', 'on', '>right', '~*', '+@all')
    const url = (word: string) => ({ REDIS_URL: env['REDIS_URL']?.replace('//', `//desk:${word}@`) ?? '', ...NO_DESK })
    const [right, wrong] = await Promise.all([found(url('right')), found(url('canary'))])
    expect(right).toMatchObject({ status: 0, health: { redis: 'ok' } })
    expect(wrong).toMatchObject({ status: 1, health: { redis: 'wrong' } })
    expect(wrong.ran.stdout).toMatch(/WRONGPASS.*check REDIS_URL/)
    expect(wrong.ran.stdout).not.toContain('canary')
    await raw.close()
  })

  test('fails over mail that nobody takes', async () => {
    const late = { ...env, ...NO_DESK }
    const before = await found(late)
    expect(jsonLines(before.ran)).toContainEqual({ what: 'mail', health: 'ok', detail: 'nothing waits' })
    await store.ingest(letter(freshConversation(), 'tg:late'))
    const raw = await connect(redis.connection)
    const clocks = await raw.command('KEYS', '*:clock')
    for (const clock of clocks as string[]) await raw.command('SET', clock, '120000')
    expect(await found(late)).toMatchObject({ status: 1, health: { mail: 'wrong' } })
    for (const clock of clocks as string[]) await raw.command('SET', clock, '0')
    await raw.close()
  })

  test('fails over content that cannot be read', async () => {
    const checked = await found({ ...NO_DESK, CONTENT_DIR: '/nowhere' })
    expect(checked).toMatchObject({ status: 1, health: { content: 'wrong' } })
  })

  test('fails over a Redis that may lose data, and says what to set', async () => {
    const raw = await connect(redis.connection)
    await raw.command('CONFIG', 'SET', 'appendonly', 'no')
    const { status, ran } = await found({ ...env, ...NO_DESK })
    await raw.command('CONFIG', 'SET', 'appendonly', 'yes')
    await raw.close()
    expect(status).toBe(1)
    expect(jsonLines(ran).filter(({ health }) => health === 'wrong')).toMatchObject([
      { what: 'redis', detail: expect.stringMatching(/^appendonly is off: .* set it to yes$/) },
    ])
  })

  test('shows how each channel of the running desk is', async () => {
    const channels = {
      telegram: { status: 'ready', as: '@example_bot' },
      wechat: { status: 'degraded', reason: 'scan the code' },
      web: { status: 'starting' },
    }
    const desk = createServer((_, response) => response.end(JSON.stringify({ ready: true, channels })))
    desk.listen(0, '127.0.0.1')
    await once(desk, 'listening')
    const { port } = desk.address() as AddressInfo
    const ran = await aftercare(['doctor'], { env: { ...env, PORT: String(port) } })
    desk.close()
    expect(ran.stdout).toContain(`✓ desk: ready at http://127.0.0.1:${port}/readyz\n`)
    expect(ran.stdout).toContain(
      '✓ telegram: ready: @example_bot\n✗ wechat: degraded: scan the code\n· web: starting\n',
    )
    expect(ran.status).toBe(1)
  })
})

test.each([[[]], [['--help']], [['help']]])('the overview lists every command: %j', async (args) => {
  const { status, stdout } = await inProcess(args)
  expect(status).toBe(0)
  for (const name of ['start', 'chat', 'hours', 'order', 'staff', 'doctor'])
    expect(stdout).toMatch(new RegExp(`^ {2}${name} +\\S`, 'm'))
})

test.each(['start', 'chat', 'hours', 'order', 'staff', 'doctor'])(
  '%s has help, though the configuration is wrong',
  async (name) => {
    const { status, stdout, stderr } = await inProcess([name, '--help'], { PORT: 'nonsense' })
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(new RegExp(`^aftercare ${name}\\b.*\\n\\S.*\\n\\n( {2}.+\\n)+$`))
  },
)

test('a wrong setting stops a command with its name', async () => {
  expect(await refused(['hours'], { PORT: 'nonsense' })).toEqual(
    oneLine(2, expect.stringMatching(/^PORT .*"nonsense"$/)),
  )
})

test('a refusal of the real command is one line, and its exit code', async () => {
  expect(await aftercare(['fly'])).toEqual({
    status: 2,
    stdout: '',
    stderr: 'there is no command fly; aftercare --help lists them\n',
  })
  const failed = await aftercare(['order', NUMBER, '--json'])
  expect([failed.status, failed.stdout]).toEqual([1, ''])
  expect(JSON.parse(failed.stderr)).toEqual({ error: expect.stringContaining('no desk is running') })
})

/** A neighbour's symbol in its place: the check character finds it. */
function mistyped(number: string): string {
  return `${number.slice(0, 7)}${number.charAt(7) === '2' ? '3' : '2'}${number.charAt(8)}`
}
