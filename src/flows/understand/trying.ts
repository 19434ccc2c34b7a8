/** What a customer tells of their own accord while a check is open: what they tried, how warm it is, what they measured. */
import { fold } from '../../domain/fold.ts'
import { isQuestion } from '../words.ts'

const CAP = 400
const ENGLISH =
  /\b(?:tried|restart\w*|reboot\w*|swapp?ed|replaced|unplugg\w*|plugged|clean\w*|checked|tested|switched|reset|updated|waited|moved|did (?:it|that|this|all)|c[ao]mes? back|went (?:off|out|down|dark)|outage|power cut|router|internet|wi-?fi|switch(?:es)?|breakers?|already|room|ambient|temperatures?|degrees|celsius|volts?|watts?|rpm|mh\/?s|blinks?|blinking|beeps?|beeping|noise|nois[iy]\w*|rattl\w*|spin\w*|fans?|leds?|hashing|hashrate|smells?|display\w*|shows?|error|logs?|says|reads|temps?|warnings?|codes?|messages?|protect\w*|dust\w*|humid\w*|hot|chips?)\b|\d\s?(?:°|rpm\b|mh|v\b|vac\b|amps?\b|w\b)|\bnothing (?:has )?changed\b|\bno (?:change|difference|improvement|effect)\b|\b(?:did ?n[o'’]?t|does ?n[o'’]?t) (?:help|work|change)\b|\bsame (?:thing|result|problem|issue|as before|again)\b/iu
const CHINESE =
  /试过|试了|重启|换过|换了|插过|插了|拔过|拔了|清过|清了|查过|查了|检查|断过?电|开过?机|关过?机|等了|室温|机房|温度|\d\s?度|电压|转速|弄过|搞过|好几次|很多次|几遍|显示|报错|提示|声音|响|闪/u
/** What a machine has and does, and where it stands. */
const OF_THE_MACHINE =
  /风扇|[红绿黄蓝橙]灯|灯|算力|电源|插[座排头]|网[线口络页]|路由|交换机|矿池|芯片|[算控]?[力制]?板|散热|空调|通风|灰尘?|[转热烫吵响潮湿]|气味|味道|后台|界面|固件|白天|晚上|夜里|早上|中午|[上下]午|夏天|冬天|隔壁|别的机器|其他(?:机器|都)|二手|刚买|新机|一直|买来|从来|以前|最近|[矿现]场|家里|公司|仓库|厂房|[一二两三四五六七八九十几\d]台|[开关拔插]了|再[开关]|重新|烧|断了|坏了|好好的|外地|工人|出差|地址|复制|钱包|\d{2,}\s?(?:左右|上下|多|出头|mh?|瓦)/iu
/** 电压不知道多少 asks nothing. */
const UNKNOWN = /不(?:知道|清楚|记得|确定|晓得)(?!.*[?？吗])/u
const SHORTEST_IN_CHINESE = 4
const FEWEST_WORDS = 2

/** Whether a message tells of what was tried or seen. */
export function tellsOfTrying(text: string): boolean {
  const words = fold(text, CAP)
  if (isQuestion(words) && !UNKNOWN.test(words)) return false
  if (/\p{Script=Han}/u.test(words))
    return words.length >= SHORTEST_IN_CHINESE && (CHINESE.test(words) || OF_THE_MACHINE.test(words))
  return words.split(' ').length >= FEWEST_WORDS && ENGLISH.test(words)
}
