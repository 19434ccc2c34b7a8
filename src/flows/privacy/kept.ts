/** What is kept about a customer, as `/mydata` tells it: the talk's answers, contact data masked, orders by number. Pure. */
import type { StateValue } from 'xstate'
import type { Order } from '../../domain/order.ts'
import { isOver } from '../../domain/order.ts'
import type { OrderNumber, PhoneNumber } from '../../domain/values.ts'

/** Orders of this conversation that are still under way. One that was not looked up counts as such. */
export const openOrders = (numbers: readonly OrderNumber[], known: readonly Order[]): readonly OrderNumber[] =>
  numbers.filter((number) => {
    const order = known.find((one) => one.number === number)
    return order === undefined || !isOver(order)
  })

/** The customer was asked whether the talk is to be erased: the one question that the bot asks whoever has the talk. */
export const asksToForget = (value: StateValue): boolean =>
  typeof value === 'object' && typeof value['talk'] === 'object' && value['talk']['privacy'] === 'askingForget'

const SHOWN_DIGITS = 4

/** `+49 ••• 4567`: the country stays readable, and enough to recognise one's own number. */
export const maskedPhone = (phone: PhoneNumber): string => `${phone.slice(0, 3)} ••• ${phone.slice(-SHOWN_DIGITS)}`

/** `A•••`: the first letter. */
export const maskedName = (name: string): string => `${Array.from(name.trim())[0] ?? ''}•••`
