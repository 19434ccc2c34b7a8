/** Insults, in both languages: answered calmly once. Rough words about a machine count too; what else is said in them is heard all the same. */
import { fold } from '../../domain/fold.ts'

const CAP = 500
const ENGLISH =
  /\b(?:f+u+c+k+\w*|fck|fuk|wtf|stfu|shit\w*|bullshit|crap|assholes?|arseholes?|bastards?|bitch\w*|idiots?|idiotic|morons?|imbeciles?|dumbass|scumbags?|scammers?|liars?|wankers?|dickheads?|cunts?|retard\w*|piss off|screw you|go to hell|(?:you(?:'?re| are)?(?: all)?(?: so| a| an)?|your|this|that|such a?) (?:stupid|dumb|useless|worthless|garbage|trash|pathetic|rubbish)|(?:stupid|dumb|useless|garbage|trash) (?:bot|robot|company|support|people|machine|thing))\b/iu
const CHINESE =
  /傻[逼比叉币屄bB]|煞笔|沙雕|[妈馬]的|[他她]妈|你妈|操你|草你|艹|草泥马|滚[蛋开]?$|滚蛋|垃圾(?!桶|箱)|废物|骗子|去死|白痴|脑残|混蛋|王八蛋|狗屁|放屁|弱智|蠢[货猪]|智障|贱人|(?:什么|啥)(?:破|烂)|[破烂](?:机器|矿机|玩意|货|东西|公司|客服)|坑[人爹钱]|黑心|奸商|(?<![a-z0-9])(?:sb|tmd|cnm|nmsl|mlgb)(?![a-z0-9])/iu

/** Whether a text insults. */
export function isAbuse(text: string): boolean {
  const folded = fold(text, CAP)
  return ENGLISH.test(folded.replaceAll('’', "'")) || CHINESE.test(folded.replaceAll(' ', ''))
}
