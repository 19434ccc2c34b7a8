/** 维修单和每台机器到哪一步了，接下来轮到谁（P4-P20）。 Where an order stands, in Chinese. */
import { chinaTime } from '../../../domain/china-time.ts'
import {
  type MachineState,
  type Order,
  type OrderMachine,
  type OrderState,
  PUBLIC_STATES,
  publicState,
} from '../../../domain/order.ts'
import { showOrderNumber } from '../../../domain/order-number.ts'
import type { OrderNumber } from '../../../domain/values.ts'
import { lacksToShip } from '../../own-orders.ts'
import type { StatusTexts } from '../en/status.ts'
import { IN_DOUBT } from '../in-doubt.ts'
import { amountWritten, carrierWritten, trackingWritten } from '../order-words.ts'
import type { Wording } from '../wording.ts'
import { maySend, notYet } from './clearance.ts'

const STATES: Readonly<Record<OrderState, string>> = {
  submitted: '已提交，等同事确认',
  return_declined: '不需要寄回',
  awaiting_logistics: '需要寄回，还不能寄出',
  ready_to_ship: '可以寄出了',
  in_transit: '正在寄来的路上',
  received: '已签收',
  at_work: '在维修点处理中',
  awaiting_payment: '等您答复报价或付款',
  returning: '部分机器已经寄回',
  completed: '已全部寄回',
  rejected: '包裹没有被签收',
  cancelled: '已取消',
  forfeited: '不再寄回',
}

const NEXT: Readonly<Record<OrderState, string>> = {
  submitted: '接下来由同事确认要不要寄回，在那之前请先不要寄。', // P4, P11a
  return_declined: '您这边不用再做什么，有疑问回复“人工”就可以。', // P4
  awaiting_logistics: '',
  ready_to_ship: '',
  in_transit: '到了以后会先签收，再拆箱检测。', // P10
  received: '接下来由同事检测。', // P10
  at_work: '同事正在处理，每一步我都会告诉您。', // P16
  awaiting_payment: '现在等您：答复报价请回复“报价”，付好款请回复“已付款”。', // P17, P19
  returning: '其余的随后寄回，请注意签收。', // P18, P20
  completed: '如果包裹还在路上，请注意签收：被拒收的包裹不会再次寄出。', // P18
  rejected: '想和同事沟通，回复“人工”就可以。', // P11
  cancelled: '请不要再为它寄件。',
  forfeited: '有疑问回复“人工”就可以。', // P18
}

const MACHINE: { readonly [State in MachineState]: (machine: Extract<OrderMachine, { state: State }>) => string } = {
  expected: () => '还没到维修点',
  received: () => '已签收，等待检测',
  inspected: ({ condition, covered }) => {
    if (condition === 'unrepairable') return '已检测，无法维修，会不修寄回' // P16
    if (condition === 'scrapped') return '已检测，属于报废机' // P15
    if (condition === 'mixed') return '已检测，属于混板机，由同事确认下一步' // P17
    return covered ? '已检测，在保修期内，等待维修' : '已检测，不在保修范围内，等同事报价' // P12, P16
  },
  quoted: ({ bill, condition }) => `报价 ${money(bill)}，等您答复${condition === 'normal' ? '' : '（可以选择不修）'}`, // P17
  accepted: ({ bill }) => (isDue(bill) ? `已同意维修，待付 ${money(bill)}` : '等待维修'), // P19
  declined: () => '已选择不修，会不修寄回', // P17
  repaired: ({ bill }) => (isDue(bill) ? `已修好，待付 ${money(bill)}` : '已修好，等待寄回'), // P18
  returned: ({ repaired, parcel }) =>
    `${repaired ? '已修好' : '未维修'}，已用${carrierWritten(parcel.carrier, 'zh')}寄回，单号 ${trackingWritten(parcel.tracking)}`, // P21
}

export const status = (wording: Wording): StatusTexts => {
  // P7
  const official = `官网也能查：个人中心 > 售后服务 > 服务记录（${wording.site.zh}）。`

  return {
    status: (orders, rest) => {
      const [only, ...others] = orders
      if (only === undefined)
        return rest.length > 0
          ? `您在这里提交过：${numbers(rest)}。现在暂时查不到进度，请稍后再试。${IN_DOUBT.zh}`
          : `您在这里还没有提交过维修单。如果是在别处提交的，把单号发给我就行。${IN_DOUBT.zh}`
      const lines = others.length === 0 ? [whole(only, true)] : orders.map((order) => `• ${head(order)}`)
      return [
        ...lines,
        ...(rest.length > 0 ? [`• 更早的：${numbers(rest)}`] : []),
        ...(others.length > 0 || rest.length > 0 ? ['想看某一单的详情，把单号发给我就行。'] : []),
        ...(orders.some(isInSystem) ? [official] : []),
        IN_DOUBT.zh,
      ].join('\n')
    },
    statusOf: (order) => [whole(order, true), ...(isInSystem(order) ? [official] : []), IN_DOUBT.zh].join('\n'),
    statusOfAnother: statusElsewhere,
    orderMistyped: () => '这个单号里有写错的地方，九位对不上，麻烦再核对一下。',
    statusUnknown: () => '现在暂时查不到这张维修单，请稍后再试。',
    askLastDigits: (number) =>
      `${number === null ? '这张维修单' : `维修单 ${showOrderNumber(number)} `}不是在这个对话里提交的。要查进度，请告诉我单上联系电话的后四位。`,
    notFourDigits: (misses) =>
      misses % 2 === 1 ? '发后四位数字就行，不查了就回复“返回”。' : '只需要那个电话号码的最后四位数字。',
    lookupFailed: (misses) =>
      misses % 2 === 0
        ? '没有查到单号和电话后四位都对得上的维修单，麻烦都核对一下。'
        : '还是没有查到，单号和单上电话的后四位要都对得上。',
    lookupLocked: (until, now, misses) => {
      const when = `${chinaTime(until, 'zh', now)}以后可以再试`
      return misses % 2 === 1
        ? `错误次数太多，暂时不能再查，${when}；也可以回复“人工”，请同事帮您查。`
        : `现在还不能查，${when}，或者回复“人工”。`
    },
  }
}

export const statusElsewhere = (order: Order): string => whole(order, false)

const MOST_NUMBERS = 5

const numbers = (all: readonly OrderNumber[]): string =>
  `${all.slice(0, MOST_NUMBERS).map(showOrderNumber).join('、')}${all.length > MOST_NUMBERS ? ' 等' : ''}`

type Bill = Extract<OrderMachine, { state: 'quoted' }>['bill']

const isDue = (bill: Bill | null): bill is Bill => bill !== null && bill.amount > 0 && bill.paidAt === null
const money = ({ amount, currency }: Bill): string => (amount === 0 ? '不收费' : amountWritten(amount, currency))

const isInSystem = ({ official, officialNumber }: Order): boolean => official || officialNumber !== null

function head(order: Order): string {
  const named = publicState(order)
  return `${showOrderNumber(order.number)}：${STATES[order.state]}${named === null ? '' : `（${PUBLIC_STATES[named].zh}）`}`
}

function whole(order: Order, own: boolean): string {
  const hasBegun = order.returning === 'confirmed' || order.machines.some(({ state }) => state !== 'expected')
  const machines = order.machines.map((machine, place) =>
    hasBegun && order.closed === null
      ? `• ${nameOf(machine, place, own)}：${situation(machine, own)}`
      : `• ${nameOf(machine, place, own)}`,
  )
  return [head(order), ...machines, own ? next(order) : NEXT[order.state]].filter((line) => line !== '').join('\n')
}

const nameOf = ({ model, serial }: OrderMachine, place: number, own: boolean): string =>
  own ? `${model}${serial === null ? '' : `，${serial}`}` : `第 ${place + 1} 台`

function situation(machine: OrderMachine, own: boolean): string {
  if (!own && machine.state === 'returned') return '已寄回'
  return (MACHINE[machine.state] as (of: OrderMachine) => string)(machine)
}

function next(order: Order): string {
  if (order.state !== 'awaiting_logistics' && order.state !== 'ready_to_ship') return NEXT[order.state]
  if (lacksToShip(order).length === 0) return maySend(order)
  return order.logistics === null ? `${notYet(order)}填寄件信息请回复“物流”。` : notYet(order)
}
