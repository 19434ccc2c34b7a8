/** "Why do you ask?", "where do I find it?", 在哪里看: questions about the open question, not about the rules or the machine. */
import { bare } from '../words.ts'

const LED_IN =
  /^(?:(?:but|and|ok|okay|hey|sorry|wait|hmm|well|pls|please|can you tell me|tell me|那|但是|可是|不是|请问|问一下|我想问一下|想问一下|额|呃)[\s,，]*)+/u

const WHY =
  /^(?:why|what for|for what|how come|why (?:that|this|is that|is this|though|so|not)|why (?:do|would|are|did|must|should|shall|have) (?:you|u|i|we)\b.{0,40}\b(?:ask|asking|need|want|know|tell|give|say|have|enter|provide|send)\b.{0,40}|why (?:is|are) (?:that|this|it|you) (?:so )?(?:important|needed|necessary|relevant|asking|required)|(?:for )?what (?:do|would) (?:you|u) (?:need|want) (?:it|that|this|my|the)\b.{0,24}(?: for)?|what(?:'s| is| does| has) (?:it|that|this)\b.{0,16}(?:for|matter|got to do with .{1,20}|to do with .{1,20})|is (?:it|that|this) (?:really )?(?:necessary|needed|required|important)|do (?:you|i|we) really (?:need|have) .{1,30}|do i (?:have to|need to|must) (?:tell|give|say|answer|enter|send).{0,30}|must i (?:tell|give|say|answer).{0,30})$/u
const WHY_IN_CHINESE =
  /^(?:为什么|为啥|干嘛|干吗|凭什么|咋)(?:呢|啊|呀)?$|(?:为什么|为啥|干嘛|干吗|凭什么)(?:还|一定|非|总|老)?(?:要|得|需要)?(?:我)?(?:问|填|知道|提供|告诉|给|留|这个|报|说|写|输)|(?:问|要|填|留)(?:这个|这些|那么多|我?(?:的)?(?:电话|手机号?|序列号|型号|名字|姓名|电压)).{0,3}(?:干嘛|干吗|干什么|做什么|有什么用|有啥用|干啥)|(?:有必要|一定要(?:填|给|说|提供|留)?|必须(?:填|给|说|提供|留)?|非要(?:填|给|说|留)?)(?:这个)?(?:吗|么)$/u

/** What of a machine is asked for; a warranty or a parcel is looked up elsewhere. */
const THING =
  "(?: (?:it|that|this|them|these|those|the|my|a|an|out|what|which|one|ones|is|are|i|we|have|has|on|of|for|its|it's|serial|serials|sn|number|numbers|model|models|name|voltage|volts|mains|label|sticker|machine|machines|miner|unit))*"
const WHERE = new RegExp(
  `^(?:where|where to (?:look|find|see|check)|where (?:do|can|could|should|would) (?:i|we|you|one) (?:find|see|read|get|look|check)|where(?:'s| is| are)|how (?:do|can|could|would|should) (?:i|we) (?:find|see|check|know|tell|get|read|look)|how to (?:find|see|check|know|tell|get|read)|(?:i (?:do not|don't|dont) know|idk|no idea|not sure) where|what(?:'s| is) (?:a|the|my)? ?(?:serial|sn|model))${THING}$`,
  'u',
)
const WHERE_IN_CHINESE =
  /^(?:这个|那个|这|那|它|是|sn码?|序列号|型号|机型|电压|编号|标签|机器|我|的|要|该|到底|从)*(?:(?:在|上|去|到)?(?:哪里|哪儿|哪|什么地方|啥地方)(?:能|可以|才能)?(?:看|查|找|有|写着?|看到|查到|找到)?|(?:怎么|咋|如何|怎样|咋样)(?:才能)?(?:看|查|找|知道|确认|看到|查到|找到)|(?:是|指的是)(?:什么|啥))(?:这个|那个|它)?(?:码|编码|sn码?|序列号|型号|标签|东西|玩意儿?)?[呢啊呀的吗]*$/u

/** "Where even is it?" */
const EMPHASIS = /\b(?:even|exactly|actually|on earth|the hell|the heck|the f\w*k) /g

const CAP = 60

export type Wondering = 'why' | 'where'

/** What a whole message wonders about the open question; null when it is about something else. */
export function wondersIn(text: string): Wondering | null {
  const words = bare(text).replaceAll('’', "'").replace(LED_IN, '').replace(EMPHASIS, '')
  if (words.length > CAP) return null
  if (WHY.test(words) || WHY_IN_CHINESE.test(words)) return 'why'
  return WHERE.test(words) || WHERE_IN_CHINESE.test(words) ? 'where' : null
}
