/** What whole messages and short answers say in both languages: yes and no, doubt, a correction, a question. Matched after folding. */
import { fold } from '../domain/fold.ts'
import { onceEach } from './understand/once.ts'

/** 对对对, 没有没有, 在吗在吗: said once. */
const DOUBLED = /^([对好行是有没嗯哦]|\p{Script=Han}{2,4})(?:[\s,，.。!！]*\1)+$/u
const saidOnce = (words: string): string => words.replace(DOUBLED, '$1')

/** Folded, lower case, without the marks people put around a word. */
export const bare = onceEach((text: string): string =>
  saidOnce(
    fold(text, 64)
      .toLowerCase()
      .replace(/^[\s.,!?;:。，！？；：、~"'“”‘’()[\]]+|[\s.,!?;:。，！？；：、~"'“”‘’()[\]]+$/gu, ''),
  ),
)

const words = (list: string): ReadonlySet<string> => new Set(list.split('|'))
const YES = words(
  'yes|y|yeah|yep|yup|yes please|yes it does|yes it is|yes i do|yes i did|yes they are|it does|it did|是|是的|对|对的|有|有的|能|能的|会',
)
/** Agreement: a yes where something is proposed, never where a danger is asked about. */
const AGREED = words(
  "ok|okay|sure|correct|right|fine|go ahead|submit|confirm|confirmed|submit it|send it|file it|do it|please do|proceed|let's do it|lets do it|looks good|looks right|i agree|agree|agreed|all correct|that's right|that is right|everything is correct|提交吧|填吧|都对|全对|好|好的|可以|嗯|行|确认|没错|没问题|提交|确认提交|同意|我同意|同意提交|对了|可以的|行的|好嘞|没毛病|就这样|就这样吧|没意见",
)
const NO = words(
  "no|n|nope|nah|none|nothing|nothing at all|neither|neither of them|neither of those|none of them|none of these|none of those|not|none of that|no none of that|no nothing|nope nothing|nothing no|no luck|still no|no still|still not|still nothing|also no|also nothing|also not|again no|no again|nada|negative|no thanks|no thank you|no it does not|no it doesn't|no it is not|no it isn't|it doesn't|it does not|it did not|it didn't|没有|没|无|不是|不|否|不要|不用|都没有|都没|木有|木|米有|没得|么得|没的|不能|没能|不会|不行|8行|没这回事|不放弃|别放弃|不取消|别取消",
)
const UNSURE = words(
  "i don't know|i dont know|i do not know|don't know|dont know|idk|dunno|i dunno|no idea|i have no idea|no clue|not sure|i'm not sure|im not sure|i am not sure|can't say|can't tell|i can't tell|hard to say|unknown|不知道|我不知道|不清楚|我不清楚|不确定|说不清|不懂|我不懂|不太清楚|不太懂|搞不清楚|不晓得|我不晓得|不记得|不记得了|我不记得了|记不清|记不清了|忘了|忘记了|我忘了|没注意|没留意|说不准|不好说|没印象|8知道|bzd",
)
const ORDER_WISH = /报修|维修单|返修|工单|repair (order|ticket)|\brma\b|(need|want|like) (a |to )?(repair|fix)/iu

/** What takes a yes or no back in the same breath: "yes but no", "no, wait", 好的，不过. */
const TAKEN_BACK =
  /^(?:but|except|however|though|only|wait|actually|unless|if|不过|但|可是|只是|除了|等等|等一下|如果)|^(?:yes|no)\b|^(?:不是|没有|是的)$/iu

const HALF_SAID = words('不是|不|否|不会|不能|不行|不要|不用|是|会|能')

type Answer = 'yes' | 'agreed' | 'no'
const PARTED = /[,，.。!！;；\n]+/
/** People write Chinese in fragments: 对 没问题. A question after it is more than an answer, and 不是 begins a correction. */
const SPACED = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/u

/**
 * Yes, agreement or no as a whole message or before its first comma; null when it is none of them, or when what follows the comma takes
 * it back.
 */
export const answerIn = onceEach((text: string): Answer | null => {
  const whole = bare(text)
  const found = plainAnswer(whole)
  const parting = PARTED.test(whole) ? PARTED : SPACED
  if (found !== null || !parting.test(whole) || (parting === SPACED && isQuestion(text))) return found
  const [first = '', second = ''] = whole.split(parting).map((part) => part.trim())
  if (parting === SPACED && HALF_SAID.has(first)) return null
  return TAKEN_BACK.test(second) && plainAnswer(second) !== plainAnswer(first) ? null : plainAnswer(first)
})

/** "Ok send it", "yes please do", 好的提交. */
const LED_IN =
  /^(?:ok|okay|sure|yes|yeah|please|alright)\s+|^(?:好的|好|嗯|可以|行)[\s,，]*(?=提交|填|确认|同意|没问题|就这样|可以)|^(?:嗯+呢?|哦+|额|呃|啊)[\s,，]*(?=\p{Script=Han})/u

/** 嗯对的, 哦没有: the word after it counts. */
const MURMURED = /^(?:嗯+呢?|哦+|额|呃|啊)[\s,，]*\p{Script=Han}/u
/** The small words that end a spoken sentence: 没有啊, 不知道呢, 是的哦. */
const ENDING = /(?:(?<=没有|都没)的)?[啊呀呢哦噢喔哈啦哟诶欸滴嘞哒呗]+$/u
const unended = (words: string): string => (words.length > 1 ? words.replace(ENDING, '') : words)

function plainAnswer(whole: string): Answer | null {
  const said = unended(whole)
  const rest = said.replace(LED_IN, '')
  const words = AGREED.has(rest) || MURMURED.test(said) ? rest : said
  if (YES.has(words)) return 'yes'
  if (AGREED.has(words)) return 'agreed'
  return NO.has(words) ? 'no' : null
}

/** The label or sticker is there no more, or not to be read. */
const LABEL_LOST =
  /\b(?:label|sticker|tag|plate)\b.{0,20}\b(?:gone|missing|torn|off|lost|faded|damaged|unreadable|peeled|worn|scratched|ripped|illegible|blurr(?:y|ed))\b|\b(?:torn|missing|no|faded|damaged|lost|unreadable|worn|scratched) (?:label|sticker|tag)\b|(?:标签|贴纸|铭牌|条形?码|sn码?|序列号|编号|(?:那|上面的?)字|号码).{0,6}(?:掉|没了|没有|不见|坏|撕|磨|糊|花|破|烂|不清|脱落|褪色|看不|认不|刮|蹭|油|锈|盖住)|没(?:有)?(?:标签|贴纸|铭牌)|(?:磨|糊|刮|褪色)(?:花|没|掉|光|得|成)?(?:了|看不)/iu
const NO_SERIAL =
  /can('?| no)t (read|find|see)|unreadable|illegible|don'?t have|no (serial|sn)\b|scratched|看不(?:太|大|怎么|到|见)?清?|看不清|认不(?:出|清|到)|找不[到着]|没找[到着]|没看[到见]|拍不[到了清]|模糊|没有/iu

/** Whether words say that the label is gone or cannot be read. */
export const losesLabel = (text: string): boolean => LABEL_LOST.test(fold(text))

/** Whether words say that a serial number cannot be read or found. */
export const lacksSerial = (text: string): boolean =>
  losesLabel(text) || NO_SERIAL.test(fold(text).replaceAll('’', "'"))

/** "It starts with X4U", 后面好像是20230815. */
const PART_OF_SERIAL =
  /(?:开头|打头|结尾|末尾|尾号|后[几一二两三四五六\d]位|前[几一二两三四五六\d]位|(?:后面|前面|中间)(?:的)?(?:好像|应该|可能|大概)?[是有])|\b(?:starts?|begins?|ends?|starting|beginning|ending) (?:with|in)\b|\b(?:first|last) (?:\w+ )?(?:digits?|letters?|characters?|numbers?|part)\b/iu
const PIECE = /[a-z\d]{2}/iu
const LONGEST_PIECE = 10

/** Whether words give only some of the characters of a serial number. */
export const tellsPartOfSerial = (text: string): boolean => {
  const words = fold(text, 120)
  const runs = words.match(/[a-z\d-]*\d[a-z\d-]*/giu) ?? []
  return PART_OF_SERIAL.test(words) && PIECE.test(words) && runs.every((run) => run.length <= LONGEST_PIECE)
}

/** Whether words at the recap want something changed without saying what. */
export const wantsChange = (text: string): boolean =>
  /^(change|edit|wrong|that'?s wrong|not right|改|改一下|改下|修改一下|不对|有错|错了)$|\b(is|are) (wrong|incorrect|not right)$|[\p{Script=Han}](错了|不对)$/u.test(
    bare(text),
  )

/** Whether words are about the plug, the power or the danger itself: asked after a danger was told. */
export const isAboutSafety = (text: string): boolean =>
  /\b(un)?plug|power (it )?(back )?on|switch (it )?on|dangerous|\bsafe\b|on fire|melt|插|通电|断电|拔|危险|安全|着火|起火|爆炸|触电|漏电|怎么办|咋办/iu.test(
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

const ORDER_DEMANDED =
  /\b(?:open|create|make|file|start|draft|send|give|submit|raise|place|get|need|want|prepare|fill|write|do|like)\b.{0,24}\b(?:(?:repair|service|work) (?:order|ticket|request|form)|rma|order(?: form)?$)|\b(?:send|ship|bring) (?:it|this|that|the (?:machine|miner|unit)) (?:in|back|for repair|to (?:you|repair))\b|\b(?:skip|no more|enough|stop|without) (?:all |of )?(?:the |this |these |your )?(?:checks?|checking|tests?|diagnosis|troubleshooting|questions)\b|\bjust (?:want|need) (?:it|this|my \w+) (?:repaired|fixed)\b|\bjust (?:repair|fix) (?:it|my|the)\b|\b(?:open|create|raise|file|make|start) (?:me )?(?:a|the|my) (?:ticket|case|claim|order)\b|^(?:(?:ok|okay|yes|yeah|sure|fine|alright|all right|then|please|so|just|well|go ahead and|let's|you can)[ ,]+)*(?:draft|file|submit) (?:it|that|this|one)(?: then| for me)?$|(?:直接|帮我|给我|我要|我想|想|要)(?:开|建|下|填|提交)?(?:一?个|张|份)?(?:报修|维修单|返修单?|工单|寄修)|不想(?:再)?(?:查|测|排查|折腾)|别(?:再)?(?:查|测|问)了|直接(?:报修|返修|寄修)|(?:给我|帮我)(?:交|提交)(?:一?下|了|上去)?吧?$|^(?:好吧|好的?|行吧?|那|就|先|还是|我们|咱们|[,， ])*[建开下](?:一?个|张)?(?:维修|返修|工)?单子?[吧了啊]*$/iu
const NOT_DEMANDED =
  /\?|？|\b(?:status|already|yesterday|don't|do not|not|no need|how|what|why|when|where|after|before|if)\b|吗|怎么|多久|不要|不用|已经|如果|了没/iu
const LONGEST_DEMAND = 120

/** Whether a short message asks for a repair order at once, without further checks; a question about orders does not, "can you …?" does. */
export function insistsOnOrder(text: string): boolean {
  const said = fold(text, LONGEST_DEMAND + 1)
    .replaceAll('’', "'")
    .replace(/^((?:please )?(?:can|could|will|would) you\b[^?？]*)[?？]\s*$/iu, '$1')
    .replace(/[\s.,!。！]+$|[\s,]+(?:please|now|already|pls|right now)[\s.!]*$/giu, '')
  return said.length <= LONGEST_DEMAND && ORDER_DEMANDED.test(said) && !NOT_DEMANDED.test(said)
}

const PERSON_WANTED =
  /\b(?:talk|speak|chat|connect|transfer|put)\b.{0,16}\b(?:to|with|through to)\b.{0,12}\b(?:human|person|agent|operator|someone|somebody|staff|support)\b|\b(?:want|need|get me|give me)\b (?:an? |the )?(?:real )?(?:human|person|agent|operator)\b|(?:转|找|要|叫|接|换)(?:个|一下|一个|位)?(?:人工|真人)/iu
const NO_PERSON =
  /\b(?:not|don't|dont|no need)\b.{0,20}\b(?:human|person|agent|operator|someone|staff)\b|(?:不|别)(?:用|要|想|需要)?(?:转|找)?人工/iu

/** Whether words that tell something else ask for a person, too: "zero hash rate, I want to talk to a person". */
export function asksForPersonToo(text: string): boolean {
  const words = fold(text, 400).replaceAll('’', "'")
  return PERSON_WANTED.test(words) && !NO_PERSON.test(words)
}

/** Whether words say that no person is wanted. */
export const declinesPerson = (text: string): boolean => NO_PERSON.test(fold(text).replaceAll('’', "'"))

const CLAUSE_ENDS = /[,，.。;；!！?？\n]+|\b(?:and|but|so)\b/iu

/** What words tell before or after the clause that asks for a person; empty when that is all they say. */
export const besidePerson = (text: string): string =>
  text
    .slice(0, 400)
    .split(CLAUSE_ENDS)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '' && !namesPerson(clause))
    .join(', ')

/** Words called into a room that may be empty. */
const CALLED =
  /有人(?:在)?(?:吗|嘛|么|不|没)|有没有人|在线吗有人|\b(?:any(?:one|body) (?:is )?(?:there|here|home|around|online|awake)|is (?:there )?any(?:one|body))\b/iu

/** Whether words name the wish for a person: `agent`, `人工`, `anyone there`. Who calls the desk names has not asked for one. */
export const namesPerson = (text: string): boolean =>
  CALLED.test(fold(text)) ||
  /\b(human|person|people|agent|operator|someone|somebody)\b|人工|(?<!垃圾|废物|什么|[破烂])客服|真人/iu.test(
    fold(text),
  )

/** "I don't know" as a whole message. */
export const isUnsure = (text: string): boolean => UNSURE.has(unended(bare(text).replaceAll('’', "'")))

const ACKNOWLEDGED = words(
  'cool|nice|good|great|perfect|awesome|wow|lol|no problem|no worries|never mind|nvm|will do|got it|understood|还行|不错|没事|没关系|哈哈|厉害|知道了|明白|明白了|收到|了解',
)

/** Words that only show that a message was read. */
export const isAcknowledgement = (text: string): boolean => ACKNOWLEDGED.has(bare(text)) || AGREED.has(bare(text))

/** "Done" as a whole message: what was to be done is done; how it went is not said. */
export const isDone = (text: string): boolean =>
  /^(?:ok |yes |it is |it's |all )*(?:done|finished|ready|saved)(?: it| that| them)?$|^(?:我|都|已经)*(?:弄|做|搞|保存|拍|录)(?:(?:好|完)了?|了)$|^(?:好了|完成了?)$/iu.test(
    bare(text),
  )

/** Whether a text reads as a question to us rather than an answer. */
export const isQuestion = onceEach((text: string): boolean =>
  /[?？]|^(?:(?:and|but|so|ok|okay|btw|by the way)[\s,]+)*(?:how|what|when|where|who|which|can i|can you|could you|do you|do i|is it|is there|are you|will you|would you)\b|[吗呢么]$|多久|多少|怎么|(?<!没|没有)什么(?!都|也)|几[点号时]|哪|谁|如何|能不能|可不可以|要不要|啥(?:时候|意思|办法|用)|咋(?!了)|(?<!知道|清楚|没)有没有|会不会|能否|可否|行不行|[行好对]不[行好对]?$|(?:能|可以|要|会|得).{0,8}不$|(?<!知道|清楚)是不是/iu.test(
    fold(text),
  ),
)
