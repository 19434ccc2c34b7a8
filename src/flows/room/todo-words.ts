/** What the staff group reads of the orders that wait for it, in both languages, with the command that does the work. */
import type { StaffWork } from '../../domain/order.ts'
import { showOrderNumber } from '../../domain/order-number.ts'
import type { OrderNumber } from '../../domain/values.ts'
import { workingTime } from './working-time.ts'

/** An order that waits. `minutes`: of working time. */
export interface Todo {
  readonly number: OrderNumber
  readonly what: StaffWork
  readonly minutes: number
  readonly overdue: boolean
}

const MOST_SHOWN = 20

const WORK: Readonly<Record<StaffWork, string>> = {
  return_decision: 'return to decide · 待确认是否寄回 /return', // P4
  official_number: 'official number to enter · 待填官网单号 /official', // P4, P11a
  repair_address: 'repair address to tell · 待告知收件地址 /address',
  parcel: 'parcel on its way, to receive · 包裹在途，待签收 /status received', // P10
  inspection: 'to inspect · 待检测 /status inspected', // P10
  quote: 'to quote · 待报价 /quote', // P16
  voucher: 'the customer says it is paid, to check · 客户说已付款，待核对 /paid', // P19
  way_back: 'to repair and send back · 待维修寄回 /status repaired, /sent', // P19
}

/** What waits, who has waited longest first. `count` may be more than are shown; `customers` wait for a person. */
export function todoShown(todos: readonly Todo[], count: number, customers: number): string {
  const people = customers === 0 ? [] : [`🙋 Customers who wait for a person · 在等人工的客户: ${customers}`]
  if (count === 0) return [...people, '✅ No order waits for staff · 没有待处理的维修单'].join('\n')
  const shown = todos.slice(0, MOST_SHOWN).map(todoLine)
  const more = count > shown.length ? [`… ${count - shown.length} more · 另有 ${count - shown.length} 张`] : []
  return [...people, `📋 Orders that wait for staff · 待处理的维修单: ${count}`, ...shown, ...more].join('\n')
}

/** The same of one order, as a message that can be replied to. */
export const todoReminder = (todo: Todo): string =>
  ['📋 Waits for staff, please look · 维修单待处理，请跟进', todoLine(todo)].join('\n')

const todoLine = ({ number, what, minutes, overdue }: Todo): string =>
  `${overdue ? '⏰ ' : ''}${showOrderNumber(number)}: ${WORK[what]} (${workingTime(minutes)})`
