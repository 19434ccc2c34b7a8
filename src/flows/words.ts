/** Words that mean the same at any moment, in both languages: commands, yes and no, thanks. Matched whole, after folding. */
import { fold } from '../domain/fold.ts'
import type { Command, Topic } from './types.ts'

/** A command as understood: a move in the flow, a topic to answer, a person, or the end of a talk with one. */
export type Wish =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'topic'; readonly topic: Topic }
  | { readonly kind: 'language'; readonly lang: 'en' | 'zh' }
  | { readonly kind: 'person' }
  | { readonly kind: 'end' }

const command = (name: Command): Wish => ({ kind: 'command', command: name })
const PERSON: Wish = { kind: 'person' }
const END: Wish = { kind: 'end' }

/** Words, separated by `|`, and what they wish for. Slash commands are looked up here too, without the slash. */
const TABLE: readonly (readonly [string, Wish])[] = [
  ['start|开始', command('start')],
  [
    'hi|hello|hey|hi there|hello there|are you there|is anyone there|anyone there|anybody there|still there|good morning|good afternoon|good evening|早|早上好|下午好|晚上好|你好|您好|在吗|在么|在不在|有人吗|哈喽',
    command('start'),
  ],
  [
    'thanks|thank you|thank you very much|thanks a lot|thx|ty|cheers|谢谢|谢谢你|谢谢您|谢谢啦|多谢|感谢|辛苦了',
    command('thanks'),
  ],
  ['not now|later|maybe later|先不用|以后再说|晚点再说|等会儿再说|等会再说', command('later')],
  ['menu|main menu|菜单|主菜单|目录', command('menu')],
  ['back|go back|previous|返回|上一步|后退', command('back')],
  ['cancel|stop|quit|取消|算了|不用了', command('cancel')],
  ['resume|continue|go on|carry on|继续|接着来|继续填|接着填', command('resume')],
  ['skip|skip it|skip this|pass|next|跳过|略过|下一个|下一步', command('skip')],
  [
    'mydata|my data|show my data|what do you know about me|what do you have on me|我的数据|我的资料|查看我的数据|你们存了我什么',
    command('mydata'),
  ],
  [
    'forget|forget me|delete my data|delete my information|delete all my data|delete everything|erase my data|remove my data|删除我的数据|删除数据|删除我的资料|清除我的数据|忘记我|注销',
    command('forget'),
  ],
  ['repeat|again|what|重复|再说一遍|再说一次', command('repeat')],
  ['help|commands|帮助|怎么用', command('help')],
  ['language|lang|语言|切换语言', command('language')],
  [
    'order|repair order|new order|draft the order|file the order|填维修单|填单|下单|报修|维修单|创建工单',
    command('order'),
  ],
  ['english|in english|英文|英语', { kind: 'language', lang: 'en' }],
  ['chinese|中文|汉语|简体中文', { kind: 'language', lang: 'zh' }],
  ['human|person|a person|agent|operator|staff|support|转人工|人工|人工客服|客服|找人工|真人', PERSON],
  ['end|bye|结束|再见', END],
  [
    'hours|opening hours|working hours|what are your hours|when are you open|are you open|are you open now|几点上班|几点下班|现在上班吗|工作时间|上班时间|营业时间',
    { kind: 'topic', topic: 'hours' },
  ],
  [
    'status|my order|my orders|order number|my order number|what is my order number|我的维修单|维修单号|单号|我的单号|order status|状态|进度|订单|我的订单|查单',
    { kind: 'topic', topic: 'status' },
  ],
  ['warranty|保修|质保', { kind: 'topic', topic: 'warranty' }],
  ['shipping|寄修|怎么寄', { kind: 'topic', topic: 'shipping' }],
  ['freight|运费|邮费', { kind: 'topic', topic: 'freight' }],
  ['return time|多久修好|维修时间', { kind: 'topic', topic: 'return_time' }],
  ['packing|包装', { kind: 'topic', topic: 'packing' }],
  ['contact|contacts|联系方式', { kind: 'topic', topic: 'contacts' }],
]

const spread = (entries: readonly (readonly [string, Wish])[]): ReadonlyMap<string, Wish> =>
  new Map(entries.flatMap(([words, wish]) => words.split('|').map((word) => [word, wish] as const)))

const WISHES = spread(TABLE)

/** Folded, lower case, without the marks people put around a word. */
export const bare = (text: string): string =>
  fold(text, 64)
    .toLowerCase()
    .replace(/^[\s.,!?;:。，！？；：、~"'“”‘’()[\]]+|[\s.,!?;:。，！？；：、~"'“”‘’()[\]]+$/gu, '')

/** `/menu`, `/menu@SomeBot`, `menu`, `菜单`: what a whole message wishes for, or null. An unknown slash command asks for help. */
export function wishOf(text: string): Wish | null {
  const words = bare(text)
  if (!words.startsWith('/')) return WISHES.get(words) ?? null
  const name = /^\/([a-z_]+)/.exec(words)?.[1] ?? ''
  return WISHES.get(name) ?? command('help')
}

const words = (list: string): ReadonlySet<string> => new Set(list.split('|'))
const YES = words('yes|y|yeah|yep|yup|yes please|是|是的|对|对的|有|有的')
/** Agreement: a yes where something is proposed, never where a danger is asked about. */
const AGREED = words(
  'ok|okay|sure|correct|right|fine|go ahead|submit|confirm|confirmed|好|好的|可以|嗯|行|确认|没错|没问题|提交|确认提交',
)
const NO = words('no|n|nope|nah|none|not|none of that|no none of that|没有|没|无|不是|不|否|不要|不用|都没有')
const UNSURE = words(
  "i don't know|i dont know|don't know|dont know|idk|no idea|not sure|unknown|不知道|不清楚|不确定|不懂|不会",
)
const ORDER_WISH = /报修|维修单|返修|工单|repair (order|ticket)|\brma\b|(need|want|like) (a |to )?(repair|fix)/iu

/** Yes, agreement or no as a whole message or before its first comma; null when it is none of them. */
export function answerIn(text: string): 'yes' | 'agreed' | 'no' | null {
  const whole = bare(text)
  const first = whole.split(/[,，.。!！;；]/u)[0]?.trim() ?? ''
  for (const candidate of [whole, first]) {
    if (YES.has(candidate)) return 'yes'
    if (AGREED.has(candidate)) return 'agreed'
    if (NO.has(candidate)) return 'no'
  }
  return null
}

const NO_SERIAL =
  /can('?| no)t (read|find|see)|unreadable|illegible|don'?t have|no (serial|label|sticker|sn)\b|(label|sticker) (is )?(gone|missing|torn|off)|scratched|看不清|找不到|没有|没标签|标签.*(掉|没|坏|撕)/iu

/** Whether words say that a serial number cannot be read or found. */
export const lacksSerial = (text: string): boolean => NO_SERIAL.test(fold(text).replaceAll('’', "'"))

/** Whether words at the recap want something changed without saying what. */
export const wantsChange = (text: string): boolean =>
  /^(change|edit|wrong|that'?s wrong|not right|改|改一下|改下|修改一下|不对|有错|错了)$|\b(is|are) (wrong|incorrect|not right)$|[\p{Script=Han}](错了|不对)$/u.test(
    bare(text),
  )

/** Whether words are about the plug, the power or the danger itself: asked after a danger was told. */
export const isAboutSafety = (text: string): boolean =>
  /\b(un)?plug|power (it )?(back )?on|switch (it )?on|dangerous|\bsafe\b|on fire|melt|插|通电|断电|拔|危险|安全|着火/iu.test(
    fold(text),
  )

const NAME_SAID =
  /(?:\bname\b[^\n]*?\b(?:is|to|be)|(?:联系人|姓名|名字)[^\n]*?(?:改成|改为|(?<!不)是|叫))\s*[:：]?\s*([\p{L}][\p{L} .'-]{0,60})$/iu
const NO_NAME = /^(?:wrong|incorrect|not\b|misspel|谁|什么|错|不)/iu

/** The name in "the name is wrong, it should be Li Si" or 联系人改成李四; null without one ("the name is wrong"). */
export function correctedName(text: string): string | null {
  const name = NAME_SAID.exec(readableLine(text))?.[1]?.trim() ?? null
  return name === null || NO_NAME.test(name) ? null : name
}

const readableLine = (text: string): string => text.normalize('NFKC').slice(0, 200).trim()

/** Whether words outside any matter ask for a repair order. */
export const wantsOrder = (text: string): boolean => ORDER_WISH.test(fold(text))

/** Whether words name the wish for a person: `agent`, `人工`. */
export const namesPerson = (text: string): boolean =>
  /\b(human|person|people|agent|operator|someone|somebody)\b|人工|客服|真人/iu.test(fold(text))

/** "I don't know" as a whole message. */
export const isUnsure = (text: string): boolean => UNSURE.has(bare(text).replaceAll('’', "'"))

/** Whether a text reads as a question to us rather than an answer. */
export const isQuestion = (text: string): boolean =>
  /[?？]|^(how|what|when|where|who|which|can i|do you|is it|are you)\b|[吗呢么]$|多久|多少|怎么|什么|几点|哪/iu.test(
    fold(text),
  )
