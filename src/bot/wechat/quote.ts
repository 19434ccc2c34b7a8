/** WeChat hands a reply on as one text, the quoted message first. This finds what the customer wrote themself. */

const OPENING = '「'
/** The closing bracket, then a line of spaced dashes. The number of dashes differs between puppets. */
const DIVIDER = /」\r?\n(?:- ?){5,}\r?\n/

/** The customer's own words of `「name：quoted」`, a line of dashes, `words`. A text of any other form is returned as it is. */
export function stripQuote(text: string): string {
  const divider = text.startsWith(OPENING) ? DIVIDER.exec(text) : null
  if (divider === null) return text
  const own = text.slice(divider.index + divider[0].length)
  return own.trim() === '' ? text : own
}
