/** "I can't do that", in its many forms. A check that cannot be done is told apart from a machine that cannot do something. */
import type { Asked } from '../questions.ts'
import { wordsIn } from './english.ts'
import { isAccountedFor } from './likeness.ts'

/** Who says that they cannot, or are not there; then what it is about. */
const ENGLISH =
  /^(?:(?:sorry|no|well|but|unfortunately)\s+)*(?:(?:i|we)\s+)?(?:(?:am|are)\s+)?(?:(?:can|could)\s+not|(?:un|not )able to|do not know how(?: to)?)(?:\s+(?:really|even|just))?\s*(do|try|test|check|manage|make|reach|go|get|see|find|open|tell|say|film|wait|change|switch|compare|access|measure|look|touch|use)?\b(.*)$/
const AWAY =
  /^(?:(?:sorry|no|but|right|now|currently)\s+)*(?:(?:i|we)\s+(?:am|m|are|re)\s+)?(?:not|away)\s+(?:(?:at|on|from|near|with|by|in)\s+)*(?:the\s+)?(?:there|site|home|house|farm|location|place|machine|miner|office|here)\b|\b(?:i|we)\s+(?:have\s+no|do\s+not\s+have\s+(?:any|the|a)?)\s*(?:tools?|access|time|way|possibility|equipment)\b|^no (?:tools?|access|time|way|possibility)\b|^(?:not possible|impossible|can not(?: do(?: it| that| this)?)?)$/
/** These are said of the check itself. Others ("I can't see it") only where the answer for it says the same. */
const OF_THE_CHECK = new Set(['do', 'try', 'test', 'check', 'manage', 'make', 'go'])

const CHINESE =
  /(?:做|弄|搞|试|测|操作|办|处理)不(?:了|到|成|来)|[没無]办法|没法(?:做|弄|搞|试|测|查|操作|看|拍|改|换)?|不会(?:弄|做|搞|操作|看|改|查|用)|不在(?:现场|机房|矿场|机器|家|旁边|那边|这边|公司|店里|身边)|没(?:有)?(?:工具|条件|权限|时间|空|万用表|电表|备用|别的|多余|第二)|不懂|不方便|没空|够不[着到]|做不到|^我?不会[啊呀]?$|懒得|不想(?:再)?(?:做|弄|搞|试|测|查|折腾)|(?:太|好|真|很)麻烦|不敢(?:做|弄|搞|动|碰|拔)/u
/** 我看不到 as the whole message: where looking is what is asked. */
const CHINESE_WHOLE =
  /^我?(?:这边|这里|现在|实在|根本|也)*([查看拍改换等找进断])不(?:了|到|成|上|见|起|清)[了啊呀的]*$/u
const CHINESE_DOING = /([查看拍改换等找进断])不(?:了|到|成|上|见|起|清)/u

/** Until when it is so changes nothing of it. */
const FOR_NOW =
  /(?: (?:either|as well|too|right now|just now|now|today|tonight|tomorrow|yet|at the moment|at this time|this week|for now|from here))+$/

/** "Can't today, I'm at work until six": the reason that comes after says nothing of the check. */
const REASON =
  /(?:\s*[,;.]\s*|\s+(?:because|cause|cuz|since|as)\s+)(?:(?:sorry|but|because|cause|cuz|since|as)[\s,]+)*(?:i'?m|i am|we'?re|we are|i have to|i need to|i'?ll|i will|not at|not home|busy|too|it'?s (?:late|dark|night|too)|maybe|tomorrow|tonight|later|until|till)\b.*$/

/** A longer text complains of something else beside. */
const LONGEST_CHINESE = 16

/** Whether a folded, lower-case text says that its writer cannot do what is asked; `cannot` is the answer for that. */
export function saysCannot(text: string, asked: Asked, cannot: string): boolean {
  const label = asked.offers.find(({ id }) => id === cannot)?.label.toLowerCase() ?? ''
  if (CHINESE.test(text)) return text.length <= LONGEST_CHINESE
  const doing = CHINESE_DOING.exec(text)?.[1]
  if (doing !== undefined) {
    const whole = CHINESE_WHOLE.exec(text)?.[1]
    return label.includes(`${doing}不`) || (whole !== undefined && asked.prompt.includes(whole))
  }
  const words = wordsIn(text.replace(REASON, '')).join(' ').replace(FOR_NOW, '')
  if (AWAY.test(words)) return true
  const [said, verb = '', rest = ''] = ENGLISH.exec(words) ?? []
  if (said === undefined) return false
  const others = asked.offers.filter(({ id }) => id !== cannot)
  const isOwn = label.includes(verb) && !others.some((other) => other.label.toLowerCase().includes(verb))
  const isOfTheCheck = OF_THE_CHECK.has(verb) || (verb === '' ? rest === '' : isOwn)
  return isOfTheCheck && isAccountedFor(rest, asked)
}
