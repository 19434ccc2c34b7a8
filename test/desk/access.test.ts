/** The access matrix: every route of the desk's API by every kind of asker, printed, and no cell another one than it should be. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Route } from '../../src/desk/routes.ts'
import { makeOrderNumber } from '../../src/domain/order-number.ts'
import { STAFF_ROLES } from '../../src/domain/staff-role.ts'
import type { ConversationId } from '../../src/ports.ts'
import { useBench } from '../bot/bench.ts'
import { Staff, type Stage, startStage } from './stage.ts'

const bench = useBench()
let stage: Stage
beforeEach(async () => {
  stage = await startStage(bench())
})
afterEach(() => stage.stop())

const TALK = 'tg:77' as ConversationId

/** What each route is, apart from its code: one that is added, or changes its role, must be changed here too. */
const ROUTES: Readonly<Record<string, Route['role']>> = {
  'POST /sign-in': 'anyone',
  'POST /join': 'anyone',
  'POST /invite': 'anyone',
  'POST /sign-out': 'staff',
  'POST /password': 'staff',
  'GET /me': 'staff',
  'GET /events': 'staff',
  'GET /inbox': 'staff',
  'GET /search': 'staff',
  'GET /talks/:id': 'staff',
  'GET /talks/:id/all': 'staff',
  'GET /talks/:id/files/:file': 'staff',
  'GET /talks/:id/files/:file/preview': 'staff',
  'GET /talks/:id/joined': 'staff',
  'POST /talks/:id/say': 'staff',
  'POST /talks/:id/note': 'staff',
  'POST /talks/:id/take': 'staff',
  'POST /talks/:id/release': 'staff',
  'POST /talks/:id/close': 'staff',
  'POST /talks/:id/assign': 'staff',
  'POST /talks/:id/files': 'staff',
  'GET /colleagues': 'staff',
  'POST /talks/:id/ban': 'lead',
  'POST /talks/:id/unban': 'lead',
  'POST /talks/:id/export': 'admin',
  'POST /talks/:id/erase': 'admin',
  'GET /desk-log': 'admin',
  'GET /canned': 'staff',
  'GET /orders': 'staff',
  'GET /work': 'staff',
  'GET /orders/counts': 'staff',
  'GET /reports': 'lead',
  'GET /reports/csv': 'lead',
  'GET /orders/:number': 'staff',
  'POST /orders/:number/moves': 'staff',
  'GET /hours': 'staff',
  'POST /hours': 'lead',
  'DELETE /hours/:date': 'lead',
  'GET /people': 'lead',
  'POST /people': 'lead',
  'POST /people/:login': 'lead',
  'POST /people/:login/reset': 'lead',
  'DELETE /people/:login': 'lead',
  'GET /state': 'lead',
  'GET /wechat-code': 'lead',
  'POST /content-check': 'lead',
}
/** Where nothing is behind the sample, so that whoever may come in finds nothing either. */
const EMPTY = /:file|:number|:date|wechat-code/

const pathOf = (path: string): string =>
  path
    .replace(':id', TALK)
    .replace(':file', 'f'.repeat(22))
    .replace(':number', makeOrderNumber(3, 99))
    .replace(':date', '2026-03-20')
    .replace(':login', 'target')
    .slice(1)

/** What is not for somebody reads as what is not there. */
const NOWHERE = 'no/such/place'

test('every route answers each asker as its role says, and never tells what is behind it', async () => {
  await stage.customerSays(TALK, 'my X16-Q shows zero hashrate')
  const askers = new Map<string, Staff>([['nobody', new Staff(stage.url)]])
  for (const role of STAFF_ROLES) askers.set(role, await stage.signIn(role, role))
  const removed = await stage.signIn('removed')
  await stage.store.removeAccount('removed')
  askers.set('removed', removed)
  const customer = new Staff(stage.url)
  customer.cookie = `aftercare_chat=${'c'.repeat(43)}; aftercare_desk=${'d'.repeat(43)}`
  askers.set('customer', customer)
  const other = new Staff(stage.url)
  other.cookie = `aftercare_chat=${'o'.repeat(43)}`
  askers.set('other', other)

  const table: Record<string, Record<string, string>> = {}
  const wrong: string[] = []
  for (const { method, path, role } of stage.desk.routes) {
    const row: Record<string, string> = {}
    for (const [name, asker] of askers) {
      await stage.signIn('target')
      const body = method === 'POST' ? { role: 'staff' } : undefined
      // It would end the sign-in of those that follow.
      const own = STAFF_ROLES.find((one) => one === name)
      const who = path === '/sign-out' && own !== undefined ? await stage.signIn(`out-${name}`, own) : asker
      const response = await who.request(method, pathOf(path), body)
      const mayBeEmpty = EMPTY.test(path) && response.status === 404
      row[name] = String(response.status)
      const isIn = ![401, 403, 404].includes(response.status) || mayBeEmpty
      const nowhere = await asker.request('GET', NOWHERE)
      const isSo = verdict(role, name) === 'in' ? isIn : (await response.text()) === (await nowhere.text())
      if (!isSo) wrong.push(`${method} ${path} as ${name}: ${response.status}`)
      await response.body?.cancel().catch(() => {})
    }
    table[`${method} ${path}`] = row
  }
  process.stdout.write(`${rowsOf(table)}\n`)
  expect(wrong).toEqual([])
  const roles = stage.desk.routes.map(({ method, path, role }) => [`${method} ${path}`, role] as const)
  expect(Object.fromEntries(roles)).toEqual(ROUTES)
  expect(stage.troubles).toEqual([])
})

function verdict(role: Route['role'], name: string): 'in' | 'out' {
  if (role === 'anyone') return 'in'
  const [has, needs] = [STAFF_ROLES.indexOf(name as (typeof STAFF_ROLES)[number]), STAFF_ROLES.indexOf(role)]
  return has >= needs ? 'in' : 'out'
}

function rowsOf(table: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  const names = Object.keys(Object.values(table)[0] ?? {})
  const head = `${''.padEnd(40)}${names.map((name) => name.padEnd(10)).join('')}`
  const rows = Object.entries(table).map(
    ([route, row]) => `${route.padEnd(40)}${names.map((name) => (row[name] ?? '').padEnd(10)).join('')}`,
  )
  return [head, ...rows].join('\n')
}

test('nobody makes or changes somebody who may do more than they may', async () => {
  const lead = await stage.signIn('lead', 'lead')
  await stage.signIn('admin', 'admin')
  expect((await lead.post('people', { role: 'admin' })).status).toBe(404)
  expect((await lead.request('DELETE', 'people/admin')).status).toBe(404)
  expect((await lead.post('people/admin', { name: 'X', role: 'staff', telegram: null })).status).toBe(404)
  expect((await lead.post('people/lead', { name: 'Lead', role: 'admin', telegram: null })).status).toBe(404)
})

test('one administrator is always left', async () => {
  const admin = await stage.signIn('admin', 'admin')
  expect((await admin.request('DELETE', 'people/admin')).status).toBe(409)
  expect((await admin.post('people/admin', { name: 'Admin', role: 'staff', telegram: null })).status).toBe(409)
})

test('a conversation of nobody, of a registry or of the staff group is not there', async () => {
  const ana = await stage.signIn('ana')
  for (const id of ['tg:404', 'reg:s07', 'staff:tg:-1001', '../../etc', 'tg:1%2Fx', `tg:${'9'.repeat(150)}`]) {
    expect((await ana.get(`talks/${encodeURIComponent(id)}`)).status).toBe(404)
    expect((await ana.post(`talks/${encodeURIComponent(id)}/say`, { id: 'act-00000001', text: 'x' })).status).toBe(404)
  }
})

test('who does very much at once is told to wait, and nobody else is', async () => {
  const [ana, bo] = [await stage.signIn('ana'), await stage.signIn('bo')]
  const statuses = await Promise.all(Array.from({ length: 80 }, async () => (await ana.post('password')).status))
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(20)
  expect((await bo.post('password')).status).toBe(400)
})

test('no two of the desk have the same name: who has a talk is known by it', async () => {
  const admin = await stage.signIn('admin', 'admin', 'Admin')
  await stage.signIn('li', 'staff', 'Li Example')
  await stage.signIn('bo', 'staff', 'Bo Example')
  const renamed = await admin.post('people/bo', { name: 'Li  Example', role: 'staff', telegram: null })
  expect(await renamed.json()).toMatchObject({ code: 'name_taken' })
  const { token } = (await (await admin.post('people', { role: 'staff' })).json()) as { token: string }
  const join = { token, login: 'li2', name: 'Li Example', password: 'correct horse' }
  expect((await new Staff(stage.url).post('join', join)).status).toBe(409)
  expect((await new Staff(stage.url).post('join', { ...join, name: 'Li Two' })).status).toBe(200)
})
