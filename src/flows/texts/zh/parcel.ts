/** 寄件信息：快递、单号、运费、包装、收货地址、寄回的快递（P5-P9、P21）。 The form of a parcel, in Chinese. */
import { checkAddress, showAddress } from '../../../domain/address.ts'
import type { Order } from '../../../domain/order.ts'
import { showOrderNumber } from '../../../domain/order-number.ts'
import type { TrackingWarning } from '../../../domain/tracking.ts'
import { lacksToShip } from '../../own-orders.ts'
import { type addressLack, doubtsOf, type Parcel, type Part } from '../../parcel/form.ts'
import type { ParcelTexts } from '../en/parcel.ts'
import { carrierWritten, trackingWritten } from '../order-words.ts'
import { maySend, notYet } from './clearance.ts'

/** P6 */
const LACKS: Readonly<Record<NonNullable<ReturnType<typeof addressLack>>, string>> = {
  province: '是哪个省（直辖市、自治区）？',
  city: '哪个市？',
  district: '哪个区或县？',
  street: '街道、门牌号是多少？',
  lines: '完整的地址是？街道、门牌号和城市都要写上。',
  postcode: '邮编是多少？',
  country: '是哪个国家或地区？',
}
const PARTS: Readonly<Record<Part, string>> = {
  carrier: '快递公司',
  tracking: '快递单号',
  senderPaid: '运费',
  packed: '包装',
  address: '收货地址',
  returnCarrier: '寄回的快递',
}
const DOUBTS: Readonly<Record<TrackingWarning, string>> = {
  other_carrier: '看起来像另一家快递的单号',
  unusual_shape: '和这家快递常见的单号不太一样',
  looks_like_phone: '看起来像手机号',
}

export const parcel = (): ParcelTexts => ({
  askCarrier: () => '您打算用哪家快递寄？快递单号有的话可以一起发给我。',
  askTracking: () => '运单上的快递单号是多少？',
  // P11c
  askCompare: (form) =>
    `${shown(form)}：${doubtsOf(form)
      .map((doubt) => DOUBTS[doubt])
      .join('，')}。单号不对的包裹会被拒收。这个单号对吗？`,
  askSenderPaid: () => '运费请寄出时现付，不能选到付，这样可以吗？', // P8
  askPacked: () => '请包装牢固：运输造成的损坏不在保修范围内。这一点可以做到吗？', // P9
  askAddress: () =>
    '修好以后寄到哪里？请写完整的收货地址：省、市、区（县）、街道门牌号；中国大陆以外请写城市、邮编和国家。', // P6
  askAddressPart: (lack) => LACKS[lack],
  askReturnCarrier: () => '寄回给您用哪家快递？', // P21
  // P6, P8
  askConfirm: (form) =>
    [
      `维修单 ${showOrderNumber(form.number)}，请核对：`,
      `• 寄来：${shown(form)}，运费您现付`,
      `• 寄回${form.returnCarrier === null ? '' : `（${carrierWritten(form.returnCarrier, 'zh')}）`}：“${form.address === null ? '–' : showAddress(form.address)}”`,
      ...(isWithoutNumber(form) ? ['地址里没看到门牌号，麻烦再看一眼。'] : []),
      '收货地址提交以后就不能再改了。都对吗？',
    ].join('\n'),
  askParcelChange: () => '要改哪一项？',
  offerCarrier: (carrier) => carrierWritten(carrier, 'zh'),
  offerReturnCarrier: (carrier) => carrierWritten(carrier, 'zh'),
  offerNotYet: () => '还没有单号',
  offerRight: () => '对，没写错',
  offerOtherNumber: () => '不对，换一个',
  offerPayMyself: () => '可以，寄出时现付',
  offerCollect: () => '想用到付',
  offerWillPack: () => '会包装好',
  offerNoPostcode: () => '没有邮编',
  offerSubmitParcel: () => '是的，提交',
  offerPart: (part) => PARTS[part],
  numberTaken: (form) => `${shown(form)}，记下了。`,
  parcelMissed: (step, misses) => {
    if (step === 'tracking')
      return misses % 2 === 1
        ? '这里面没找到一个完整的快递单号，照运单上的字母和数字发给我就行。'
        : '这个还是当不了快递单号。如果还没有单号，直接说“还没有”就行。'
    if (step === 'addressPart' || step === 'address')
      return misses % 2 === 1 ? '这个不太像地址。' : '这个还是没法当作地址。'
    if (step === 'confirm')
      // P6
      return misses % 2 === 1 ? '提交以后就不能改了，需要您明确回复“是”。' : '回复“是”就提交，要改就回复“修改”。'
    return misses % 2 === 1 ? '没太明白您的意思。' : '还是没太明白，回复选项前面的数字就行。'
  },
  payAtDispatch: () => '这边不能用到付，运费由寄件人在寄出时付。', // P8
  toTheDoor: () => '收货地址要能送货上门，快递柜、驿站、自提点都不行。', // P8
  waitForNumber: () => '好的。向快递下单以后就有单号了，包裹请先不要交给快递，把单号发给我，我们接着填。', // P11
  parcelLater: () => '好的，填过的我都留着。想继续的时候回复“物流”就行，在那之前请先不要寄。', // P11
  parcelDropped: () => '好的，寄件信息先不填了，维修单还在。想重新填的时候回复“物流”，在那之前请先不要寄。', // P11
  parcelFiled: (order) => `寄件信息齐了，谢谢。\n${clearance(order)}`,
  trackingChanged: (form) => `已改成${shown(form)}，麻烦再和运单核对一遍。`, // P11c
  trackingTooLate: () =>
    '这个单号在这里已经改不了了：包裹已经签收，或者维修单已经关闭。需要的话回复“人工”，请同事看看。',
  // P10
  shipped: (order) =>
    `收到，维修单 ${showOrderNumber(order.number)} 已登记为寄出。包裹到了以后会先签收，再拆箱检测，每一步我都会告诉您。`,
  shippedNoted: (order) => `维修单 ${showOrderNumber(order.number)} 已经登记过寄出了，有新消息我告诉您。`,
  // P11
  shippedTooEarly: (order) =>
    `维修单 ${showOrderNumber(order.number)} 现在还不能登记为寄出：信息不齐的包裹会被拒收。${notYet(order)}如果已经寄走了，请回复“人工”，同事来处理。`,
  nothingToShip: () => '这里没有可以寄件的维修单。同事确认之前请先不要寄；如果已经寄走了，请回复“人工”。', // P11a
  noParcelYet: (order) =>
    order === null
      ? '这里没有等待寄件的维修单。'
      : `维修单 ${showOrderNumber(order.number)} 要等同事确认需要寄回，之后我再跟您登记寄件信息。`, // P5
  parcelKnown: (order) => {
    const { logistics } = order
    const stands =
      logistics === null
        ? ''
        : `${carrierWritten(logistics.carrier, 'zh')}，单号 ${trackingWritten(logistics.tracking)}`
    return `维修单 ${showOrderNumber(order.number)} 的寄件信息：${stands}。${order.shippedAt === null ? clearance(order) : '已登记为寄出。'}单号有误的话，回复“改单号”就行。`
  },
  addressLocked: () => '很抱歉，收货地址提交以后就不能再改了。如果确实收不到，请回复“人工”，和同事商量。', // P6
  addressLater: () => '现在还没有登记过收货地址，等需要寄件的时候我会问您。', // P5, P6
})

const shown = ({ carrier, tracking }: Parcel): string =>
  `${carrierWritten(carrier ?? '–', 'zh')}，单号 ${tracking === null ? '–' : trackingWritten(tracking)}`

const clearance = (order: Order): string => (lacksToShip(order).length === 0 ? maySend(order) : notYet(order))

const isWithoutNumber = ({ address }: Parcel): boolean => {
  const checked = address === null ? null : checkAddress(address)
  return checked?.ok === true && checked.doubts.includes('no_house_number')
}
