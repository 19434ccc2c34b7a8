/** `aftercare order NUMBER`: one order of the running desk, found by its number. */
import { readOrderNumber, showOrderNumber } from '../domain/order-number.ts'
import type { Command } from './command.ts'
import { openLive } from './live.ts'
import { asJson, asText, readShown } from './order-shown.ts'
import { EXIT } from './output.ts'

const REFUSALS = {
  empty: 'which order? aftercare order XXX-XXX-XXX',
  length: 'an order number has nine symbols, such as 7KD-M3Q-X9F',
  symbol: 'an order number has digits and letters only',
  check: 'this number has a typing error: its check character does not fit',
} as const

export const orderCommand: Command = {
  name: 'order',
  summary: 'one order by its number',
  usage: 'NUMBER',
  help: ['NUMBER      nine symbols, as the customer says it: spaces, dashes and lower case do not matter'],
  options: {},
  words: 3,
  async run({ positionals, json, config, out }) {
    const read = readOrderNumber(positionals.join(''))
    if (!read.ok) {
      out.error(REFUSALS[read.reason])
      return EXIT.wrongUsage
    }
    const store = await openLive(config)
    try {
      const record = await store.order(read.number)
      if (record === null) {
        out.error(`no order ${showOrderNumber(read.number)} is known here`)
        return EXIT.failed
      }
      const order = readShown(record)
      out.line(json ? asJson(order) : asText(order))
      return EXIT.done
    } finally {
      await store.close()
    }
  },
}
