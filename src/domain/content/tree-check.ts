/** What can be wrong with a diagnosis tree as a whole: a way that leads nowhere, a check nobody reaches, a loop, no way out. */
import { repeated } from './policy.ts'

/** Where a tree can end. `return` is only ever proposed: staff decide (P4). */
export const VERDICTS = ['solved', 'staff', 'return'] as const
export type Verdict = (typeof VERDICTS)[number]
/** Where the tree of a place can end. `machine`: one machine is left, and its own checks go on. */
export const SITE_VERDICTS = ['solved', 'staff', 'machine'] as const
export type End = Verdict | (typeof SITE_VERDICTS)[number]
type Ends = readonly string[]

/** The answer that every check must offer: for who cannot do it, or does not want to. */
const WAY_OUT = 'cannot'
/** Leads to the check below in the file; after the last one, to the order. */
export const NEXT = 'next'

interface TreeProblem {
  readonly path: readonly (string | number)[]
  readonly message: string
}

interface Answer {
  readonly id: string
  readonly to: string
}

interface Step {
  readonly id: string
  readonly answers: readonly Answer[]
}

/**
 * Reads what it can of a tree that may be incomplete; what is not there at all is for the schema to tell. `ends` are its verdicts. Never
 * throws.
 */
export function treeProblems(tree: unknown, ends: Ends = VERDICTS): readonly TreeProblem[] {
  const written = listIn(tree, 'checks')
  const steps = written.map(stepOf)
  const whole = steps.length > 0 && written.every(isWhole)
  return [
    ...idProblems(steps, ends),
    ...targetProblems(steps, ends),
    ...startProblems(tree, steps),
    ...(whole
      ? [...reachProblems(steps, startsOf(tree)), ...loopProblems(steps, ends), ...verdictProblems(steps, tree, ends)]
      : []),
  ]
}

function idProblems(steps: readonly Step[], ends: Ends): readonly TreeProblem[] {
  const stepIds = steps.map(({ id }) => id)
  return [
    ...repeatedIds(stepIds, ['checks']),
    ...steps.flatMap(({ id, answers }, index) => [
      ...(isTaken(id, ends)
        ? [{ path: ['checks', index, 'id'], message: `must not be ${id}: an answer's then uses it` }]
        : []),
      ...repeatedIds(
        answers.map((answer) => answer.id),
        ['checks', index, 'options'],
      ),
    ]),
  ]
}

const isTaken = (id: string, ends: Ends): boolean => id === NEXT || ends.includes(id)

const repeatedIds = (ids: readonly string[], path: readonly (string | number)[]): readonly TreeProblem[] =>
  repeated(ids)
    .filter((index) => ids[index] !== '')
    .map((index) => ({ path: [...path, index, 'id'], message: 'this id stands twice in the list' }))

function targetProblems(steps: readonly Step[], ends: Ends): readonly TreeProblem[] {
  const ids = steps.map(({ id }) => id)
  const allowed = [NEXT, ...ends, ...ids].join(', ')
  return steps.flatMap(({ answers }, index) => {
    const path = ['checks', index, 'options'] as const
    const unknown = answers.flatMap(({ to }, at) =>
      to === '' || isTaken(to, ends) || ids.includes(to)
        ? []
        : [{ path: [...path, at, 'then'], message: `${to} leads nowhere; allowed: ${allowed}` }],
    )
    const out = answers.findIndex(({ id }) => id === WAY_OUT)
    if (out === -1) {
      return [...unknown, { path, message: `needs an answer with the id ${WAY_OUT}, for who cannot do this check` }]
    }
    const to = answers[out]?.to
    return to === 'solved' || to === 'return'
      ? [...unknown, { path: [...path, out, 'then'], message: `who cannot do a check knows nothing yet: not ${to}` }]
      : unknown
  })
}

/** Checks that the tree of a place begins with for some symptoms. */
function startsOf(tree: unknown): readonly (readonly [string, string])[] {
  const starts = partOf(tree, 'starts')
  if (typeof starts !== 'object' || starts === null) return []
  return Object.entries(starts).flatMap(([symptom, id]) => (typeof id === 'string' ? [[symptom, id] as const] : []))
}

function startProblems(tree: unknown, steps: readonly Step[]): readonly TreeProblem[] {
  const unknown = startsOf(tree).filter(([, start]) => !steps.some(({ id }) => id === start))
  return unknown.map(([symptom, id]) => ({ path: ['starts', symptom], message: `no check is called ${id}` }))
}

function reachProblems(steps: readonly Step[], starts: ReturnType<typeof startsOf>): readonly TreeProblem[] {
  const first = starts.map(([, start]) => steps.findIndex(({ id }) => id === start)).filter((index) => index >= 0)
  const reached = closure([0, ...first], (index) => targetsOf(steps, index))
  return steps.flatMap((_, index) =>
    reached.has(index) ? [] : [{ path: ['checks', index, 'id'], message: 'no answer leads to this check' }],
  )
}

/** A loop needs a way out for who does the checks, and for who can do none of them. */
function loopProblems(steps: readonly Step[], verdicts: Ends): readonly TreeProblem[] {
  const done = (answer: Answer) => answer.id !== WAY_OUT
  const given = (answer: Answer) => answer.id === WAY_OUT
  return steps.flatMap((_, index) => {
    const trapped = isTrap(steps, verdicts, index, done) || isTrap(steps, verdicts, index, given)
    const message = 'a loop without an exit: the answers lead back here, and none of them ends it'
    return trapped ? [{ path: ['checks', index, 'id'], message }] : []
  })
}

/** The step comes round to itself, and from nowhere on the way does one of these answers lead to an end. */
function isTrap(steps: readonly Step[], verdicts: Ends, index: number, counts: (answer: Answer) => boolean): boolean {
  const on = (from: number) => targetsOf(steps, from, counts)
  const round = closure(on(index), on)
  const ends = (at: number) =>
    (steps[at]?.answers ?? []).some((answer) => counts(answer) && endsTree(steps, verdicts, at, answer))
  return round.has(index) && ![...round].some(ends)
}

function verdictProblems(steps: readonly Step[], tree: unknown, ends: Ends): readonly TreeProblem[] {
  const texts = partOf(tree, 'verdicts')
  const used = new Set(steps.flatMap(({ answers }) => answers.map(({ to }) => to)))
  return ends.flatMap((verdict) => {
    const written = partOf(texts, verdict) !== undefined
    if (written === used.has(verdict)) return []
    const path = ['verdicts', verdict]
    return [{ path, message: written ? `no answer leads to ${verdict}` : 'needs its text, as an answer leads to it' }]
  })
}

function targetsOf(steps: readonly Step[], from: number, counts: (answer: Answer) => boolean = () => true): number[] {
  return (steps[from]?.answers ?? [])
    .filter(counts)
    .map(({ to }) => (to === NEXT ? from + 1 : steps.findIndex(({ id }) => id === to)))
    .filter((index) => index >= 0 && index < steps.length)
}

const endsTree = (steps: readonly Step[], ends: Ends, from: number, { to }: Answer): boolean =>
  ends.includes(to) || (to === NEXT && from === steps.length - 1)

function closure(start: readonly number[], on: (index: number) => readonly number[]): ReadonlySet<number> {
  const reached = new Set(start)
  for (const index of reached) for (const to of on(index)) reached.add(to)
  return reached
}

/** A word that ends a tree, a symptom's or a place's. No check is called so. */
export const isEnd = (word: string): word is End => [...VERDICTS, ...SITE_VERDICTS].some((end) => end === word)

function stepOf(written: unknown): Step {
  const answers = listIn(written, 'options').map((answer) => ({
    id: textIn(answer, 'id'),
    to: textIn(answer, 'then'),
  }))
  return { id: textIn(written, 'id'), answers }
}

/** Whether the whole way through can be judged: every id and every `then` is there. */
function isWhole(written: unknown): boolean {
  const { id, answers } = stepOf(written)
  return id !== '' && answers.length > 0 && answers.every((answer) => answer.id !== '' && answer.to !== '')
}

function partOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined
}

function listIn(value: unknown, key: string): readonly unknown[] {
  const list = partOf(value, key)
  return Array.isArray(list) ? list : []
}

function textIn(value: unknown, key: string): string {
  const text = partOf(value, key)
  return typeof text === 'string' ? text : ''
}
