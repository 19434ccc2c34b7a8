/** The web desk as people use it, on the built product: two of staff and a customer at once, over a kill of the desk, with nothing lost. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChatPage, launchChromium, openChat } from '../support/chat-page.ts'
import { type DeskProcess, startDeskProcess } from '../support/desk-process.ts'
import { freePort } from '../support/free-port.ts'
import { photo } from '../support/sample-files.ts'
import { walkToOrder } from './support/order-walk.ts'
import { until } from './support/until.ts'

const PASSWORD = 'correct horse'
const WIDE = { width: 1280, height: 800 }
const ANSWERS = {
  typed: { serial: 'JX0000000012', name: 'Ana Example', phone: '+1 202 555 0143', country: 'United States' },
}

let dataDir: string
let port: string
let desk: DeskProcess
let browser: Browser
const troubles: string[] = []
const start = () =>
  startDeskProcess(
    { DATA_DIR: dataDir, PORT: port, AFTERCARE_NOW: '2026-03-10T10:00', DESK_ADMIN_PASSWORD: PASSWORD },
    dataDir,
  )
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'aftercare-desk-'))
  port = String(await freePort())
  ;[desk, browser] = await Promise.all([start(), launchChromium()])
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await desk?.stop()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

async function newPage(path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: WIDE, locale: 'en-GB' })
  context.setDefaultTimeout(45_000)
  const page = await context.newPage()
  page.on('pageerror', ({ message }) => troubles.push(message))
  page.on('console', (line) => {
    if (/Content Security Policy|Trusted/i.test(line.text())) troubles.push(line.text())
  })
  await page.goto(`${desk.url}${path}`)
  return page
}

async function signedInAdmin(): Promise<Page> {
  const page = await newPage('/desk')
  await page.fill('#login', 'admin')
  await page.fill('#password', PASSWORD)
  await page.press('#password', 'Enter')
  await page.waitForSelector('.rail')
  return page
}

/** Let in by a link that the admin makes. */
async function joinedColleague(admin: Page): Promise<Page> {
  await admin.goto(`${desk.url}/desk/people`)
  await admin.getByRole('button', { name: 'Make a link' }).click()
  const link = await admin.locator('input.link').inputValue()
  const page = await newPage(link.slice(desk.url.length))
  await page.fill('#name', 'Bo Example')
  await page.fill('#login', 'bo')
  await page.fill('#password', PASSWORD)
  await page.press('#password', 'Enter')
  await page.waitForSelector('.rail')
  return page
}

const log = async (page: Page): Promise<string> => (await page.locator('.log').allTextContents()).join()
const shows = (page: Page, text: string) => until(text, async () => (await log(page)).includes(text), 45_000)
const reads = (chat: ChatPage, text: string) =>
  until(text, async () => (await chat.lines()).join('\n').includes(text), 45_000)
async function write(page: Page, text: string): Promise<void> {
  await page.locator('#words').fill(text)
  await page.locator('#words').press('Enter')
}

test('wait, takeover, a file, a note, a kill, hand-back, moves of an order and other hours', async () => {
  const ana = await signedInAdmin()
  const bo = await joinedColleague(ana)
  const chat = await openChat(browser, { url: desk.url, ...WIDE, locale: 'en-GB' })
  await chat.answeredAfter(() => chat.write('my X16-Q shows zero hashrate since last night'))
  const number = await walkToOrder(chat, ANSWERS)

  await Promise.all([ana, bo].map((page) => page.goto(`${desk.url}/desk`)))
  await chat.answeredAfter(() => chat.write('I want to talk to a person'))
  await Promise.all([ana, bo].map((page) => page.locator('.row.waiting').waitFor()))
  await ana.keyboard.press('j')
  await ana.keyboard.press('Enter')
  await shows(ana, 'I want to talk to a person')
  await write(ana, 'Hello, a person here.')
  await reads(chat, 'staff: Hello, a person here.')
  await bo.locator('.row.person a').click()
  await shows(bo, 'Hello, a person here.')
  await bo.getByText('Admin has this conversation').waitFor()

  await ana.locator('#files').setInputFiles({ name: 'label.jpg', mimeType: 'image/jpeg', buffer: await photo() })
  await ana.locator('.chip').waitFor()
  await write(ana, 'It should look like this.')
  await chat.page.locator('.line.staff').getByText('It should look like this.').waitFor()
  expect(await chat.page.locator('.line.staff img').count()).toBe(1)
  await ana.locator('.chip').waitFor({ state: 'detached' })
  await bo.locator('.log .files img').waitFor()

  await bo.getByRole('tab', { name: 'Note' }).click()
  await write(bo, 'Maybe the supply.')
  await shows(ana, 'Maybe the supply.')

  await ana.locator('#words').fill('Half a senten')
  await desk.kill()
  await Promise.all([ana, bo].map((page) => page.getByText('Connecting…').waitFor()))
  await chat.write('are you there?')
  await ana.locator('#words').press('Enter')
  await ana.getByText('cannot be reached').first().waitFor()
  desk = await start()
  await Promise.all([shows(ana, 'are you there?'), shows(bo, 'are you there?')])
  expect((await log(ana)).split('are you there?')).toHaveLength(2)
  expect(await ana.locator('#words').inputValue()).toBe('Half a senten')
  await ana.locator('#words').press('Enter')
  await reads(chat, 'staff: Half a senten')
  await ana.reload()
  await shows(ana, 'Half a senten')

  await ana.getByRole('button', { name: 'Hand back to the bot' }).click()
  await until('the bot', async () => (await bo.locator('.talkHead .tag').textContent()) === 'with the bot', 45_000)
  await chat.quiet()
  expect((await chat.lines()).join('\n')).not.toContain('Maybe the supply.')

  await ana.goto(`${desk.url}/desk/orders/${number}`)
  await ana.getByRole('button', { name: 'Confirm the return' }).click()
  await ana.locator('.moveForm input[name=note]').fill('The board has to come in.')
  await ana.locator('.moveForm .go').click()
  await ana.locator('.orderState').getByText('Awaiting parcel details').waitFor()
  await ana.locator('.history').getByText('The board has to come in.').waitFor()
  await reads(chat, 'The board has to come in.')

  await ana.goto(`${desk.url}/desk/hours`)
  await ana.locator('select[name=kind]').selectOption('close')
  await ana.locator('input[name=clock]').fill('15:30')
  await ana.locator('input[name=reason]').fill('team meeting')
  await ana.getByRole('button', { name: 'Set', exact: true }).click()
  await ana.locator('.byHand li').waitFor()
  await until('the new closing', async () => {
    await chat.answeredAfter(() => chat.write('when are you open?'))
    return (await chat.lines()).at(-1)?.includes('15:30') === true
  })
  expect(troubles).toEqual([])
}, 240_000)
