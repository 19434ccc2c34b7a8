/**
 * Says whether a message tells of danger or of an intruder, by the words of `content/triage.yaml`; "no smoke" tells of none.
 *
 * A word may end in `*` (`smok*` finds smoke, smoking); `a + b` wants both within one clause. When unsure, the answer is yes: a needless
 * safety question costs less than a fire.
 */
import type { TriageContent } from '../triage-content.ts'
import { createLexicon, type Hit, type Lexicon } from './lexicon.ts'
import { clauses } from './normal.ts'

/** Whether a text says that the thing is there, says that it is not, or says nothing of it. */
export type Said = 'there' | 'denied' | 'nothing'
export type Flag = (plainText: string) => Said

type WordList = TriageContent['danger']
type Denials = TriageContent['denials']

/** Builds a flag from a word list. */
export function createFlag(list: WordList, denials: Denials): Flag {
  const rules = [...list.words.en, ...list.words.zh].map((rule) => rule.split('+').map((part) => part.trim()))
  const lexicon = createLexicon([
    ...rules.flatMap((parts, rule) => parts.map((part, index) => [`${rule}.${index}`, [part]] as const)),
    ['except', [...list.except.en, ...list.except.zh]],
  ])
  const denial = createDenial(denials)
  return (text) => {
    let last: Said = 'nothing'
    let overall: Said = 'nothing'
    for (const clause of clauses(text)) {
      last = saidIn(clause, lexicon, rules, denial, last === 'denied')
      if (last === 'there') return 'there'
      if (last === 'denied') overall = 'denied'
    }
    return overall
  }
}

function saidIn(
  clause: string,
  lexicon: Lexicon,
  rules: readonly (readonly string[])[],
  denial: Denial,
  carried: boolean,
): Said {
  const all = lexicon(clause)
  if (all.length === 0) return 'nothing'
  const excepted = all.filter((hit) => hit.name === 'except')
  const hits = all.filter((hit) => hit.name !== 'except' && !excepted.some((other) => covers(other, hit)))
  const firing = new Set(rules.flatMap((parts, rule) => (firesIn(parts, rule, hits) ? [`${rule}.0`] : [])))
  const heads = hits.filter((hit) => firing.has(hit.name))
  if (heads.length === 0) return 'nothing'
  return denial(clause, heads, carried) ? 'denied' : 'there'
}

const covers = (outer: Hit, inner: Hit): boolean => outer.start <= inner.start && outer.end >= inner.end

const firesIn = (parts: readonly string[], rule: number, hits: readonly Hit[]): boolean =>
  parts.every((_, index) => hits.some((hit) => hit.name === `${rule}.${index}`))

/** Whether every hit in a clause is denied; `carried` when the clause before was, as in "no smoke, sparks or smell". */
type Denial = (clause: string, hits: readonly Hit[], carried: boolean) => boolean

function createDenial(denials: Denials): Denial {
  const denying = createLexicon([['no', [...denials.words.en, ...denials.words.zh]]])
  const between = createLexicon([['between', [...denials.between.en, ...denials.between.zh]]])
  return (clause, hits, carried) => {
    const ends = denying(clause).map((hit) => hit.end)
    if (carried && isListed(clause, hits)) ends.push(0)
    if (ends.length === 0) return false
    return [...hits]
      .sort((a, b) => a.start - b.start)
      .every((hit) => {
        const denied = ends.some((end) => end <= hit.start && isFilled(clause, end, hit.start, between))
        const after = denying(clause).some(
          (no) => no.start >= hit.end && no.end === clause.length && gap(clause, hit.end, no.start) === '',
        )
        if (denied || after) ends.push(hit.end)
        return denied || after
      })
  }
}

/** A list goes on with the bare word: "no smoke, or sparks", not "no smoke, there are sparks". */
const LISTED = /^(?:or|nor|any|或者?|和|也)?(?: any)?$/
const isListed = (clause: string, hits: readonly Hit[]): boolean =>
  LISTED.test(gap(clause, 0, Math.min(...hits.map((hit) => hit.start))))

const gap = (clause: string, start: number, end: number): string => clause.slice(start, end).trim()

/** Whether only small words stand between a denial and what it denies. */
function isFilled(clause: string, start: number, end: number, between: Lexicon): boolean {
  const text = gap(clause, start, end)
  const hits = between(text)
  let at = 0
  while (at < text.length) {
    if (text[at] === ' ') at++
    else {
      const next = hits.reduce((furthest, hit) => (hit.start === at ? Math.max(furthest, hit.end) : furthest), at)
      if (next === at) return false
      at = next
    }
  }
  return true
}
