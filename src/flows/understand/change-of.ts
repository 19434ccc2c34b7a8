/** "Change the phone", 改电话, "the model is wrong": which answer somebody wants to give anew, without giving it. */
import type { Changeable } from '../heard.ts'
import { bare } from '../words.ts'

const NAMES: readonly (readonly [Changeable, string])[] = [
  ['phone', 'phone|telephone|mobile|phone no|电话|手机|手机号|号码|电话号|联系电话|联系方式'],
  ['name', 'name|contact|contact name|contact person|联系人|姓名|名字|称呼'],
  ['serial', 'serial|sn|s/n|serial no|序列号|sn号|编号'],
  ['model', 'model|machine model|型号|机型'],
  ['fault', 'fault|problem|symptom|description|issue|故障|故障描述|描述|问题|症状'],
  ['since', 'since when|date|start date|time|开始时间|时间|日期'],
  ['changed', 'what changed|变动|之前的变动'],
  ['marks', 'condition|机器情况|外观'],
  ['voltage', 'voltage|mains|power voltage|电压|供电|供电电压'],
  ['machines', 'machines|list|serials|serial numbers|机器|列表'],
]
const SLOTS: ReadonlyMap<string, Changeable> = new Map(
  NAMES.flatMap(([slot, names]) => names.split('|').map((name) => [name, slot] as const)),
)

const ENGLISH =
  /^(?:please |pls |i (?:want|need|would like|have) to |i'?d like to |can (?:you|i|we) |let me )*(?:change|edit|correct|fix|update|modify) (?:the |my |our |that )?(.+?)(?: number)?(?: please| pls)?$/u
const ENGLISH_WRONG =
  /^(?:the |my |our |that )?(.+?)(?: number)? (?:is|are|was) (?:wrong|incorrect|not (?:right|correct)|a mistake)$/u
const CHINESE =
  /^(?:我?(?:想|要|需要)?)(?:再)?(?:改|换|修改|更正|更改|变更)(?:一?下|个)?(.+?)(?:吧|好吗|可以吗|行吗)?$/u
const CHINESE_AFTER =
  /^(.+?)(?:我?(?:要|想|需要|得|写|填|输|弄|搞)?)?(?:改一?下|换一?下|改|换|修改|更正|错了|不对|有误|有错)(?:吧|了)?$/u

/** 等一下 电话错了. */
const LED_IN = /^(?:等一?下|等等|哦|啊|哎|诶|对了|不好意思|不对|oh|wait|sorry)[\s,，]+/u

/** The answer that is to be given anew; null when the words name none, or hold the new one themselves. */
export function changeOf(text: string): Changeable | null {
  const words = bare(text).replaceAll('’', "'").replace(LED_IN, '')
  for (const pattern of [ENGLISH, ENGLISH_WRONG, CHINESE, CHINESE_AFTER]) {
    const slot = SLOTS.get((pattern.exec(words)?.[1] ?? '').trim())
    if (slot !== undefined) return slot
  }
  return null
}
