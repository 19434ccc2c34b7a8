/** A stored order as `aftercare order` and `orders` show it: one JSON line, or lines for people with the phone masked. */
import { z } from 'zod'
import { isoInChina } from '../domain/hours.ts'
import { showOrderNumber } from '../domain/order-number.ts'
import { maskPhone } from '../domain/phone.ts'
import type { OrderNumber, PhoneNumber } from '../domain/values.ts'

/** What is shown of a stored order; the rest may be newer than this version. */
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
export type ShownOrder = z.infer<typeof shownOrder>

export const readShown = (record: string): ShownOrder => shownOrder.parse(JSON.parse(record))

export function asJson({ number, state, officialNumber, machines }: ShownOrder): string {
  return JSON.stringify({
    number,
    state,
    officialNumber,
    machines: machines.map(({ model, serial, state: machineState }) => ({ model, serial, state: machineState })),
  })
}

export function asText(order: ShownOrder): string {
  return [
    `${showOrderNumber(order.number as OrderNumber)}  ${order.state}, filed ${isoInChina(order.filedAt)}`,
    `official number: ${order.officialNumber ?? 'not recorded yet'}`,
    `contact: ${order.contact.name}, ${maskPhone(order.contact.phone as PhoneNumber)}`,
    ...order.machines.map(
      ({ model, serial, state, description }) => `${model}, ${serial ?? 'no serial'}: ${state}. ${description}`,
    ),
  ].join('\n')
}
