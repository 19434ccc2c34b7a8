/** Whatever customers and colleagues type, in every field that the desk shows, stays text: nothing runs, and the policy has nothing to forbid. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { recordOf } from '../../src/bot/records.ts'
import { fileOrder, type Order, readOrder } from '../../src/domain/order.ts'
import { makeOrderNumber } from '../../src/domain/order-number.ts'
import { type ConversationId, NO_CHANGES } from '../../src/ports.ts'
import { shardOf } from '../../src/store/keys.ts'
import { held, OPEN_AT, useBench } from '../bot/bench.ts'
import { draft } from '../domain/order-samples.ts'
import { until } from '../e2e/support/until.ts'
import { launchChromium } from '../support/chat-page.ts'
import { PAYLOADS } from './payloads.ts'
import { freshId, type Staff, type Stage, startStage } from './stage.ts'

const bench = useBench()
const TALK = 'tg:960' as ConversationId
let browser: Browser
let stage: Stage
let admin: Staff
let page: Page
let troubles: string[] = []
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())
beforeEach(async () => {
  troubles = []
  stage = await startStage(bench())
  admin = await stage.signIn('admin', 'admin', '<img src=x onerror=hit()>')
  await stage.customerSays(TALK, 'my X16-Q shows zero hashrate', 'no', 'I want to talk to a person')
  page = await opened(admin.cookie)
})
afterEach(async () => {
  await page.context().close()
  await stage.stop()
  expect(stage.troubles).toEqual([])
  expect(troubles).toEqual([])
})

async function opened(cookie: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1360, height: 850 }, locale: 'en-GB' })
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: `${stage.url}/desk` }])
  const fresh = await context.newPage()
  fresh.on('pageerror', ({ message }) => troubles.push(message))
  fresh.on('dialog', (dialog) => troubles.push(`dialog: ${dialog.message()}`) && void dialog.dismiss())
  fresh.on('console', (line) => {
    if (/Content Security Policy|Trusted/i.test(line.text())) troubles.push(line.text())
  })
  await fresh.exposeFunction('hit', () => troubles.push('a payload ran'))
  return fresh
}

/** As the page shows it: what nobody sees is taken out where it is told. */
const seen = PAYLOADS.filter((one) => !/[\p{Control}\p{Bidi_Control}]/u.test(one))
const MADE =
  'script, img:not([src^="/"]), iframe, object, embed, form form, a[href^="javascript"], a[href^="data"], style, meta, base'

async function expectText(within: string): Promise<void> {
  const text = (await page.locator(within).allTextContents()).join()
  expect(seen.filter((payload) => !text.includes(payload))).toEqual([])
  expect(await page.locator(within).locator(MADE).count()).toBe(0)
}

test(`${PAYLOADS.length} hostile texts as names, lines, quotes, notes, file names and reasons`, async () => {
  for (const [place, payload] of PAYLOADS.entries()) {
    const inbound = JSON.stringify({ kind: 'said', text: payload, name: payload, ref: `m${place}`, quote: payload })
    const file = { id: String(place).padStart(22, 'f'), kind: 'file', name: payload }
    const sent = JSON.stringify({ kind: 'staff.said', text: payload, by: payload, file, via: 'desk' })
    const conversation = `tg:${2_000 + place}` as ConversationId
    for (const [to, body] of [
      [TALK, inbound],
      [TALK, sent],
      [conversation, inbound],
    ] as const) {
      await stage.store.ingest({ conversation: to, id: `x:${freshId()}`, body, counted: false })
      stage.worker.wake(to)
    }
  }
  await admin.act(TALK, 'note', { text: PAYLOADS.join('\n') })
  await admin.act(TALK, 'ban', { reason: '<img src=x onerror=hit()>' })
  await page.goto(`${stage.url}/desk/talks/${TALK}`)
  await page.locator('.side h2').getByText('banned').waitFor()
  await page.locator('.earlier').click()
  await until('every line', async () => (await page.locator('.line.customer').count()) > PAYLOADS.length)
  await until('every row', async () => (await page.locator('.row').count()) >= 40)
  await expectText('.log')
  expect(await page.locator('.log .fileName').count()).toBe(PAYLOADS.length)
  await page.locator('#search').fill('<img')
  await page.getByText('<img src=x onerror=hit()>').first().waitFor()
  await page.waitForTimeout(300)
  expect(await page.locator('.lists').locator(MADE).count()).toBe(0)
})

test(`${PAYLOADS.length} hostile texts in every field of an order, and as the reason of a day's hours`, async () => {
  const order = await hostileOrder()
  await page.goto(`${stage.url}/desk/orders/${order.number}`)
  await page.locator('.history').waitFor()
  await expectText('.history')
  await expectText('main.order')
  await page.locator('.moveButtons button').first().click()
  await page.goto(`${stage.url}/desk/orders`)
  await page.getByRole('button', { name: /^All/ }).click()
  await page.locator('td .orderNumber').waitFor()
  await page.locator('.ordersHead .filter').nth(1).click()
  await page.locator('.boardCard').waitFor()
  expect(await page.locator('main').locator(MADE).count()).toBe(0)

  const reason = '"><img src=x onerror=hit()>'
  const set = { id: freshId(), kind: 'off', date: '2026-03-20', reason }
  expect((await admin.post('hours', set)).status).toBe(200)
  for (const path of ['hours', 'people', 'state']) {
    await page.goto(`${stage.url}/desk/${path}`)
    await page
      .locator(path === 'hours' ? '.byHand li' : 'h2')
      .first()
      .waitFor()
    expect(await page.locator('main').locator(MADE).count()).toBe(0)
  }
})

/** Stored as it stands: a door that let such a text in is no reason for a page to run it. */
async function hostileOrder(): Promise<Order> {
  const filing = fileOrder(draft, makeOrderNumber(shardOf(TALK), 4_711), OPEN_AT)
  if (!filing.ok) throw new Error('the draft is complete')
  const [payload] = PAYLOADS
  const signed = (text: string) => ({ at: OPEN_AT, who: 'staff' as const, by: text, note: text })
  const order = {
    ...filing.order,
    contact: { ...filing.order.contact, name: payload },
    officialNumber: payload,
    repairAddress: payload,
    machines: PAYLOADS.map((text) => ({ ...filing.order.machines[0], model: text, description: text })),
    logistics: {
      carrier: payload,
      tracking: payload,
      senderPaid: true,
      packed: true,
      addressConfirmed: true,
      returnCarrier: null,
      address: { kind: 'elsewhere', lines: [payload, payload], postcode: payload, country: payload },
    },
    history: PAYLOADS.flatMap((text) => [
      { type: 'official.recorded', ...signed(text), officialNumber: text },
      { type: 'repair_address.recorded', ...signed(text), repairAddress: text },
      { type: 'tracking.corrected', ...signed(text), carrier: text, tracking: text },
    ]),
  } as unknown as Order
  const read = readOrder(JSON.stringify(order))
  if (!read.ok) throw new Error('nothing would be shown of it')
  await until('a quiet talk', async () => (await stage.store.due()).conversations.length === 0)
  await stage.store.ingest({ conversation: TALK, id: 'filing', body: '{"kind":"said","text":"x"}', counted: false })
  const claim = await held(stage.store, TALK)
  const written = { ...NO_CHANGES, claim, state: claim.state ?? '', taken: 1, timerAt: null }
  await stage.store.commit({ ...written, orders: [recordOf(order, TALK)] })
  return order
}
