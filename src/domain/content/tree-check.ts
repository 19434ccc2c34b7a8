/** What can be wrong with a diagnosis tree as a whole: a way that leads nowhere, a check nobody reaches, a loop, no way out. */
import { repeated } from './policy.ts'

/** Where a tree can end. `return` is only ever proposed: staff decide (P4). */
export const VERDICTS = ['solved', 'staff', 'return'] as const
export type Verdict = (typeof VERDICTS)[number]

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

/** Reads what it can of a tree that may be incomplete; what is not there at all is for the schema to tell. Never throws. */
export function treeProblems(tree: unknown): readonly TreeProblem[] {
  const written = listIn(tree, 'checks')
  const steps = written.map(stepOf)
  const whole = steps.length > 0 && written.every(isWhole)
  return [
    ...idProblems(steps),
    ...targetProblems(steps),
    ...(whole ? [...reachProblems(steps), ...loopProblems(steps), ...verdictProblems(steps, tree)] : []),
  ]
}

function idProblems(steps: readonly Step[]): readonly TreeProblem[] {
  const stepIds = steps.map(({ id }) => id)
  return [
    ...repeatedIds(stepIds, ['checks']),
    ...steps.flatMap(({ id, answers }, index) => [
      ...(isTaken(id)
        ? [{ path: ['checks', index, 'id'], message: `must not be ${id}: an answer's then uses it` }]
        : []),
      ...repeatedIds(
        answers.map((answer) => answer.id),
        ['checks', index, 'options'],
      ),
    ]),
  ]
}

const isTaken = (id: string): boolean => id === NEXT || isVerdict(id)

const repeatedIds = (ids: readonly string[], path: readonly (string | number)[]): readonly TreeProblem[] =>
  repeated(ids)
    .filter((index) => ids[index] !== '')
    .map((index) => ({ path: [...path, index, 'id'], message: 'this id stands twice in the list' }))

function targetProblems(steps: readonly Step[]): readonly TreeProblem[] {
  const ids = steps.map(({ id }) => id)
  const allowed = [NEXT, ...VERDICTS, ...ids].join(', ')
  return steps.flatMap(({ answers }, index) => {
    const path = ['checks', index, 'options'] as const
    const unknown = answers.flatMap(({ to }, at) =>
      to === '' || isTaken(to) || ids.includes(to)
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

function reachProblems(steps: readonly Step[]): readonly TreeProblem[] {
  const reached = closure([0], (index) => targetsOf(steps, index))
  return steps.flatMap((_, index) =>
    reached.has(index) ? [] : [{ path: ['checks', index, 'id'], message: 'no answer leads to this check' }],
  )
}

/** A loop needs a way out for who does the checks, and for who can do none of them. */
function loopProblems(steps: readonly Step[]): readonly TreeProblem[] {
  const done = (answer: Answer) => answer.id !== WAY_OUT
  const given = (answer: Answer) => answer.id === WAY_OUT
  return steps.flatMap((_, index) => {
    const trapped = isTrap(steps, index, done) || isTrap(steps, index, given)
    const message = 'a loop without an exit: the answers lead back here, and none of them ends it'
    return trapped ? [{ path: ['checks', index, 'id'], message }] : []
  })
}

/** The step comes round to itself, and from nowhere on the way does one of these answers lead to an end. */
function isTrap(steps: readonly Step[], index: number, counts: (answer: Answer) => boolean): boolean {
  const on = (from: number) => targetsOf(steps, from, counts)
  const round = closure(on(index), on)
  const ends = (at: number) =>
    (steps[at]?.answers ?? []).some((answer) => counts(answer) && endsTree(steps, at, answer))
  return round.has(index) && ![...round].some(ends)
}

function verdictProblems(steps: readonly Step[], tree: unknown): readonly TreeProblem[] {
  const texts = partOf(tree, 'verdicts')
  const used = new Set(steps.flatMap(({ answers }) => answers.map(({ to }) => to)))
  return VERDICTS.flatMap((verdict) => {
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

const endsTree = (steps: readonly Step[], from: number, { to }: Answer): boolean =>
  isVerdict(to) || (to === NEXT && from === steps.length - 1)

function closure(start: readonly number[], on: (index: number) => readonly number[]): ReadonlySet<number> {
  const reached = new Set(start)
  for (const index of reached) for (const to of on(index)) reached.add(to)
  return reached
}

export const isVerdict = (word: string): word is Verdict => VERDICTS.some((verdict) => verdict === word)

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
