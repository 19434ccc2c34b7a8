/** "One moment", "I will try", 等一下: no answer yet, but one is on its way. Free of what was asked. */
import { fold } from '../../domain/fold.ts'
import { wordsIn } from '../understand/english.ts'
import { plain } from '../understand/question.ts'

const CAP = 60

/** A message that asks for time has no other words than these, and one of the turns below. */
const WORDS = new Set(
  [
    'ok okay sure yes yeah well hmm alright right good please sorry thanks oh',
    'i we you it that this them me us a an one few some just only and then now first again back soon quickly on in for to at with',
    'am are is will shall going need have let give hold hang bear wait be come go get find out take tell know',
    'moment moments second seconds sec secs minute minutes min mins bit brb',
    'try trying check checking look looking see test testing do doing working',
  ]
    .join(' ')
    .split(' '),
)
const TURNS =
  /\b(?:wait|hold on|hang on|bear with|brb|right back|(?:a|one|few|(?:give me|in|just) \d{1,2}) (?:moments?|seconds?|secs?|minutes?|mins?)|just (?:sec|moment)|moment|(?:i|we) (?:will|shall|(?:am|are) going to|need to|have to) (?:try|check|look|see|test|do|go|be|get|find|come|take|tell)|let (?:me|us) (?:try|check|look|see|test|do|go|get|find|take)|(?:trying|checking|looking|testing|doing|working on) (?:it|that|now)|(?:i|we) (?:am|are) (?:trying|checking|looking|testing|on it))\b/

const CHINESE =
  /^(?:(?:好的?|嗯+|行|可以|ok)[,，。!！ ]*)?(?:请|麻烦(?:您|你)?)?(?:(?:您|你)?稍?等(?:一?下|一?会儿?|等|片刻|\d{0,2}几?分钟|我.{0,8})?|稍候(?:片刻)?|(?:我|让我|那我|我们)?(?:先|这就|马上|现在|正在|在|去|过去|来){0,3}(?:机房|现场|矿场|后台|网页)?(?:([试看查测弄找问搞])\1|[试看查测弄找问搞]一[试看查测弄找问搞下]|[试看查测弄找问搞]下|(?:检查|确认|操作|处理)一?下)|马上(?:就?[去来弄看试好])?|别着?急|(?:我)?(?:正在|在)[试看查测弄找问搞]|等我[试看查测弄找问搞]?[试看查测弄找问搞下]?|(?:我|容我|让我|容我再|让我再|我再)?(?:考虑|想想|琢磨|合计|商量)(?:考虑|一下|一?会儿?|看)?)(?:先|再说|再(?:告诉|回复|跟)(?:您|你)说?|吧|哈|啊|哦|呢|了){0,2}[。.!！~～ ]*$/u

/** Whether a whole message only asks to be waited for. */
export function asksForTime(text: string): boolean {
  const words = plain(fold(text, CAP + 1))
  if (words.length > CAP || /[?？]/u.test(words)) return false
  return CHINESE.test(words) || asksInEnglish(wordsIn(words.replace(/'ll\b/g, ' will')))
}

const asksInEnglish = (words: readonly string[]): boolean =>
  TURNS.test(words.join(' ')) && words.every((word) => WORDS.has(word) || /^\d{1,2}$/.test(word))
