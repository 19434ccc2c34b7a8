/** `aftercare orders`: the orders of the running desk, newest first, page by page. */
import { ORDER_STATES } from '../domain/order.ts'
import type { RedisStore } from '../store/redis-store.ts'
import type { Command } from './command.ts'
import { openLive } from './live.ts'
import { asJson, asText, readShown, type ShownOrder } from './order-shown.ts'
import { MOST, type OrdersQuery, readQuery } from './orders-query.ts'
import { EXIT, type Output } from './output.ts'

/** So many pages are read for the orders in a state among those of one serial number, phone or customer. */
const MOST_PAGES = 20

export const ordersCommand: Command = {
  name: 'orders',
  summary: 'the orders of the running desk, newest first',
  usage:
    '[--state STATE] [--serial SN | --phone N | --customer ID] [--since AT] [--until AT] [--limit N] [--after PLACE]',
  help: [
    `--state S     ${ORDER_STATES.join(', ')}`,
    '--serial SN   orders with a machine of this serial number',
    '--phone N     orders with this phone, unless their customer has erased the talk',
    '--customer ID orders of one conversation, such as tg:123',
    '--since AT    filed then or later; --until AT filed before. Without an offset it is China time',
    `--limit N     how many, 1-${MOST} (default 20)`,
    '--after P     goes on where the page before ended, as its last line says; with --json that line is {"after":…}',
  ],
  options: Object.fromEntries(
    ['state', 'serial', 'phone', 'customer', 'since', 'until', 'limit', 'after'].map((name) => [
      name,
      { type: 'string' as const },
    ]),
  ),
  words: 0,
  async run(invocation) {
    const { config, json, out } = invocation
    const read = readQuery(invocation)
    if (!read.ok) {
      out.error(read.problem)
      return EXIT.wrongUsage
    }
    const store = await openLive(config)
    try {
      show(await collect(store, read.query), json, out)
      return EXIT.done
    } finally {
      await store.close()
    }
  },
}

interface Found {
  readonly orders: readonly ShownOrder[]
  readonly next: string | null
}

async function collect(store: RedisStore, { key, span, state }: OrdersQuery): Promise<Found> {
  const orders: ShownOrder[] = []
  let after = span.after
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { numbers, next } = await store.ordersBy(key, { ...span, after, limit: span.limit - orders.length })
    const records = await Promise.all(numbers.map((number) => store.order(number)))
    const shown = records.filter((record) => record !== null).map(readShown)
    orders.push(...shown.filter((order) => state === null || order.state === state))
    after = next
    if (next === null || orders.length >= span.limit) break
  }
  return { orders, next: after }
}

function show({ orders, next }: Found, json: boolean, out: Output): void {
  for (const order of orders) out.line(json ? asJson(order) : asText(order))
  if (next !== null) out.line(json ? JSON.stringify({ after: next }) : `more: --after ${next}`)
  else if (orders.length === 0 && !json) out.line('There are no such orders.')
}
