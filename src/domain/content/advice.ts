/** Whether a text advises what must never be advised (P13). A warning against it passes: "don't open the case", "拆机会影响保修". */
import { fold } from '../fold.ts'
import { FORBIDDEN_ADVICE } from './advice-words.ts'

const LONGEST_TEXT = 4_096
/** Most texts hold none of the words; one look tells. */
const ANY = new RegExp(FORBIDDEN_ADVICE.flatMap(({ words }) => words.map(({ source }) => source)).join('|'))

const SENTENCE_END = /[.!?;:。]+(?:\s|$)|[;:!?。]/
const CLAUSE_END = /[,()]| [-–—] /

/** `don't worry` and `don't forget` forbid nothing. */
const NEGATION =
  /\b(?:don't|dont|do not|never|without|no need to|need not|needn't|must not|mustn't|should not|shouldn't|may not|not allowed to|not to|avoid|refrain from|instead of|rather than|no)\b(?! (?:worry|hesitate|panic|forget|mind|fear|only|fail|be afraid))|(?:不要再?|请勿|切勿|勿|别再?|不用|不必|无需|无须|不需要|不能|不可以?|不得|禁止|严禁|不允许|避免|不准|不许|不建议)(?!忘|担心|着急|怕|紧张|犹豫)|不$|是否|有没有|有无/g
/** A question about the past is no advice. */
const QUESTION = /\b(?:did|has|have|had) (?:you|anyone|anybody|someone|somebody)\b/
/** After one of these the negation before it is over. */
const NEGATION_ENDS =
  /\b(?:and|but|then|instead|just|simply|so|until|unless|before|after)\b|但|然后|之后|而是|就|则|直接|改为|[^要别]再|请/
const CONDITION = /\b(?:if|when|while|unless|until|once|where)\b|如果|若|要是|一旦|假如/
const IMPOSSIBLE = /\b(?:can't|cannot|not|never|impossible|unable|won't)\b[^,]*$/
const MUST_AFTER_ALL = /^[^,]{0,6}(?:不行|不可|不了|就[^,]{0,4}不)/
const OR_LIST = /\bn?or\b|或|也不|也别|也勿/
const ADVICE_STARTS = /^(?:then|but|instead|please|just|so|now|first|and then|请|但|然后|而是|改为|再|先|就|直接|可以)/
/** Only of a deed as a subject, "opening the case …", never after an instruction. */
const DEED = /ing\b|disassembly|[\p{Script=Han}]/u
const ENDS_WARRANTY =
  /\b(?<!not |n't |never )(?:voids?|ends?|invalidates?|loses?|costs?|forfeits?)\b[^,]{0,20}\bwarranty\b|\bnot (?:allowed|covered|permitted)\b|\bforbidden\b|(?<!不|不会)(?:影响|失去|丧失|不在|不予|不享受|取消|终止)[^,]{0,6}[保质][修]?|保修[^,]{0,4}(?:失效|作废|无效|终止)|不允许|不可以|禁止/

/** What the text advises of the forbidden, each once, ready for "must not advise …". Only the first 4,096 characters are read. */
export function forbiddenAdvice(text: string): readonly string[] {
  const plain = fold(text, LONGEST_TEXT).toLowerCase().replace(/[‘’]/g, "'")
  if (!ANY.test(plain)) return []
  const found = plain.split(SENTENCE_END).flatMap(adviceIn)
  return [...new Set(found)]
}

function adviceIn(sentence: string): readonly string[] {
  const clauses = sentence.split(CLAUSE_END).map((clause) => clause.trim())
  let warned = false
  return clauses.flatMap((clause, index) => {
    const carried = warned && !ADVICE_STARTS.test(clause) && clauses.slice(index).some((rest) => OR_LIST.test(rest))
    warned = carried || isForbidding(clause)
    return carried ? [] : adviceInClause(clause)
  })
}

const adviceInClause = (clause: string): readonly string[] =>
  FORBIDDEN_ADVICE.filter(({ words }) => words.some((pattern) => advises(clause, pattern))).map(({ what }) => what)

function advises(clause: string, pattern: RegExp): boolean {
  return [...clause.matchAll(pattern)].some((match) => {
    const before = clause.slice(0, match.index)
    const after = clause.slice(match.index + match[0].length)
    const isWarning = (isForbidding(before) && !MUST_AFTER_ALL.test(after)) || QUESTION.test(before)
    return !isWarning && !(DEED.test(match[0]) && ENDS_WARRANTY.test(after))
  })
}

/** Whether what follows these words is forbidden by them. */
function isForbidding(words: string): boolean {
  const last = [...words.matchAll(NEGATION)].at(-1)
  if (last === undefined) return false
  const before = words.slice(0, last.index)
  const between = words.slice(last.index + last[0].length)
  const isDouble = last[0] === 'without' && IMPOSSIBLE.test(before)
  return !NEGATION_ENDS.test(between) && !CONDITION.test(before) && !isDouble
}
