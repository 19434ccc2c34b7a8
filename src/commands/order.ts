/** `aftercare order NUMBER`: one order of the running desk, found by its number. */
import { z } from 'zod'
import { isoInChina } from '../domain/hours.ts'
import type { FiledOrder } from '../domain/order.ts'
import { readOrderNumber, showOrderNumber } from '../domain/order-number.ts'
import { maskPhone } from '../domain/phone.ts'
import type { PhoneNumber } from '../domain/values.ts'
import type { Command } from './command.ts'
import { openLive } from './live.ts'
import { EXIT } from './output.ts'

/** What the command shows of a stored order; the rest may be newer than this version. */
const shownOrder = z.object({
  number: z.string(),
  state: z.string(),
  officialNumber: z.string().nullable(),
  filedAt: z.number(),
  contact: z.object({ name: z.string(), phone: z.string() }),
  machines: z.array(
    z.object({ model: z.string(), serial: z.string().nullable(), state: z.string(), description: z.string() }),
  ),
})
type ShownOrder = z.infer<typeof shownOrder>

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
      const order = shownOrder.parse(JSON.parse(record))
      out.line(json ? asJson(order) : asText(order))
      return EXIT.done
    } finally {
      await store.close()
    }
  },
}

function asJson({ number, state, officialNumber, machines }: ShownOrder): string {
  return JSON.stringify({
    number,
    state,
    officialNumber,
    machines: machines.map(({ model, serial, state: machineState }) => ({ model, serial, state: machineState })),
  })
}

function asText(order: ShownOrder): string {
  return [
    `${showOrderNumber(order.number as FiledOrder['number'])}  ${order.state}, filed ${isoInChina(order.filedAt)}`,
    `official number: ${order.officialNumber ?? 'not recorded yet'}`,
    `contact: ${order.contact.name}, ${maskPhone(order.contact.phone as PhoneNumber)}`,
    ...order.machines.map(
      ({ model, serial, state, description }) => `${model}, ${serial ?? 'no serial'}: ${state}. ${description}`,
    ),
  ].join('\n')
}
