/** The web chat's API over the loopback, on a real Redis: what is taken, shown and replayed, and what is refused. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startRedis } from '../support/redis.ts'
import { useBench } from './bench.ts'
import { Browser, freshId, isAnswered, startWebDesk, texts, type WebDesk } from './web-desk.ts'

const bench = useBench()
let desk: WebDesk
let customer: Browser
beforeEach(async () => {
  desk = await startWebDesk(bench())
  customer = new Browser(desk.url)
})
afterEach(() => desk.stop())

const FAULT = 'my X16-Q shows zero hashrate'
const failure = async (response: Response) => ({ status: response.status, ...((await response.json()) as object) })

describe('a talk', () => {
  it('begins with the first message: a cookie no script can read, the line, the answer', async () => {
    const response = await customer.say(FAULT)
    expect(response.status).toBe(202)
    const [cookie] = response.headers.getSetCookie()
    expect(cookie).toMatch(/^aftercare_chat=[A-Za-z0-9_-]{43}; Path=\/chat; Max-Age=\d+; HttpOnly; SameSite=Lax$/)
    const shown = await customer.shown(isAnswered)
    expect(shown[0]).toMatchObject({ id: 1, shown: { from: 'customer', text: FAULT, cut: false } })
    expect(shown.at(-1)?.shown.question?.offers.length).toBeGreaterThan(1)
  })

  it('sets no cookie before the customer writes, and shows nothing', async () => {
    const page = await fetch(`${desk.url}/chat`)
    expect(page.headers.getSetCookie()).toEqual([])
    expect(await customer.shown(isAnswered)).toEqual([])
  })

  it('goes on by a tap, shown with the words of its button', async () => {
    await customer.say(FAULT)
    const { question } = (await customer.shown(isAnswered)).at(-1)?.shown ?? {}
    const offer = question?.offers[0]
    const chosen = await customer.post('choice', { id: freshId(), question: question?.id, offer: offer?.id })
    expect(chosen.status).toBe(202)
    const shown = await customer.shown((entries) => entries.length > 3 && isAnswered(entries))
    expect(texts(shown)).toContain(offer?.label)
    expect(shown.at(-1)?.shown.question?.id).not.toBe(question?.id)
  })

  it('takes the same message once, however often it is sent', async () => {
    const id = freshId()
    for (let i = 0; i < 3; i += 1) expect((await customer.say(FAULT, id)).status).toBe(202)
    const shown = await customer.shown(isAnswered)
    expect(texts(shown).filter((text) => text === FAULT)).toHaveLength(1)
    expect(shown.filter(({ shown: { from } }) => from === 'bot')).toHaveLength(1)
  })

  it('takes pastes up to 64 KB whole and shows their beginning', async () => {
    const log = `ERR board 2 reports 0 chips\n${'x'.repeat(64 * 1024 - 40)}`
    expect((await customer.say(log)).status).toBe(202)
    const [first] = await customer.shown(isAnswered)
    expect(first?.shown).toMatchObject({ from: 'customer', cut: true })
    expect(log.startsWith(first?.shown.text ?? 'nothing')).toBe(true)
  })

  it('asks the customer what the page shows in the language of the page when words do not tell', async () => {
    await customer.post('message', { id: freshId(), text: '12345', lang: 'zh' })
    expect((await customer.shown(isAnswered)).at(-1)?.shown.text).toMatch(/\p{Script=Han}/u)
  })
})

describe('the stream', () => {
  it('goes on after the entry shown last, by the question or by the header', async () => {
    await customer.say(FAULT)
    const all = await customer.shown(isAnswered)
    expect(await customer.shown(() => true, 1)).toEqual(all.slice(1))
    for await (const { name, id } of customer.events(0, { 'last-event-id': '1' })) {
      if (name !== 'message') continue
      expect(id).toBe('2')
      break
    }
  })

  it('reaches every tab, also what another process delivers, and beats', async () => {
    await customer.say(FAULT)
    const { question } = (await customer.shown(isAnswered)).at(-1)?.shown ?? {}
    const other = await startWebDesk(bench(), { store: await bench().open() })
    const tabs = [customer, Object.assign(new Browser(other.url), { cookie: customer.cookie })]
    const waiting = tabs.map((tab) => tab.shown((entries) => entries.length > 3 && isAnswered(entries)))
    const offer = question?.offers[0]?.id
    await tabs[1]?.post('choice', { id: freshId(), question: question?.id, offer })
    const [one, two] = await Promise.all(waiting)
    expect(one).toEqual(two)
    await other.stop()
    let beats = 0
    for await (const { name } of customer.events()) if (name === 'state' && ++beats === 3) break
    expect(beats).toBe(3)
  })

  it('ends when the desk stops, and a desk started again replays the talk and goes on', async () => {
    await customer.say(FAULT)
    const before = await customer.shown(isAnswered)
    const stream = customer.events()
    await stream.next()
    await desk.stop()
    const names: string[] = []
    for await (const { name } of stream) names.push(name)
    expect(names).not.toContain('moved')
    desk = await startWebDesk(bench(), { store: await bench().open() })
    const again = Object.assign(new Browser(desk.url), { cookie: customer.cookie })
    expect(await again.shown(() => true)).toEqual(before)
    const { question } = before.at(-1)?.shown ?? {}
    await again.post('choice', { id: freshId(), question: question?.id, offer: question?.offers[0]?.id })
    const after = await again.shown((entries) => entries.length >= 2 && isAnswered(entries), before.at(-1)?.id)
    expect(after[0]?.shown.from).toBe('customer')
    expect(after.at(-1)?.shown.question?.id).not.toBe(question?.id)
  })

  it('tells a page that is ahead of the talk to begin anew', async () => {
    await customer.say(FAULT)
    const names: string[] = []
    for await (const { name } of customer.events(99)) names.push(name)
    expect(names).toEqual(['retry', 'reset'])
  })

  it('leaves the oldest of more than four tabs, saying so', async () => {
    await customer.say(FAULT)
    const names: string[] = []
    const oldest = (async () => {
      for await (const { name } of customer.events()) names.push(name)
    })()
    await expect.poll(() => names.includes('state')).toBe(true)
    const others = Array.from({ length: 4 }, () => customer.events())
    await Promise.all(others.map((events) => events.next()))
    await oldest
    expect(names.at(-1)).toBe('moved')
    await Promise.all(others.map((events) => events.return(undefined)))
  })
})

describe('bad input', () => {
  const message = () => ({ id: freshId(), text: 'hello' })

  it.each([
    ['no object', '"hello"'],
    ['no JSON', '{"id":'],
    ['nothing', ''],
    ['a wrong type', JSON.stringify({ id: 'client-id-1', text: 7 })],
    ['an id with a colon', JSON.stringify({ id: 'client:id:1', text: 'hello' })],
    ['an id with a newline', JSON.stringify({ id: 'client-id\n1', text: 'hello' })],
    ['a field of its own', JSON.stringify({ ...message(), staff: true })],
    ['__proto__', '{"id":"client-id-1","text":"hello","__proto__":{"admin":true}}'],
    ['constructor', '{"id":"client-id-1","text":"hello","constructor":{"prototype":{"admin":true}}}'],
    ['a text that is blank', JSON.stringify({ id: 'client-id-1', text: ' \n ' })],
    ['a language of others', JSON.stringify({ ...message(), lang: 'de' })],
    ['JSON a thousand levels deep', `${'['.repeat(1_000)}${']'.repeat(1_000)}`],
  ])('%s is answered 400 with one line', async (_, body) => {
    const told = await failure(await customer.post('message', body))
    expect(told).toEqual({ status: 400, code: 'bad_request', error: expect.stringMatching(/^[^\n]+$/) })
    expect(customer.cookie).toBe('')
  })

  it('of more than 64 KB is refused, whether or not its body is read', async () => {
    expect(await failure(await customer.say('工'.repeat(22_000)))).toMatchObject({ status: 413, code: 'too_long' })
    expect(await failure(await customer.say('x'.repeat(1_000_000)))).toMatchObject({ status: 413, code: 'too_long' })
  })

  it('of another type than JSON is refused', async () => {
    const text = await customer.post('message', JSON.stringify(message()), { 'content-type': 'text/plain' })
    expect(await failure(text)).toMatchObject({ status: 415, code: 'not_json' })
  })

  it('loses the characters that no text needs', async () => {
    await customer.say('board\u0000 2\r\nis \ud800gone\u001b[31m')
    expect(texts(await customer.shown(isAnswered))[0]).toBe('board 2\nis \ufffdgone[31m')
  })

  it('is a button that is not there, a choice without a talk, a path that is none', async () => {
    const choice = () => ({ id: freshId(), question: 'danger', offer: 'nowhere' })
    expect(await failure(await customer.post('choice', choice()))).toMatchObject({ status: 401, code: 'no_talk' })
    await customer.say(FAULT)
    expect(await failure(await customer.post('choice', choice()))).toMatchObject({
      status: 409,
      code: 'no_such_button',
    })
    expect(await failure(await customer.post('nothing', {}))).toMatchObject({ status: 404 })
    expect((await customer.post('seen', { id: 1 })).status).toBe(202)
    expect((await customer.post('seen', { id: 0.5 })).status).toBe(400)
  })

  it('is a cookie that nobody gave out: it opens nothing', async () => {
    customer.cookie = `aftercare_chat=${'A'.repeat(43)}`
    expect(await customer.shown(isAnswered)).toEqual([])
  })
})

describe('another site', () => {
  it.each([
    ['names itself', { origin: 'https://evil.example' }],
    ['hides its name', { origin: 'null' }],
    ['says that it is another', { origin: '', 'sec-fetch-site': 'cross-site' }],
  ])('that %s is refused', async (_, headers) => {
    expect(await failure(await new Browser(desk.url, headers).say(FAULT))).toMatchObject({ code: 'foreign_origin' })
  })

  it('is not the desk behind a proxy: its public address counts, and TLS makes the cookie secure', async () => {
    const behind = await startWebDesk(bench(), { publicUrl: 'https://desk.example.com' })
    const response = await new Browser(behind.url, { origin: 'https://desk.example.com' }).say(FAULT)
    expect(response.status).toBe(202)
    expect(response.headers.getSetCookie()[0]).toMatch(/; Secure$/)
    await behind.stop()
  })
})

describe('limits', () => {
  it('stop a flood of one talk, saying when to go on', async () => {
    const answers: Response[] = []
    for (let i = 0; i < 24; i += 1) answers.push(await customer.say(`line ${i}`))
    const refused = answers.filter(({ status }) => status === 429)
    expect(answers.slice(0, 20).every(({ status }) => status === 202)).toBe(true)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused[0]?.headers.get('retry-after')).toBe('1')
    expect(await failure(refused[0] as Response)).toMatchObject({ code: 'too_fast' })
    expect((await new Browser(desk.url).say(FAULT)).status).toBe(202)
  })

  it('stop one address that opens talk after talk, not its neighbour', async () => {
    const proxied = await startWebDesk(bench(), { trustProxy: true })
    const from = (address: string) => new Browser(proxied.url, { 'x-forwarded-for': address }).say('hello')
    const answers = await Promise.all(Array.from({ length: 31 }, (_, i) => from(`2001:db8:1:2::${i}`)))
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(30)
    const last = answers.find(({ status }) => status === 429) as Response
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(60)
    expect(await failure(last)).toMatchObject({ code: 'too_many_talks' })
    expect((await from('2001:db8:1:3::1')).status).toBe(202)
    await proxied.stop()
  })
})

it('answers 503 while Redis is away, takes nothing, and takes it after', async () => {
  const redis = await startRedis()
  const { openStore } = await import('../../src/store/redis-store.ts')
  const store = await openStore({ connection: redis.connection, deskTime: null })
  const shaky = await startWebDesk(bench(), { store })
  const browser = new Browser(shaky.url)
  await browser.say(FAULT)
  await redis.kill()
  const id = freshId()
  const away = await browser.say('still there?', id)
  expect(away.headers.get('retry-after')).toBe('2')
  expect(await failure(away)).toMatchObject({ status: 503, code: 'away' })
  expect(await browser.shown(() => true).catch((error: Error) => error.message)).toMatch(/503/)
  await redis.restart()
  await expect.poll(async () => (await browser.say('still there?', id)).status, { timeout: 5_000 }).toBe(202)
  const shown = await browser.shown((entries) => texts(entries).includes('still there?') && isAnswered(entries))
  expect(texts(shown).filter((text) => text === 'still there?')).toHaveLength(1)
  await shaky.stop()
  await store.close()
  await redis.stop()
}, 20_000)
