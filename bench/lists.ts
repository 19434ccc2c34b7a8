/**
 * `npm run bench:lists [-- CONVERSATIONS ORDERS]`: how long the lists of the web desk take on the server, with 10,000 conversations and 50,000 orders.
 * Fails when the slowest in twenty takes more than 100 ms.
 */

import { createLog } from '../src/bot/log.ts'
import { recordOf } from '../src/bot/records.ts'
import { digestOf, drawSecret } from '../src/desk/cookie.ts'
import { type FiledOrder, fileOrder } from '../src/domain/order.ts'
import { makeOrderNumber } from '../src/domain/order-number.ts'
import { HOUR } from '../src/domain/values.ts'
import { type ConversationId, NO_CHANGES } from '../src/ports.ts'
import { shardOf } from '../src/store/keys.ts'
import { openStore } from '../src/store/redis-store.ts'
import { stateAfter, workbench } from '../test/bot/bench.ts'
import { Staff, startStage } from '../test/desk/stage.ts'
import { draft } from '../test/domain/order-samples.ts'
import { until } from '../test/e2e/support/until.ts'
import { startRedis } from '../test/support/redis.ts'
import { OPEN_AT } from './desk.ts'

const CONVERSATIONS = Number(process.argv[2] ?? 10_000)
const ORDERS = Number(process.argv[3] ?? 50_000)
const ROUNDS = 40
const MOST_MS = 100
const AT_ONCE = 100
/** So many of them wait for a person, and as many are with one. */
const WAITING = 60
/** Orders of so many are found by their serial number: a page of that list costs the same however many there are. */
const REGISTERED = 1_000

const redis = await startRedis()
const store = await openStore({ connection: redis.connection, deskTime: OPEN_AT })
const talk = workbench().talk({ staffReachable: true })
const said = (text: string) => ({ kind: 'said', text }) as const
const states = {
  bot: stateAfter(talk, [said('my X16-Q shows zero hashrate'), said('no'), said('JX0000000012')]),
  waiting: stateAfter(talk, [said('my X16-Q shows zero hashrate'), said('no'), said('I want to talk to a person')]),
}
const line = JSON.stringify({ at: OPEN_AT, who: 'customer', text: 'my X16-Q shows zero hashrate, what can I do?' })

async function fill(place: number): Promise<void> {
  const conversation = `tg:${1_000_000 + place}` as ConversationId
  const waits = place < WAITING
  await store.ingest({ conversation, id: `tg:${place}`, body: '{}', counted: false })
  const claim = await store.claim(conversation)
  if (claim === null) throw new Error(`${conversation} is held`)
  const orders = filedBy(place, conversation)
  const registry = orders.map(({ number }) => ({
    kind: 'noted' as const,
    index: 'serial' as const,
    value: `JX${String(place).padStart(10, '0')}`,
    number,
    filedAt: OPEN_AT,
    standing: 'open' as const,
  }))
  await store.commit({
    ...NO_CHANGES,
    claim,
    state: waits ? states.waiting : states.bot,
    taken: 1,
    timerAt: null,
    transcript: Array.from({ length: 20 }, () => line),
    waiting: waits ? OPEN_AT - place : null,
    listings: [{ list: 'named', before: null, name: `Customer ${place} Example` }],
    orders: orders.map((order) => recordOf(order, conversation)),
    registry: place < REGISTERED ? registry.slice(0, 1) : [],
  })
}

function filedBy(place: number, conversation: ConversationId): readonly FiledOrder[] {
  const each = Math.round(ORDERS / CONVERSATIONS)
  return Array.from({ length: each }, (_, which) => {
    const filing = fileOrder(draft, makeOrderNumber(shardOf(conversation), place * each + which), OPEN_AT)
    if (!filing.ok) throw new Error('the draft is complete')
    return filing.order
  })
}

for (let from = 0; from < CONVERSATIONS; from += AT_ONCE) {
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, CONVERSATIONS - from) }, (_, more) => fill(from + more)))
}
console.error(`${CONVERSATIONS} conversations with ${ORDERS} orders are there`)

const log = createLog('silent')
const stage = await startStage({ redis, store, talk, log, logged: [], open: async () => store })
const secret = drawSecret()
await store.addAccount({ login: 'ana', name: 'Ana Example', role: 'lead', telegram: null, password: '-', epoch: 0 })
await store.openSignIn(digestOf(secret), { login: 'ana', epoch: 0 }, HOUR)
const ana = new Staff(stage.url)
ana.cookie = `aftercare_desk=${secret}`

const LISTS = {
  inbox: 'inbox',
  conversation: 'talks/tg:1000005',
  'orders, all': 'orders',
  'orders, one state': 'orders?state=submitted',
  'orders that wait for staff': 'work',
  'search by name': 'search?q=customer 77',
  'search by serial number': 'search?q=JX0000000777',
}
// What the filings told the registries is on its way first.
await until('the registries', async () => (await store.backlog()).lanes.waiting === 0, 300_000)
let isGood = true
for (const [name, path] of Object.entries(LISTS)) {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now()
    await ana.json(path)
    times.push(performance.now() - began)
  }
  const sorted = times.toSorted((a, b) => a - b)
  const [median = 0, slow = 0] = [sorted[ROUNDS / 2], sorted[Math.floor(ROUNDS * 0.95)]]
  isGood &&= slow <= MOST_MS
  console.log(
    `${name.padEnd(28)} median ${median.toFixed(1).padStart(6)} ms   95 % within ${slow.toFixed(1).padStart(6)} ms`,
  )
}
await stage.stop()
await store.close()
await redis.stop()
process.exitCode = isGood ? 0 : 1
