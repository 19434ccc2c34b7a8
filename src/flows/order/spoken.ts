/** What words say about the machines of an order and about their condition: which one, remove, add, that is all, damaged, opened, volts. */
import { fold } from '../../domain/fold.ts'
import { MARKS, type Mark, type Voltage } from '../../domain/order.ts'
import { rangeOf } from '../understand/mains.ts'

const CAP = 300
const ORDINALS: readonly RegExp[] = [
  /\b(?:first|1st)\b|第一(?:台|个|部)?|第1(?:台|个|部)/iu,
  /\b(?:second|2nd)\b|第二(?:台|个|部)?|第2(?:台|个|部)/iu,
  /\b(?:third|3rd)\b|第三(?:台|个|部)?|第3(?:台|个|部)/iu,
  /\b(?:fourth|4th)\b|第四(?:台|个|部)?|第4(?:台|个|部)/iu,
  /\b(?:fifth|5th)\b|第五(?:台|个|部)?|第5(?:台|个|部)/iu,
]
const NUMBERED = /(?:\b(?:machine|number|no\.?|unit|miner)|#|机器|第)\s?(\d{1,3})(?!\d)/iu

/** The place, from 1, of the machine that words name: "the second serial", "machine 12", 第三台. Null without one. */
export function placeIn(text: string): number | null {
  const words = fold(text, CAP)
  const numbered = NUMBERED.exec(words)?.[1]
  if (numbered !== undefined) return Number(numbered)
  const ordinal = ORDINALS.findIndex((pattern) => pattern.test(words))
  return ordinal === -1 ? null : ordinal + 1
}

export const saysRemove = (text: string): boolean =>
  /\b(?:remove|delete|drop|take out|without)\b|去掉|删掉|删除|不要了|移除/iu.test(fold(text, CAP))

export const saysMore = (text: string): boolean =>
  /\b(?:add|another (?:machine|miner|one|unit)|one more|also (?:have|has)|a (?:second|third) (?:machine|miner|one))\b|\b(?:one|two|three|four|five|\d{1,2}|some|several|a few) more\b|还有(?:一|两|二|三|四|五|六|七|八|九|十|几|好几|\d{1,2})?(?:台|个)|再加|加上|添加|另(?:外)?一台/iu.test(
    fold(text, CAP),
  )

/** Of what `saysMore` finds, that it is one. */
export const saysOneMore = (text: string): boolean =>
  !/\b(?:two|three|four|five|\d{1,2}|some|several|a few) more\b|还有(?:两|二|三|四|五|六|七|八|九|十|几|好几|\d{1,2})(?:台|个)/iu.test(
    fold(text, CAP),
  )

export const saysAll = (text: string): boolean =>
  /^(?:(?:no|nope|nah|yes|ok|没有了?|嗯)[,，。 ]+)?(?:that'?s|that is|these are|those are|this is)? ?(?:all|it|everything|done|finished|no more|the last(?: one)?|all of them)[.!]?$|^(?:(?:没有?了?|嗯|好)[,，。 ]*)?(?:就这些|就这(?:么)?(?:多|[几两二三四五六\d]+台)|没有?了|没有其他|完了|好了|全部了|都在这|齐了)[了吧。！]*$/iu.test(
    fold(text, CAP).replaceAll('’', "'"),
  )

const CLAUSE_END = /[,，.。;；!！?？\n]+|(?<=\p{Script=Han})\s+(?=\p{Script=Han})|\bbut\b|\band\b|但是?|不过/iu
const DENIED = /\b(?:not|never|no|none|nothing|without|isn't|wasn't|hasn't|haven't|didn't|nobody)\b|没|未|无|不/iu
/** 超没超频我不知道 denies nothing. */
const NOT_KNOWN = /[拆超]没[拆超]|不(?:知道|清楚|确定|记得|晓得)|\b(?:don't know|not sure|no idea)\b/iu
/** Whether words say that the condition is not known. */
export const knowsNoMarks = (text: string): boolean => NOT_KNOWN.test(fold(text, CAP).replaceAll('’', "'"))

const MARK_WORDS: Readonly<Record<Mark, RegExp>> = {
  damaged:
    /damag|dent|broken|crack|bent|scratch|fell|dropped|rust|corro|摔|磕|碰伤|变形|裂|坏|损|破|生锈|腐蚀|划痕|刮花|掉漆|烧|进水|泡水/iu,
  opened: /open|disassembl|dismantl|unscrew|apart|repaired|拆|开过|打开过|修过/iu,
  overclocked: /over-?clock|超过?频/iu,
}
const ALL_WELL =
  /^(?:all (?:good|fine|ok)|everything (?:is )?(?:fine|ok|good)|like new|intact|完好|都没有|都没|都正常|正常|没问题)/iu

const INTACT =
  /\b(?:outside|case|housing|exterior|it looks?)\b.{0,8}\b(?:fine|ok|okay|good|intact|like new|perfect)\b|^\s*(?:it'?s|it is|its|they are|they're)? ?(?:very |all )?(?:clean|like new|spotless|mint|intact)\s*$|外(?:观|表|壳).{0,2}(?:好|完整|没问题|没事|没毛病|正常)/iu

const clausesIn = (text: string): readonly string[] => fold(text, CAP).replaceAll('’', "'").split(CLAUSE_END)

/** What words tell of the condition: the marks named and not denied, none of them where all is well, null where they tell nothing. */
export function marksIn(text: string): readonly Mark[] | null {
  const clauses = clausesIn(text)
  const told = MARKS.filter((mark) => clauses.some((clause) => MARK_WORDS[mark].test(clause) && !DENIED.test(clause)))
  if (told.length > 0) return told
  const isWell = clauses.some((clause) => ALL_WELL.test(clause.trim()))
  return isWell || marksDenied(text).length === MARKS.length ? [] : null
}

/** The marks that words deny by name: "never opened". Of the others they say nothing. */
export function marksDenied(text: string): readonly Mark[] {
  const clauses = clausesIn(text)
  const isDenied = (mark: Mark) =>
    clauses.some((clause) => MARK_WORDS[mark].test(clause) && DENIED.test(clause) && !NOT_KNOWN.test(clause))
  return MARKS.filter((mark) => isDenied(mark) || (mark === 'damaged' && clauses.some((clause) => INTACT.test(clause))))
}

const VOLTS = /(?<![\d.])(\d{2,3})\s?(?:-|~|to|至|到)?\s?(?:(\d{2,3})\s?)?(?:v\b|volts?\b|伏)?/iu

/** Of several machines one is meant now: "so only JX0400002222", 就剩这台了. */
export const saysOnly = (text: string): boolean => /\b(?:only|just)\b|只剩|就剩|只有|就这/iu.test(fold(text, CAP))

/** The mains voltage that words name, by its range; null without a number. */
export function voltageIn(text: string): Voltage | null {
  const [, low, high] = VOLTS.exec(fold(text, CAP)) ?? []
  if (low === undefined) return null
  const volts = high === undefined ? [Number(low)] : [Number(low), Number(high)]
  return rangeOf(volts) ?? 'other'
}
