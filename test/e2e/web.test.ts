/** The chat page in a real browser on the real desk: orders in both languages, over a reload, a second tab, a kill and a start again. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OrderNumber } from '../../src/domain/values.ts'
import { layoutOf } from '../../src/store/embedded-layout.ts'
import { openStore } from '../../src/store/redis-store.ts'
import { type ChatPage, launchChromium, openChat } from '../support/chat-page.ts'
import { type DeskProcess, startDeskProcess } from '../support/desk-process.ts'
import { answerOne, walkToOrder } from './support/order-walk.ts'

const PHONE = { width: 390, height: 844 }
const DESKTOP = { width: 1280, height: 800 }
const ENGLISH = {
  typed: { serial: 'JX0000000012', name: 'Ana Example', phone: '+1 202 555 0143', country: 'United States' },
}
const CHINESE = { typed: { serial: 'JX0000000013', name: '张示例', phone: '13800138000', country: '中国' } }
/** For people to look at; each run overwrites them. */
const SCREENSHOTS = join(tmpdir(), 'aftercare-screenshots')

let dataDir: string
let port: string
let desk: DeskProcess
let browser: Browser

beforeAll(async () => {
  mkdirSync(SCREENSHOTS, { recursive: true })
  dataDir = mkdtempSync(join(tmpdir(), 'aftercare-web-'))
  port = await freePort()
  ;[desk, browser] = await Promise.all([start(), launchChromium()])
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await desk?.stop()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

const start = () => startDeskProcess({ DATA_DIR: dataDir, PORT: port, AFTERCARE_NOW: '2026-03-10T10:00' }, dataDir)
const shoot = (chat: ChatPage, name: string) => chat.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) })

test('an English order on a phone, over a reload, a second tab, and a kill with a start again', async () => {
  const chat = await openChat(browser, { url: desk.url, ...PHONE, locale: 'en-GB' })
  await shoot(chat, 'phone-welcome')
  await chat.answeredAfter(() => chat.write('my X16-Q shows zero hashrate since last night'))
  await answerOne(chat, ENGLISH)
  const said = await chat.lines()
  const asked = await chat.question()

  await chat.page.reload()
  await chat.shows(said.length)
  expect([await chat.lines(), await chat.question()]).toEqual([said, asked])

  const second = await chat.secondTab()
  await second.shows(said.length)
  await answerOne(second, ENGLISH)
  await chat.shows(said.length + 2)
  expect(await chat.lines()).toEqual(await second.lines())
  await shoot(chat, 'phone-question')
  expect(await chat.layout()).toMatchObject({ sideways: false, composerInView: true, atEnd: true })
  expect((await chat.layout()).lowestTarget).toBeGreaterThanOrEqual(42)
  await second.page.close()

  const before = await chat.lines()
  const open = await chat.question()
  await desk.kill()
  await chat.write('when are you open?')
  await expect.poll(() => chat.page.locator('.unsent .failed').count()).toBe(1)
  await shoot(chat, 'phone-away')
  desk = await start()
  await chat.shows(before.length + 2)
  await chat.quiet()
  const after = await chat.lines()
  expect(after.slice(0, before.length)).toEqual(before)
  expect(after.filter((line) => line.includes('when are you open?'))).toHaveLength(1)
  expect([await chat.unsent(), await chat.question()]).toEqual([[], open])

  const number = await walkToOrder(chat, ENGLISH)
  await shoot(chat, 'phone-order')
  expect(await chat.page.locator('.meta button.copy').last().textContent()).toContain(number)
  await expectOrder(number, 'JX0000000012')
  await expectLink(chat)
  expect(chat.troubles).toEqual([])
}, 60_000)

test('a Chinese order on a desktop in the dark, in Chinese throughout', async () => {
  const chat = await openChat(browser, { url: desk.url, ...DESKTOP, locale: 'zh-CN', dark: true })
  await shoot(chat, 'desktop-welcome')
  await chat.answeredAfter(() => chat.write('我的X16-Q风扇不转了'))
  await answerOne(chat, CHINESE)
  await shoot(chat, 'desktop-question')
  const number = await walkToOrder(chat, CHINESE)
  await shoot(chat, 'desktop-order')
  const bots = (await chat.lines()).filter((line) => line.startsWith('bot: '))
  expect(bots.filter((line) => !/\p{Script=Han}/u.test(line))).toEqual([])
  expect(await chat.page.locator('html').getAttribute('lang')).toBe('zh-CN')
  expect(await chat.layout()).toMatchObject({ sideways: false, composerInView: true, atEnd: true })
  await expectOrder(number, 'JX0000000013')
  expect(chat.troubles).toEqual([])
}, 60_000)

test('the box sends what is meant to be sent, and the page follows the language of the talk', async () => {
  const chat = await openChat(browser, { url: desk.url, ...PHONE, locale: 'en-GB' })
  const box = chat.page.locator('#text')
  await box.fill('你好')
  await box.dispatchEvent('keydown', { key: 'Enter', isComposing: true })
  expect(await box.inputValue()).toBe('你好')
  await box.press('Shift+Enter')
  await box.pressSequentially('<img src=x>')
  await chat.answeredAfter(() => box.press('Enter'))
  expect((await chat.lines())[0]).toBe('customer: 你好\n<img src=x>')
  expect(await chat.page.locator('html').getAttribute('lang')).toBe('zh-CN')
  expect(await chat.page.locator('#hours').textContent()).toContain('北京时间')

  await box.fill('x'.repeat(64 * 1024 + 1))
  await box.press('Enter')
  expect(await chat.notice()).toContain('64 KB')
  expect((await box.inputValue()).length).toBe(64 * 1024 + 1)
  expect(chat.troubles).toEqual([])
}, 60_000)

test('a photo and a dropped log are sent and shown; what cannot be taken stays on the page with one line', async () => {
  const chat = await openChat(browser, { url: desk.url, ...PHONE, locale: 'en-GB' })
  const buffer = await sharp({ create: { width: 1_200, height: 900, channels: 3, background: '#3d6b8a' } })
    .jpeg()
    .toBuffer()
  await chat.answeredAfter(() => chat.attach({ name: 'label.jpg', mimeType: 'image/jpeg', buffer }))
  const image = chat.page.getByRole('img', { name: 'label.jpg' })
  await expect.poll(() => image.evaluate((one) => one.naturalWidth)).toBe(1_200)
  await chat.answeredAfter(() => chat.dropFile('2026-03-10 09:40:09 Error, fan lost\n'.repeat(3), 'miner.log'))
  expect((await chat.lines()).at(-1)).toContain('fan')
  await shoot(chat, 'phone-files')

  await chat.attach({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('MZ\0\0\u0003') })
  const failed = chat.page.locator('.unsent .failed')
  await expect.poll(() => failed.locator('.state').textContent()).toMatch(/^Not sent: this kind of file/)
  expect(await failed.locator('.bubble').textContent()).toContain('photo.jpg')
  await shoot(chat, 'phone-file-refused')
  expect(await chat.barriers()).toEqual([])
  await failed.getByRole('button', { name: 'Remove' }).click()
  expect(await failed.count()).toBe(0)
  expect(await chat.layout()).toMatchObject({ sideways: false, composerInView: true })
  expect(chat.troubles).toEqual([])
}, 60_000)

test('what meets a limit stays on the page, says so, and goes out once, in order', async () => {
  const chat = await openChat(browser, { url: desk.url, ...PHONE, locale: 'en-GB' })
  let refusals = 2
  await chat.page.route('**/chat/api/message', async (route) => {
    refusals -= 1
    if (refusals < 0) return await route.continue()
    await route.fulfill({ status: 429, headers: { 'retry-after': '1' }, json: { error: 'wait', code: 'too_fast' } })
  })
  const texts = ['one', 'two', 'three']
  for (const text of texts) await chat.write(text)
  const state = chat.page.locator('.unsent .failed .state').first()
  await expect.poll(() => state.textContent()).toMatch(/^Not sent yet: too many/)
  const customers = async () => (await chat.lines()).filter((line) => line.startsWith('customer: '))
  await expect.poll(customers, { timeout: 20_000 }).toEqual(texts.map((text) => `customer: ${text}`))
  await expect.poll(() => chat.unsent()).toEqual([])
}, 60_000)

test('only pages of the vendor become links', async () => {
  const chat = await openChat(browser, { url: desk.url, ...PHONE, locale: 'en-GB' })
  const vendor = ['https://jasminer.com/#/support/searchsn', 'https://zh.jasminer.com']
  const others = ['jasminer.com.evil.example', 'https://jasminer.com@evil.example', 'https://evil.example/jasminer.com']
  const text = `See ${vendor[0]}. 请看 zh.jasminer.com。 Not ${others.join(' ')} notjasminer.com javascript:alert(1)`
  expect(await chat.linksIn(text)).toEqual({ text, links: vendor })
})

/** Beside the number of an order just filed stands the link; another device goes on by one tap. */
async function expectLink(chat: ChatPage): Promise<void> {
  await chat.page.getByRole('img', { name: 'QR code of the link' }).waitFor()
  await shoot(chat, 'phone-link')
  expect(await chat.barriers()).toEqual([])
  const url: string = await chat.page.evaluate(
    `fetch('/chat/api/link', { method: 'POST' }).then((drawn) => drawn.json()).then(({ url }) => url)`,
  )
  const other = await openChat(browser, { url: desk.url, ...DESKTOP, locale: 'zh-CN' })
  await other.page.goto(url)
  await shoot(other, 'desktop-continue')
  expect(await other.barriers()).toEqual([])
  expect(await other.page.context().cookies()).toEqual([])
  await other.page.getByRole('button', { name: '在这里继续' }).click()
  await other.shows((await chat.lines()).length)
  expect(await other.lines()).toEqual(await chat.lines())
  expect(other.page.url()).toBe(`${desk.url}/chat`)
  expect(other.troubles).toEqual([])
}

async function expectOrder(number: string, serial: string): Promise<void> {
  const connection = { kind: 'socket', path: layoutOf(dataDir).socketPath } as const
  const store = await openStore({ connection, deskTime: 'keep' })
  const order = await store.order(number.replaceAll('-', '') as OrderNumber)
  await store.close()
  expect(JSON.parse(order ?? '{}')).toMatchObject({ machines: [{ serial }] })
}

/** The page must find the desk again where it was. */
async function freePort(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return String(typeof address === 'object' ? address?.port : 0)
}
