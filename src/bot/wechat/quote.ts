/** WeChat hands a reply on as one text, the quoted message first. This tells apart what the customer wrote and what they quoted. */

const OPENING = '「'
/** The closing bracket, then a line of spaced dashes. The number of dashes differs between puppets. */
const DIVIDER = /」\r?\n(?:- ?){5,}\r?\n/

export interface Quoting {
  readonly text: string
  /** The words that are answered; null when none are. */
  readonly quote: string | null
}

/** The two halves of `「name：quoted」`, a line of dashes, `words`. A text of any other form is returned as it is. */
export function readQuote(text: string): Quoting {
  const divider = text.startsWith(OPENING) ? DIVIDER.exec(text) : null
  if (divider === null) return { text, quote: null }
  const own = text.slice(divider.index + divider[0].length)
  if (own.trim() === '') return { text, quote: null }
  const quoted = text.slice(OPENING.length, divider.index).replace(/^[^：:\n]{0,64}[：:]/, '')
  return { text: own, quote: quoted.trim() || null }
}
