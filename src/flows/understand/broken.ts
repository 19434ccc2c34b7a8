/** A machine said to be broken without a word of how, misspelt perhaps: "my miner is not wroking", 机器坏了. It opens the diagnosis all the same. */
import { fold } from '../../domain/fold.ts'
import { wordsIn } from './english.ts'
import { shareOfStrangers } from './likeness.ts'
import { plain } from './question.ts'
import { spelt } from './sense.ts'

const CAP = 300
const ENGLISH =
  /\bnot (?:\w+ )?(?:work|works|working|function|functioning|run|running|start|starting|mine|mining|respond|responding)\b|\b(?:stopp?e?d|stops?|quit) (?:working|mining|running|hashing)\b|\bfix (?:it|this|that|my|the)\b|(?<!not )\b(?:broken|broke|defective|faulty|malfunction\w*|kaput)\b|\b(?:miner|machine|unit|asic|rig|device|jasminer|x\d{1,2})\b.{0,30}\b(?:problems?|issues?|errors?|trouble|dead)\b|\b(?:problem|issue|trouble) with (?:my|the|our|a|one)\b/u
const CHINESE =
  /(?<!没|不是)坏了|不工作|不干活|罢工|不转了|不动了|不行了|挂了|趴窝|用不了|不能用|不好使|出(?:了)?(?:问题|故障|毛病)|(?:机[器子]?|矿机|设备|[qp台]|它)(?:有|出现)(?:点|了|些)?(?:问题|故障|毛病)|不正常/u

/** The family's naming, and serial numbers: which machine it is says nothing of what is wrong with it. */
const NAMES =
  /\bjasminer\b|\bx\d{1,2}(?:-?(?:1u|qe|q|p))?(?:[ -](?:pro|c))?(?![a-z0-9])|(?<![a-z0-9])(?=[a-z-]*\d)[a-z0-9-]{8,32}(?![a-z0-9])/gu
/** Whether a text says that a machine does not do what it should. */
export function saysBroken(text: string): boolean {
  const folded = plain(fold(text, CAP))
  return ENGLISH.test(wordsIn(folded).map(spelt).join(' ')) || CHINESE.test(folded)
}

/** As `saysBroken`, and not a word of how: triage would guess. */
export function saysOnlyBroken(text: string): boolean {
  if (!saysBroken(text)) return false
  const rest = plain(fold(text, CAP)).replace(NAMES, ' ').replace(CHINESE, ' ')
  return shareOfStrangers(rest, { prompt: '', offers: [] }) === 0
}
