/** The desk's pages in a real Chromium: two people and a customer at once, whatever customers write stays text, and nobody is kept out. */
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ConversationId } from '../../src/ports.ts'
import { post, said, useBench } from '../bot/bench.ts'
import { until } from '../e2e/support/until.ts'
import { launchChromium } from '../support/chat-page.ts'
import { join } from './joining.ts'
import { PASSWORD, type Stage, startStage } from './stage.ts'

const bench = useBench()
let stage: Stage
let browser: Browser
let troubles: string[] = []
const TALK = 'tg:960' as ConversationId
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())
beforeEach(async () => {
  troubles = []
  stage = await startStage(bench())
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  await stage.stop()
  expect(stage.troubles).toEqual([])
  expect(troubles).toEqual([])
})

const WIDE = { width: 1360, height: 850 }
const PHONE = { width: 390, height: 800 }

/** Somebody of the desk at a browser of their own. */
async function open(
  login: string,
  { role = 'staff' as 'staff' | 'lead', path = '/desk', look = WIDE, dark = false, locale = 'en-GB' } = {},
) {
  const { cookie } = await stage.signIn(login, role)
  const colorScheme = dark ? 'dark' : 'light'
  const context = await browser.newContext({ viewport: look, locale, colorScheme, timezoneId: 'Europe/Berlin' })
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: `${stage.url}/desk` }])
  const page = watched(await context.newPage())
  await page.goto(`${stage.url}${path}`)
  await page.waitForSelector('.rail')
  return page
}

/** Errors of scripts, and what the policy forbade, are collected. */
function watched(page: Page): Page {
  page.on('pageerror', ({ message }) => troubles.push(message))
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('console', (line) => {
    if (/Content Security Policy|Trusted/i.test(line.text())) troubles.push(line.text())
  })
  return page
}

const logText = async (page: Page): Promise<string> => (await page.locator('.log').allTextContents()).join()
const shows = (page: Page, text: string) => until(text, async () => (await logText(page)).includes(text))
const asksForPerson = () => stage.customerSays(TALK, 'my X16-Q shows zero hashrate', 'no', 'I want to talk to a person')

test('somebody signs in by the form, and is told when the password is wrong', async () => {
  await stage.signIn('ana')
  const page = watched(await (await browser.newContext({ locale: 'en-GB' })).newPage())
  await page.goto(`${stage.url}/desk/orders`)
  await page.fill('#login', 'Ana')
  await page.fill('#password', 'wrong')
  await page.press('#password', 'Enter')
  await page.getByText('do not go together').waitFor()
  await page.fill('#password', PASSWORD)
  await page.press('#password', 'Enter')
  await page.waitForSelector('.rail')
})

test('two of staff and a customer: wait, takeover, reply, note, warning, hand-back, by the keyboard', async () => {
  const [ana, bo] = [await open('ana'), await open('bo')]
  await asksForPerson()
  await ana.locator('.row.waiting').waitFor()
  await ana.keyboard.press('j')
  await ana.keyboard.press('Enter')
  await ana.locator('.talk').waitFor()
  await ana.keyboard.press('r')
  await ana.locator('#words').fill('Hello, Ana here.')
  await ana.reload()
  await ana.locator('#words').press('End')
  expect(await ana.locator('#words').inputValue()).toBe('Hello, Ana here.')
  await ana.locator('#words').press('Enter')
  await until('the customer', async () => stage.channel.texts(TALK).includes('Hello, Ana here.'))
  await shows(ana, 'delivered')

  await bo.goto(`${stage.url}/desk/talks/${TALK}`)
  await shows(bo, 'Hello, Ana here.')
  await bo.getByText('ana Example has this conversation').waitFor()
  await ana.getByText('Also here: bo').waitFor()

  await post(stage.store, TALK, said('the fan is loud too'))
  stage.worker.wake(TALK)
  await Promise.all([shows(ana, 'the fan is loud too'), shows(bo, 'the fan is loud too')])

  await bo.keyboard.press('n')
  await bo.locator('#words').fill('Maybe dust.')
  await bo.locator('#words').press('Enter')
  await shows(ana, 'Maybe dust.')
  expect(stage.channel.texts(TALK).join()).not.toContain('Maybe dust.')

  await ana.locator('.log').focus()
  await ana.keyboard.press('b')
  await until('the bot', async () => (await ana.locator('.talkHead .tag').textContent()) === 'with the bot')
})

const PLACES = ['', `/talks/${TALK}`, '/orders', '/hours', '/reports', '/people', '/state'].map(
  (path) => `/desk${path}`,
)

test.each([
  { look: WIDE, dark: false, locale: 'en-GB' },
  { look: PHONE, dark: true, locale: 'zh-CN' },
])('every page is readable for everybody: $locale, $look.width wide', async (how) => {
  await asksForPerson()
  const page = await open('lead', { role: 'lead', ...how })
  for (const path of PLACES) {
    await page.goto(`${stage.url}${path}`)
    await page
      .locator(path === `/desk/talks/${TALK}` ? '.bubble' : 'h1, h2')
      .first()
      .waitFor()
    expect([path, await barriers(page)]).toEqual([path, []])
    if (path === `/desk/talks/${TALK}`) await expectOpenedReadable(page)
    const sideways = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
    expect([path, sideways]).toEqual([path, false])
  }
})

/** What opens over a conversation: the ready answers, then the menu. */
async function expectOpenedReadable(page: Page): Promise<void> {
  await page.locator('.log').focus()
  await page.keyboard.press('c')
  await page.locator('.canned li').first().waitFor()
  expect(await barriers(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.locator('.menu summary').click()
  await page.locator('.menuList li').first().waitFor()
  expect(await barriers(page)).toEqual([])
}

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string }[]
}

/** What axe finds: rule and element, one a line. */
async function barriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<{ readonly violations: readonly Violation[] }>('axe.run()')
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}

test('the first load is small', async () => {
  const page = await open('ana')
  const sizes = await page.evaluate<readonly number[]>(
    'performance.getEntriesByType("resource").map(({ encodedBodySize }) => encodedBodySize)',
  )
  const total = sizes.reduce((sum, size) => sum + size, 0)
  process.stdout.write(`first load: ${(total / 1024).toFixed(0)} KB in ${sizes.length} files\n`)
  expect(total).toBeLessThan(150 * 1024)
})

test('what the same customer said in another app stands beside, and is read in place when somebody asks for it', async () => {
  const there = 'web:li-example' as ConversationId
  await join(stage, TALK, there)
  await stage.customerSays(there, 'the fan is loud, too')
  const page = await open('ana', { path: `/desk/talks/${TALK}` })
  await page.locator('.joinedTalks a').waitFor()
  expect(await page.locator('.joinedTalks').textContent()).toContain('Web')
  expect(await logText(page)).not.toContain('the fan is loud')
  await page.getByRole('button', { name: 'Also show what was said on Web' }).click()
  await shows(page, 'the fan is loud, too')
  const line = page.locator('.line.there', { hasText: 'the fan is loud, too' })
  expect(await line.locator('.tag').textContent()).toBe('Web')
  await stage.customerSays(there, 'and hot')
  await shows(page, 'and hot')
  await page.getByRole('button', { name: 'This conversation alone' }).click()
  await until('gone', async () => !(await logText(page)).includes('the fan is loud'))
  await page.locator('.joinedTalks a').click()
  await until('the other talk', () => page.url().includes(encodeURIComponent(there)))
  await shows(page, 'the fan is loud, too')
  expect(await page.locator('.line.there').count()).toBe(0)
})
