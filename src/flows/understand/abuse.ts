/**
 * Insults and anger, in both languages: answered calmly once. Rough words about a machine count too, and what a standstill costs; what else is
 * said in them is heard all the same.
 */
import { fold } from '../../domain/fold.ts'

const CAP = 500
const ENGLISH =
  /\b(?:f+u+c+k+\w*|fck|fuk|wtf|stfu|shit\w*|bullshit|crap|assholes?|arseholes?|bastards?|bitch\w*|idiots?|idiotic|morons?|imbeciles?|dumbass|scumbags?|scammers?|liars?|wankers?|dickheads?|cunts?|retard\w*|piss off|screw you|go to hell|(?:you(?:'?re| are)?(?: all)?(?: so| a| an)?|your|this|that|such a?) (?:stupid|dumb|useless|worthless|garbage|trash|pathetic|rubbish)|(?:stupid|dumb|useless|garbage|trash) (?:bot|robot|company|support|people|machine|thing))\b/iu
const CHINESE =
  /傻[逼比叉币屄bB]|煞笔|沙雕|[妈馬]的|[他她]妈|你妈|操你|草你|艹|草泥马|滚[蛋开]?$|滚蛋|垃圾(?!桶|箱)|废物|骗子|去死|白痴|脑残|混蛋|王八蛋|狗屁|放屁|弱智|蠢[货猪]|智障|贱人|(?:什么|啥)(?:破|烂)|[破烂](?:机器|矿机|玩意|货|东西|公司|客服)|坑[人爹钱]|黑心|奸商|(?<![a-z0-9])(?:sb|tmd|cnm|nmsl|mlgb)(?![a-z0-9])/iu

const ANGRY =
  /\b(?:ridiculous|unacceptable|outrageous|pathetic|fed up|sick of (?:this|it)|waste of (?:my )?(?:time|money)|(?:i(?:'?m| am)|we(?:'?re| are)) (?:losing|so angry|really angry|angry|furious|pissed)|(?:i|we) lose (?:money|[$€£]?\d+)|(?:losing|loses|costs me) (?:money|[$€£]?\d+))\b/iu
const ANGRY_IN_CHINESE =
  /急死(?:了|人|我)|质量(?:不行|太差|不好|垃圾|真差)|什么质量|气死(?:了|人|我)|无语(?:了|死)|受够了|太过分|太坑|(?:损失|亏)(?:了|掉|好)?(?:好)?(?:多|几|大|惨)|一天(?:要|就)?(?:损失|亏)|耽误(?:我|挣钱|赚钱)/iu

/** Whether a text insults, or is angry. */
export function isAbuse(text: string): boolean {
  const folded = fold(text, CAP)
  const [latin, han] = [folded.replaceAll('’', "'"), folded.replaceAll(' ', '')]
  return (
    [ENGLISH, ANGRY].some((words) => words.test(latin)) || [CHINESE, ANGRY_IN_CHINESE].some((words) => words.test(han))
  )
}
