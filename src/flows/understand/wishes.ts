/**
 * Wishes that mean the same at any moment, in both languages: commands, topics, a person. Whole messages only, typing slips forgiven; what
 * happens then is the machines' business.
 */

import type { Command, Topic } from '../types.ts'
import { bare } from '../words.ts'
import { editsBetween, isSlip } from './spelling.ts'

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
    'hi|hello|hey|hi there|hello there|are you there|are you still there|you still there|you there|is anyone there|anyone there|anybody there|still there|good morning|good afternoon|good evening|早|早上好|下午好|晚上好|你好|您好|在吗|还在吗|还在么|在么|在不在|有人吗|有人没|有人么|在不|哈喽',
    command('start'),
  ],
  [
    'thanks|thank you|thank you very much|thanks a lot|thx|ty|cheers|谢谢|谢谢你|谢谢您|谢谢啦|谢了|多谢|感谢|非常感谢|辛苦了',
    command('thanks'),
  ],
  [
    'not now|later|maybe later|先不用|不弄|先不弄|不搞|先不搞|不修|先不修|先这样|先放着|先放一放|以后再说|晚点再说|等会儿再说|等会再说',
    command('later'),
  ],
  ['menu|main menu|菜单|主菜单|目录', command('menu')],
  ['back|go back|previous|返回|上一步|后退', command('back')],
  ['cancel|stop|quit|forget it|never mind|nevermind|取消|算了|算了吧|不用了', command('cancel')],
  [
    'resume|continue|go on|carry on|回到刚才的|回到刚才|刚才的|继续|接着来|接着弄|接着查|接着搞|接着说|继续弄|继续查|继续填|接着填|不要人工|不用人工|不用转人工|不找人工|不需要人工|不转人工|别转人工',
    command('resume'),
  ],
  ['skip|skip it|skip this|pass|next|跳过|略过|下一个|下一步', command('skip')],
  [
    'mydata|my data|show my data|what do you know about me|what do you have on me|我的数据|我的资料|查看我的数据|你们存了我什么',
    command('mydata'),
  ],
  [
    'forget|forget me|delete my data|delete my information|delete all my data|delete everything|erase my data|remove my data|删除我的数据|删除数据|删除我的资料|清除我的数据|忘记我|注销',
    command('forget'),
  ],
  ['link|link my talks|link my chats|关联|关联对话|关联账号|绑定|绑定账号|绑定微信|关联微信', command('link')],
  ['unlink|解除关联|取消关联|解绑|取消绑定|解除绑定', command('unlink')],
  [
    "repeat|again|what|what does that mean|what does this mean|what does it mean|what do you mean|what do you mean by that|what is that|i don't understand|i dont understand|i do not understand|don't understand|i don't get it|i dont get it|sorry what|huh|pardon|come again|say again|say that again|explain|please explain|explain that|can you explain|can you explain that|could you explain|重复|再说一遍|再说一次|啥意思|什么意思|没看懂|看不懂|怎么弄|怎么搞|怎么整|咋弄|咋整|要怎么弄|要怎么搞",
    command('repeat'),
  ],
  ['help|commands|帮助|怎么用', command('help')],
  ['language|lang|语言|切换语言', command('language')],
  [
    'order|repair order|new order|draft the order|file the order|填维修单|填单|下单|报修|报修一下|登记|登记一下|报|报吧|报上|好 报|填着|填上|重新报|重新报一个|我重新报一个|我再报一个|重报|再报一个|再报一台|帮忙登记|填表格|登记维修|登记报修|申请维修|申请返修|申请售后|返修|送修|开单|填|填吧|填单子|填表|填一下|填个单|提交维修单|开维修单|维修单|创建工单',
    command('order'),
  ],
  [
    'english|in english|en|english please|english pls|please english|in english please|speak english|please speak english|can you speak english|do you speak english|英文|英语|说英文|说英语|讲英文|讲英语|用英文|用英语|请说英文|请用英文',
    { kind: 'language', lang: 'en' },
  ],
  [
    'chinese|zh|cn|chinese please|chinese pls|in chinese|in chinese please|speak chinese|please speak chinese|can you speak chinese|do you speak chinese|中文|汉语|普通话|简体中文|说中文|讲中文|用中文|请说中文|请讲中文|请用中文|说汉语|会说中文吗|会中文吗|能说中文吗|可以说中文吗|能用中文吗|可以用中文吗|中文可以吗',
    { kind: 'language', lang: 'zh' },
  ],
  ['human|person|a person|agent|operator|staff|support|转人工|人工|人工客服|客服|找人工|真人', PERSON],
  /** No rule about these is known: a person answers them. */
  ['complaint|投诉|赔钱|赔偿', PERSON],
  ['refund|money back|退钱|退款|退货|换新', { kind: 'topic', topic: 'refund' }],
  ['end|bye|bye bye|goodbye|good bye|see you|cya|结束|再见', END],
  [
    'hours|opening hours|working hours|what are your hours|when are you open|are you open|are you open now|几点上班|你们晚上没人吗|晚上没人吗|晚上有人吗|现在没人吗|现在没人上班吗|过完年几号上班|年后几号上班|几号上班|哪天上班|几点下班|现在上班吗|工作时间|上班时间|营业时间',
    { kind: 'topic', topic: 'hours' },
  ],
  [
    'status|my order|my orders|order number|my order number|what is my order number|我的维修单|维修单号|单号|我的单号|order status|状态|进度|订单|我的订单|查单|查进度|单号多少|我忘了单号|忘了单号|忘记单号|我忘记单号|单号忘|单号丢|单号找不到|单号是多少|维修单号多少|维修单号是多少|any news|any update|any updates|any news yet|is it done|is it done yet|is it ready|is it ready yet|is it fixed|is it fixed yet|is it repaired|is it repaired yet|have you fixed it|how far is it|how is it going|有消息吗|有消息了吗|有没有消息|有消息没|有新消息吗|有进展吗|有没有进展|修好了吗|修好了没|修好没|修好没有|修好了没有|修得怎么样了|修的怎么样了|到哪一步了|什么进度|进度如何|进展如何|进度怎么样了',
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
/** Words of Latin letters that are long enough to be recognised with a slip in them, by their first letter. */
const TYPED: ReadonlyMap<string, readonly string[]> = byFirstLetter(
  [...WISHES.keys()].filter((word) => /^[a-z ]{4,}$/.test(word)),
)
/** Of a longer word any one letter may be wrong; of a shorter one that makes another word: "pack", "step". */
const LONG = 6

/**
 * `/menu`, `/menu@SomeBot`, `menu`, `菜单`: what a whole message wishes for, or null. An unknown slash command asks for help. `named`: a
 * name may be the answer, and Pearson is no person.
 */
export function wishOf(text: string, named = false): Wish | null {
  const words = bare(text)
  if (!words.startsWith('/')) return WISHES.get(words) ?? WISHES.get(plainly(words)) ?? mistyped(words, named)
  const name = /^\/([a-z_]+)/.exec(words)?.[1] ?? ''
  return WISHES.get(name) ?? command('help')
}

const LED_IN =
  /^(?:(?:好的|好吧|好|等一?下|等等|嗯+|哦+|行吧|行|ok|那就|那|就|算了|还是|直接|先|我要|我想|请|帮我|给我|麻烦|到底|(?:你)?教教?我|告诉我|不(?:查|弄|搞|试|排查)了)[\s,，。、]*)+(?=\p{Script=Han}{2})/u
const ENDING = /(?<=\p{Script=Han}{2})(?:吧|啊|呀|哈|哦|啦|了|呢|算了|一下|来着)+$/u

const ENGLISH_LED_IN =
  /^(?:(?:ok|okay|great|perfect|cool|nice|alright|all right|well|so|please|pls|hey|yeah|yes|fine|thanks|thank you|thx)[\s,]+)+/
const ENGLISH_ENDING =
  /(?:[\s,]+(?:man|bro|mate|buddy|sir|dude|guys|my friend|friend|please|pls|then|now|so much|very much|a lot|again|for (?:your|the) help|anyway))+$/

/** A wish without what people say around it: 那就报修吧, 好的谢谢, "ok thanks man". */
const plainly = (words: string): string =>
  words.replace(LED_IN, '').replace(ENDING, '').replace(ENGLISH_ENDING, '').replace(ENGLISH_LED_IN, '')

/** `cancle`, `mneu`: the one wish that was meant; null when two could be. */
function mistyped(words: string, named: boolean): Wish | null {
  if (!/^[a-z ]{4,}$/.test(words)) return null
  const isNear = (word: string) => !named && word.length >= LONG && editsBetween(words, word, 1) <= 1
  const meant = (TYPED.get(words.charAt(0)) ?? []).filter((word) => isSlip(words, word) || isNear(word))
  const [wish, ...others] = new Set(meant.map((word) => WISHES.get(word)))
  return others.length > 0 ? null : (wish ?? null)
}

function byFirstLetter(all: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const letters = new Set(all.map((word) => word.charAt(0)))
  return new Map([...letters].map((letter) => [letter, all.filter((word) => word.startsWith(letter))]))
}
