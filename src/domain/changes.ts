/**
 * What was changed just before a machine failed (domain section 3, the second question), as people tell it in English and Chinese. A word
 * alone is no change: "the pool is down" changes nothing, "since I changed the pool" does.
 */
import { fold } from './fold.ts'

/** `other`: something was changed that has no kind of its own here. */
export const CHANGES = ['nothing', 'moved', 'firmware', 'power_cut', 'pool_or_coin', 'storm', 'other'] as const
export type ChangeKind = (typeof CHANGES)[number]

const FREE_TEXT_CAP = 1_500
const CLAUSE_END = /[,，.。;；!！?？\n]+|(?<=\p{Script=Han})\s+(?=\p{Script=Han})|\bbut\b|但是|但|不过/iu
const DENIED = /\b(?:not|never|no|without|nothing|haven't|hasn't|hadn't|didn't|wasn't|isn't|nobody)\b|没|未|不是|无/iu
/** A change that is still to come, or is asked about, was none. */
const NOT_YET =
  /\b(?:want|wants|plan|planning|going|how|should|can|could|will|would|shall|may)\s+(?:i |we |you |to )*\w+|想|打算|准备|能不能|可以|怎么|如何|要不要/iu

const NOTHING =
  /\b(?:nothing|no one|nobody)\b.{0,24}\b(?:chang|touch|new|different|happen|before)|\b(?:no|without|not)\s+(?:any\s+)?changes?\b|\b(?:not|never|didn't|haven't|hasn't)\b.{0,12}\b(?:chang|touch)(?:ed?|ing)?\b(?:.{0,4}\b(?:anything|a thing|it|settings)\b|\s*$)|(?:什么|啥|都|也)+没(?:有)?(?:动|改|变|换)|没(?:有)?(?:动过?|改过?|变过?|换过)(?:什么|任何|东西|它|设置)?$|^没(?:有)?(?:动|改|变|换)$|没(?:有)?(?:什么|任何)?(?:变化|改动|变动|变更)/iu

/** In the order of precedence: a storm that cut the power was a storm. */
const KINDS: readonly (readonly [ChangeKind, RegExp])[] = [
  ['storm', /\b(?:thunder|lightning|storm|thunderstorm|typhoon|hurricane)s?\b|雷雨|打雷|雷击|雷暴|被雷|暴雨|台风/iu],
  [
    'power_cut',
    /\b(?:power|electricity)\s+(?:cut|outage|failure|loss|went|was (?:out|off|cut|gone)|came back|returned)|\b(?:blackout|brownout|outage)s?\b|停过电|停了.{0,4}电|来电就|停电(?:以?后|之后|过)|来电(?:以?后|之后)|(?:突然|意外|被)断过?电|断过电|(?<!我)断电(?:以?后|之后)|电网/iu,
  ],
  [
    'firmware',
    /\b(?:updat|upgrad|flash|install)(?:e|ed|ing|es)?\b.{0,24}\b(?:firmware|software)\b|\b(?:firmware|software|fw)\b.{0,16}\b(?:updat|upgrad|flash|chang)|(?:升级|更新|刷)(?:了|过|完|新)*固件|固件.{0,4}(?:升级|更新)|刷机|升级(?:以?后|之后|完)/iu,
  ],
  [
    'moved',
    /\b(?:moved|moving|relocated|transported|shipped it|reinstalled)\b(?!\s+on\b)|\bmove\b.{0,12}\b(?:it|them|miner|machine)|搬(?:了|过|家|到|动|完|运|来|去|后)|挪(?:了|过|到|动|后)|移(?:了|过|到|动)|换了?(?:个|一个)?(?:地方|位置|房间|场地|机房|矿场)/iu,
  ],
  [
    'pool_or_coin',
    /\b(?:chang|switch|swap|set|mov)(?:e|ed|ing|ped)?\b.{0,20}\b(?:pools?|coins?|wallet|algorithm|worker)\b|\bnew (?:pool|coin|wallet)\b|(?:换|改|切换|切|修改)(?:了|过|成|到|新)*(?:个|一个)?(?:矿池|币种|币|钱包|算法)|换池|切池|(?:矿池|币种|钱包).{0,3}(?:换|改)(?:了|过|成)/iu,
  ],
  [
    'other',
    /\b(?:i|we|he|she|they|someone|somebody|after|since)\b.{0,16}\b(?:changed|replaced|swapped|cleaned|cleaning|replacing|changing)\b|\bnew (?:router|switch|cable|psu|power supply|socket|outlet|isp|internet|provider)\b|(?:换|改|更换|修改|清理|清洗|清)(?:了|过)|新(?:路由器|交换机|网线|电源|插座|宽带)/iu,
  ],
]

/** What was done against the fault came after it: 换了网线 没用. */
const IN_VAIN = /没用|没效果|不行|还是|一样|试|\b(?:still|same|no (?:help|effect|change|luck)|didn't help|tried)\b/iu

/** What free text says was changed before the fault; `nothing` when it says that nothing was; null when it does not say. */
export function findChange(text: string): ChangeKind | null {
  const clauses = fold(text.slice(0, FREE_TEXT_CAP).replaceAll('\n', '; '), FREE_TEXT_CAP)
    .replaceAll('’', "'")
    .split(CLAUSE_END)
  const told = KINDS.find(([, pattern]) => clauses.some((clause) => tells(clause, pattern)))?.[0]
  const kind = told === 'other' && clauses.some((clause) => IN_VAIN.test(clause)) ? undefined : told
  return kind ?? (clauses.some((clause) => NOTHING.test(clause.trim())) ? 'nothing' : null)
}

function tells(clause: string, pattern: RegExp): boolean {
  const match = pattern.exec(clause)
  if (match === null) return false
  const before = clause.slice(0, match.index)
  return !DENIED.test(before) && !NOT_YET.test(`${before}${match[0].split(' ')[0]}`)
}
