/** English words as they are compared: contractions opened, endings dropped, words of one meaning made one. Free of what they are compared with. */

/** No contraction is without one of these; looking once is cheaper than looking for each. */
const CONTRACTED = /'|nt\b|cannot|\bim\b|mine|\bas |\bin\b|hash ?rate|wi-fi/
const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:can't|cant|cannot)\b/g, 'can not'],
  [/\bwon'?t\b/g, 'do not'],
  [/\bain'?t\b/g, 'is not'],
  [/n't\b/g, ' not'],
  [/\b(do|does|did|is|was|are|were|has|have|had|could|would|should)nt\b/g, '$1 not'],
  [/\bi'?m\b/g, 'i am'],
  [/\b(it|that|there|he|she|what)'s\b/g, '$1 is'],
  [/\b(they|we|you)'re\b/g, '$1 are'],
  [/\bmine\b/g, 'my own'],
  [/\b(?:same )?as (?:before|ever|always)\b/g, 'same'],
  [/\b(?:logged|signed|got|let me) in\b/g, 'works'],
  [/\bhash ?rate\b/g, 'hash'],
  [/\bwi-fi\b/g, 'wifi'],
]

/** The first of each line stands for all of them; written as stems. */
const SAME_MEANING = [
  'turn spin rotat twirl',
  'zero 0 nil',
  'open load',
  'start boot',
  'good fine great perfect',
  'go goe gon went',
  'find found',
  'lost lose forget forgot forgotten',
  'aliv connect reconnect',
  'hash min mhs',
  'hot overheat heat',
  'under below',
  'restart reboot',
  'stay stabl remain',
  'back return',
  'test check try tri verify measur',
]
const MEANING: ReadonlyMap<string, string> = new Map(
  SAME_MEANING.flatMap((line) => {
    const [meaning = '', ...others] = line.split(' ')
    return others.map((other) => [other, meaning] as const)
  }),
)

const SHORTEST_WITH_ENDING = 4
const DOUBLED = /([bdfgmnprt])\1$/

/** The words of a folded, lower-case text, opened but whole. */
export function wordsIn(text: string): readonly string[] {
  const opened = CONTRACTED.test(text)
    ? CONTRACTIONS.reduce((all, [pattern, whole]) => all.replace(pattern, whole), text)
    : text
  return opened.match(/[a-z0-9]+/g) ?? []
}

/** A word without its ending, as its meaning: `spinning` and `turns` are `turn`, `0` is `zero`. */
export function stem(word: string): string {
  const bare = withoutEnding(word)
  return MEANING.get(bare) ?? bare
}

function withoutEnding(word: string): string {
  if (word.length < SHORTEST_WITH_ENDING) return word
  const single = word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
  const cut =
    /(?:ing|ed)$/.test(single) && single.length > SHORTEST_WITH_ENDING ? single.replace(/(?:ing|ed)$/, '') : single
  return (cut === single ? cut : cut.replace(DOUBLED, '$1')).replace(/e$/, '')
}
