/** What a diagnosis tree is refused for, on small trees and on thousands of random ones walked to their ends. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { treeProblems, VERDICTS } from '../../src/domain/content/tree-check.ts'

/** `a: solved next cannot>staff` is the check `a` with three answers; the one before `>` is an id of its own. */
function treeOf(...lines: readonly string[]) {
  const checks = lines.map((line) => {
    const [id = '', answers = ''] = line.split(': ')
    const options = answers.split(' ').map((answer, index) => {
      const [own, to = own] = answer.split('>')
      // biome-ignore lint/suspicious/noThenProperty: the word of the tree's file; a string is never called as a promise.
      return { id: answer.includes('>') ? own : `o${index}`, ['then']: to }
    })
    return { id, options }
  })
  const used = checks.flatMap(({ options }) => options.map((option) => option['then']))
  const verdicts = Object.fromEntries(VERDICTS.filter((verdict) => used.includes(verdict)).map((key) => [key, {}]))
  return { checks, verdicts }
}

const told = (tree: unknown) => treeProblems(tree).map(({ path, message }) => `${path.join('.')}: ${message}`)

describe('a tree is right', () => {
  test.each([
    ['with one check', ['a: solved cannot>next']],
    ['going on to the order', ['a: next cannot>next', 'b: next cannot>next']],
    ['jumping over a check', ['a: c cannot>next', 'b: solved cannot>c', 'c: return cannot>staff']],
    ['asking again in a loop that can end', ['a: b cannot>next', 'b: solved a cannot>staff']],
    ['asking the same check again', ['a: a solved cannot>next']],
    ['handing over whatever is answered', ['a: staff staff cannot>staff']],
  ])('%s', (_, lines) => {
    expect(told(treeOf(...lines))).toEqual([])
  })
})

describe('a tree is refused', () => {
  test.each([
    [
      'for an unknown target',
      ['a: solved b2 cannot>next', 'b: staff cannot>next'],
      ['checks.0.options.1.then: b2 leads nowhere; allowed: next, solved, staff, return, a, b'],
    ],
    [
      'for a target that is no own word of the tree',
      ['a: __proto__ constructor cannot>next'],
      [
        'checks.0.options.0.then: __proto__ leads nowhere; allowed: next, solved, staff, return, a',
        'checks.0.options.1.then: constructor leads nowhere; allowed: next, solved, staff, return, a',
      ],
    ],
    [
      'for checks that nobody reaches, even when they reach each other',
      ['a: solved cannot>staff', 'b: c cannot>staff', 'c: b cannot>staff'],
      [
        'checks.1.id: no answer leads to this check',
        'checks.2.id: no answer leads to this check',
        'checks.1.id: a loop without an exit: the answers lead back here, and none of them ends it',
        'checks.2.id: a loop without an exit: the answers lead back here, and none of them ends it',
      ],
    ],
    [
      'for a loop that only "cannot" leaves',
      ['a: b b cannot>staff', 'b: a cannot>staff'],
      [
        'checks.0.id: a loop without an exit: the answers lead back here, and none of them ends it',
        'checks.1.id: a loop without an exit: the answers lead back here, and none of them ends it',
      ],
    ],
    [
      'for a loop in which who can do nothing goes round',
      ['a: solved cannot>b', 'b: solved cannot>a'],
      [
        'checks.0.id: a loop without an exit: the answers lead back here, and none of them ends it',
        'checks.1.id: a loop without an exit: the answers lead back here, and none of them ends it',
      ],
    ],
    [
      'for no way out',
      ['a: solved next', 'b: staff cannot>next'],
      ['checks.0.options: needs an answer with the id cannot, for who cannot do this check'],
    ],
    [
      'for taking "cannot" as a finding',
      ['a: solved cannot>return'],
      ['checks.0.options.1.then: who cannot do a check knows nothing yet: not return'],
    ],
    [
      'for an id that stands twice',
      ['a: next x>solved x>next cannot>next', 'a: solved cannot>next'],
      ['checks.1.id: this id stands twice in the list', 'checks.0.options.2.id: this id stands twice in the list'],
    ],
    [
      'for a check called like a verdict',
      ['staff: solved cannot>staff'],
      ["checks.0.id: must not be staff: an answer's then uses it"],
    ],
  ])('%s', (_, lines, expected) => {
    expect(told(treeOf(...lines))).toEqual(expected)
  })

  test('for a verdict without its text, and for a text that no answer leads to', () => {
    const tree = { ...treeOf('a: solved cannot>staff'), verdicts: { solved: {}, return: {} } }
    expect(told(tree)).toEqual([
      'verdicts.staff: needs its text, as an answer leads to it',
      'verdicts.return: no answer leads to return',
    ])
  })
})

test('whatever stands in the file, the check answers', () => {
  const part = fc.anything()
  const broken = fc.record({ checks: fc.array(fc.record({ id: part, options: fc.array(fc.record({ id: part })) })) })
  fc.assert(fc.property(fc.oneof(part, fc.jsonValue(), broken), (tree) => Array.isArray(treeProblems(tree))))
})

const IDS = ['a', 'b', 'c', 'd']
const target = fc.constantFrom('next', 'staff', 'return', 'solved', ...IDS)
const randomTree = fc
  .array(fc.tuple(fc.array(target, { minLength: 1, maxLength: 3 }), fc.constantFrom('next', 'staff', ...IDS)), {
    minLength: 1,
    maxLength: IDS.length,
  })
  .map((steps) => steps.map(([answers, out], index) => `${IDS[index]}: ${answers.join(' ')} cannot>${out}`))

/** How a person gets on: each step the set of places they can be in, until an end is among them. */
function reachesEnd(lines: readonly string[], start: number, pick: (answer: string) => boolean): boolean {
  let places = new Set([start])
  for (let round = 0; round <= lines.length * 2; round += 1) {
    const further = new Set<number>()
    for (const place of places) {
      const answers = (lines[place] ?? '').split(': ')[1]?.split(' ').filter(pick) ?? []
      for (const answer of answers) {
        const to = answer.replace('cannot>', '')
        if (['staff', 'return', 'solved'].includes(to) || (to === 'next' && place === lines.length - 1)) return true
        further.add(to === 'next' ? place + 1 : IDS.indexOf(to))
      }
    }
    places = further
  }
  return false
}

test('a tree without a problem lets everybody out: who does the checks, and who can do none', () => {
  let right = 0
  let trapped = 0
  fc.assert(
    fc.property(randomTree, (lines) => {
      const isUnknown = lines.some((line) => IDS.slice(lines.length).some((id) => line.split(/[ >]/).includes(id)))
      fc.pre(!isUnknown)
      const problems = told(treeOf(...lines))
      const free = lines.every(
        (_, start) =>
          reachesEnd(lines, start, (answer) => !answer.startsWith('cannot')) &&
          reachesEnd(lines, start, (answer) => answer.startsWith('cannot')),
      )
      if (free) right += 1
      else trapped += 1
      expect(problems.some((problem) => problem.includes('a loop without an exit'))).toBe(!free)
    }),
    { numRuns: 2_000, seed: 3 },
  )
  expect(Math.min(right, trapped)).toBeGreaterThan(100)
})
