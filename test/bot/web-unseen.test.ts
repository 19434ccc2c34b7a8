/** A person's line that no page has shown: staff hear of it once, and again when it was seen; a line that is seen in time stays nobody's concern. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConversationId } from '../../src/ports.ts'
import { connect } from '../../src/store/connect.ts'
import { conversationKeys } from '../../src/store/keys.ts'
import { STAFF_ROOM, useBench } from './bench.ts'
import { Browser, isAnswered, startWebDesk, type WebDesk } from './web-desk.ts'

const UNSEEN_MS = 400
const bench = useBench({ unseenMs: UNSEEN_MS })
let desk: WebDesk
let customer: Browser
let talk: ConversationId
beforeEach(async () => {
  desk = await startWebDesk(bench(), { staffRoom: STAFF_ROOM })
  customer = new Browser(desk.url)
  await customer.say('my X16-Q shows zero hashrate')
  await customer.shown(isAnswered)
  talk = await onlyTalk()
})
afterEach(() => desk.stop())

/** The one conversation that has a feed. */
async function onlyTalk(): Promise<ConversationId> {
  const redis = await connect(bench().redis.connection)
  const [key = ''] = (await redis.command('KEYS', '*:feed:web:*')) as string[]
  await redis.close()
  return key.slice(key.indexOf('web:')) as ConversationId
}

let lines = 0
async function staffSays(text: string): Promise<number> {
  const body = JSON.stringify({ kind: 'staff.said', text, by: 'Chen Example' })
  await bench().store.ingest({ conversation: talk, id: `staff:${++lines}`, body, counted: false })
  const isShown = async () => (await customer.shown(() => true)).findLast(({ shown }) => shown.text === text)?.id
  await expect.poll(isShown).toBeDefined()
  return (await isShown()) ?? 0
}

/** What the staff group would be sent. */
async function told(): Promise<readonly string[]> {
  const redis = await connect(bench().redis.connection)
  const entries = (await redis.command(
    'LRANGE',
    conversationKeys.lane({ conversation: STAFF_ROOM, name: 'customer' }),
    '0',
    '-1',
  )) as string[]
  await redis.close()
  return entries.filter((entry) => entry.includes('👁'))
}
const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

it('is told once, with its beginning, and once more when a page has shown it', async () => {
  const id = await staffSays('Hello, Chen Example here. Which firmware does the machine run, please?')
  await expect.poll(told).toHaveLength(1)
  expect((await told())[0]).toMatch(
    /Not seen by the customer since Tuesday 10:0\d China time · 客户从周二 10:0\d（北京时间）起还没看到/,
  )
  expect((await told())[0]).toContain('“Hello, Chen Example here. Which firmware…”')
  await pass(UNSEEN_MS)
  expect(await told()).toHaveLength(1)
  await customer.post('seen', { id })
  await expect.poll(told).toHaveLength(2)
  expect((await told())[1]).toContain('客户已于')
  await pass(UNSEEN_MS)
  expect(await told()).toHaveLength(2)
})

it('is nobody’s concern when it is seen in time, nor is a line of the bot', async () => {
  const id = await staffSays('Please send a photo of the label.')
  await customer.post('seen', { id })
  await customer.say('when are you open?')
  await pass(2 * UNSEEN_MS)
  expect(await told()).toEqual([])
})

it('is told of anew for a later line, after the earlier one was seen', async () => {
  const first = await staffSays('One.')
  await expect.poll(told).toHaveLength(1)
  const second = await staffSays('Two.')
  await customer.post('seen', { id: first })
  await expect.poll(told).toHaveLength(3)
  await customer.post('seen', { id: second })
  await expect.poll(told).toHaveLength(4)
  expect((await told()).map((entry) => (entry.includes('已于') ? 'seen' : 'unseen'))).toEqual([
    'unseen',
    'seen',
    'unseen',
    'seen',
  ])
})

it('is told once by however many processes look', async () => {
  const other = await startWebDesk(bench(), { staffRoom: STAFF_ROOM, store: await bench().open() })
  await staffSays('Are you there?')
  await expect.poll(told).toHaveLength(1)
  await pass(UNSEEN_MS)
  expect(await told()).toHaveLength(1)
  await other.stop()
})
