/** Answers by number: "2", "２", "②", "option 2", "the second one", 第二个, 选2, "b", "the last one", and a copied line with its number. */
import type { Asked } from '../questions.ts'
import type { Offer } from '../types.ts'

const HAN = '一二三四五六七八九十'
const LETTERS = 'abcdefghij'
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']
const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const SUFFIXED = /^(\d{1,2})(?:st|nd|rd|th)$/

/** What people put around a number: "I'd say option 2, please", "选第2个吧". */
const BEFORE =
  /^(?:(?:i|i'd|i'll|we|let's)\s+(?:say|pick|choose|take|mean|meant|go (?:with|for))\s+|it'?s\s+|my answer is\s+)?(?:(?:the|option|answer|number|choice|nr|no)\b[.:\s]*|#\s*){0,3}/
const AFTER = /(?:\s+(?:one|option|answer|choice)\b)?(?:[,\s]*(?:please|pls|thanks|thank you|i think))?[\s.)\]、。!]*$/
const HAN_BEFORE = /^(?:我)?(?:的?答案是|回答|回复|选择|选项|选|是|应该是)?\s*(?:第|答案)?\s*/
const HAN_AFTER = /\s*(?:个|项|条|种|号|选项)?(?:吧|呢|的|啊|哦|谢谢)*[\s.、。!]*$/

/** The offer that a folded, lower-case text names by its place, or null. A name or a serial may be one letter: there it is no place. */
export function offerAtPlace(text: string, { offers, takesText }: Pick<Asked, 'offers' | 'takesText'>): string | null {
  const bare = text.replaceAll('\u20e3', '')
  const place = takesText && bare.length === 1 && !/\d/.test(bare) ? null : placeIn(bare, offers)
  return place === null ? null : (offers[place]?.id ?? null)
}

function placeIn(text: string, offers: readonly Offer[]): number | null {
  const digits = /^[\s(（[]*(\d{1,2})[\s.)）\]、。!]*$/.exec(text)?.[1]
  if (digits !== undefined) return Number(digits) - 1
  const han = text.replace(HAN_BEFORE, '').replace(HAN_AFTER, '')
  const word = text.replace(BEFORE, '').replace(AFTER, '')
  return counted(word, text, offers) ?? countedInChinese(han, text, offers)
}

function counted(word: string, text: string, offers: readonly Offer[]): number | null {
  if (/^\d{1,2}$/.test(word)) return Number(word) - 1
  if (word.length === 1 && LETTERS.includes(word)) return LETTERS.indexOf(word)
  const suffixed = SUFFIXED.exec(word)?.[1]
  if (suffixed !== undefined) return Number(suffixed) - 1
  // "two" may count fans; "option two" does not.
  if (NUMBERS.includes(word) && /\b(?:option|number|answer|choice)\b/.test(text)) return NUMBERS.indexOf(word)
  return ordinal(word, word === 'last' ? offers.length - 1 : ORDINALS.indexOf(word), offers)
}

function countedInChinese(han: string, text: string, offers: readonly Offer[]): number | null {
  if (/^\d{1,2}$/.test(han)) return Number(han) - 1
  if (/^最后一?$/.test(han)) return ordinal('最后', offers.length - 1, offers)
  const place = han.length === 1 ? HAN.indexOf(han) : -1
  return text.includes('第') ? ordinal(`第${han}`, place, offers) : place < 0 ? null : place
}

/** "The second" is no place where an answer speaks of a second pool. */
function ordinal(word: string, place: number, offers: readonly Offer[]): number | null {
  return place < 0 || offers.some(({ label }) => label.toLowerCase().includes(word)) ? null : place
}

const COPIED = /^[\s([]*(\d{1,2})\s*[.)\]:、。-]?\s*(?=\D)(.+)$/

/** A line of the question sent back, number and all: the place it names and the words after it. */
export function copiedLine(
  text: string,
  offers: readonly Offer[],
): { readonly offer: Offer; readonly words: string } | null {
  const [, place = '', words = ''] = COPIED.exec(text) ?? []
  const offer = offers[Number(place) - 1]
  return offer === undefined || place === '' ? null : { offer, words }
}
