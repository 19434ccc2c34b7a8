/** "What's causing this?", 这是啥原因啊, 是不是主板坏了: what is wrong is asked of who cannot see the machine. Free of what is answered. */
import { fold } from '../../domain/fold.ts'

const CAP = 200
const CLAUSE_END = /[,，。.!！?？;；\n]+|(?<=\p{Script=Han})\s+(?=\p{Script=Han})/u

const LED_IN =
  /^(?:(?:but|and|so|ok|okay|hey|hmm|well|then|do you know|you know|any idea|can you (?:tell|say)(?: me)?|tell me|please)\s+)+/u
const ENGLISH =
  /^(?:what(?:'s| is| was| could be| can be| might be| may be)? (?:causing|causes?|caused|the (?:cause|reason|problem|matter|issue)|wrong|going on|broken|behind)\b.{0,40}|what happened(?: to (?:it|my .{1,20}))?|why (?:does|is|did|do|has|would|are|was) (?:it|this|that|they|(?:the|my|this) (?:machine|miner|fans?|boards?|hash ?rate|unit))\b(?!.{0,30}\b(?:matter|need\w*|important|necessary|required|relevant|ask\w*)\b).{0,40}|how come (?:it|this|that)\b.{0,40}|(?:is|could|might) (?:it|the \w{2,12}(?: \w{2,12})?)(?: be)? (?:broken|dead|burnt|burned|fried|gone)|is it (?:the|my|a) (?:psu|power supply|(?:control |hash )?boards?|fans?|chips?))$/u

const CHINESE =
  /^(?:那|但是?|可是?|所以|请问|老板|师傅|帮我?看看|问一下|想问下|想知道|你们?知道|不知道|到底|究竟|这个?|它|那个|我的|我?这台|机器|矿机|现在|应该|会|是|又|都)*(?:(?:什么|啥|哪(?:里|儿|个地方)?)(?:的|子)?(?:原因|问题|毛病|故障|情况|引起|造成|导致|坏|出)|怎么(?:一)?(?:个)?(?:回事|搞的|会?这样)|咋(?:一)?(?:回事|搞的|会?这样|了)|原因(?:是什么|在哪)|为(?:什么|啥|何)(?:就|它|这|机器|突然)*(?:会|老是?|总是?|一直|又|突然|不)(?!.{0,8}[问填要给])).{0,8}$|^.{0,8}(?:是不是|会不会|是否).{0,4}(?:坏|烧|挂|废|老化|雷).{0,3}$|^(?:会不会|是不是|不会)(?:是|因为)?.{0,3}(?:板|电源|芯片|风扇|机器|电容|主板|线).{0,6}(?:坏|烧|挂|废|的问题|的毛病|老化|了).{0,2}$/u

const isCause = (clause: string): boolean =>
  CHINESE.test(clause) || (/^[\x20-\x7e]+$/.test(clause) && ENGLISH.test(clause.replace(LED_IN, '')))

/** Only these can begin such a question: looking closer costs more. */
const MAY_ASK = /what|why|how come|is it|is the|could|might|什么|啥|怎么|咋|为何|原因|哪|不会|会不|是不/u

/** What a text says beside the question for the cause; null when it does not ask for that. */
export function besideCause(text: string): string | null {
  const words = fold(text, CAP + 1)
    .toLowerCase()
    .replaceAll('’', "'")
  if (words.length > CAP || !MAY_ASK.test(words)) return null
  const clauses = words.split(CLAUSE_END).map((clause) => clause.trim())
  const others = clauses.filter((clause) => clause !== '' && !isCause(clause))
  return others.length < clauses.filter((clause) => clause !== '').length ? others.join(', ') : null
}
