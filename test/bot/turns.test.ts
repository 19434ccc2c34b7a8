/** Turns on a real Redis: what one claim of mail and timers becomes, and how defects are put aside so that the talk goes on. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createTurns, type TurnsOptions } from '../../src/bot/turns.ts'
import { makeOrderNumber, shardOfOrder } from '../../src/domain/order-number.ts'
import { createTriage } from '../../src/domain/triage.ts'
import { MINUTE, type OrderNumber } from '../../src/domain/values.ts'
import { createTalk, type Talk } from '../../src/flows/step.ts'
import type { Line, StaffPost, StepEvent } from '../../src/flows/types.ts'
import { type Commit, type ConversationId, type LaneId, NO_CHANGES, type Store } from '../../src/ports.ts'
import { shardOf } from '../../src/store/keys.ts'
import { freshConversation } from '../store/support.ts'
import { bodyOf, held, POISON, post, STAFF_ROOM, said, stateAfter, storeState, useBench, workbench } from './bench.ts'

const bench = useBench({ visibilityMs: 150 })

/** Turns that remember what they committed, asked for and filled. */
function turns(more: Partial<TurnsOptions> = {}) {
  const { store, talk, log } = bench()
  const commits: Commit[] = []
  const releases: number[] = []
  const filled: LaneId[] = []
  const recording: Store = {
    ...store,
    commit: async (commit) => {
      const committed = await store.commit(commit)
      if (committed === 'done') commits.push(commit)
      return committed
    },
    release: async (claim, delayMs) => {
      releases.push(delayMs)
      await store.release(claim, 0)
    },
  }
  const { takeOne } = createTurns({
    store: recording,
    talk,
    staffRoom: STAFF_ROOM,
    log,
    onFilled: (lane) => filled.push(lane),
    ...more,
  })
  return { takeOne, commits, releases, filled }
}

const linesOf = (commit: Commit | undefined): Line[] =>
  (commit?.customer ?? []).map((entry) => JSON.parse(bodyOf(entry)).line)
const textsOf = (commit: Commit | undefined): string[] => linesOf(commit).map(({ text }) => text)
const postsOf = (commit: Commit | undefined): StaffPost[] =>
  (commit?.outgoing ?? []).flatMap(({ body }) => JSON.parse(body).post ?? [])
const heardIn = async (store: Store, conversation: ConversationId, who: string): Promise<string[]> =>
  (await store.transcript(conversation))
    .map((line) => JSON.parse(line))
    .filter((line) => line.who === who)
    .map(({ text }) => text)

/** Takes turns until nothing is due. */
async function settle(takeOne: (conversation: ConversationId) => Promise<string>, conversation: ConversationId) {
  for (let turn = 0; turn < 60; turn += 1) if ((await takeOne(conversation)) === 'idle') return
  throw new Error('the conversation does not come to rest')
}

/** The talk, and the kinds of what it was given to step. */
function listening(talk: Talk): { readonly talk: Talk; readonly heard: string[] } {
  const heard: string[] = []
  const step: Talk['step'] = (stored, event) => {
    heard.push(event.kind === 'inbound' && event.inbound.kind === 'said' ? event.inbound.text : event.kind)
    return talk.step(stored, event)
  }
  return { talk: { ...talk, step }, heard }
}

const readyToFile = [
  'my X16-Q shows zero hashrate',
  'no',
  'JX0000000001',
  '/order',
  'Li Wei',
  '13800000000',
  'none of that',
  'submit',
].map(said)

test('several messages of one claim are stepped in order and leave one question, the last', async () => {
  const { store } = bench()
  const conversation = freshConversation()
  for (const text of ['hello', 'my X16-Q shows zero hashrate', 'no']) await post(store, conversation, said(text))
  const { takeOne, commits, filled } = turns()
  expect(await takeOne(conversation)).toBe('done')
  expect(linesOf(commits[0]).filter(({ question }) => question !== null)).toHaveLength(1)
  expect(linesOf(commits[0]).at(-1)?.question?.id).toBe('serial')
  expect(await heardIn(store, conversation, 'customer')).toEqual(['hello', 'my X16-Q shows zero hashrate', 'no'])
  expect(await heardIn(store, conversation, 'bot')).toEqual(textsOf(commits[0]))
  expect(filled).toEqual([{ conversation, name: 'customer' }])
  expect(await takeOne(conversation)).toBe('idle')
})

test('a number as the very first words chooses nothing from a menu that was never shown', async () => {
  const { store } = bench()
  const { takeOne, commits } = turns()
  for (const number of ['1', '2', '3', '4', '5', '6']) {
    const conversation = freshConversation()
    await post(store, conversation, said(number))
    await takeOne(conversation)
  }
  expect(commits.flatMap(postsOf)).toEqual([])
})

test('a claim that leaves mail behind says so', async () => {
  const { store } = bench()
  const conversation = freshConversation()
  for (let message = 0; message < 11; message += 1) await post(store, conversation, said(`message ${message}`))
  const { takeOne } = turns()
  expect([await takeOne(conversation), await takeOne(conversation)]).toEqual(['more', 'done'])
})

test('a due timer is stepped between the messages around it', async () => {
  const { store, talk } = bench()
  const conversation = freshConversation()
  await post(store, conversation, said('before'))
  await sleep(5)
  const dueAt = await store.now()
  await sleep(5)
  await post(store, conversation, said('after'))
  await storeState(store, conversation, withTimer(stateAfter(talk, [said('a person')]), dueAt), dueAt)
  const listener = listening(talk)
  await turns({ talk: listener.talk }).takeOne(conversation)
  expect(listener.heard).toEqual(['before', 'timer', 'after'])
})

test('a timer that an earlier message of the same claim has cancelled is ignored', async () => {
  const { store, talk } = bench()
  const conversation = freshConversation()
  await post(store, conversation, said('/menu'))
  await sleep(5)
  const dueAt = await store.now()
  await storeState(store, conversation, withTimer(stateAfter(talk, [said('a person')]), dueAt), dueAt)
  const listener = listening(talk)
  const { takeOne, commits } = turns({ talk: listener.talk })
  await takeOne(conversation)
  expect(listener.heard).toEqual(['/menu', 'timer'])
  expect(textsOf(commits[0]).join()).not.toContain(talk.catalogue.render(['stillWaiting'], 'en'))
  expect(commits[0]?.timerAt).toBe(null)
})

test('a timer alone wakes a conversation, once', async () => {
  const { store, talk } = bench()
  const conversation = freshConversation()
  await post(store, conversation, said('hello'))
  const { takeOne, commits } = turns()
  await takeOne(conversation)
  await post(store, conversation, said('wake up'))
  const dueAt = await store.now()
  const claim = await held(store, conversation)
  const state = withTimer(stateAfter(talk, [said('a person')]), dueAt)
  await store.commit({ claim, state, taken: 1, timerAt: dueAt, ...NO_CHANGES })
  expect((await store.due()).conversations).toEqual([conversation])
  await takeOne(conversation)
  expect(textsOf(commits[1])).toEqual([talk.catalogue.render(['stillWaiting'], 'en')])
  expect(await takeOne(conversation)).toBe('idle')
})

test('an order number that exists is drawn again: one order, under the other number', async () => {
  const { store, talk } = bench()
  const conversation = freshConversation()
  const shard = shardOf(conversation)
  const taken = makeOrderNumber(shard, 7)
  await post(store, conversation, said('/menu'))
  const first = await held(store, conversation)
  await store.commit({
    claim: first,
    state: stateAfter(talk, readyToFile),
    taken: 1,
    timerAt: null,
    ...NO_CHANGES,
    orders: [{ number: taken, record: '{"mine":true}', state: 'submitted', awaited: null }],
  })
  await post(store, conversation, said('I agree'))
  const bits = [7, 7, 7, 9]
  const { takeOne, commits } = turns({ drawBits: () => bits.shift() ?? 11 })
  await takeOne(conversation)
  const number = commits[0]?.orders[0]?.number as OrderNumber
  expect(commits).toHaveLength(1)
  expect([number === taken, shardOfOrder(number)]).toEqual([false, shard])
  expect(await store.order(taken)).toBe('{"mine":true}')
  expect(await store.ordersOf(conversation)).toHaveLength(2)
  expect(JSON.parse((await store.order(number)) ?? '{}')).toMatchObject({
    number,
    conversation,
    contact: { name: 'Li Wei' },
  })
  expect(textsOf(commits[0]).join()).not.toContain('undefined')
})

test('a claim that was lost meanwhile writes nothing; the message is stepped once more from what is stored', async () => {
  const { store, talk } = bench()
  const conversation = freshConversation()
  await post(store, conversation, said('hello'))
  const quick = turns()
  let stalled = false
  const slow = turns({
    store: {
      ...store,
      commit: async (commit) => {
        if (!stalled) {
          stalled = true
          await expect.poll(() => quick.takeOne(conversation)).toBe('done')
        }
        return await store.commit(commit)
      },
    },
  })
  expect(await slow.takeOne(conversation)).toBe('more')
  expect(slow.filled).toEqual([])
  expect(await slow.takeOne(conversation)).toBe('idle')
  expect(await heardIn(store, conversation, 'customer')).toEqual(['hello'])
  expect(JSON.parse((await store.claimLane({ conversation, name: 'customer' }))?.body ?? '').line.text).toContain(
    talk.catalogue.render(['hello'], 'en'),
  )
})

test('a message that nobody can read is kept aside after three attempts; customer and staff are told, the talk goes on', async () => {
  const { store, talk, logged } = bench()
  const conversation = freshConversation()
  await post(store, conversation, said('你好，我的 X16-Q 没有算力'))
  const { takeOne, commits, releases } = turns()
  await takeOne(conversation)
  await post(store, conversation, POISON)
  await post(store, conversation, said('没有'))
  await settle(takeOne, conversation)
  expect(releases).toEqual([1_000, 2_000])
  expect(textsOf(commits[1])).toEqual([talk.catalogue.render(['parked'], 'zh')])
  expect(postsOf(commits[1])).toMatchObject([{ kind: 'notice' }])
  expect((await store.parked()).map(({ origin, body }) => [origin, body])).toEqual([[conversation, POISON]])
  expect(linesOf(commits[2]).at(-1)?.question?.id).toBe('serial')
  expect(logged.join()).not.toContain('geheim')
})

test('messages around an unreadable one are all answered, in order', async () => {
  const { store } = bench()
  const conversation = freshConversation()
  for (const body of [said('hello'), said('my fan is stuck'), POISON, said('no')]) await post(store, conversation, body)
  const { takeOne } = turns()
  await settle(takeOne, conversation)
  expect(await heardIn(store, conversation, 'customer')).toEqual(['hello', 'my fan is stuck', 'no'])
  expect(await store.parked()).toHaveLength(1)
})

test('a customer whose very first message was unreadable is greeted by the next one, not told of a lost talk', async () => {
  const { store, talk } = bench()
  const conversation = freshConversation()
  await post(store, conversation, POISON)
  const { takeOne, commits } = turns()
  await settle(takeOne, conversation)
  await post(store, conversation, said('hello'))
  await settle(takeOne, conversation)
  expect(textsOf(commits[1])[0]).toContain(talk.catalogue.render(['hello'], 'en'))
  expect(textsOf(commits[1]).join()).not.toContain(talk.catalogue.render(['startedAgain'], 'en'))
  expect(postsOf(commits[1])).toEqual([])
})

test('a stored talk that cannot be read starts again with an apology and a note to staff', async () => {
  const { store, talk } = bench()
  for (const broken of ['{}', 'nonsense', '{"v":1,"__proto__":{}}']) {
    const conversation = freshConversation()
    await post(store, conversation, said('no'))
    await storeState(store, conversation, broken, null)
    const { takeOne, commits } = turns()
    await settle(takeOne, conversation)
    expect(textsOf(commits[0]).join()).toContain(talk.catalogue.render(['startedAgain'], 'en'))
    expect(postsOf(commits[0])).toMatchObject([{ kind: 'notice' }])
    expect(linesOf(commits[0]).at(-1)?.question).not.toBe(null)
    expect(commits).toHaveLength(1)
  }
})

test('a talk whose open check has gone from the content starts again instead of failing on every message', async () => {
  const { store, talk } = bench()
  const { content, hours } = workbench()
  const conversation = freshConversation()
  const state = stateAfter(talk, ['my X16-Q has a fan fault', 'no', 'JX0000000001'].map(said))
  expect(JSON.parse(state).flow.value.talk).toEqual({ fault: 'checking' })
  await post(store, conversation, said('yes'))
  await storeState(store, conversation, state, null)
  const edited = createTalk({
    content: { ...content, diagnosis: {} },
    hours,
    staffReachable: true,
    triage: createTriage(content.triage),
  })
  const { takeOne, commits } = turns({ talk: edited })
  await settle(takeOne, conversation)
  await post(store, conversation, said('hello'))
  await settle(takeOne, conversation)
  expect(textsOf(commits[0]).join()).toContain(talk.catalogue.render(['startedAgain'], 'en'))
  expect(commits.map((commit) => linesOf(commit).at(-1)?.question?.id)).toEqual(['menu', 'menu'])
  expect(await store.parked()).toEqual([])
})

test('a timer that fails is dropped after three attempts, and the message behind it is answered', async () => {
  const { store, talk } = bench()
  const conversation = freshConversation()
  const dueAt = await store.now()
  await sleep(5)
  await post(store, conversation, said('/menu'))
  await storeState(store, conversation, withTimer(stateAfter(talk, [said('a person')]), dueAt), dueAt)
  const failing: Talk = { ...talk, step: (stored, event) => talk.step(stored, withoutTimers(event)) }
  const { takeOne, commits } = turns({ talk: failing })
  await settle(takeOne, conversation)
  expect(postsOf(commits[0])).toMatchObject([{ kind: 'notice' }])
  expect([commits[0]?.timerAt, commits[0]?.taken]).toEqual([null, 0])
  expect(linesOf(commits[1]).at(-1)?.question?.id).toBe('menu')
  expect(await store.parked()).toEqual([])
})

test('a message that nobody came back from ten times is not tried again', async () => {
  const { store, open } = bench()
  const conversation = freshConversation()
  await post(store, conversation, said('the process dies of this'))
  await post(store, conversation, said('hello'))
  const dying = await open({ visibilityMs: 1 })
  for (let claim = 0; claim < 10; claim += 1) {
    await held(dying, conversation)
    await sleep(3)
  }
  const listener = listening(bench().talk)
  await settle(turns({ talk: listener.talk }).takeOne, conversation)
  expect(listener.heard).toEqual(['hello'])
  expect(await store.parked()).toHaveLength(1)
})

test('messages beyond the 200 that may wait are told to the customer, with their number', async () => {
  const { store, talk } = bench()
  const conversation = freshConversation()
  const ingested = await Promise.all(Array.from({ length: 203 }, () => post(store, conversation, said('hello'))))
  expect(ingested.filter((result) => result === 'full')).toHaveLength(3)
  const { takeOne, commits } = turns()
  await settle(takeOne, conversation)
  const told = commits.flatMap(textsOf).filter((text) => text.includes(talk.catalogue.render(['tooMany', 3], 'en')))
  expect(told).toHaveLength(1)
  expect(await heardIn(store, conversation, 'customer')).toHaveLength(200)
})

test('what staff and the platform report is not put into the customer’s mouth', async () => {
  const { store } = bench()
  const conversation = freshConversation()
  await post(store, conversation, said('hello'))
  await post(store, conversation, { kind: 'staff.said', text: 'Please send a photo.', by: 'Ana Example' })
  await post(store, conversation, { kind: 'undeliverable', reason: 'blocked' })
  await settle(turns().takeOne, conversation)
  expect(await heardIn(store, conversation, 'customer')).toEqual(['hello'])
  expect(await heardIn(store, conversation, 'staff')).toEqual(['Please send a photo.'])
})

test('without a staff room nothing is sent to one', async () => {
  const { store } = bench()
  const conversation = freshConversation()
  await post(store, conversation, said('a person'))
  const { takeOne, commits, filled } = turns({ staffRoom: null })
  await takeOne(conversation)
  expect(commits[0]?.outgoing).toEqual([])
  expect(filled.map(({ name }) => name)).toEqual(['customer'])
})

test('a customer who has the talk erased leaves no transcript and no answers behind', async () => {
  const { store } = bench()
  const conversation = freshConversation()
  for (const text of ['my X16-Q shows zero hashrate', 'no', '/forget']) await post(store, conversation, said(text))
  const { takeOne, commits } = turns()
  await settle(takeOne, conversation)
  expect(await store.transcript(conversation)).not.toEqual([])
  await post(store, conversation, said('yes'))
  await settle(takeOne, conversation)
  expect(await store.transcript(conversation)).toEqual([])
  expect(commits.at(-1)?.state).not.toContain('X16-Q')
  expect(postsOf(commits.at(-1))).toMatchObject([{ kind: 'notice' }])
  await post(store, conversation, said('hello'))
  await settle(takeOne, conversation)
  expect(await heardIn(store, conversation, 'customer')).toEqual(['hello'])
})

test('an unreadable letter of the staff room is told in the room, where no reply can reach a customer', async () => {
  const { store } = bench()
  await post(store, STAFF_ROOM, POISON)
  const { takeOne, commits } = turns()
  await settle(takeOne, STAFF_ROOM)
  expect(commits[0]?.customer.map((entry) => JSON.parse(bodyOf(entry)).about)).toEqual([null])
  expect(commits[0]?.outgoing).toEqual([])
  expect(await store.parked()).toHaveLength(1)
})

/** The state with its one timer due at another moment. */
/** The state with one timer, which is due then: the customer has waited for so long that they are told. */
function withTimer(state: string, dueAt: number): string {
  const stored = JSON.parse(state)
  const timers = Object.entries(stored.desk.timers as Record<string, object>)
  const [id, timer] = timers.find(([name]) => name.includes('nobodyAnswers')) ?? []
  if (id === undefined) throw new Error('the state has no timer')
  stored.desk.timers = { [id]: { ...timer, dueAt } }
  stored.desk.context.climbsFrom = dueAt - 15 * MINUTE
  return JSON.stringify(stored)
}

function withoutTimers(event: StepEvent): StepEvent {
  if (event.kind === 'timer') throw new Error('a defect that timers meet')
  return event
}
