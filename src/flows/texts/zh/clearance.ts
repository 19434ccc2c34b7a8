/** 能不能寄出（P11）：寄到哪里，还差什么、由谁来办。 Whether a parcel may go, in Chinese. */
import type { Order } from '../../../domain/order.ts'
import { showOrderNumber } from '../../../domain/order-number.ts'
import { type Lack, neededFirst } from '../../own-orders.ts'

const MISSING: Readonly<Record<Lack, string>> = {
  return_confirmed: '同事确认需要寄回',
  official_number: '官网系统里的单号（由同事登记）', // P4, P11a
  repair_information: '维修信息（同事会和您补全）', // P11c
  carrier: '寄件信息（请您填写）',
  tracking: '寄件信息（请您填写）',
  sender_paid: '寄件信息（请您填写）',
  packing: '寄件信息（请您填写）',
  address: '寄件信息（请您填写）',
  address_confirmed: '寄件信息（请您填写）',
  repair_address: '维修点地址（同事会在这里发给您）',
}

// P8, P9, P11, P17
export const maySend = ({ number, repairAddress }: Order): string =>
  `维修单 ${showOrderNumber(number)} 现在可以寄了，寄到：“${repairAddress ?? '–'}”\n运费请在寄出时现付，不要选到付，要送货上门。另外提前说明：能正常维修的机器，报价后不能选择不修直接退回。寄出后回复“已寄出”就行。`

export const notYet = (order: Order): string =>
  `请先不要寄，还差：${[...new Set(neededFirst(order).map((lack) => MISSING[lack]))].join('；')}。可以寄的时候我马上告诉您。`
