/**
 * The answer to the danger question, clause by clause: "no, but some water" tells of a danger, "no smoke, no smell" denies one. In doubt it
 * is a danger: a false alarm costs a message, a missed one a fire.
 */
import { fold } from '../domain/fold.ts'

const CLAUSE_END = /[,，.。;；!！?？\n]+/u
/** What follows one of these is not denied by what stands before it. */
const CONTRAST = /\b(?:but|except|only|just|although|though|however)\b|但是|但|不过|只是|就是|除了/giu
const BREAK = '\u0001'
const DENIAL = /\b(?:no|not|none|nothing|never|without|isn'?t|aren'?t|don'?t|didn'?t|nope|nah)\b|没|無|无|不/iu
const DANGER =
  /smell|smok|spark|water|wet\b|liquid|leak|burn|breaker|tripp?(?:s|ed|ing)?\b|fire|flame|melt|loose|异味|味道|怪味|焦|糊|烟|火|水|跳闸|松|湿|烧/iu
/** A list goes on under its first denial: "no smoke, sparks or water". */
const BARE =
  /^(?:(?:or|and|any|或|或者|和)\s*)?(?:burn(?:ing|t)? smell|smell|smoke|sparks?|water|liquid|fire|flames?|loose parts?|tripp(?:ed|ing) breaker|焦味|冒烟|烟|火花|进水|水|跳闸|零件松脱|松脱)(?:\s*(?:or|and|或|和)\s*\S+)*$/iu
/** A no that stands alone. "No hash rate" is not one. */
const BARE_NO =
  /^(?:no|nope|nah|none|nothing|never|none of (?:that|those|it|them)|nothing like that|not really|not at all|没有|没|没有的|都没有|都没|无|沒有|木有|米有|(?:以上|上面|这些|那些)(?:的|情况)?都?没有|没有?(?:那|这|以上|上面)(?:些|种|个)?(?:的|情况|现象)?|没有?(?:什么|任何|啥)?(?:异常|危险|情况|问题|这些)|(?:很|挺)?安全的?|无异常)[啊呀呢哦吧的]*$/iu
/** A yes after a no, or before it: then neither counts, and it is asked again. */
const BARE_YES = /^(?:(?:oh|wait|actually|well|sorry|等等|等一下|哦)\s*)*(?:yes|yeah|yep|yup|是|是的|有|有的|有一点)$/iu
const FINE = /^(?:(?:都|一切)?正常(?![吗么嘛])|都没|all (?:is )?(?:good|fine|ok)|everything is (?:fine|ok|normal))/iu

/** `told`: a danger is named and not denied. `denied`: dangers, or all of it, are denied. Null: it is about something else. */
export function dangerAnswer(text: string): 'told' | 'denied' | null {
  const clauses = fold(text, 500).replaceAll('’', "'").replace(CONTRAST, `\n${BREAK}`).split(CLAUSE_END)
  let denied = false
  let affirmed = false
  for (const clause of clauses) {
    const words = clause.replaceAll(BREAK, '').trim()
    if (words === '') continue
    const named = DANGER.test(words)
    if (BARE_YES.test(words)) affirmed = true
    else if (BARE_NO.test(words) || FINE.test(words) || (named && DENIAL.test(words))) denied = true
    else if (named && !(denied && !clause.includes(BREAK) && BARE.test(words))) return 'told'
  }
  return denied && !affirmed ? 'denied' : null
}
