/** Search: an order number, a serial number, a phone or the beginning of a name, each by its index. What it looks like decides what is asked. */

import type { FastifyRequest } from 'fastify'
import { readOrderNumber } from '../domain/order-number.ts'
import { readPhone } from '../domain/phone.ts'
import { readSerial } from '../domain/serial.ts'
import type { OrderNumber } from '../domain/values.ts'
import type { OrderKey, Store } from '../ports.ts'
import { json } from './answers.ts'
import { asked } from './doors.ts'
import type { FiledOrders } from './filed-orders.ts'
import type { InboxLists } from './inbox.ts'
import { orderRow } from './order-routes.ts'
import type { Route } from './routes.ts'

export interface SearchOptions {
  readonly store: Pick<Store, 'ordersBy'>
  readonly inbox: InboxLists
  readonly orders: FiledOrders
}

const MOST_ORDERS = 30

export function searchRoutes({ store, inbox, orders }: SearchOptions): readonly Route[] {
  const numbersBy = async (key: OrderKey | null): Promise<readonly OrderNumber[]> =>
    key === null
      ? []
      : (await store.ordersBy(key, { since: null, until: null, limit: MOST_ORDERS, after: null })).numbers

  async function found(text: string) {
    const [number, serial, phone] = [readOrderNumber(text), readSerial(text), readPhone(text)]
    const numbers = await Promise.all([
      number.ok ? [number.number] : [],
      numbersBy(serial.ok ? { by: 'serial', value: serial.serial } : null),
      numbersBy(phone.ok ? { by: 'phone', value: phone.phone } : null),
    ])
    const filed = await orders.all([...new Set(numbers.flat())])
    return { orders: filed.map(orderRow), talks: await inbox.named(text) }
  }

  async function search({ query }: FastifyRequest) {
    const text = asked(query, 'q')?.trim() ?? ''
    return json(text === '' ? { orders: [], talks: [] } : await found(text))
  }
  return [{ method: 'GET', path: '/search', role: 'staff', act: (_who, request) => search(request) }]
}
