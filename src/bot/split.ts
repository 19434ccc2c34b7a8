/** Cuts a long text into parts that a platform takes, never inside a character as people see it. Knows no platform. */

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * Parts of at most `limit` UTF-16 units, in order; joined they are `text`. A part ends after a line, else after a word, when such an end
 * lies in its second half, else between two graphemes. A grapheme longer than `limit` (stacked accents) is cut between code points.
 */
export function splitText(text: string, limit: number): string[] {
  const parts: string[] = []
  let start = 0
  while (text.length - start > limit) {
    const end = start + cutOf(text.slice(start, start + limit + 2), limit)
    parts.push(text.slice(start, end))
    start = end
  }
  if (start < text.length) parts.push(text.slice(start))
  return parts
}

/** `window` starts at a boundary and reaches two units past `limit`: enough to know whether `limit` is a boundary. */
function cutOf(window: string, limit: number): number {
  const segments = graphemes.segment(window)
  const line = window.lastIndexOf('\n', limit - 1) + 1
  if (line > limit / 2) return line
  const word = window.lastIndexOf(' ', limit - 1) + 1
  if (word > limit / 2 && segments.containing(word)?.index === word) return word
  const grapheme = segments.containing(limit)?.index ?? limit
  return grapheme > 0 ? grapheme : codePointCut(window, limit)
}

function codePointCut(window: string, limit: number): number {
  const isInsidePair = /[\uDC00-\uDFFF]/.test(window.charAt(limit)) && /[\uD800-\uDBFF]/.test(window.charAt(limit - 1))
  return isInsidePair && limit > 1 ? limit - 1 : limit
}
