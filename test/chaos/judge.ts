/** Reads the ledger after a run: which promises were broken, each with its place. What was asked and what was sent decide; nothing else. */
import { type Counting, postIn, saidIn } from './counting.ts'
import type { Disturbance } from './disturbances.ts'
import type { Ordering } from './ordering.ts'
import type { Chat, SentLine } from './platform.ts'

export const PROMISES = [
  'lost',
  'out of order',
  'duplicate state changes',
  'wrong orders',
  'duplicate sends beyond one per chat and disturbance',
  'timers not exactly once',
  'letters not exactly once',
  'left behind in Redis',
  'errors of ours in the log',
] as const
const NEAR_MS = 5_000

export type Promised = (typeof PROMISES)[number]

export type Problems = Readonly<Record<Promised, string[]>>

export const noProblems = (): Problems =>
  Object.fromEntries(PROMISES.map((promise) => [promise, []])) as unknown as Problems

/** The first time of each line, in the order sent. */
const firstTimes = ({ sent }: Chat): readonly SentLine[] =>
  sent.filter((line, place) => sent.findIndex(({ sequence }) => sequence === line.sequence) === place)

/**
 * Every chat: a customer's lines come in their lane's order without a gap, and one sequence is one line. In the staff group customers take
 * turns and a reaction gives way to the next: there each post is judged by itself.
 */
export function judgeLane(chat: Chat, problems: Problems): void {
  const { conversation, sent } = chat
  const lines = conversation.startsWith('staff:') ? [] : firstTimes(chat)
  for (const [place, { sequence }] of lines.entries()) {
    if (sequence === place + 1) continue
    const isLate = sequence <= place
    problems[isLate ? 'out of order' : 'lost'].push(`${conversation}: line ${sequence} where ${place + 1} was due`)
    break
  }
  for (const { sequence, line } of sent) {
    const first = sent.find((other) => other.sequence === sequence)
    if (first?.line.text === line.text) continue
    problems['duplicate state changes'].push(`${conversation}: line ${sequence} was said in two ways`)
  }
}

/** A line may come again once for each disturbance that met its sender between the two. Answers how many came again. */
export function judgeRepeats({ conversation, sent }: Chat, met: readonly Disturbance[], problems: Problems): number {
  const last = new Map<number, SentLine>()
  const used = new Set<Disturbance>()
  let repeats = 0
  for (const line of sent) {
    const before = last.get(line.sequence)
    last.set(line.sequence, line)
    if (before === undefined) continue
    repeats += 1
    const excuse = met.find((one) => !used.has(one) && excuses(one, before, line))
    if (excuse !== undefined) used.add(excuse)
    else {
      const where = `${conversation}: line ${line.sequence} again after ${Math.round(line.at - before.at)} ms`
      const who = `by ${before.by}, then by ${line.by}`
      problems['duplicate sends beyond one per chat and disturbance'].push(`${where}, ${who}; ${around(met, before)}`)
    }
  }
  return repeats
}

/** For people: what happened about then, in ms before (negative: after) the line was first sent. */
const around = (met: readonly Disturbance[], { at }: SentLine): string =>
  met
    .filter(({ from, to }) => from - NEAR_MS < at && at < to + NEAR_MS)
    .map(
      ({ kind, where, met: whom, from, to }) =>
        `${kind} ${where} of ${whom ?? 'all'} ${Math.round(at - from)}..${Math.round(at - to)}`,
    )
    .join(', ')

const excuses = ({ met, from, to }: Disturbance, before: SentLine, again: SentLine): boolean =>
  (met === null || met === before.by) && from <= again.at && to >= before.at

/** A counting customer: each message answered once and in order, each timer fired or called off, each answer of staff there once. */
export function judgeCounting({ conversation, asked, told }: Counting, chat: Chat, problems: Problems): void {
  const said = firstTimes(chat).flatMap((sent) => saidIn(sent) ?? [])
  const numbers = said.flatMap((one) => (one.kind === 'number' ? [one] : []))
  for (const { n } of asked) {
    if (!numbers.some((one) => one.n === n)) problems.lost.push(`${conversation}: message ${n} was not answered`)
  }
  for (const [place, { n, handled }] of numbers.entries()) {
    const before = numbers[place - 1]
    if (handled !== n || before?.n === n)
      problems['duplicate state changes'].push(`${conversation}: message ${n} was handled as number ${handled}`)
    else if (before !== undefined && n < before.n)
      problems['out of order'].push(`${conversation}: the answer to ${n} after that to ${before.n}`)
  }
  const cancelled = numbers.flatMap((one) => one.cancelled)
  const fired = said.flatMap((one) => (one.kind === 'timer' ? [one.id] : []))
  const armed = asked.flatMap((ask) => (ask.kind === 'timer' ? [ask.id] : []))
  onceEach(armed, [...fired, ...cancelled], (id, times) =>
    problems['timers not exactly once'].push(`${conversation}: ${id} fired or was called off ${times} times`),
  )
  const heard = said.flatMap((one) => (one.kind === 'staff' ? [one.text] : []))
  onceEach(told, heard, (text, times) =>
    problems['letters not exactly once'].push(`${conversation}: staff's “${text}” came ${times} times`),
  )
}

/** The staff room: each post of a customer once, each customer's in order. */
export function judgeStaffRoom(customers: readonly Counting[], room: Chat, problems: Problems): void {
  const posts = firstTimes(room).flatMap((sent) => postIn(sent) ?? [])
  for (const { conversation, asked } of customers) {
    const sent = asked.flatMap((ask) => (ask.kind === 'post' ? [ask.n] : []))
    const came = posts.filter(({ from }) => from === conversation).map(({ n }) => n)
    onceEach(sent, came, (n, times) =>
      problems['letters not exactly once'].push(`${conversation}: post ${n} came ${times} times`),
    )
    if (came.some((n, place) => n < (came[place - 1] ?? 0)))
      problems['out of order'].push(`${conversation}: posts came as ${came.join(', ')}`)
  }
}

const NUMBER = /\b[0-9A-Z]{3}(?:-[0-9A-Z]{3}){2}\b/g
const SERIAL = /\bJX\d{10}\b/g

/** What an ordering customer read, without what is each customer's own. */
export const readingOf = (chat: Chat): readonly string[] =>
  firstTimes(chat).map(({ line }) => line.text.replaceAll(NUMBER, '###').replaceAll(SERIAL, 'JX'))

/** An ordering customer reads what an undisturbed one read, and has the one order whose number they were told. */
export function judgeOrdering(
  { conversation, messages }: Ordering,
  chat: Chat,
  { undisturbed, filed }: { readonly undisturbed: readonly string[]; readonly filed: readonly string[] },
  problems: Problems,
): void {
  const reading = readingOf(chat)
  for (let place = 0; place < messages.length; place += 1) {
    const [came, due] = [reading[place], undisturbed[place]]
    if (came === due) continue
    const promise = came === undefined ? 'lost' : 'duplicate state changes'
    problems[promise].push(`${conversation}: line ${place + 1} is ${came ?? 'missing'}, not: ${due}`)
    break
  }
  const told = new Set(firstTimes(chat).flatMap(({ line }) => line.text.match(NUMBER) ?? []))
  const isOne = filed.length === 1 && told.size === 1 && told.has(withDashes(filed[0] ?? ''))
  if (!isOne) problems['wrong orders'].push(`${conversation}: told ${[...told]}, filed ${filed}`)
}

const withDashes = (number: string): string => number.replace(/^(...)(...)(...)$/, '$1-$2-$3')

function onceEach<T>(due: readonly T[], came: readonly T[], wrong: (one: T, times: number) => void): void {
  const times = new Map<T, number>(due.map((one) => [one, 0]))
  for (const one of came) times.set(one, (times.get(one) ?? 0) + 1)
  for (const [one, count] of times) if (count !== 1) wrong(one, count)
}
