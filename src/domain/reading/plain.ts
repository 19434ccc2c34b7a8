/** A paste made safe and plain to read: capped, straight quotes, half-width symbols, nothing unseen. Line ends stay. */

/** The first error stands near the beginning of a log and the state at its end, so both ends of a long paste are kept. */
const HEAD = 64 * 1024
const TAIL = 64 * 1024
const LEFT_OUT = '\n…\n'

const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g
const COLOURS = /\p{Cc}\[[\d;]{0,12}m/gu
const UNSEEN = /(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}]/gu
const FULL_WIDTH = /[\uFF01-\uFF5E]+/g
const FULL_WIDTH_OFFSET = 0xfee0
const DOUBLE_QUOTES = /[\u201C-\u201F\u2033]/g
const SINGLE_QUOTES = /[\u2018-\u201B\u2032]/g
const SPACES = /[\u00A0\u2000-\u200A\u202F\u3000]/g
const MINUS = /[\u2212\u2012\u2013]/g

const ESCAPED_OBJECT = /\{\s*\\+"/
const OBJECT_IN_A_STRING = /["']\s*:\s*"\s*\{\s*\\+"/
const ENTITY_OBJECT = /\{\s*&(?:quot|#34);/

export interface Plain {
  readonly text: string
  /** The middle was left out. */
  readonly shortened: boolean
}

/** The paste as the readers take it, at most 128 KiB; the cost depends on that alone. */
export function plain(paste: string): Plain {
  const shortened = paste.length > HEAD + TAIL
  const kept = shortened ? paste.slice(0, HEAD) + LEFT_OUT + paste.slice(-TAIL) : paste
  const text = kept
    .replace(LINE_ENDS, '\n')
    .replace(COLOURS, '')
    .replace(UNSEEN, '')
    .replace(FULL_WIDTH, halfWidth)
    .replace(DOUBLE_QUOTES, '"')
    .replace(SINGLE_QUOTES, "'")
    .replace(SPACES, ' ')
    .replace(MINUS, '-')
    .replaceAll('℃', 'C')
  return { text: unescaped(text), shortened }
}

const halfWidth = (run: string): string =>
  String.fromCharCode(...Array.from({ length: run.length }, (_, at) => run.charCodeAt(at) - FULL_WIDTH_OFFSET))

/** Quotes that a chat, a log or a web page escaped, unless they are a string inside a proper object, which the parser opens itself. */
function unescaped(text: string): string {
  if (ENTITY_OBJECT.test(text)) return text.replace(/&(?:quot|#34);/g, '"')
  if (ESCAPED_OBJECT.test(text) && !OBJECT_IN_A_STRING.test(text)) return text.replace(/\\+"/g, '"')
  return text
}
