/** A nod: agreement without content, in words or as a picture. Free of what it may agree to. */
import { fold } from '../../domain/fold.ts'
import { answerIn } from '../words.ts'

const PICTURES = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f|\s)+$/u
const NODS =
  /^(?:ok(?:ay|ey)?|k+|got it|i see|alright|all right|will do|understood|sounds good|great|perfect|nice|cool|好|好的|好滴|嗯+|哦+|行|收到|明白|明白了|知道了|了解|了解了|没问题|ok的)$/iu

/** "ok", "got it", 收到, 👍. */
export function isNod(text: string): boolean {
  const words = fold(text, 40).replace(/[\s.,!~。，！～]+$/u, '')
  return (
    (PICTURES.test(words) && /\p{Extended_Pictographic}/u.test(words)) ||
    NODS.test(words) ||
    answerIn(text) === 'agreed'
  )
}
