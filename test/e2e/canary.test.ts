/** Canaries in every field and on every path that fails, at LOG_LEVEL=trace: what customers say and who they are never reaches log or metrics. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ConversationId } from '../../src/ports.ts'
import { connect } from '../../src/store/connect.ts'
import { conversationKeys } from '../../src/store/keys.ts'
import { openStore } from '../../src/store/redis-store.ts'
import { TEST_TOKEN } from '../support/bot-api.ts'
import { type Ended, runCli } from '../support/desk-process.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { answerTo, openStage, type Stage } from './support/stage.ts'

const CANARIES = {
  message: 'canarymessage',
  name: 'Canaryname',
  address: 'Canaryroad',
  phone: '13955501234',
  spacedPhone: '139 5550 1234',
  metricsToken: 'canary-metrics-token',
  telegramToken: TEST_TOKEN.split(':')[1] ?? '',
  cookie: 'canarycookie',
}
const EVERYTHING = `${CANARIES.message} ${CANARIES.name}, 1 ${CANARIES.address}, ${CANARIES.phone}, ${CANARIES.spacedPhone}`
/** What must be in the log, or the test has walked past the path. */
const PATHS = [
  'telegram: an update was parked',
  'a line was not delivered',
  'a send is tried again',
  'a turn failed',
  'a stored talk could not be read',
  'telegram: an update could not be stored yet',
  'Redis is in trouble',
  'telegram: receiving is held up',
]

let redis: TestRedis
let stage: Stage
let failing: Promise<[Ended, Ended]>
beforeAll(async () => {
  redis = await startRedis({ appendfsync: 'always' })
  stage = await openStage({ REDIS_URL: redis.socketPath, LOG_LEVEL: 'trace', METRICS_TOKEN: CANARIES.metricsToken })
  failing = startsThatFail()
  await stage.start()
})
afterAll(async () => {
  await stage.close()
  await redis.stop()
})

const hits = (text: string) =>
  Object.entries(CANARIES).flatMap(([what, canary]) => (text.includes(canary) ? [what] : []))

test('no canary in the log or the metrics', async () => {
  const customer = stage.customer({ name: `Ana ${CANARIES.name}` })
  customer.says(EVERYTHING)
  await answerTo(stage, customer)
  await sendsThatFail(customer)
  staffAndStrangers()
  await overTheWeb()
  await brokenInRedis(customer.id)
  await redisAway(customer)

  const metrics = await fetch(`${stage.desk().url}/metrics`)
  expect(metrics.status).toBe(200)
  await expect.poll(() => PATHS.filter((path) => !stage.desk().log().includes(path)), { timeout: 10_000 }).toEqual([])
  expect(hits(stage.desk().log())).toEqual([])
  expect(hits(stage.desk().stderr())).toEqual([])
  expect(hits(await metrics.text())).toEqual([])
}, 180_000)

test('a start that fails names no secret', async () => {
  const [wrong, away] = await failing
  expect([wrong.code, away.code]).toEqual([2, 1])
  expect(wrong.stderr).toContain('METRICS_TOKEN')
  expect(away.stderr).toContain('127.0.0.1:1')
  for (const { stdout, stderr } of [wrong, away]) expect(hits(stdout + stderr)).toEqual([])
})

/** Begun before the rest, since Redis is waited for. */
function startsThatFail(): Promise<[Ended, Ended]> {
  const wrong = { METRICS_TOKEN: `${CANARIES.metricsToken} two`, TELEGRAM_BOT_TOKEN: `x:${CANARIES.telegramToken}` }
  const away = { REDIS_URL: `redis://desk:${CANARIES.message}@127.0.0.1:1`, TELEGRAM_BOT_TOKEN: TEST_TOKEN, PORT: '0' }
  return Promise.all([
    runCli(['start'], wrong, stage.dataDir),
    runCli(['start'], { ...away, LOG_LEVEL: 'trace' }, stage.dataDir),
  ])
}

async function sendsThatFail(customer: ReturnType<Stage['customer']>): Promise<void> {
  const quoting = `can't parse entities: unexpected "${EVERYTHING}"`
  stage.api.fault('sendMessage', { kind: 'error', code: 502, description: `Bad Gateway: ${EVERYTHING}` })
  stage.api.fault('sendMessage', { kind: 'cut before' })
  // The second meets the line as plain text.
  stage.api.fault('sendMessage', { kind: 'error', code: 400, description: `Bad Request: ${quoting}` })
  stage.api.fault('sendMessage', { kind: 'error', code: 400, description: `Bad Request: ${quoting}` })
  stage.api.fault('getUpdates', { kind: 'error', code: 500, description: EVERYTHING })
  customer.says(`my X16-Q shows zero hashrate, ${EVERYTHING}`)
  await expect.poll(() => stage.desk().log(), { timeout: 10_000 }).toContain('a line was not delivered')
}

/** Updates of every odd form, each with the canaries in all that can hold them. */
function staffAndStrangers(): void {
  stage.wang.saysIn(stage.group, `// ${EVERYTHING}`)
  const odd = { message_id: EVERYTHING, text: { text: EVERYTHING }, chat: EVERYTHING, from: { first_name: EVERYTHING } }
  stage.api.pushRaw({ update_id: 800_000_001, message: odd } as never)
  stage.api.pushRaw({ update_id: 800_000_002, [CANARIES.message]: EVERYTHING } as never)
  stage.api.pushRaw({ update_id: 800_000_003, callback_query: { id: '1', data: EVERYTHING, from: odd } } as never)
}

async function overTheWeb(): Promise<void> {
  const { url } = stage.desk()
  const words = encodeURIComponent(EVERYTHING)
  const json = { 'content-type': 'application/json', cookie: `aftercare=${CANARIES.cookie}` }
  const body = JSON.stringify({ id: 'canary-0001', text: EVERYTHING, [CANARIES.message]: EVERYTHING })
  const posts: readonly RequestInit[] = [
    { headers: json, body: JSON.stringify({ id: 'canary-0002', text: EVERYTHING }) },
    { headers: json, body },
    { headers: json, body: body.slice(0, -5) },
    { headers: { ...json, 'content-type': EVERYTHING.replaceAll(/[^\w]/g, '') }, body },
    { headers: { ...json, origin: `https://${CANARIES.message}.example` }, body },
  ]
  for (const post of posts) await fetch(`${url}/chat/api/message`, { method: 'POST', ...post })
  for (const path of [`/${words}`, `/?lang=${words}`, `/chat?lang=${words}`, `/chat/api/events?after=${words}`]) {
    await (await fetch(`${url}${path}`, { headers: { cookie: json.cookie } })).text()
  }
  const wrong = { authorization: `Bearer ${CANARIES.metricsToken}x`, 'x-forwarded-for': CANARIES.message }
  expect((await fetch(`${url}/metrics`, { headers: wrong })).status).toBe(403)
}

/** A letter that no schema takes, and a state that is none. */
async function brokenInRedis(customerId: number): Promise<void> {
  const store = await openStore({ connection: redis.connection, deskTime: 'keep' })
  const broken = 'web:canaryconversation00000000000' as ConversationId
  await store.ingest({ conversation: broken, id: 'canary:1', body: `{"kind":"${EVERYTHING}"}`, counted: true })
  const raw = await connect(redis.connection)
  const state = JSON.stringify({ v: 2, flow: { value: EVERYTHING, context: EVERYTHING }, [CANARIES.message]: 1 })
  await raw.command('HSET', conversationKeys.self(`tg:${customerId}` as ConversationId), 'state', state)
  await store.ingest({
    conversation: `tg:${customerId}` as ConversationId,
    id: 'canary:2',
    body: JSON.stringify({ kind: 'said', text: EVERYTHING }),
    counted: true,
  })
  await expect.poll(() => stage.desk().log(), { timeout: 15_000 }).toContain('a stored talk could not be read')
  await raw.close()
  await store.close()
}

async function redisAway(customer: ReturnType<Stage['customer']>): Promise<void> {
  await redis.kill()
  customer.says(EVERYTHING)
  await expect.poll(() => stage.desk().log(), { timeout: 15_000 }).toContain('an update could not be stored yet')
  await redis.restart()
}
