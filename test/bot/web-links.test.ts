/** The private link over HTTP on a real Redis: what it opens, for whom, and when it opens nothing any more. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { connect } from '../../src/store/connect.ts'
import { readContents } from '../../src/store/contents.ts'
import { useBench } from './bench.ts'
import { Browser, freshId, isAnswered, startWebDesk, texts, type WebDesk } from './web-desk.ts'

const bench = useBench()
let desk: WebDesk
let customer: Browser
beforeEach(async () => {
  desk = await startWebDesk(bench())
  customer = new Browser(desk.url)
  await customer.say('my X16-Q shows zero hashrate')
})
afterEach(() => desk.stop())

interface Drawn {
  readonly url: string
  readonly code: readonly string[]
}
const draw = async (browser = customer): Promise<Drawn> => (await browser.post('link', {})).json() as Promise<Drawn>
const secretIn = ({ url }: Drawn): string => new URL(url).hash.slice(1)
const follow = (browser: Browser, link: string) => browser.post('continue', { link })
const code = async (response: Response) => ((await response.json()) as { code: string }).code

it('opens the talk on another device, as often as it is used, each with a secret of its own', async () => {
  const before = await customer.shown(isAnswered)
  const drawn = await draw()
  expect(drawn.url).toMatch(new RegExp(`^${desk.url}/chat/continue#[A-Za-z0-9_-]{43}$`))
  const cookies = new Set([customer.cookie])
  for (const phone of [new Browser(desk.url), new Browser(desk.url)]) {
    expect((await follow(phone, secretIn(drawn))).status).toBe(202)
    expect(await phone.shown(isAnswered)).toEqual(before)
    cookies.add(phone.cookie)
  }
  expect(cookies.size).toBe(3)
  const again = await follow(customer, secretIn(drawn))
  expect([again.status, again.headers.getSetCookie()]).toEqual([202, []])
})

it('comes with its code, square and within what a phone reads', async () => {
  const drawn = await draw()
  expect(new Set(drawn.code.map((row) => row.length))).toEqual(new Set([drawn.code.length]))
  expect(drawn.code[0]?.startsWith('1111111')).toBe(true)
  expect(drawn.code.length).toBeLessThan(50)
})

it('its page shows nothing of the talk, sets no cookie, tells no other site, and is the same for every link', async () => {
  const page = await fetch(`${desk.url}/chat/continue?lang=zh`)
  expect(page.headers.getSetCookie()).toEqual([])
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  expect(await page.text()).toContain('在这里继续')
})

it('is not kept in Redis as it is', async () => {
  const secret = secretIn(await draw())
  const redis = await connect(bench().redis.connection)
  const kept: string[] = []
  for await (const { key, value } of readContents(redis)) kept.push(`${key} ${String(value)}`)
  await redis.close()
  expect(kept.filter((one) => one.includes(':link:'))).toHaveLength(1)
  expect(kept.filter((one) => one.includes(secret))).toEqual([])
})

it('is one of five: the oldest of more opens nothing', async () => {
  const links: string[] = []
  for (let i = 0; i < 6; i += 1) links.push(secretIn(await draw()))
  const [oldest = '', next = ''] = links
  expect(await code(await follow(new Browser(desk.url), oldest))).toBe('link_ended')
  expect((await follow(new Browser(desk.url), next)).status).toBe(202)
})

it('ends with /forget', async () => {
  const link = secretIn(await draw())
  await customer.shown(isAnswered)
  await customer.say('/forget')
  const asked = (await customer.shown((all) => texts(all).includes('/forget') && isAnswered(all))).at(-1)?.shown
    .question
  await customer.post('choice', { id: freshId(), question: asked?.id, offer: asked?.offers[0]?.id })
  await expect.poll(async () => (await follow(new Browser(desk.url), link)).status).toBe(410)
})

it('is drawn for nobody without a talk, opens nothing by a guess, and not from another site', async () => {
  expect(await code(await new Browser(desk.url).post('link', {}))).toBe('no_talk')
  expect(await code(await follow(new Browser(desk.url), 'A'.repeat(43)))).toBe('link_ended')
  expect((await follow(new Browser(desk.url), 'short')).status).toBe(400)
  expect((await follow(new Browser(desk.url, { origin: 'https://evil.example' }), 'A'.repeat(43))).status).toBe(403)
  const answers = await Promise.all(Array.from({ length: 12 }, () => customer.post('link', {})))
  expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(0)
})
