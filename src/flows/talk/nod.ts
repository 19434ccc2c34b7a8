/** Soft words that answer nothing: a nod, a wish to be left in peace for now. Free of what they are said to. */
import { fold } from '../../domain/fold.ts'
import { answerIn } from '../words.ts'

const PICTURES = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f|\s)+$/u
const NODS =
  /^(?:ok(?:ay|ey)?|k+|got it|i see|alright|all right|will do|understood|sounds good|great|perfect|nice|cool|好|好的|好滴|嗯+|哦+|行|收到|明白|明白了|知道了|了解|了解了|没问题|ok的)$/iu
/** After "ok" comes a sentence of its own: "ok. fan spins but rattles". */
const TELLS_MORE =
  /^[^,，.。!！;；\n]{1,12}[,，.。!！;；\n]\s*(?:\S+\s+){3}\S|^[^,，.。!！;；\n]{1,6}[,，.。!！;；\n]\s*\p{Script=Han}{6}/u
/** These want something done, which a nod does not. */
const SUBMITS = /提交|\b(?:submit|send|file) it\b|\bsubmit\b/iu

/** "ok", "got it", 收到, 👍. */
export function isNod(text: string): boolean {
  const words = fold(text, 40)
    .replaceAll('’', "'")
    .replace(/[\s.,!~。，！～]+$/u, '')
  return (
    (PICTURES.test(words) && /\p{Extended_Pictographic}/u.test(words)) ||
    NODS.test(words) ||
    (answerIn(text) === 'agreed' && !SUBMITS.test(words) && !TELLS_MORE.test(words))
  )
}

const OFF =
  /(?:晚点|晚些|等会儿?|等下|以后|明天|回头|改天|待会儿?|下次)(?:再|我再)?(?:说|弄|搞|来|回复|看|联系|处理)|等(?:到)?(?:明天|明早|明儿|天亮|上班|周一|晚上)|\b(?:later|not now|another time|tomorrow|tonight|in the evening|busy (?:now|right now|at the moment)|no time)\b/iu
const LONGEST_EXCUSE = 60

/** "I'll do it tomorrow", 困了 明天再说: no answer now, but one to come. */
export function putsOff(text: string): boolean {
  const words = fold(text, LONGEST_EXCUSE + 1)
  return words.length <= LONGEST_EXCUSE && OFF.test(words)
}
