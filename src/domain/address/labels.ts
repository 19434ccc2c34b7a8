/** Takes the contact out of a pasted address: what is labelled as name or phone, and a mainland mobile beside Chinese words. */
import { readPhone } from '../phone.ts'
import type { PhoneNumber } from '../values.ts'

const END =
  '(?=$|[\\n,;，；]|\\s+(?:电话|手机|联系电话|手机号码?|地址|收货地址|所在地区|详细地址|phone|tel|mobile|address)\\s*[:：])'
const NAME = new RegExp(
  `(?:收货人|收件人|联系人|姓名|名字|\\b(?:name|recipient|contact|attn))\\s*[:：.]\\s*([^\\n,;，；:：]{1,60}?)${END}`,
  'i',
)
const PHONE =
  /(?:联系电话|手机号码?|电话|手机|\b(?:phone(?: number)?|tel|mobile))\s*[:：.]?\s*(\+?[\d(][\d ().-]{3,20}\d)/i
const MOBILE = /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/
const ADDRESS = /(?:收货地址|收件地址|详细地址|所在地区|地区|地址|\b(?:shipping |return )?address)\s*[:：]\s*/gi
const LEFT_OVER = /^[\s,;，；]+|[\s,;，；]+$/g

export interface Taken {
  /** The paste without what was taken. */
  readonly address: string
  readonly recipient: string | null
  readonly phone: PhoneNumber | null
  /** What was labelled as a phone number and is none. */
  readonly aside: string
}

/** Splits a paste into its address, a labelled recipient, and a phone number that passes the door for phones. */
export function takeContact(pasted: string): Taken {
  const name = NAME.exec(pasted)
  const withoutName = name === null ? pasted : pasted.replace(name[0], ' ')
  const { rest, phone, aside } = takePhone(withoutName)
  const address = rest.replace(ADDRESS, ' ').replace(LEFT_OVER, '')
  return { address, recipient: name?.[1]?.trim() ?? null, phone, aside }
}

function takePhone(text: string): { rest: string; phone: PhoneNumber | null; aside: string } {
  const labelled = PHONE.exec(text)
  const found = labelled ?? MOBILE.exec(text)
  if (found === null) return { rest: text, phone: null, aside: '' }
  const read = readPhone(found[1] ?? found[0])
  const rest = text.replace(found[0], ' ')
  if (read.ok) return { rest, phone: read.phone, aside: '' }
  return labelled === null ? { rest: text, phone: null, aside: '' } : { rest, phone: null, aside: found[0].trim() }
}
