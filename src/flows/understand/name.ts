/** The contact's name in free text: where it is announced, or stands in a list beside a phone number. Names are never guessed. */
import { fold } from '../../domain/fold.ts'
import { readPhone } from '../../domain/phone.ts'
import { answerIn, isUnsure } from '../words.ts'
import { wishOf } from './wishes.ts'

const CAP = 500
/** A word of a name, not the start of what comes after it. */
const WORD = "(?!(?:and|phone|tel|mobile|cell|number|my|the|is|email|from|serial|sn|model)\\b)[\\p{L}][\\p{L}.'-]*"
const HAN_NAME = '\\p{Script=Han}{2,4}?(?=$|[\\s,，.。;；、:：\\d]|电话|手机|联系|号码|先生|女士)'
const ANNOUNCED = new RegExp(
  `(?:\\b(?:my|the|contact|full|customer) name(?:'s| is| :|:)?|\\bname(?: is|'s|:| :)|\\bi am called|\\bcontact(?: person)?(?: is|:| :)|我(?:的名字)?叫|(?:姓名|名字|联系人|收件人)(?:是|叫|为|:|：)?)\\s*` +
    `(${HAN_NAME}|${WORD}(?: (?:${WORD}|\\p{Script=Han}{1,4})){0,3})`,
  'iu',
)
const NO_NAME = /^(?:wrong|incorrect|not|no|missing|what|who|谁|什么|错|不|没|哪)/iu
const PART_END = /[,，;；、|\n]+/u
const CAPITALISED = /^\p{Lu}[\p{L}.'-]*(?: \p{Lu}[\p{L}.'-]*){1,3}$/u
const CHINESE_NAME = /^\p{Script=Han}{2,4}$/u

/** The contact's name that a text clearly gives, null without one. */
export function findName(text: string): string | null {
  const lines = text.slice(0, CAP).normalize('NFKC').slice(0, CAP)
  const said = ANNOUNCED.exec(lines)?.[1]?.trim() ?? null
  if (said !== null) return NO_NAME.test(said) ? null : said
  return besidePhone(lines.split(PART_END).map((part) => fold(part)))
}

/** "JX0000000013, Li Example, 13800138000": in a list with a phone number the one part that looks like a name is one. */
function besidePhone(parts: readonly string[]): string | null {
  if (!parts.some((part) => /\d{5}/.test(part) && readPhone(part).ok)) return null
  const names = parts.filter((part) => (CAPITALISED.test(part) || CHINESE_NAME.test(part)) && isFree(part))
  return names.length === 1 ? (names[0] ?? null) : null
}

const isFree = (part: string): boolean => answerIn(part) === null && !isUnsure(part) && wishOf(part) === null
