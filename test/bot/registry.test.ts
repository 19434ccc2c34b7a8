/** Serial numbers in several orders, erased phones, and look-ups by many: whole conversations with real turns on a real Redis. */
import { expect, test } from 'vitest'
import { filedIn } from '../../src/bot/records.ts'
import { createTurns } from '../../src/bot/turns.ts'
import type { Order } from '../../src/domain/order.ts'
import { makeOrderNumber, shardOfOrder, showOrderNumber } from '../../src/domain/order-number.ts'
import type { OrderNumber } from '../../src/domain/values.ts'
import type { Inbound } from '../../src/flows/types.ts'
import type { ConversationId } from '../../src/ports.ts'
import { freshConversation } from '../store/support.ts'
import { forward } from '../support/registries.ts'
import { bodyOf, POISON, post, STAFF_ROOM, said, useBench } from './bench.ts'

const bench = useBench()
const SERIAL = 'JX0000000001'

/** What an entry shows: a line, or a card of the group. */
function textsIn(body: string): string[] {
  const { line, act } = JSON.parse(body)
  const text: unknown = (line ?? act)?.text
  return typeof text === 'string' ? [text] : []
}

/** A desk that comes to rest after each message: turns, letters between conversations, registries and the staff group. */
function desk() {
  const { store, talk, log } = bench()
  const texts = new Map<ConversationId, string[]>()
  const { takeOne } = createTurns({
    store: {
      ...store,
      release: (claim) => store.release(claim, 0),
      async commit(commit) {
        const heard = commit.customer.flatMap((one) => textsIn(bodyOf(one)))
        const { conversation } = commit.claim
        const committed = await store.commit(commit)
        if (committed === 'done') texts.set(conversation, [...(texts.get(conversation) ?? []), ...heard])
        return committed
      },
    },
    talk,
    staffRoom: STAFF_ROOM,
    log,
    onFilled: () => {},
  })
  async function rest(): Promise<void> {
    for (;;) {
      const { conversations, lanes } = await store.due()
      const outgoing = lanes.filter(({ name }) => name === 'outgoing')
      if (conversations.length + outgoing.length === 0) return
      for (const conversation of conversations) await takeOne(conversation)
      for (const lane of outgoing) await forward(store, lane)
    }
  }
  /** What is said to a conversation in answer, as one text. */
  async function tell(conversation: ConversationId, ...messages: readonly (string | Inbound)[]): Promise<string> {
    const before = texts.get(conversation)?.length ?? 0
    for (const message of messages) {
      await post(store, conversation, typeof message === 'string' ? said(message) : message)
      await rest()
    }
    return (texts.get(conversation) ?? []).slice(before).join('\n')
  }
  const staffRead = () => (texts.get(STAFF_ROOM) ?? []).join('\n\n')
  return { store, rest, tell, staffRead }
}

const UNTIL_SERIAL = ['my X16-Q shows zero hashrate', 'no'] as const
const FROM_SERIAL_ON = ['/order', 'Li Example', '13800000000', 'none of that', 'submit', 'I agree'] as const

type Desk = ReturnType<typeof desk>

async function file({ tell, store }: Desk, conversation: ConversationId): Promise<Order> {
  await tell(conversation, ...UNTIL_SERIAL, SERIAL, ...FROM_SERIAL_ON)
  const [number] = (await store.ordersOf(conversation)).slice(-1)
  return JSON.parse((await store.order(number as OrderNumber)) ?? '{}')
}

const ORDER_CARD = /also in an open order/

test('whose serial number is in somebody else’s open order hears so at once, and no more than that', async () => {
  const here = desk()
  const [owner, other] = [freshConversation(), freshConversation()]
  const { number } = await file(here, owner)
  await here.tell(other, ...UNTIL_SERIAL)
  const told = await here.tell(other, SERIAL)
  expect(told).toContain(`${SERIAL} is already in an open repair order. If that one is yours`)
  for (const secret of [showOrderNumber(number), number, 'Li Example', '0000', 'submitted']) {
    expect(told.replaceAll(SERIAL, '')).not.toContain(secret)
  }
  expect(await here.store.transcript(other)).not.toContainEqual(expect.stringContaining('registry'))
})

test('in an own order its number is named', async () => {
  const here = desk()
  const conversation = freshConversation()
  const { number } = await file(here, conversation)
  await here.tell(conversation, ...UNTIL_SERIAL)
  expect(await here.tell(conversation, SERIAL)).toContain(`in your open order ${showOrderNumber(number)}`)
})

test('the second order is filed all the same, with a flag for staff on its card and its record', async () => {
  const here = desk()
  const [owner, other] = [freshConversation(), freshConversation()]
  const first = await file(here, owner)
  expect(here.staffRead()).not.toMatch(ORDER_CARD)
  const second = await file(here, other)
  expect(second.alsoIn).toEqual([{ serial: SERIAL, order: first.number }])
  const card = new RegExp(`Order filed[^\\n]*${showOrderNumber(second.number)}[^]*also in an open order`)
  expect(here.staffRead()).toMatch(card)
  expect(here.staffRead().match(new RegExp(ORDER_CARD, 'g'))).toHaveLength(1)
  expect((await here.store.ordersBy({ by: 'serial', value: SERIAL }, SPAN)).numbers).toHaveLength(2)
})

test('where the answer comes only after the filing the order is flagged then, once', async () => {
  const here = desk()
  const conversation = freshConversation()
  const order = await file(here, conversation)
  const other = '000000G5W'
  const answer: Inbound = {
    kind: 'registry.answered',
    serial: SERIAL as Order['machines'][number]['serial'] & string,
    numbers: [other as OrderNumber],
  }
  expect(await here.tell(conversation, answer, answer)).toBe('')
  const flagged = JSON.parse((await here.store.order(order.number)) ?? '{}')
  expect(flagged.alsoIn).toEqual([{ serial: SERIAL, order: other }])
  expect(here.staffRead().match(new RegExp(ORDER_CARD, 'g'))).toHaveLength(1)
})

test('an answer to a question that has moved on is not said', async () => {
  const here = desk()
  const conversation = freshConversation()
  await here.tell(conversation, ...UNTIL_SERIAL, 'JX0000000002')
  const stale = { kind: 'registry.answered', serial: SERIAL, numbers: ['000000G5W'] } as unknown as Inbound
  expect(await here.tell(conversation, stale)).toBe('')
})

const SPAN = { since: null, until: null, limit: 10, after: null }

test('whoever erases the talk is found by no phone any more, nor by filling the lists anew', async () => {
  const here = desk()
  const { store } = here
  const conversation = freshConversation()
  const { number, contact } = await file(here, conversation)
  const byPhone = async () => (await store.ordersBy({ by: 'phone', value: contact.phone }, SPAN)).numbers
  expect(await byPhone()).toEqual([number])
  await here.tell(conversation, '/forget', 'yes')
  expect(await byPhone()).toEqual([])
  const options = { readFiled: filedIn, again: true, pauseMs: 0, isStopping: () => false, onProgress: () => {} }
  expect(await store.reindex(options)).toEqual({ noted: 1, unreadable: 0 })
  await here.rest()
  expect(await byPhone()).toEqual([])
  expect((await store.ordersBy({ by: 'serial', value: SERIAL }, SPAN)).numbers).toEqual([number])
  expect((await store.checkIndexes(filedIn, 10)).wrong).toEqual([])
})

test('an order form is a draft from its first question until it is filed or given up', async () => {
  const here = desk()
  const [filing, leaving] = [freshConversation(), freshConversation()]
  const drafts = async () => (await here.store.drafts(10, null)).conversations
  for (const conversation of [filing, leaving]) await here.tell(conversation, ...UNTIL_SERIAL, SERIAL)
  expect(await drafts()).toEqual([])
  for (const conversation of [filing, leaving]) await here.tell(conversation, '/order', 'Li Example')
  expect(await drafts()).toEqual([leaving, filing])
  const { next } = await here.store.drafts(1, null)
  expect(await here.store.drafts(1, next)).toEqual({ conversations: [filing], next: null })
  await here.tell(filing, ...FROM_SERIAL_ON.slice(2))
  expect(await drafts()).toEqual([leaving])
  await here.tell(leaving, POISON, '/forget', 'yes')
  expect(await drafts()).toEqual([])
})

test('five wrong answers to whose order it is lock it for every conversation', async () => {
  const here = desk()
  const { number, contact } = await file(here, freshConversation())
  const right = contact.phone.slice(-4)
  const shown = showOrderNumber(number)
  for (const wrong of ['1111', '2222', '3333', '4444']) {
    expect(await here.tell(freshConversation(), `${shown} ${wrong}`)).toContain('no order with that number')
  }
  expect(await here.tell(freshConversation(), `${shown} ${right}`)).toContain('our staff have yet to confirm it')
  expect(await here.tell(freshConversation(), `${shown} 5555`)).toContain('no order with that number')
  for (const digits of ['6666', right]) {
    expect(await here.tell(freshConversation(), `${shown} ${digits}`)).toMatch(/can be tried again after/)
  }
})

test('a number that no order has is locked in the same words', async () => {
  const here = desk()
  const { number } = await file(here, freshConversation())
  const none = makeOrderNumber(shardOfOrder(number), 99)
  const tries = ['1111', '2222', '3333', '4444', '5555', '6666']
  const answersTo = async (sought: OrderNumber) => {
    const heard: string[] = []
    for (const wrong of tries) heard.push(await here.tell(freshConversation(), `${showOrderNumber(sought)} ${wrong}`))
    return heard.map((text) => text.replaceAll(showOrderNumber(sought), 'NUMBER').replace(/after .*?;/, 'after …;'))
  }
  const exists = await answersTo(number)
  expect(await answersTo(none)).toEqual(exists)
  expect(exists.at(-1)).toContain('tried again after …;')
})

test('a letter that no registry can read is put aside, and the next one is taken', async () => {
  const here = desk()
  const { store } = here
  const registry = 'reg:s07' as ConversationId
  await post(store, registry, POISON)
  const claims = async () => (await store.due()).conversations
  await here.rest()
  expect((await store.parked()).map(({ origin }) => origin)).toEqual([registry])
  expect(await claims()).toEqual([])
  expect(here.staffRead()).toContain('could not be handled')
})
