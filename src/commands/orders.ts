/** `aftercare orders`: the orders of the running desk, newest first, page by page. */
import { ORDER_STATES } from '../domain/order.ts'
import type { OrderPage } from '../ports.ts'
import { isOrderPlace } from '../store/orders.ts'
import type { RedisStore } from '../store/redis-store.ts'
import type { Command } from './command.ts'
import { textOption } from './command.ts'
import { openLive } from './live.ts'
import { asJson, asText, readShown } from './order-shown.ts'
import { EXIT, type Exit, type Output } from './output.ts'

const USUAL_LIMIT = 20
const MOST = 1_000

export const ordersCommand: Command = {
  name: 'orders',
  summary: 'the orders of the running desk, newest first',
  usage: '[--state STATE] [--limit N] [--after PLACE]',
  help: [
    `--state S     ${ORDER_STATES.join(', ')}`,
    `--limit N     how many, 1-${MOST} (default ${USUAL_LIMIT})`,
    '--after P     goes on where the page before ended, as its last line says; with --json that line is {"after":…}',
  ],
  options: { state: { type: 'string' }, limit: { type: 'string' }, after: { type: 'string' } },
  words: 0,
  async run(invocation) {
    const { config, json, out } = invocation
    const asked = textOption(invocation, 'state')
    const state = ORDER_STATES.find((known) => known === asked) ?? null
    if (asked !== undefined && state === null) return wrong(out, `--state must be one of ${ORDER_STATES.join(', ')}`)
    const limit = Number(textOption(invocation, 'limit') ?? USUAL_LIMIT)
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST) return wrong(out, `--limit must be 1-${MOST}`)
    const after = textOption(invocation, 'after') ?? null
    if (after !== null && !isOrderPlace(after)) return wrong(out, '--after must be what the last line of a page says')
    const store = await openLive(config)
    try {
      await show(store, await store.orderPage(state, limit, after), json, out)
      return EXIT.done
    } finally {
      await store.close()
    }
  },
}

async function show(store: RedisStore, { numbers, next }: OrderPage, json: boolean, out: Output): Promise<void> {
  const records = await Promise.all(numbers.map((number) => store.order(number)))
  for (const record of records)
    if (record !== null) out.line(json ? asJson(readShown(record)) : asText(readShown(record)))
  if (next !== null) out.line(json ? JSON.stringify({ after: next }) : `more: --after ${next}`)
  else if (numbers.length === 0 && !json) out.line('There are no such orders.')
}

function wrong(out: Output, problem: string): Exit {
  out.error(problem)
  return EXIT.wrongUsage
}
