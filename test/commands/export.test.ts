/** `aftercare export`: what a sheet gets, what it must not run, and that nobody's data leave unasked. */
import { readFileSync, statSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeOrderNumber } from '../../src/domain/order-number.ts'
import { shardOf } from '../../src/store/keys.ts'
import { openStore, type RedisStore } from '../../src/store/redis-store.ts'
import { claimed, commitOf, freshConversation, letter } from '../store/support.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { inProcess, jsonLines, oneLine, refused, temporary, useDirectory } from './run.ts'

useDirectory()

const HOSTILE = '=HYPERLINK("http://example.com";"客户, \n笔记")'
const PERSONAL = ['张示例', '13800138000', '示例路', 'HYPERLINK']

let redis: TestRedis
let store: RedisStore
let env: Record<string, string>
const numbers: string[] = []

beforeAll(async () => {
  redis = await startRedis()
  store = await openStore({ connection: redis.connection, deskTime: Date.parse('2026-03-10T10:00:00+08:00') })
  env = { REDIS_URL: redis.socketPath }
  await file('2026-03-08T10:00:00+08:00', ['X16-Q'], 'submitted')
  await file('2026-03-09T10:00:00+08:00', ['X4-Q', '  =1+1'], 'in_transit')
})
afterAll(async () => {
  await store.close()
  await redis.stop()
})

async function file(filedAt: string, models: readonly string[], state: string): Promise<void> {
  const conversation = freshConversation()
  const number = makeOrderNumber(shardOf(conversation), numbers.length + 1)
  numbers.push(number)
  const machine = { serial: '-SERIAL', state: 'expected', symptom: 'fan', description: HOSTILE }
  const order = {
    ...{ v: 1, number, state, officialNumber: null, language: 'zh', filedAt: Date.parse(filedAt) },
    contact: { name: '张示例', phone: '+8613800138000', country: '中国' },
    machines: models.map((model) => ({ ...machine, model })),
    logistics: {
      ...{ carrier: 'sf', tracking: 'SF0000000000001', returnCarrier: 'sf' },
      address: { kind: 'china', province: '示例省', street: '示例路 1 号' },
    },
  }
  await store.ingest(letter(conversation, 'tg:1'))
  const claim = await claimed(store, conversation)
  await store.commit(commitOf(claim, { orders: [{ number, record: JSON.stringify(order), state } as never] }))
}

const csv = async (...args: string[]) => {
  const ran = await inProcess(['export', ...args], env)
  expect([ran.status, ran.stderr]).toEqual([0, ''])
  return ran.stdout.trimEnd().split('\r\n')
}

test('a row a machine, without anybody’s data', async () => {
  const [header, ...rows] = await csv()
  expect(header).toMatch(/^number,state,official_number,filed_at,language,machine,model,serial,/)
  expect(rows).toHaveLength(3)
  expect(rows[2]).toBe(
    `${numbers[0]},submitted,,2026-03-08T10:00:00+08:00,zh,1,X16-Q,'-SERIAL,expected,fan,sf,SF0000000000001,sf`,
  )
  for (const personal of PERSONAL) expect(rows.join('\n')).not.toContain(personal)
})

test('no cell is a formula, also behind blanks, and quotes and line ends stay inside their cell', async () => {
  const text = (await csv('--contacts')).join('\r\n')
  expect(text).toContain("'+8613800138000")
  expect(text).toContain(`"'=HYPERLINK(""http://example.com"";""客户, \n笔记"")"`)
  expect(text).toContain("'  =1+1")
  expect(text).toContain('"示例省, 示例路 1 号"')
  expect(text).not.toMatch(/(^|[,\n"])\s*[=@]/)
})

test('by day and by state', async () => {
  const numbersOf = async (...args: string[]) => new Set((await csv(...args)).slice(1).map((row) => row.split(',')[0]))
  expect(await numbersOf('--from', '2026-03-09')).toEqual(new Set([numbers[1]]))
  expect(await numbersOf('--to', '2026-03-09')).toEqual(new Set([numbers[0]]))
  expect(await numbersOf('--state', 'submitted')).toEqual(new Set([numbers[0]]))
  expect(await numbersOf('--from', '2027-01-01')).toEqual(new Set())
})

test('JSON lines, with contacts only when asked', async () => {
  const plain = await inProcess(['export', '--json'], env)
  expect(jsonLines(plain).map(({ number }) => number)).toEqual([numbers[1], numbers[0]])
  for (const personal of PERSONAL) expect(plain.stdout).not.toContain(personal)
  const [whole] = jsonLines(await inProcess(['export', '--json', '--contacts'], env))
  expect(whole).toMatchObject({ contact: { name: '张示例' }, address: '示例省, 示例路 1 号' })
})

test('into a file for its owner alone, with a mark for Excel', async () => {
  const path = temporary('orders.csv')
  const ran = await inProcess(['export', '--out', path, '--bom'], env)
  expect(ran).toMatchObject({ status: 0, stdout: '', stderr: `${path}: 2 orders\n` })
  expect(readFileSync(path, 'utf8')).toMatch(/^\uFEFFnumber,state/)
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('what it cannot do is one clear line', async () => {
  const none = await refused(['export', '--from', 'yesterday'], env)
  expect(none).toEqual(oneLine(2, '--from must be a day such as 2026-03-10, or an instant, not yesterday'))
  const turned = await refused(['export', '--from', '2026-03-10', '--to', '2026-03-10'], env)
  expect(turned).toEqual(oneLine(2, '--from must be before --to'))
  const nowhere = await refused(['export', '--out', '/no/such/place/orders.csv'], env)
  expect(nowhere).toEqual(oneLine(1, '--out: /no/such/place/orders.csv cannot be written (ENOENT)'))
})
