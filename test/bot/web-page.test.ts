/** The chat page as it is served: its languages, its headers, its files; nothing inline, every module that is asked for is there. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHttp, type Http, type Status } from '../../src/bot/http.ts'
import { createWeb } from '../../src/bot/web/channel.ts'
import { STATUS } from './web-desk.ts'

const FILES = fileURLToPath(new URL('../../src/bot/web/page/', import.meta.url))
const modules = readdirSync(FILES).filter((name) => name.endsWith('.js'))
const away = () => Promise.reject(new Error('not asked in these tests'))
let status: Status = STATUS
let http: Http
let url: string

beforeAll(async () => {
  const log = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} }
  const nothing = {
    ingestShown: away,
    show: away,
    shownAfter: away,
    markSeen: away,
    openSession: away,
    session: away,
    openLink: away,
    linked: away,
  }
  const files = { keepFile: away, keptFile: away, openFile: away, sweepFiles: away }
  const [feed, sessions] = [nothing, nothing]
  const web = createWeb({
    accept: away,
    feed,
    sessions,
    files,
    staff: null,
    publicUrl: null,
    status: () => status,
    log,
  })
  http = createHttp({ status: () => status, log, parts: [web.addTo] })
  const listening = await http.listen('127.0.0.1', 0)
  if (!listening.ok) throw new Error(listening.problem)
  url = listening.url
})
afterAll(() => http.close())

async function page(path = '/chat', headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(`${url}${path}`, { headers })
  expect(response.status).toBe(200)
  return response.text()
}

describe('the page', () => {
  it('speaks the language asked for, and tells its script whether it was chosen', async () => {
    expect(await page('/chat', { 'accept-language': 'zh-CN' })).toContain('<html lang="zh-CN" data-chosen="no"')
    const chosen = await page('/chat?lang=en', { 'accept-language': 'zh-CN' })
    expect(chosen).toContain('<html lang="en" data-chosen="yes"')
    expect(chosen).toContain('href="/chat?lang=zh"')
  })

  it('says whether the office is open, in China time, and that a rehearsal is on', async () => {
    expect(await page('/chat?lang=en')).toMatch(/id="rehearsal" hidden><\/p>/)
    expect(await page('/chat?lang=en')).toContain('Office open until Tuesday 18:00 China time.')
    if (STATUS.desk.status === 'known') status = { ...STATUS, desk: { ...STATUS.desk, rehearsal: true } }
    expect(await page('/chat?lang=zh')).toContain('AFTERCARE_NOW')
    status = { ...STATUS, desk: { status: 'unknown' } }
    expect(await page('/chat?lang=en')).toContain('cannot be shown right now')
    status = STATUS
  })

  it('needs JavaScript, and says so', async () => {
    expect(await page('/chat?lang=en')).toMatch(/<noscript>.*JavaScript.*<\/noscript>/)
  })

  it('holds nothing inline, and allows nothing but its own files', async () => {
    expect(await page()).not.toMatch(
      /<style|\sstyle=|\son\w+=|href="javascript:|<script(?! type="module" src="\/chat\/chat\.js")/i,
    )
    const policy = (await fetch(`${url}/chat`)).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("connect-src 'self';")
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
  })

  it('tells the hours in both languages for as long as it is open', async () => {
    const told = (await (await fetch(`${url}/chat/api/desk`)).json()) as object
    expect(told).toMatchObject({
      state: 'open',
      en: { hours: expect.stringContaining('China time'), rehearsal: null },
      zh: { hours: expect.stringContaining('北京时间'), rehearsal: null },
    })
  })
})

describe('its files', () => {
  it.each([...modules, 'chat.css'])('%s is served, and unchanged the next time', async (name) => {
    const response = await fetch(`${url}/chat/${name}`)
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(readFileSync(`${FILES}${name}`, 'utf8'))
    const etag = response.headers.get('etag') ?? ''
    expect((await fetch(`${url}/chat/${name}`, { headers: { 'if-none-match': `W/${etag}` } })).status).toBe(304)
  })

  it.each(modules)('%s imports only what is there, and makes no markup of text', (name) => {
    const text = readFileSync(`${FILES}${name}`, 'utf8')
    for (const [, file = ''] of text.matchAll(/from '\.\/([a-z]+\.js)'/g)) expect(modules).toContain(file)
    expect(text).not.toMatch(/innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function/)
  })

  it('have every word in both languages', () => {
    const words = readFileSync(`${FILES}words.js`, 'utf8')
    const keys = (name: string) => {
      const block = new RegExp(`const ${name} = \\{\\n([\\s\\S]*?)\\n\\}`).exec(words)?.[1] ?? ''
      return [...block.matchAll(/^ {2}(\w+):/gm)].map(([, key]) => key)
    }
    expect(keys('EN').length).toBeGreaterThan(20)
    expect(keys('ZH')).toEqual(keys('EN'))
  })
})
