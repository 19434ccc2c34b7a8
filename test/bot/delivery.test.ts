/** Lanes on a real Redis: order, every way a send can end, and sends that hang while their claim is renewed. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Sent } from '../../src/bot/channel.ts'
import { createDelivery, type DeliveryOptions, type DeliveryTiming } from '../../src/bot/delivery.ts'
import { botLine, entry } from '../../src/bot/entries.ts'
import { markIn } from '../../src/bot/post-mark.ts'
import { type ConversationId, type LaneName, type Letter, type Store, StoreUnavailable } from '../../src/ports.ts'
import { commitOf, freshConversation } from '../store/support.ts'
import { hanging, held, post, STAFF_ROOM, said, TestChannel, useBench } from './bench.ts'

const VISIBILITY_MS = 300
const QUICK: DeliveryTiming = {
  claimMs: VISIBILITY_MS,
  renewEveryMs: 80,
  leastClaimMs: 100,
  sendDeadlineMs: 10_000,
}
const bench = useBench({ visibilityMs: VISIBILITY_MS })

function delivery(channel: TestChannel, more: Partial<DeliveryOptions> = {}) {
  const { store, log } = bench()
  const woken: ConversationId[] = []
  const { drain } = createDelivery({
    store,
    channels: [channel],
    log,
    jitter: () => 0.5,
    onIngested: (conversation) => woken.push(conversation),
    isStopping: () => false,
    timing: QUICK,
    ...more,
  })
  return { woken, drain: (conversation: ConversationId, name: LaneName = 'customer') => drain({ conversation, name }) }
}

/** A conversation whose lanes hold these. */
async function filled(
  lanes: { readonly customer?: readonly string[]; readonly outgoing?: { to: ConversationId; body: string }[] },
  conversation = freshConversation(),
): Promise<ConversationId> {
  const { store } = bench()
  await post(store, conversation, said('hello'))
  await store.commit(commitOf(await held(store, conversation), { ...lanes, state: '' }))
  return conversation
}

const lines = (...texts: string[]): string[] => texts.map((text) => entry(botLine(text), null))
const ending = (sent: Sent) => () => sent
const waitingBodies = async (conversation: ConversationId) =>
  ((await bench().store.claim(conversation))?.mail ?? []).map(({ body }) => JSON.parse(body))

test('a lane goes out in order, each line once', async () => {
  const channel = new TestChannel()
  const conversation = await filled({ customer: lines('one', 'two', 'three') })
  const { drain } = delivery(channel)
  expect(await drain(conversation)).toBe(null)
  expect(await drain(conversation)).toBe(null)
  expect(channel.texts(conversation)).toEqual(['one', 'two', 'three'])
})

test('a lane told to wait (429) sends nothing until then, not by another worker either', async () => {
  const channel = new TestChannel()
  channel.plan.push(ending({ status: 'later', afterMs: 200 }))
  const conversation = await filled({ customer: lines('one', 'two') })
  const { drain } = delivery(channel)
  expect(await drain(conversation)).toBe(200)
  expect(await delivery(channel, { store: await bench().open() }).drain(conversation)).toBe(null)
  expect(channel.attempts).toBe(1)
  await sleep(210)
  await drain(conversation)
  expect(channel.texts(conversation)).toEqual(['one', 'two'])
})

test('a send that may work later is tried again after 0.5 s, doubling up to a minute', async () => {
  const channel = new TestChannel()
  const conversation = await filled({ customer: lines('one') })
  const { store } = bench()
  const { drain } = delivery(channel, { store: { ...store, defer: (claim) => store.defer(claim, 0) } })
  const waits: (number | null)[] = []
  for (let attempt = 0; attempt < 9; attempt += 1) {
    channel.plan.push(ending({ status: 'again', reason: 'HTTP 502' }))
    waits.push(await drain(conversation))
  }
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000])
  await drain(conversation)
  expect(channel.texts(conversation)).toEqual(['one'])
})

test('a line that is refused is kept aside and told; the next one goes', async () => {
  const channel = new TestChannel()
  channel.plan.push(ending({ status: 'refused', reason: 'a reason' }))
  const conversation = await filled({ customer: lines('one', 'two') })
  const { drain, woken } = delivery(channel)
  await drain(conversation)
  expect(channel.texts(conversation)).toEqual(['two'])
  expect(woken).toEqual([conversation])
  expect(await waitingBodies(conversation)).toEqual([{ kind: 'undeliverable', reason: 'a reason' }])
  expect(await bench().store.parked()).toMatchObject([{ origin: `customer ${conversation}`, reason: 'a reason' }])
})

test('an undeliverable line is told once, though Redis went away before it was put aside', async () => {
  const channel = new TestChannel()
  const conversation = await filled({ customer: lines('one') })
  const { store } = bench()
  const away = async () => {
    throw new StoreUnavailable('away')
  }
  for (const parkEntry of [away, store.parkEntry]) {
    channel.plan.push(ending({ status: 'refused', reason: 'too long' }))
    await sleep(parkEntry === away ? 0 : VISIBILITY_MS + 10)
    await delivery(channel, { store: { ...store, parkEntry } })
      .drain(conversation)
      .catch((error: unknown) => expect(error).toBeInstanceOf(StoreUnavailable))
  }
  expect(channel.attempts).toBe(2)
  expect(await waitingBodies(conversation)).toHaveLength(1)
})

test('in the staff room a refused line is kept aside, and nobody is told of it in the room again', async () => {
  const channel = new TestChannel()
  channel.plan.push(ending({ status: 'refused', reason: 'too long' }))
  await filled({ customer: lines('one') }, STAFF_ROOM)
  const { drain, woken } = delivery(channel)
  await drain(STAFF_ROOM)
  expect([woken, await waitingBodies(STAFF_ROOM)]).toEqual([[], []])
  expect(await bench().store.parked()).toHaveLength(1)
})

test.each([
  ['a channel that throws', lines('one', 'two'), () => Promise.reject(new Error('geheim'))],
  ['an entry that nobody can read', ['{"line":"geheim"}', ...lines('two')], null],
])('%s costs that entry alone, and staff hear of it', async (_, customer, plan) => {
  const channel = new TestChannel()
  if (plan !== null) channel.plan.push(plan)
  const conversation = await filled({ customer })
  await delivery(channel).drain(conversation)
  expect(channel.texts(conversation)).toEqual(['two'])
  expect(await waitingBodies(conversation)).toMatchObject([{ kind: 'undeliverable' }])
  expect(await bench().store.parked()).toHaveLength(1)
  expect(bench().logged.join()).not.toContain('geheim')
})

test('without a channel for it a lane keeps its line and looks again in a minute', async () => {
  const channel = new TestChannel()
  const conversation = await filled({ customer: lines('one') }, 'wx:someone' as ConversationId)
  expect(await delivery(channel).drain(conversation)).toBe(60_000)
  expect([channel.attempts, await bench().store.parked()]).toEqual([0, []])
})

test('a line sent is found again by the platform’s id of its message', async () => {
  const channel = new TestChannel()
  const customer = freshConversation()
  await filled({ customer: [entry(botLine('a card'), customer), ...lines('about nobody')] }, STAFF_ROOM)
  await delivery(channel).drain(STAFF_ROOM)
  const { store } = bench()
  expect(await store.reference(STAFF_ROOM, '1')).toBe(JSON.stringify(customer))
  expect(await store.reference(STAFF_ROOM, '2')).toBe(null)
})

test('every copy of a line that was sent again finds its customer by the mark under it', async () => {
  const channel = new TestChannel()
  const customer = freshConversation()
  await filled({ customer: [entry(botLine('a card'), customer)] }, STAFF_ROOM)
  const { store } = bench()
  // The process that sent the first copy dies before it can note the id of the message.
  const dies = async () => {
    throw new StoreUnavailable('away')
  }
  await delivery(channel, { store: { ...store, sent: dies } })
    .drain(STAFF_ROOM)
    .catch((error: unknown) => expect(error).toBeInstanceOf(StoreUnavailable))
  await sleep(VISIBILITY_MS + 10)
  await delivery(channel).drain(STAFF_ROOM)
  const copies = channel.texts(STAFF_ROOM)
  expect(copies).toHaveLength(2)
  expect(new Set(copies).size).toBe(1)
  expect(await store.reference(STAFF_ROOM, '1')).toBe(null)
  expect(await store.reference(STAFF_ROOM, markIn(copies[0] ?? '') ?? '')).toBe(JSON.stringify(customer))
})

test('a line of no customer bears no mark', async () => {
  const channel = new TestChannel()
  await filled({ customer: lines('about nobody') }, STAFF_ROOM)
  await delivery(channel).drain(STAFF_ROOM)
  expect(channel.texts(STAFF_ROOM)).toEqual(['about nobody'])
})

test('letters to other conversations arrive once and wake them, however often they are forwarded', async () => {
  const other = freshConversation()
  const conversation = await filled({
    outgoing: [
      { to: other, body: '"one"' },
      { to: other, body: '"two"' },
    ],
  })
  const { store } = bench()
  let losses = 1
  const { drain, woken } = delivery(new TestChannel(), {
    // The first mark is lost: the letter is forwarded again.
    store: { ...store, sent: async (claim, reference) => (losses-- > 0 ? 'lost' : await store.sent(claim, reference)) },
  })
  await drain(conversation, 'outgoing')
  await sleep(VISIBILITY_MS + 10)
  await drain(conversation, 'outgoing')
  expect(await waitingBodies(other)).toEqual(['one', 'two'])
  expect(woken).toEqual([other, other, other])
})

test('a hanging send keeps its claim, and ends at its deadline to be tried again', async () => {
  const channel = new TestChannel()
  channel.plan.push(hanging)
  const conversation = await filled({ customer: lines('one') })
  const { drain } = delivery(channel, { timing: { ...QUICK, sendDeadlineMs: 3 * VISIBILITY_MS } })
  const other = new TestChannel()
  const rival = delivery(other, { store: await bench().open() })
  let isOver = false
  const draining = drain(conversation).finally(() => {
    isOver = true
  })
  // The rival comes second: on a connection of its own it could otherwise be the first to claim.
  while (channel.attempts === 0) await sleep(5)
  while (!isOver) {
    await rival.drain(conversation)
    await sleep(20)
  }
  expect(await draining).toBe(500)
  expect(other.attempts).toBe(0)
  await sleep(510)
  await drain(conversation)
  expect(channel.texts(conversation)).toEqual(['one'])
})

test.each([
  ['does not heed its abortion', () => new Promise<Sent>(() => undefined)],
  ['throws when it is aborted', (_: unknown, signal: AbortSignal) => rejectedAtAbort(signal)],
])('a send that %s neither stalls the lane nor loses the line', async (_, plan) => {
  const channel = new TestChannel()
  channel.plan.push(plan)
  const conversation = await filled({ customer: lines('one') })
  const { drain } = delivery(channel, { timing: { ...QUICK, sendDeadlineMs: 50 } })
  expect(await drain(conversation)).toBe(500)
  expect(await bench().store.parked()).toEqual([])
})

test('a claim that another worker has taken ends the send', async () => {
  const channel = new TestChannel()
  channel.plan.push(hanging)
  const conversation = await filled({ customer: lines('one') })
  const { store } = bench()
  const { drain } = delivery(channel, {
    store: { ...store, renewLane: async () => false },
    timing: { ...QUICK, claimMs: 60_000, sendDeadlineMs: 60_000 },
  })
  await drain(conversation)
  expect(channel.attempts).toBe(1)
})

test('a claim that cannot be renewed ends the send before another worker may begin it', async () => {
  const channel = new TestChannel()
  let running = 0
  let most = 0
  const counting = async (_: unknown, signal: AbortSignal): Promise<Sent> => {
    running += 1
    most = Math.max(most, running)
    const sent = await hanging(botLine(''), signal)
    running -= 1
    return sent
  }
  channel.plan.push(counting, counting)
  const conversation = await filled({ customer: lines('one') })
  const { store } = bench()
  const renewLane = () => Promise.reject(new StoreUnavailable('away'))
  const cut = delivery(channel, { store: { ...store, renewLane } })
  const rival = delivery(channel, { store: await bench().open(), timing: { ...QUICK, sendDeadlineMs: 100 } })
  const first = cut.drain(conversation)
  await expect.poll(() => channel.attempts).toBe(1)
  await expect
    .poll(async () => {
      await rival.drain(conversation)
      return channel.attempts
    })
    .toBe(2)
  await first
  expect([most, running]).toEqual([1, 0])
})

test('no send begins when Redis took so long that the claim may be over', async () => {
  const channel = new TestChannel()
  const conversation = await filled({ customer: lines('one') })
  const { store } = bench()
  let slow = true
  const claimLane: Store['claimLane'] = async (lane) => {
    const claim = await store.claimLane(lane)
    if (slow) await sleep(VISIBILITY_MS - QUICK.leastClaimMs + 20)
    slow = false
    return claim
  }
  const { drain } = delivery(channel, { store: { ...store, claimLane } })
  expect(await drain(conversation)).toBe(0)
  expect(channel.attempts).toBe(0)
  await drain(conversation)
  expect(channel.texts(conversation)).toEqual(['one'])
})

test('a line whose mark Redis did not take at once is marked later, not sent twice', async () => {
  const channel = new TestChannel()
  const conversation = await filled({ customer: lines('one', 'two') })
  const { store } = bench()
  let refusals = 1
  const sent: Store['sent'] = async (claim, reference) => {
    if (refusals-- > 0) throw new StoreUnavailable('away')
    return await store.sent(claim, reference)
  }
  await delivery(channel, { store: { ...store, sent } }).drain(conversation)
  expect(channel.texts(conversation)).toEqual(['one', 'two'])
})

test('Redis away for longer is an honest failure', async () => {
  const conversation = await filled({ customer: lines('one') })
  const { store } = bench()
  const sent: Store['sent'] = async () => {
    throw new StoreUnavailable('away')
  }
  const { drain } = delivery(new TestChannel(), { store: { ...store, sent } })
  await expect(drain(conversation)).rejects.toThrow(StoreUnavailable)
})

test('a lane that stops ends with the entry under way', async () => {
  const channel = new TestChannel()
  const conversation = await filled({ customer: lines('one', 'two') })
  await delivery(channel, { isStopping: () => channel.delivered.length > 0 }).drain(conversation)
  expect(channel.texts(conversation)).toEqual(['one'])
})

test('a letter that its mailbox cannot take is kept aside without a word of an unreachable customer', async () => {
  const other = freshConversation()
  const conversation = await filled({ outgoing: [{ to: other, body: '"one"' }] })
  const { store } = bench()
  const ingest = async (letter: Letter) => {
    if (letter.conversation === other) throw new RangeError('a defect')
    return await store.ingest(letter)
  }
  await delivery(new TestChannel(), { store: { ...store, ingest } }).drain(conversation, 'outgoing')
  expect(await bench().store.parked()).toHaveLength(1)
  expect(await waitingBodies(conversation)).toEqual([])
})

function rejectedAtAbort(signal: AbortSignal): Promise<Sent> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
}
