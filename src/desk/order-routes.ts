/** Orders at the desk: lists by state, one with all that staff may do with it, and the moves themselves. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyRequest } from 'fastify'
import type { DeskAccount, StaffWorkList, TalkReader } from '../desk-ports.ts'
import { type LegalMove, legalMoves, type Move, moveOrder, ORDER_STATES, type Order } from '../domain/order.ts'
import { readOrderNumber, showOrderNumber } from '../domain/order-number.ts'
import type { Instant, OrderNumber } from '../domain/values.ts'
import type { Ingested, Letter, Store } from '../ports.ts'
import { type Answer, json, refused } from './answers.ts'
import { asked, read } from './doors.ts'
import type { Filed, FiledOrders } from './filed-orders.ts'
import type { Route } from './routes.ts'

export interface OrderRoutesOptions {
  readonly store: Pick<Store, 'now' | 'orderPage'>
  readonly orders: FiledOrders
  /** What waits for staff, oldest first. */
  readonly work: StaffWorkList
  readonly reader: TalkReader
  readonly accept: (letter: Letter) => Promise<Ingested>
}

const A_PAGE = 50
const MOST_WORK = 100
/** A move is made by the conversation's next turn, which takes some milliseconds. */
const LOOK_EVERY_MS = 40
const LOOKS = 50

/** An order as a list shows it. */
export const orderRow = ({ order, conversation }: Filed) => ({
  number: order.number,
  shown: showOrderNumber(order.number),
  state: order.state,
  filedAt: order.filedAt,
  name: order.contact.name,
  officialNumber: order.officialNumber,
  machines: order.machines.map(({ model, serial, state }) => ({ model, serial, state })),
  conversation,
})

export function orderRoutes({ store, orders, work, reader, accept }: OrderRoutesOptions): readonly Route[] {
  async function list({ query }: FastifyRequest): Promise<Answer> {
    const state = asked(query, 'state')
    const known = ORDER_STATES.find((one) => one === state) ?? null
    if (state !== null && known === null) return refused('bad_request')
    const page = await store.orderPage(known, limitIn(query), asked(query, 'after'))
    return json({ rows: (await orders.all(page.numbers)).map(orderRow), next: page.next, now: await store.now() })
  }

  /** Orders on which staff have something to do, each with what it is and how much working time it has waited. */
  async function listWork(): Promise<Answer> {
    const now = await store.now()
    const todos = await work.list(MOST_WORK, now)
    const filed = new Map((await orders.all(todos.map(({ number }) => number))).map((one) => [one.order.number, one]))
    const rows = todos.flatMap(({ number, what, minutes, overdue }) => {
      const one = filed.get(number)
      return one === undefined ? [] : [{ ...orderRow(one), waits: { what, minutes: Math.floor(minutes), overdue } }]
    })
    return json({ rows, next: null, now })
  }

  async function one(request: FastifyRequest): Promise<Answer> {
    const filed = await orderIn(orders, request)
    return filed === null ? refused('not_found') : json(orderShown(filed, await store.now()))
  }

  async function move(who: DeskAccount, request: FastifyRequest): Promise<Answer> {
    const given = read('move', request.body)
    if (given === null) return refused('bad_request')
    const filed = await orderIn(orders, request)
    if (filed === null) return refused('not_found')
    const { number } = filed.order
    const refusal = refusalOf(filed.order, given, await store.now())
    if (refusal !== null) return refused('refused_move', refusal)
    const act = { kind: 'moved' as const, number, machines: given.machines, move: given.move, note: given.note || null }
    const body = reader.bodyOf(act, who.name)
    const letter = { conversation: filed.conversation, id: `desk:${who.login}:${given.id}`, body, counted: false }
    await accept(letter)
    const after = await untilMoved(orders, filed)
    return after === null ? refused('refused_move') : json(orderShown(after, await store.now()))
  }

  return [
    { method: 'GET', path: '/orders', role: 'staff', act: async (_who, request) => await list(request) },
    { method: 'GET', path: '/work', role: 'staff', act: listWork },
    { method: 'GET', path: '/orders/:number', role: 'staff', act: async (_who, request) => await one(request) },
    { method: 'POST', path: '/orders/:number/moves', role: 'staff', act: move },
  ]
}

/** At most a page. */
function limitIn(query: unknown): number {
  const wanted = asked(query, 'limit') ?? ''
  return /^[1-9]\d?$/.test(wanted) ? Math.min(A_PAGE, Number(wanted)) : A_PAGE
}

/** The whole order, and what staff may do with it: nothing else is offered. */
const orderShown = ({ order, conversation }: Filed, now: Instant) => ({
  order,
  shown: showOrderNumber(order.number),
  conversation,
  moves: legalMoves(order, 'staff', now) satisfies readonly LegalMove[],
  now,
})

async function orderIn(orders: FiledOrders, request: FastifyRequest): Promise<Filed | null> {
  const { number = '' } = request.params as { readonly number?: string }
  const typed = readOrderNumber(number)
  return typed.ok ? await orders.filed(typed.number) : null
}

interface Wanted {
  readonly machines: readonly number[] | null
  readonly move: { readonly type: string }
}

/** Why the order does not allow it; null when it does. The conversation's turn judges again, by the order as it is then. */
function refusalOf(order: Order, { machines, move }: Wanted, at: Instant): object | null {
  let now = order
  for (const single of singleMoves(order, machines, move)) {
    const moved = moveOrder(now, { ...single, at, who: 'staff' } as unknown as Move)
    if (!moved.ok) return { reason: moved.reason, rule: moved.rule, missing: moved.details }
    now = moved.order
  }
  return null
}

/** As the conversation aims them: a parcel back holds several machines, any other move of machines is one for each. */
function singleMoves(order: Order, machines: Wanted['machines'], move: Wanted['move']): readonly object[] {
  if (machines === null) return [move]
  if (move.type !== 'machines.returned') return machines.map((machine) => ({ ...move, machine }))
  const batch = order.machines.some(({ state }, machine) => state !== 'returned' && !machines.includes(machine))
  return [{ ...move, machines: [...machines], batch }]
}

/** Null when it has not moved: its conversation refused, or is busy for longer than anybody waits. */
async function untilMoved(orders: FiledOrders, before: Filed): Promise<Filed | null> {
  for (let look = 0; look < LOOKS; look += 1) {
    await sleep(LOOK_EVERY_MS)
    const filed = await orders.filed(before.order.number as OrderNumber)
    if (filed !== null && filed.order.history.length > before.order.history.length) return filed
  }
  return null
}
