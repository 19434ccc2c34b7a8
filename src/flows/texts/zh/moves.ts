/** 同事处理维修单后马上告诉客户的话（P4-P21），每条都说明接下来怎样。 What staff's moves tell the customer, in Chinese. */
import type { Move, MoveOf, MoveType, Order } from '../../../domain/order.ts'
import { showOrderNumber } from '../../../domain/order-number.ts'
import { lacksToShip, unpaidIn } from '../../own-orders.ts'
import type { MovesTexts } from '../en/moves.ts'
import { IN_DOUBT } from '../in-doubt.ts'
import { amountWritten, carrierWritten, machinesNamed, placesIn, trackingWritten } from '../order-words.ts'
import type { Wording } from '../wording.ts'
import { maySend, notYet } from './clearance.ts'

interface Known {
  readonly order: Order
  readonly number: string
  readonly machines: string
  readonly leads: boolean
}
type Told = { readonly [Type in MoveType]: (move: MoveOf<Type>, known: Known) => string }

/** P11 */
const REJECTED = {
  P11a: '官网系统里没有对应的维修单',
  P11b: '收到的实物和维修单不一致',
  P11c: '维修单信息有误：快递单号不对，或者维修信息不完整',
} as const

/** P18 */
const FORFEITED = {
  no_contact: '没有维修单，并且超过 90 天没有联系',
  unpaid: '维修费用没有支付',
  return_refused: '寄回的包裹被拒收',
} as const

/** P15-P17 */
const JUDGED = {
  normal: '可以维修',
  scrapped: '属于报废机。如果有报价，您可以选择不修；否则按原样寄回',
  mixed: '属于混板机。如果有报价，您可以选择不修，机器会不修寄回',
  unrepairable: '无法维修或没有维修价值，会不修寄回',
} as const

export const moves = (wording: Wording): MovesTexts => {
  const told: Told = {
    // P4, P5, P11
    'return.confirmed': (_, { number, machines }) =>
      `维修单 ${number}：同事已经确认${machines}需要寄回维修。请先不要交给快递，我先跟您登记寄件信息，可以寄的时候会告诉您。`,
    // P4
    'return.declined': (_, { number }) =>
      `维修单 ${number}：同事确认这次不需要寄回，请不要寄出。想了解原因，回复“人工”就可以。`,
    // P4
    'official.recorded': ({ officialNumber }, { number, order }) =>
      `维修单 ${number} 已经录入官网系统，官方单号“${officialNumber}”。\n${shipping(order)}`.trim(),
    'repair_address.recorded': ({ repairAddress }, { number, order }) =>
      mayShip(order) ? shipping(order) : `维修单 ${number} 的维修点地址：“${repairAddress}”。${shipping(order)}`,
    // P5, P6
    'logistics.submitted': ({ carrier, tracking }, { number, order }) =>
      `维修单 ${number}：同事已经帮您登记寄件信息，${carrierWritten(carrier, 'zh')}，单号 ${trackingWritten(tracking)}。收货地址从现在起不能再改。${shipping(order)}`,
    // P11c
    'tracking.corrected': ({ carrier, tracking }, { number }) =>
      `维修单 ${number} 的快递已改为${carrierWritten(carrier, 'zh')}，单号 ${trackingWritten(tracking)}。麻烦核对一下：单号不对的包裹会被拒收。`,
    'parcel.shipped': (_, { number }) => `维修单 ${number} 已登记为寄出，收到后我会告诉您。`,
    // P11
    'parcel.rejected': ({ reason }, { number }) =>
      `很抱歉，维修单 ${number} 的包裹没有被签收，原因是${REJECTED[reason]}。按售后规则，由此产生的损失（包括维修费和停机损失）由寄件方承担。想和同事沟通，回复“人工”就可以。`,
    'order.cancelled': (_, { number }) =>
      `维修单 ${number} 已取消，请不要再为它寄件。如果和您想的不一样，回复“人工”就可以。`,
    // P18
    'order.forfeited': ({ reason }, { number, machines }) =>
      `需要告诉您：维修单 ${number} 的${machines}不再寄回，原因是${FORFEITED[reason]}。如果您有不同意见，回复“人工”就可以。`,
    'machine.identified': ({ model, serial }, { number, machines }) =>
      `维修单 ${number}：${machines}已登记为 ${model}，序列号 ${serial ?? '未知'}。`,
    // P10
    'machine.received': (_, { number, machines }) =>
      `维修单 ${number}：${machines}已经签收，接下来拆箱检测，有结果我马上告诉您。`,
    'machine.inspected': ({ condition, covered }, { number, machines }) =>
      inspected(number, machines, condition, covered),
    // P16
    'machine.quoted': ({ amount, currency }, { number, machines, leads }) => {
      if (leads) return amount === 0 ? '同事已经报价：不收费。' : `同事已经报价：${amountWritten(amount, currency)}。`
      return `维修单 ${number}：${machines}${amount === 0 ? '维修不收费' : `的维修报价是 ${amountWritten(amount, currency)}`}。`
    },
    'machine.accepted': (_, { number, machines }) => `维修单 ${number}：同事已经记下您接受${machines}的报价。`,
    // P17
    'machine.declined': (_, { number, machines }) =>
      `维修单 ${number}：同事已经记下您不接受${machines}的报价，机器会不修寄回。`,
    // P19, P20, P22
    'machine.paid': (_, { number, machines }) =>
      `维修单 ${number}：同事已经看到${machines}的付款凭证。一般从凭证算起 ${wording.returnDays} 个工作日内寄回，数量多会久一些；同一单里有一台没付款，整单都会等。${IN_DOUBT.zh}`,
    // P18, P20
    'machine.repaired': (_, { number, machines, order }) =>
      unpaidIn(order).length > 0
        ? `维修单 ${number}：${machines}已经修好，付款后寄回。付好以后回复“已付款”就行。`
        : `维修单 ${number}：${machines}已经修好。${order.machines.length === 1 ? '' : '同一单的机器一般一起寄回，'}有快递单号我马上告诉您。`,
    // P18, P21
    'machines.returned': ({ carrier, tracking }, { number, machines }) =>
      `维修单 ${number}：${machines}已经寄回给您，${carrierWritten(carrier, 'zh')}，单号 ${trackingWritten(tracking)}。请注意签收：被拒收的包裹不会再次寄出。`,
  }

  const shipping = (order: Order): string => {
    if (order.returning !== 'confirmed' || order.shippedAt !== null || order.closed !== null) return ''
    return mayShip(order) ? maySend(order) : notYet(order)
  }
  const mayShip = (order: Order): boolean =>
    order.shippedAt === null && order.closed === null && lacksToShip(order).length === 0

  return {
    moved: (order, all, note, leads) => {
      const [first] = all
      if (first === undefined) return ''
      const places = placesIn(all)
      const machines = machinesNamed(
        order,
        places.length === 0 ? order.machines.map((_, place) => place) : places,
        'zh',
      )
      const known = { order, number: showOrderNumber(order.number), machines, leads }
      const text = (told[first.type] as (move: Move, known: Known) => string)(first, known)
      return [text, ...(note === null ? [] : [`同事留言：“${note}”`]), ...(leads ? [] : reminder(first.type))].join(
        '\n',
      )
    },
  }
}

function reminder(type: MoveType): readonly string[] {
  if (type === 'return.confirmed') return ['想填寄件信息的时候，回复“物流”就行。']
  return type === 'machine.quoted' ? ['想答复报价的时候，回复“报价”就行。'] : []
}

function inspected(number: string, machines: string, condition: keyof typeof JUDGED, covered: boolean): string {
  const found = `维修单 ${number}：${machines}已经检测，${JUDGED[condition]}`
  if (condition !== 'normal') return `${found}。`
  // P13, P16, P17
  return covered
    ? `${found}，在保修期内，接下来安排维修。`
    : `${found}，不在保修范围内，接下来同事会给您报价。能正常维修的机器，报价后不能选择不修直接退回。`
}
