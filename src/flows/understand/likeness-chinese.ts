/** The Chinese half of `likeness.ts`. Without spaces a pair of characters is as near to a word as it gets; one alone is a word in a short answer. */
import { type Question, withoutReason } from './question.ts'
import { withoutSense } from './sense-chinese.ts'

/** What says nothing about which answer is meant. */
const FILLERS =
  /现在|已经|刚刚|显示|看了|结果|目前|然后|一下|机器|矿机|[我您你它们都了的还也又再这那一个台刚才试过弄按说做后就是吧啊呢哦嗯谢请有很两三二四几子完在]/gu
/** Things that are asked about: alone they are no answer. */
const THING = /^(?:矿池|芯片|风扇|网页|算力?|板|灯|网络?|路由器?|页面|密码)$/u
const DENIAL = /[不没無无未]/gu
const DENIED = /[不没無无未]/u
/** `不亮`, but not the endings of 找不到, 做不了. */
const DENIED_WORD = /[不没](?![到了上能有是会得成])\p{Script=Han}/gu
/** So many characters that mean something are a short answer. */
const SHORT = 2
const HALF = 0.5
const QUARTER = 0.25

/** The labels that have something of their own in the text: a pair of characters or a number that the question has not, or much of the label. */
export function likeInChinese(text: string, labels: readonly string[], asked: Question): readonly number[] {
  if (THING.test(meaningful(text))) return []
  const said = piecesOf(text)
  const prompt = withoutReason(asked.prompt)
  return labels.flatMap((label, place) => {
    const others = new Set(labels.flatMap((other) => (other === label ? [] : [...piecesOf(other)])))
    const own = [...piecesOf(label)].filter((piece) => said.has(piece) && !others.has(piece))
    const isMeant =
      isEnough(own, shareOf(own, label), prompt, isShort(text)) && DENIED.test(text) === DENIED.test(label)
    return isMeant ? [place] : []
  })
}

/** How much of a label, or of one of the two things that it names (`黄色或橙色`), is its own and said. */
function shareOf(own: readonly string[], label: string): number {
  const shares = label.split('或').map((part) => {
    const all = [...piecesOf(part)]
    return all.length === 0 ? 0 : all.filter((piece) => own.includes(piece)).length / all.length
  })
  return Math.max(...shares)
}

function isEnough(own: readonly string[], share: number, prompt: string, short: boolean): boolean {
  const fresh = own.filter((piece) => !prompt.includes(piece))
  const tells = fresh.some((piece) => piece.length > 1 || /\d/.test(piece))
  return own.length > 0 && (tells || share >= HALF || (fresh.length > 0 && short && share >= QUARTER))
}

const isShort = (text: string): boolean => meaningful(text).length <= SHORT

const meaningful = (text: string): string =>
  text
    .replaceAll('零', '0')
    .replace(FILLERS, '')
    .replace(DENIAL, '')
    .replace(/[^\p{L}\p{N}]/gu, '')

/** How many characters belong neither to small talk, nor to what tells of well or ill, nor to a word of the question. */
export function strangersInChinese(text: string, question: string): number {
  const rest = withoutSense(text).replace(FILLERS, ' ')
  const runs = rest.split(/[^\p{L}\p{N}]+/u).map((run) => Array.from(run))
  const isKnown = (run: readonly string[], at: number) =>
    isShort(text) ? question.includes(run[at] ?? '') : isInWordOf(question, run, at)
  return runs.flatMap((run) => run.filter((_, at) => !isKnown(run, at))).length
}

function isInWordOf(question: string, run: readonly string[], at: number): boolean {
  if (run.length === 1) return question.includes(run[0] ?? '')
  const pairs = [at - 1, at].filter((from) => from >= 0 && from + 1 < run.length)
  return pairs.some((from) => question.includes(`${run[from]}${run[from + 1]}`))
}

/** A text's characters and pairs of them, small talk left out, and what it denies. */
function piecesOf(text: string): ReadonlySet<string> {
  const chars = Array.from(meaningful(text))
  const pairs = chars.slice(1).map((char, at) => `${chars[at]}${char}`)
  return new Set([...chars, ...pairs, ...(text.match(DENIED_WORD) ?? [])])
}
