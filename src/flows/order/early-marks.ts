/**
 * What is said of a machine's condition before it is asked (P13): only what is denied in plain words, since "open" and "broken" mean many
 * other things in a diagnosis.
 */
import { fold } from '../../domain/fold.ts'
import { MARKS, type Mark } from '../../domain/order.ts'
import { onceEach } from '../understand/once.ts'
import { knowsNoMarks } from './spoken.ts'

const CAP = 300
const MAY_DENY = /没|未|外[观表壳]|never|not|n't|no |nobody|undamaged|intact/iu
const UNMARKED: Readonly<Record<Mark, RegExp>> = {
  damaged:
    /外(?:观|表|壳)(?:都|也|看着|看起来)?.{0,2}(?:好|完整|没问题|没事|没毛病|正常|无损|没损|没坏)|没(?:有)?(?:磕碰|外伤|划痕)|没(?:有)?(?:摔|磕|碰)过|\bno (?:visible |outside |outer |physical )?damage\b|\bnot damaged\b|\bundamaged\b/iu,
  opened:
    /(?:没(?:有)?|未曾?|从没|从来没(?:有)?)(?:人)?(?:自己|私自|动手)?(?:开过?(?:盖|机箱|壳)|拆(?:过|开过|机|卸|$|[\s,，。]))|\b(?:never|not|haven't|hasn't|didn't|nobody)\b.{0,12}\b(?:disassembled|dismantled|unscrewed|taken (?:it )?apart|opened (?:the (?:case|machine|miner|unit|housing)|it up))\b/iu,
  overclocked:
    /(?:没(?:有)?|未|从没|从来没(?:有)?)超过?频|\b(?:never|not|haven't|hasn't|didn't)\b.{0,12}\bover-?clock/iu,
}
const NONE: readonly Mark[] = []

/** The marks that a text denies of its own accord. */
export const unmarkedIn = onceEach((text: string): readonly Mark[] => {
  if (!MAY_DENY.test(text)) return NONE
  const words = fold(text, CAP).replaceAll('’', "'")
  if (knowsNoMarks(text)) return NONE
  return MARKS.filter((mark) => UNMARKED[mark].test(words))
})
