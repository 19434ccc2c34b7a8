/**
 * What people type, made safe to match and to keep. `fold` is for matching only, `readable` for storing. Knows nothing of what is matched.
 */

/** NFKC and white space shrink a text as well as grow it: so many raw code units are looked at for each one wanted. */
const RAW_UNITS_A_CHARACTER = 4
const FOLD_CAP = 256

/** Not white space, and not seen: controls, bidi marks, zero-width characters, variation selectors, lone surrogates. */
const UNSEEN = /\uFEFF|(?![\s\u0085])[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu
const WHITE = /[\s\u0085]+/g

/** As `UNSEEN`, but keeps what holds an emoji together: a joiner or selector between pictures. */
const UNSEEN_IN_WORDS =
  /\uFEFF|(?!\s|\u200D\p{Extended_Pictographic}|\uFE0F)[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029\v\f]/g
const BLANKS_IN_A_LINE = /[^\S\n]/g
const EMPTY_LINES = /\n{3,}/g

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * The text as rules match it: NFKC (full width becomes plain), nothing unseen, single spaces, no space around, at most `cap` UTF-16 units.
 * Letter case stays. The cost depends on `cap` alone: what lies beyond four times as many units is never read.
 */
export function fold(text: string, cap: number = FOLD_CAP): string {
  if (text.length <= cap && FOLDED.test(text)) return text
  if (text.length < LONG) return folded(text, cap)
  const key = `${cap} ${text}`
  const known = RECENT.get(key)
  if (known !== undefined) return known
  const fresh = folded(text, cap)
  if (RECENT.size >= MOST_RECENT) RECENT.clear()
  RECENT.set(key, fresh)
  return fresh
}

/** Plain Latin and Chinese, single spaces, none around: most of what is typed is folded already. */
const FOLDED = /^[!-~\u4e00-\u9fff]+(?: [!-~\u4e00-\u9fff]+)*$/

/** A long text is asked many questions in one step: its last foldings are kept. */
const LONG = 256
const MOST_RECENT = 16
const RECENT = new Map<string, string>()

function folded(text: string, cap: number): string {
  const units = cap * RAW_UNITS_A_CHARACTER
  // One letter can become eighteen: what is beyond the cap is not looked at again.
  const plain = cut(cut(text, units).normalize('NFKC'), units)
  const seen = plain.replace(UNSEEN, '').replace(WHITE, ' ').trim()
  return cut(seen, cap).trimEnd()
}

/**
 * The words as a person wrote them, fit to be stored and shown: line ends stay, everything unseen goes, at most `cap` graphemes (and four
 * UTF-16 units for each, so that a letter under a heap of accents does not get past).
 */
export function readable(text: string, cap: number): string {
  const lines = cut(text, cap * RAW_UNITS_A_CHARACTER)
    .replace(LINE_ENDS, '\n')
    .replace(BLANKS_IN_A_LINE, ' ')
  const words = lines.replace(UNSEEN_IN_WORDS, '').replace(EMPTY_LINES, '\n\n').trim()
  return words.length <= cap ? words : firstGraphemes(words, cap).trimEnd()
}

/** At most `units` UTF-16 units, never half a character. */
function cut(text: string, units: number): string {
  if (text.length <= units) return text
  const last = text.charCodeAt(units - 1)
  const endsInHalf = last >= 0xd800 && last <= 0xdbff
  return text.slice(0, endsInHalf ? units - 1 : units)
}

/** Letters, Chinese characters and marks that are one grapheme each: nothing combines, nothing is made of two units. */
const PLAIN = /^[\n -~\u00a1-\u00ac\u00ae-\u02ff\u3000-\u3029\u3030-\u3096\u309b-\u30ff\u3400-\u9fff\uff01-\uff60]*$/

function firstGraphemes(text: string, cap: number): string {
  // Telling graphemes apart costs more than all else that is done with a long text.
  const first = text.slice(0, cap + 1)
  if (PLAIN.test(first)) return first.slice(0, cap)
  let count = 0
  for (const { index } of graphemes.segment(text)) {
    if (count === cap) return text.slice(0, index)
    count += 1
  }
  return text
}
