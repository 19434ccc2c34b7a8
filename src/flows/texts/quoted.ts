/** A customer's own words, as they are read back: in quotation marks, and not all of them when they are many. */
const LONGEST = 140

export const quoted = (words: string): string =>
  `“${words.length > LONGEST ? `${words.slice(0, LONGEST).trimEnd()}…` : words}”`
