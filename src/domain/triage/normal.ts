/** Brings a folded text into the plain form that triage compares: lower case, single spaces, numbers and names masked. Free of any vocabulary. */

/** Stands between two clauses. */
const BREAK = '|'
/** Stand for a machine's model, a serial or other long code, a network address, a number that is zero, another number. */
const MASKS = { model: '#m', serial: '#s', address: '#a', zero: '#0', number: '#n' } as const

const TOKEN =
  /\d+(?:[.,:]\d+)+|[a-z0-9]+(?:-[a-z0-9]+)*|[\u3400-\u4dbf\u4e00-\u9fff]+|[.,;:!?…\n。，；：！？、()（）—]+|[^\s]/g
const PUNCTUATION = /^[.,;:!?…\n。，；：！？、()（）—]/
const HAN = /^[\u3400-\u4dbf\u4e00-\u9fff]/
const HAN_BREAK = /但是|不过|而且|然后|但/g
const MODEL = /^(?:x(?:4|16|44)(?:-?(?:q|p|1u|qe))?(?:-?(?:c|pro))?|[a-z]{1,2}\d{1,3}[a-z]{0,3})$/
const NUMBER = /^\d+(?:[.,:]\d+)*$/
const MEASURE = /^(\d+)([a-z]{1,4})$/
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/
const SERIAL_LENGTH = 9
const BREAK_WORDS = new Set(['and', 'but', 'however', 'although', 'also', 'then'])

/** The plain form of a text that went through `fold`: words and runs of Chinese, joined by single spaces, clauses parted by `|`. */
export function normalise(folded: string): string {
  const out: string[] = []
  for (const [token] of folded
    .toLowerCase()
    .replace(/['’‘`´]/g, '')
    .matchAll(TOKEN))
    out.push(...plain(token))
  return out
    .join(' ')
    .replace(/(?: ?\| ?)+/g, ' | ')
    .trim()
}

function plain(token: string): readonly string[] {
  if (HAN.test(token)) return [token.replace(HAN_BREAK, ' | ')]
  if (PUNCTUATION.test(token) || BREAK_WORDS.has(token)) return [BREAK]
  if (NUMBER.test(token)) return [numberMask(token)]
  if (MODEL.test(token)) return [MASKS.model]
  const measure = MEASURE.exec(token)
  if (measure) return [numberMask(measure[1] ?? ''), measure[2] ?? '']
  if (isCode(token)) return [MASKS.serial]
  return token.split('-')
}

function numberMask(token: string): string {
  if (ADDRESS.test(token)) return MASKS.address
  if (/^[0.,:]+$/.test(token)) return MASKS.zero
  return token.length >= SERIAL_LENGTH && !/[.,:]/.test(token) ? MASKS.serial : MASKS.number
}

function isCode(token: string): boolean {
  return token.length >= SERIAL_LENGTH && /\d/.test(token) && /^[a-z0-9-]+$/.test(token)
}

/** The clauses of a plain text, without empty ones. */
export function clauses(plainText: string): readonly string[] {
  return plainText
    .split(BREAK)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '')
}
