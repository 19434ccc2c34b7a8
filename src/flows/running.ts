/** One step under way: both machines' state so far, and what they want turned into effects by one table. */
import type { Content } from '../domain/content.ts'
import type { FileKind } from '../domain/file-type.ts'
import type { LinkCode } from '../domain/link-code.ts'
import {
  fileOrder,
  isOver,
  moveOrder,
  type Order,
  type OrderDraft,
  withAlsoIn,
  withoutContact,
  withVoucherTold,
} from '../domain/order.ts'
import type { Instant, OrderNumber, SerialNumber } from '../domain/values.ts'
import { isMidMatter } from './attention/matter.ts'
import { createCards } from './card.ts'
import type { Conversation } from './conversation.ts'
import type { Desk } from './desk.ts'
import type { LinkTold } from './linking/news.ts'
import { move, type Wanted } from './machine.ts'
import type { OrderMove } from './order-types.ts'
import { isOpen, type Made, makeAct, makeMoves, orderOfAct } from './staff-moves.ts'
import type { Stored } from './stored.ts'
import type { Catalogue, Phrase } from './texts/phrase.ts'
import type {
  Around,
  DeskEvent,
  Effect,
  FileRef,
  FlowEvent,
  Inbound,
  NamedFile,
  Notice,
  Reason,
  RoomMessage,
  Score,
} from './types.ts'

/** An event before the step stamps its moment, its order number and what was looked up on it. */
export type Unstamped<Event> = Event extends unknown
  ? Omit<Event, 'at' | 'draw' | 'orders' | 'locks' | 'busy' | 'ahead'>
  : never

export interface Running {
  stored(): Stored
  change(stored: Stored): void
  readonly effects: readonly Effect[]
  say(phrase: Phrase): void
  add(effect: Effect): void
  toFlow(event: Unstamped<FlowEvent>): void
  toDesk(event: Unstamped<DeskEvent>): void
  /** What staff do with an order: made and told to the flow, or refused to staff with the rule in its way. */
  moveByStaff(inbound: StaffMove): void
  /** Other open orders name a serial number of one of this conversation's: noted on it, and told to staff once. */
  flagOrders(serial: SerialNumber, others: readonly OrderNumber[]): void
  /** The step so far, to be tried on; what is done to it changes nothing here. */
  copy(): Running
  /** A due timer is an event of the machine that armed it. */
  wake(machine: 'flow' | 'desk', timer: string): void
}

type StaffMove = Extract<Inbound, { kind: 'staff.moved' | 'staff.acted' }>

/** What every event of a step is stamped with. */
export interface Stamped {
  readonly at: Instant
  readonly draw: OrderNumber
  readonly orders: readonly Order[]
  readonly around: Around
}

interface Parts {
  readonly content: Content
  readonly catalogue: Catalogue
  readonly flow: Conversation
  readonly desk: Desk
}

export function createRunner({ content, catalogue, flow, desk }: Parts) {
  const cards = createCards(content)

  return function run(start: Stored, { at, draw, orders: lookedUp, around }: Stamped): Running {
    let stored = start
    let orders = lookedUp
    const effects: Effect[] = []
    const add = (effect: Effect) => void effects.push(effect)
    const text = (phrase: Phrase) => catalogue.render(phrase, stored.flow.context.lang)

    function tell(which: 'flow' | 'desk', event: { readonly type: string }): void {
      const stamped = { ...event, at, draw, orders, ...around, busy: isMidMatter(stored.flow) }
      const { v, generation } = stored
      if (which === 'flow') {
        const moved = move(flow, stored.flow, stamped, generation)
        stored = { v, generation: moved.generation, flow: moved.part, desk: stored.desk }
        for (const wanted of moved.wanted) carry(wanted)
      } else {
        const moved = move(desk, stored.desk, stamped, generation)
        stored = { v, generation: moved.generation, flow: stored.flow, desk: moved.part }
        for (const wanted of moved.wanted) carry(wanted)
      }
    }

    function carry({ type, params }: Wanted): void {
      const carrier = Object.hasOwn(carriers, type) ? carriers[type] : undefined
      if (carrier === undefined) throw new Error(`no effect is known by the name ${type}`)
      carrier(params as never)
    }

    /** By the names of the actions in `kit.ts` and `desk.ts`, where their parameters are typed. */
    const carriers: Readonly<Record<string, (params: never) => void>> = {
      say: ({ phrase }: { phrase: Phrase }) => add({ kind: 'say', text: text(phrase) }),
      announce: ({ phrase }: { phrase: Phrase }) => line('bot', text(phrase)),
      ask: () => add({ kind: 'ask' }),
      recall: () => add({ kind: 'recall' }),
      recordOrder: ({ draft }: { draft: OrderDraft }) => record(draft),
      moveOrder: (params: OrderMove) => moveByCustomer(params),
      tellVoucher: ({ number }: { number: OrderNumber }) => tellVoucher(number),
      tellFiles: ({ kinds, files }: { kinds: readonly FileKind[]; files: readonly FileRef[] }) =>
        staff(cards.filesSent(stored.flow.context, kinds, files)),
      callStaff: ({ reason }: { reason: Reason }) => tell('desk', calledStaff(reason)),
      forget: (params: { orders: readonly OrderNumber[]; by: string | null }) => forget(params.orders, params.by),
      openCode: ({ code, until }: { code: LinkCode; until: Instant }) => add({ kind: 'link.opened', code, until }),
      tryCode: ({ code }: { code: LinkCode }) => add({ kind: 'link.tried', code }),
      tellTalks: ({ to, news }: { to: readonly string[]; news: LinkTold }) => {
        for (const talk of to) add({ kind: 'link.told', to: talk, news })
      },
      closeTalk: () => tell('flow', { type: 'talk.closed' }),
      noteSolved: () => add({ kind: 'solved' }),
      rated: ({ score }: { score: Score }) => rated(score),
      postCard: () => staff(cards.card(stored.flow.context, stored.desk.context.reason ?? 'asked')),
      relay: ({ text, files }: { text: string; files: readonly FileRef[] }) =>
        staff(cards.relay(stored.flow.context, text, files)),
      notify: (params: { about: Notice; detail?: string }) =>
        staff(cards.notice(stored.flow.context, params.about, params.detail)),
      deliver: (params: { text: string; file: NamedFile | null; from: RoomMessage | null }) => deliver(params),
    }

    const line = (from: 'bot' | 'staff', words: string) =>
      add({ kind: 'line', line: { from, text: words, question: null } })

    function deliver({ text, file, from }: { text: string; file: NamedFile | null; from: RoomMessage | null }): void {
      const beside = { ...(file !== null && { file: { ...file, of: null } }), ...(from !== null && { origin: from }) }
      add({ kind: 'line', line: { from: 'staff', text, question: null, ...beside } })
    }
    const staff = (post: ReturnType<typeof cards.card>) => add({ kind: 'staff', post })

    /** Staff hear that it happened, not what it was; a request for a person goes with the rest. */
    function forget(numbers: readonly OrderNumber[], by: string | null): void {
      add({ kind: 'forget' })
      for (const order of orders) if (numbers.includes(order.number) && isOver(order)) keep(withoutContact(order))
      tell('desk', { type: 'customer.forgot' })
      staff(
        by === null ? cards.notice(stored.flow.context, 'forgotten') : cards.notice(stored.flow.context, 'erased', by),
      )
    }

    function rated(score: Score): void {
      add({ kind: 'rated', score })
      staff(cards.notice(stored.flow.context, 'rated', SCORES[score]))
    }

    function record(draft: OrderDraft): void {
      const filing = fileOrder(draft, draw, at, content.policy.orders.official)
      if (!filing.ok) throw new Error(`an incomplete order passed its guard: ${filing.missing.join(', ')}`)
      orders = [...orders, filing.order]
      add({ kind: 'order.filed', order: filing.order })
      staff(cards.orderFiled(stored.flow.context, filing.order))
    }

    /** Who asked to be forgotten is, once nothing more happens to the order. */
    function keep(changed: Order): void {
      const moved =
        stored.flow.context.forgotten.includes(changed.number) && isOver(changed) ? withoutContact(changed) : changed
      orders = orders.map((one) => (one.number === moved.number ? moved : one))
      add({ kind: 'order.moved', order: moved })
    }

    const ownOrders = (): readonly Order[] => orders.filter(({ number }) => stored.flow.context.orders.includes(number))

    function flagOrders(serial: SerialNumber, others: readonly OrderNumber[]): void {
      for (const order of ownOrders().filter((own) => !isOver(own))) {
        const flagged = withAlsoIn(order, serial, others)
        if (flagged === order) continue
        keep(flagged)
        staff(cards.alsoIn(stored.flow.context, flagged))
      }
    }

    function tellVoucher(number: OrderNumber): void {
      const order = ownOrders().find((own) => own.number === number)
      if (order !== undefined) keep(withVoucherTold(order, at))
      staff(cards.voucher(stored.flow.context, number))
    }

    function moveByCustomer({ number, move }: OrderMove): void {
      const order = ownOrders().find((own) => own.number === number)
      const signed = { ...move, at, who: 'customer' } as Parameters<typeof moveOrder>[1]
      const moved = order === undefined ? null : moveOrder(order, signed)
      if (!moved?.ok) throw new Error(`a move passed its guard and was refused: ${move.type}`)
      keep(moved.order)
      staff(cards.orderMoved(stored.flow.context, moved.order, [signed]))
    }

    function moveByStaff(inbound: StaffMove): void {
      const number = inbound.kind === 'staff.moved' ? inbound.number : inbound.act.number
      const order = orderOfAct(number, ownOrders())
      if (order === null) tellNoOrder(number)
      else if (inbound.kind === 'staff.moved')
        tellMade(order, makeMoves([inbound.move], order, at, inbound.by), null, inbound.by)
      else tellMade(order, makeAct(inbound.act, order, at, inbound.by), inbound.act.note, inbound.by)
    }

    function tellMade(before: Order, made: Made, note: string | null, by: string): void {
      if (!made.ok) return void staff(cards.moveRefused(stored.flow.context, before, made))
      const { order, moves } = made
      keep(order)
      staff(cards.orderMoved(stored.flow.context, order, moves, by))
      tell('flow', { type: 'staff.movedOrder', number: order.number, moves, note } as { type: string })
    }

    function tellNoOrder(number: OrderNumber | null): void {
      const { context } = stored.flow
      staff(
        number === null ? cards.whichOrder(context, ownOrders().filter(isOpen)) : cards.noSuchOrder(context, number),
      )
    }

    return {
      stored: () => stored,
      change: (changed) => {
        stored = changed
      },
      effects,
      add,
      say: (phrase) => add({ kind: 'say', text: text(phrase) }),
      toFlow: (event) => tell('flow', event),
      toDesk: (event) => tell('desk', event),
      moveByStaff,
      flagOrders,
      copy: () => run(stored, { at, draw, orders, around }),
      wake: (machine, timer) => tell(machine, { type: timer }),
    }
  }
}

const SCORES: Readonly<Record<Score, string>> = { 3: 'good · 满意', 2: 'so-so · 一般', 1: 'not good · 不满意' }

const calledStaff = (reason: Reason): Unstamped<DeskEvent> => ({ type: 'flow.calledStaff', reason })
