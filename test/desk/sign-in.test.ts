/** Signing in at the web desk: the first link, passwords, tries that are counted, cookies, and the end of a sign-in everywhere. */
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { useBench } from '../bot/bench.ts'
import { until } from '../e2e/support/until.ts'
import { PASSWORD, Staff, type Stage, startStage } from './stage.ts'

const bench = useBench()
let stage: Stage
beforeEach(async () => {
  stage = await startStage(bench())
})
afterEach(async () => {
  await stage.stop()
  expect(stage.troubles).toEqual([])
})

const digest = (text: string) => createHash('sha256').update(text).digest('hex')
const codeOf = async (response: Response) => ((await response.json()) as { code?: string }).code
const signedIn = async (staff: Staff) => (await staff.get('me')).status === 200

test('the page of the desk is there for everybody: signed out, it is the form to sign in', async () => {
  const out = await fetch(`${stage.url}/desk`)
  expect(out.status).toBe(200)
  expect(await out.text()).toContain('<form id="form"')
  const ana = await stage.signIn('ana')
  const inside = await fetch(`${stage.url}/desk`, { headers: { cookie: ana.cookie } })
  expect(await inside.text()).toContain('<div id="desk">')
  expect(inside.headers.get('content-security-policy')).toContain("script-src 'self'")
})

test('a new desk has a link for one person: it makes the first administrator, once', async () => {
  const token = stage.firstSecret ?? ''
  expect(token).toMatch(/^[\w-]{43}$/)
  const [one, other] = [new Staff(stage.url), new Staff(stage.url)]
  const join = { token, login: 'li.example', name: 'Li Example', password: PASSWORD }
  const both = await Promise.all([one.post('join', join), other.post('join', { ...join, login: 'other' })])
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 410])
  const [first] = await stage.store.accounts()
  expect(first).toMatchObject({ role: 'admin' })
  expect(first?.password).toMatch(/^scrypt\$32768\$8\$/)
  expect(stage.desk.isStaffed()).toBe(true)
  const again = await startStage(bench())
  expect(again.firstSecret).toBeNull()
  await again.stop()
})

test('DESK_ADMIN_PASSWORD makes admin, and a new one signs out whoever came by the old', async () => {
  const second = await startStage(bench(), { adminPassword: 'first password' })
  const admin = new Staff(second.url)
  expect((await admin.post('sign-in', { login: 'admin', password: 'first password' })).status).toBe(200)
  await second.stop()
  const third = await startStage(bench(), { adminPassword: 'second password' })
  expect(third.firstSecret).toBeNull()
  const before = new Staff(third.url)
  before.cookie = admin.cookie
  expect(await signedIn(before)).toBe(false)
  expect((await before.post('sign-in', { login: 'admin', password: 'second password' })).status).toBe(200)
  await third.stop()
})

test('fifty wrong passwords at once count fifty, and then the right one is not looked at either', async () => {
  await stage.signIn('ana')
  const tries = Array.from({ length: 50 }, (_, place) =>
    new Staff(stage.url).post('sign-in', { login: 'ana', password: `wrong ${place}` }),
  )
  const statuses = (await Promise.all(tries)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 401)).toHaveLength(10)
  expect(statuses.filter((status) => status === 429)).toHaveLength(40)
  expect(await stage.store.countTry(`login ${digest('ana')}`, 1_000)).toBe(51)
  expect((await new Staff(stage.url).post('sign-in', { login: 'ana', password: PASSWORD })).status).toBe(429)
})

test('a name that nobody has is answered as a wrong password is', async () => {
  await stage.signIn('ana')
  const answers = await Promise.all([
    new Staff(stage.url).post('sign-in', { login: 'ana', password: 'wrong' }),
    new Staff(stage.url).post('sign-in', { login: 'nobody', password: 'wrong' }),
  ])
  const [known, unknown] = await Promise.all(answers.map((answer) => answer.text()))
  expect(unknown).toBe(known)
  expect(answers.map(({ status }) => status)).toEqual([401, 401])
})

test('a sign-in draws a new secret, and the one before it ends', async () => {
  const ana = await stage.signIn('ana')
  const before = ana.cookie
  await ana.post('sign-in', { login: 'ana', password: PASSWORD })
  expect(ana.cookie).not.toBe(before)
  const old = new Staff(stage.url)
  old.cookie = before
  expect(await signedIn(old)).toBe(false)
  expect(await signedIn(ana)).toBe(true)
})

test('whoever is removed is out everywhere within five seconds, open streams included', async () => {
  const [lead, ana] = [await stage.signIn('lead', 'lead'), await stage.signIn('ana')]
  const seen: string[] = []
  const stream = (async () => {
    for await (const { name } of ana.events()) seen.push(name)
  })()
  await until('the stream', async () => seen.includes('inbox'))
  expect((await lead.request('DELETE', 'people/ana')).status).toBe(200)
  expect(await signedIn(ana)).toBe(false)
  const removedAt = performance.now()
  await stream
  expect(performance.now() - removedAt).toBeLessThan(5_000)
  expect(seen.at(-1)).toBe('signed_out')
})

test('a new password signs out other devices and keeps this one', async () => {
  const ana = await stage.signIn('ana')
  const other = new Staff(stage.url)
  await other.post('sign-in', { login: 'ana', password: PASSWORD })
  expect(await codeOf(await ana.post('password', { password: 'wrong', fresh: 'another horse' }))).toBe('wrong_password')
  expect((await ana.post('password', { password: PASSWORD, fresh: 'another horse' })).status).toBe(200)
  expect(await signedIn(ana)).toBe(true)
  expect(await signedIn(other)).toBe(false)
})

test('the cookie is bound to https by its name, plain on this machine alone, and to no other host', async () => {
  await stage.signIn('ana')
  const attempt = (headers: Record<string, string>) =>
    fetch(`${stage.url}/desk/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ login: 'ana', password: PASSWORD }),
    })
  const local = (await attempt({})).headers.getSetCookie()[0] ?? ''
  expect(local).toMatch(/^aftercare_desk=[\w-]{43}; Path=\/desk; HttpOnly; SameSite=Strict$/)
  const behindProxy = await startStage(bench(), { publicUrl: 'https://desk.example.com' })
  const url = new URL(behindProxy.url)
  const { request } = await import('node:http')
  const answer = (host: string) =>
    new Promise<{ status: number | undefined; cookie: string }>((resolve, reject) => {
      const options = { host: '127.0.0.1', port: url.port, path: '/desk/api/sign-in', method: 'POST' }
      const asked = request({ ...options, headers: { host, 'content-type': 'application/json' } }, (got) => {
        got.resume()
        resolve({ status: got.statusCode, cookie: got.headers['set-cookie']?.[0] ?? '' })
      })
      asked.on('error', reject)
      asked.end(JSON.stringify({ login: 'ana', password: PASSWORD }))
    })
  expect((await answer('desk.example.com')).cookie).toMatch(
    /^__Host-aftercare_desk=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
  )
  expect(await answer('desk.lan:8080')).toEqual({ status: 403, cookie: '' })
  await behindProxy.stop()
})

test('requests of other sites are refused: acts, streams and forms', async () => {
  const ana = await stage.signIn('ana')
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: '', 'sec-fetch-site': 'cross-site' },
  ]
  for (const headers of foreign) {
    expect((await ana.post('sign-out', {}, headers)).status).toBe(403)
    expect((await ana.get('events', headers)).status).toBe(403)
  }
  const form = await fetch(`${stage.url}/desk/api/sign-out`, {
    method: 'POST',
    headers: { cookie: ana.cookie, origin: stage.url, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'a=b',
  })
  expect(form.status).toBe(415)
  expect(await signedIn(ana)).toBe(true)
})
