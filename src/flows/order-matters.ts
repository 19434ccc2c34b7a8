/** Words about a parcel or a quote, as people with an order say them at any moment: 我寄出了, "the tracking number is SF…". Pure. */
import { fold } from '../domain/fold.ts'
import { readOrderNumber } from '../domain/order-number.ts'
import type { Asked } from './asking.ts'
import type { OrderMatter } from './order-types.ts'
import { trackingNamed } from './parcel/tracking-words.ts'

const CAP = 300

const ADDRESS =
  /\b(?:change|correct|update|fix|edit|wrong|new)\b.{0,20}\baddress\b|\baddress\b.{0,12}\b(?:wrong|changed?|incorrect)\b|(?:改|换|更正|修改).{0,4}地址|地址.{0,6}(?:错|不对|变了|改|换)/iu
/** Addresses that no parcel goes to. */
const OTHER_ADDRESS = /\b(?:pool|wallet|ip|mac|url|web|mail|e-?mail|network)\b|矿池|钱包|网|邮箱/iu
const TRACKING =
  /\b(?:change|correct|update|fix|edit|wrong|new|have|got)\b.{0,20}\b(?:tracking|waybill)\b|\b(?:tracking|waybill)\b.{0,20}\b(?:wrong|changed?|incorrect)\b|(?:改|换|更正|修改|填).{0,5}(?:快递|物流|运单|寄件)?单号|(?:快递|物流|运)单号?.{0,6}(?:错|不对|改|填)/iu
const NOT_YET =
  /\b(?:not|n['’]t|before|when|how|where|can|may|should|will|shall)\b|[?？]|没|还未|不能|怎么|哪|吗|能|可以|什么时候|之前|要不要/iu
const SHIPPED =
  /^(?:it['’]?s |it is )?sent$|\bsent (?:it|out|off|them|the (?:parcel|machine|miner|package))\b|\b(?:shipped|dispatched|posted|on its way|handed (?:it )?over)\b|\b(?:have|has|i|we|just|was) (?:now )?sent (?:it|the (?:parcel|machine|miner|package)|out)\b|\bparcel (?:is|was|has been) sent\b|已?经?(?:寄出|寄走|发出|发走|寄了|发货|寄回去)了?|(?:快递|包裹|机器).{0,4}(?:寄|发)(?:了|出)/iu
const PARCEL =
  /^(?:parcel|logistics|the parcel|parcel form|shipping form|shipping details|物流|填物流|物流信息|填写物流|寄件信息|填寄件信息|包裹)$/iu
const QUOTE = /^(?:(?:the |my )?quote|quotation|answer the quote|报价|我的报价|看报价|回复报价)$/iu
const PAID =
  /^(?:paid|i(?:['’]ve| have)? paid|payment (?:is )?(?:done|sent|made)|(?:已|已经)?(?:付款|支付|转账|打款|付)(?:了|过了)?|钱(?:已经)?(?:付|转)了?|(?:我)?(?:已经)?(?:付|转)(?:好|完)?(?:款|账|钱)?了)$|\b(?:i|we) (?:have |just |already )*(?:paid|transferred|made the payment)\b|\bpayment voucher\b|付款凭证|转账凭证|(?:已经|刚刚?|我)(?:付款|付钱|转账|打款|付)了/iu

/** What the words are about; null when they are about no order, or answer the open question. */
export function matterIn(text: string, asked: Asked | null): OrderMatter | null {
  const words = fold(text, CAP)
  const bare = words.replace(/[\s.!,~]+$/u, '')
  const isSent = SHIPPED.test(words) && !NOT_YET.test(words)
  // The parcel's own questions take all the rest as their answers.
  if (asked?.id.startsWith('parcel.')) return isSent ? 'shipped' : null
  if (ADDRESS.test(words) && !OTHER_ADDRESS.test(words)) return 'address'
  if (isSent) return 'shipped'
  // A serial number may look like a parcel's.
  if (TRACKING.test(words) || (asked?.id !== 'serial' && trackingNamed(text) !== null)) return 'tracking'
  if (PARCEL.test(bare)) return 'parcel'
  if (QUOTE.test(bare)) return 'quote'
  return PAID.test(bare) && !NOT_YET.test(words) ? 'paid' : null
}

const LIKE_A_NUMBER = /(?<![\w-])(?=[\w-]*[a-z])[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3}(?![\w-])/iu

/** An order number written as one, with a slip in it. A serial number may look like that. */
export function hasMistypedNumber(text: string, asked: Asked | null): boolean {
  if (asked?.id === 'serial' && !/单|order/iu.test(text)) return false
  const found = LIKE_A_NUMBER.exec(fold(text, CAP).replace(/\p{Pd}/gu, '-'))?.[0]
  const read = found === undefined ? null : readOrderNumber(found)
  return read !== null && !read.ok && read.reason === 'check'
}
