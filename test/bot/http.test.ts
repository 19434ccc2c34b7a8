/** The HTTP of the desk over the loopback: pages, probes, headers, failures. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHttp, type Http, type Status } from '../../src/bot/http.ts'

const TUESDAY_10 = Date.parse('2026-03-10T10:00:00+08:00')
const READY: Status = {
  redis: { ok: true, detail: 'its own, in .aftercare' },
  channels: [
    { name: 'telegram', state: { status: 'ready', as: '@example_<b>bot' } },
    { name: 'wechat', state: { status: 'off', howTo: 'Set WECHATY_PUPPET' } },
    { name: 'web', state: { status: 'ready', as: '/chat' } },
    { name: 'terminal', state: { status: 'degraded', reason: 'Scan the code' } },
  ],
  desk: {
    status: 'known',
    now: TUESDAY_10,
    rehearsal: false,
    hours: {
      open: true,
      opensAt: null,
      closesAt: Date.parse('2026-03-10T18:00:00+08:00'),
      reason: 'working_day',
      name: null,
      provisional: false,
    },
  },
}

let status: () => Status | Promise<Status>
const logged: unknown[] = []
let http: Http
let base: string

beforeAll(async () => {
  http = createHttp({ status: () => status(), log: { error: (...said: unknown[]) => void logged.push(said) } })
  const listening = await http.listen('127.0.0.1', 0)
  if (!listening.ok) throw new Error(listening.problem)
  base = listening.url
})
afterAll(() => http.close())

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${base}${path}`, { headers, redirect: 'error' })
}

async function page(path: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await get(path, headers)
  expect(response.status).toBe(200)
  return response.text()
}

describe('the start page', () => {
  it('says what this is, what to try first and which channels are on', async () => {
    status = () => READY
    const text = await page('/')
    expect(text).toContain('<html lang="en">')
    expect(text).toContain('href="/chat?lang=en"')
    expect(text).toContain('npx --no-install aftercare chat')
    expect(text).toContain('Open now, until Tuesday 18:00 China time')
    expect(text).toContain('Telegram <span class="state">on</span>')
    expect(text).toContain('WeChat <span class="state">off</span>')
    expect(text).toContain('WECHATY_PUPPET=wechaty-puppet-service')
    expect(text).toContain('Scan the code')
    expect(text).not.toContain('AFTERCARE_NOW')
  })

  it('escapes what comes from elsewhere', async () => {
    status = () => READY
    expect(await page('/')).toContain('@example_&lt;b&gt;bot')
  })

  it('speaks Chinese to a Chinese browser and English to one that prefers it', async () => {
    status = () => READY
    expect(await page('/', { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' })).toContain('售后服务台')
    expect(await page('/', { 'accept-language': 'zh;q=0.5, en-GB;q=0.9' })).toContain('After-sales desk')
    expect(await page('/', { 'accept-language': 'fr,de;q=0.9' })).toContain('After-sales desk')
  })

  it('can be switched, whatever the browser asks for', async () => {
    status = () => READY
    expect(await page('/', { 'accept-language': 'zh' })).toContain('href="/?lang=en"')
    expect(await page('/?lang=en', { 'accept-language': 'zh' })).toContain('After-sales desk')
    expect(await page('/?lang=zh&lang=en')).toContain('After-sales desk')
  })

  it('shows a banner in a rehearsal, and when the desk opens', async () => {
    const opensAt = Date.parse('2026-03-11T09:00:00+08:00')
    const closed = {
      open: false,
      opensAt,
      closesAt: null,
      reason: 'after_closing',
      name: null,
      provisional: false,
    } as const
    const now = Date.parse('2026-03-10T22:00:00+08:00')
    status = () => ({ ...READY, desk: { status: 'known', now, rehearsal: true, hours: closed } })
    const text = await page('/')
    expect(text).toContain('The desk believes it is Tuesday 10 March, 22:00 China time.')
    expect(text).toContain('Closed now, opens Wednesday 9:00 China time')
  })

  it('still answers while Redis is away', async () => {
    const redis = { ok: false, detail: 'connection refused' }
    status = () => ({ ...READY, redis, desk: { status: 'unknown' } })
    const text = await page('/?lang=zh')
    expect(text).toContain('连接不上')
    expect(text).toContain('connection refused')
  })
})

describe('every page', () => {
  it.each(['/', '/healthz', '/readyz', '/aftercare.css', '/aftercare.svg', '/nowhere'])(
    '%s forbids scripts, frames and guessing of types',
    async (path) => {
      status = () => READY
      const { headers } = await get(path)
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      )
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
    },
  )

  it('needs neither inline script nor inline style', async () => {
    status = () => READY
    expect(await page('/')).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:/i)
  })

  it('leads to the chat and to the desk', async () => {
    const text = await page('/')
    expect(text).toContain('href="/chat?lang=en"')
    expect(text).toContain('href="/desk?lang=en"')
  })

  it('finds its style and its picture', async () => {
    expect((await get('/aftercare.css')).headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect((await get('/aftercare.svg')).headers.get('content-type')).toBe('image/svg+xml')
  })
})

describe('the probes', () => {
  it('are alive and ready with Redis, whatever a channel waits for', async () => {
    status = () => READY
    expect(await (await get('/healthz')).json()).toEqual({ ok: true })
    const ready = await get('/readyz')
    expect(ready.status).toBe(200)
    expect(await ready.json()).toEqual({
      ready: true,
      redis: { ok: true, detail: 'its own, in .aftercare' },
      channels: {
        telegram: { status: 'ready', as: '@example_<b>bot' },
        wechat: { status: 'off', howTo: 'Set WECHATY_PUPPET' },
        web: { status: 'ready', as: '/chat' },
        terminal: { status: 'degraded', reason: 'Scan the code' },
      },
    })
  })

  it('are alive and not ready without Redis', async () => {
    status = () => ({ ...READY, redis: { ok: false, detail: 'connection refused' } })
    expect((await get('/healthz')).status).toBe(200)
    const ready = await get('/readyz')
    expect(ready.status).toBe(503)
    expect(await ready.json()).toMatchObject({ ready: false, redis: { ok: false, detail: 'connection refused' } })
  })

  it('are not ready when the status itself fails, and the log says why', async () => {
    logged.length = 0
    status = () => Promise.reject(new Error('broken inside'))
    expect((await get('/readyz')).status).toBe(503)
    expect(logged).toHaveLength(1)
  })
})

describe('a failure', () => {
  it('is one line of text, or JSON for those who ask for it', async () => {
    const text = await get('/nowhere')
    expect([text.status, await text.text()]).toEqual([404, 'There is no such page here: start at /\n'])
    const json = await get('/nowhere', { accept: 'application/json' })
    expect([json.status, await json.json()]).toEqual([404, { error: 'There is no such page here: start at /' }])
  })

  it('of our own never shows its inside', async () => {
    logged.length = 0
    status = () => Promise.reject(new Error('broken inside'))
    const response = await get('/')
    expect(response.status).toBe(500)
    expect(await response.text()).toBe('Something went wrong here: the log of the desk says what\n')
    expect(logged).toHaveLength(1)
  })

  it('is a malformed path or a body that no page takes', async () => {
    expect((await get('/%zz')).status).toBe(400)
    const posted = await fetch(`${base}/`, {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    })
    expect([400, 404]).toContain(posted.status)
  })
})

it('stops at once, though a browser has opened a connection ahead of use', async () => {
  const other = createHttp({ status: () => READY, log: { error: () => undefined } })
  const listening = await other.listen('127.0.0.1', 0)
  if (!listening.ok) throw new Error(listening.problem)
  const ahead = connect(listening.port, '127.0.0.1')
  await once(ahead, 'connect')
  const before = performance.now()
  await other.close()
  expect(performance.now() - before).toBeLessThan(2_000)
  ahead.destroy()
})

describe('listening', () => {
  it('names PORT when it is in use', async () => {
    const second = createHttp({ status: () => READY, log: { error: () => undefined } })
    const port = Number(new URL(base).port)
    const listening = await second.listen('127.0.0.1', port)
    await second.close()
    expect(listening).toEqual({
      ok: false,
      problem: `PORT ${port} is in use on 127.0.0.1: stop what uses it, or set PORT to another number`,
    })
  })

  it('names HOST when it is not of this machine', async () => {
    const other = createHttp({ status: () => READY, log: { error: () => undefined } })
    const listening = await other.listen('203.0.113.7', 0)
    await other.close()
    expect(listening).toMatchObject({ ok: false, problem: expect.stringMatching(/^HOST 203\.0\.113\.7 is no address/) })
  })
})
