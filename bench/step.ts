/**
 * What one step of a conversation costs, beside what it must cost: `npm run bench:step`. A turn here is JSON in, its texts, JSON out. Exit
 * code 1 when a figure is missed.
 */
import { createActor } from 'xstate'
import type { Order } from '../src/domain/order.ts'
import type { StepEvent } from '../src/flows/types.ts'
import { bestMs, type Cost, measured, type Work } from './step/measure.ts'
import { draw, drawn, move, type Stop, said, takeTurn, talk, talkByHeart, walk } from './step/talks.ts'

const TURN_TARGET_US = 60
const STATE_TARGET_BYTES = 700
const HOSTILE_TARGET_MS = 50
/** A cost that must not grow may differ by so much from one run to the next. */
const LEVEL = 1.25

let missed = 0
const verdict = (reached: boolean): string => {
  if (!reached) missed += 1
  return reached ? '' : 'MISSED'
}

type Row = Readonly<Record<string, string | number>>
function table(title: string, rows: readonly Row[]): void {
  const columns = Object.keys(rows[0] ?? {})
  const widths = columns.map((name) => Math.max(name.length, ...rows.map((row) => String(row[name]).length)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, place) => (place === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[place] ?? 0)))
      .join('  ')
  console.log(`\n${title}\n${line(columns)}`)
  for (const row of rows) console.log(line(columns.map((name) => String(row[name]))).trimEnd())
}

const us = (figure: number): string => figure.toFixed(figure < 10 ? 1 : 0)
const bytes = (text: string): number => Buffer.byteLength(text)

const walks = { en: walk('en'), zh: walk('zh') }
const stopAt = (lang: 'en' | 'zh', question: string): Stop => {
  const stop = walks[lang].stops.find((one) => one.question.startsWith(question))
  if (stop === undefined) throw new Error(`the ${lang} walk never meets the question ${question}`)
  return stop
}

// --- Answers -------------------------------------------------------------------------------------------------------------------

interface Answer {
  readonly what: string
  readonly state: string
  readonly event: StepEvent
  /** Held to the target of a form answer. */
  readonly form: boolean
}

const answering = (what: string, { state, answer }: Stop, form = true): Answer => ({ what, state, event: answer, form })
const answers: readonly Answer[] = [
  answering('danger: no', stopAt('en', 'danger')),
  answering('serial number', stopAt('en', 'serial')),
  answering('check, a tap', stopAt('en', 'check.')),
  answering('name', stopAt('en', 'name')),
  answering('name, Chinese', stopAt('zh', 'name')),
  answering('phone', stopAt('en', 'phone')),
  answering('order filed', stopAt('en', 'recap'), false),
  {
    what: 'a question beside it',
    state: stopAt('en', 'name').state,
    event: said('how long is shipping?'),
    form: false,
  },
  { what: 'nonsense', state: stopAt('en', 'phone').state, event: said('asdkjh qwe'), form: false },
]

const turnOf =
  (desk: typeof talk, { state, event }: Answer) =>
  () =>
    takeTurn(desk, state, [event])
const costs = measured(
  answers.flatMap((answer) => [
    { what: answer.what, run: turnOf(talk, answer) },
    { what: answer.what, run: turnOf(talkByHeart, answer) },
  ]),
)
table(
  `CPU of a turn in µs (a form answer: at most ${TURN_TARGET_US} µs at the median)`,
  answers.map(({ what, form }, place) => {
    const [whole, byHeart] = costs.slice(2 * place) as [Cost, Cost]
    return {
      answer: what,
      'CPU median': us(whole.cpu),
      'CPU best': us(whole.bestCpu),
      'without triage': us(byHeart.cpu),
      'wall median': us(whole.median),
      'wall p99': us(whole.p99),
      '': form ? verdict(whole.cpu <= TURN_TARGET_US) : '',
    }
  }),
)

// --- Beside what else could do it ----------------------------------------------------------------------------------------------

const named = stopAt('en', 'name')
const nameSaid = {
  type: 'customer.said',
  text: 'Ana Example',
  facts: { symptom: null, model: null, serial: null, danger: false, fault: false },
  at: named.answer.at,
  draw,
  orders: [],
} as const
const persisted = JSON.stringify({
  status: 'active',
  ...JSON.parse(unpacked(named.state)),
  children: {},
  historyValue: {},
})

/** The whole conversation's part, as a persisted snapshot has it. */
function unpacked(state: string): string {
  const read = talk.unpack(state)
  if (!read.ok) throw new Error(read.reason)
  const { value, context } = read.stored.flow
  return JSON.stringify({ value, context })
}

function pureMachine(): string {
  const read = talk.unpack(named.state)
  if (!read.ok) throw new Error(read.reason)
  const { part } = move(talk.machines.flow, read.stored.flow, nameSaid, read.stored.generation)
  return JSON.stringify({ ...read.stored, flow: part })
}

function liveActor(): string {
  const actor = createActor(talk.machines.flow, { snapshot: JSON.parse(persisted) }).start()
  actor.send(nameSaid as never)
  const after = JSON.stringify(actor.getPersistedSnapshot())
  actor.stop()
  return after
}

const sides = measured([
  { what: 'JSON.parse and JSON.stringify of the state', run: () => JSON.stringify(JSON.parse(named.state)) },
  { what: 'the conversation’s machine, JSON in and out', run: pureMachine },
  { what: 'a live XState actor, restored and persisted (loses its timers)', run: liveActor },
  { what: 'the whole turn without triage', run: () => takeTurn(talkByHeart, named.state, [named.answer]) },
  { what: 'the whole turn', run: () => takeTurn(talk, named.state, [named.answer]) },
])
table(
  'The same answer (a name), in µs',
  sides.map(({ what, cpu, bestCpu, p99 }) => ({
    '': what,
    'CPU median': us(cpu),
    'CPU best': us(bestCpu),
    'wall p99': us(p99),
  })),
)

// --- Size ----------------------------------------------------------------------------------------------------------------------

const sized = (lang: 'en' | 'zh') =>
  walks[lang].stops.map(({ question, state }) => ({ lang, question, bytes: bytes(state) }))
table(
  `Stored bytes at each question (at most ${STATE_TARGET_BYTES} in the form)`,
  [...sized('en'), ...sized('zh')].map((row) => ({ ...row, '': verdict(row.bytes <= STATE_TARGET_BYTES) })),
)

// --- Growth --------------------------------------------------------------------------------------------------------------------

/** The same question after so many turns beside it. */
function after(turns: number): string {
  const beside = [
    'how long is shipping?',
    'asdkjh qwe',
    '/help',
    '/back',
    'Ana Example',
    'what are your hours?',
    '/back',
    'Ana Example',
  ]
  let { state } = stopAt('en', 'phone')
  for (let turn = 0; turn < turns; turn += 1)
    ({ state } = takeTurn(talk, state, [said(beside[turn % beside.length] ?? '')]))
  return state
}

const phoneSaid = stopAt('en', 'phone').answer
const lengths = [0, 10, 100, 1_000].map((turns) => ({ turns, state: after(turns - (turns % 8)) }))
growth(
  'After so many turns',
  lengths.map(({ turns, state }) => ({ what: String(turns), state, orders: [] })),
)

const [filed] = walks.en.orders
if (filed === undefined) throw new Error('no order was filed')
const ordersOf = (count: number): readonly Order[] =>
  Array.from({ length: count }, (_, place) => ({ ...filed, number: drawn(place) }))
function owning(orders: readonly Order[]): string {
  const state = JSON.parse(stopAt('en', 'phone').state)
  state.flow.context.orders = orders.map(({ number }) => number)
  return JSON.stringify(state)
}
growth(
  'With so many orders of one’s own',
  [0, 1, 10, 20].map((count) => ({ what: String(count), state: owning(ordersOf(count)), orders: ordersOf(count) })),
)

/** The same answer under each circumstance: what is first must cost no less than the last, but for noise. */
function growth(
  title: string,
  cases: readonly { readonly what: string; readonly state: string; readonly orders: readonly Order[] }[],
): void {
  const works = cases.map(
    ({ what, state, orders }): Work => ({ what, run: () => takeTurn(talkByHeart, state, [phoneSaid], orders) }),
  )
  const grown = measured(works)
  const first = grown[0]?.bestCpu ?? Number.NaN
  table(
    `${title}: the phone number, in µs without triage (the best at most ${LEVEL} of the first)`,
    grown.map(({ what, cpu, bestCpu, p99 }, place) => ({
      '': what,
      'CPU median': us(cpu),
      'CPU best': us(bestCpu),
      'wall p99': us(p99),
      bytes: bytes(cases[place]?.state ?? ''),
      ' ': verdict(bestCpu <= first * LEVEL),
    })),
  )
}

// --- Hostile words -------------------------------------------------------------------------------------------------------------

const HOSTILE: readonly (readonly [string, string])[] = [
  ['4,096 × U+FDFA', '\uFDFA'.repeat(4_096)],
  ['a megabyte of letters', 'a'.repeat(1_000_000)],
  ['a megabyte of digits apart', '1 '.repeat(500_000)],
  ['a megabyte of Chinese', '省市区县三天前上周'.repeat(37_000)],
  ['nested JSON', '{"a":'.repeat(20_000)],
]
table(
  `Hostile words, the best of five in ms (at most ${HOSTILE_TARGET_MS} ms)`,
  HOSTILE.map(([what, text]) => {
    const ms = Math.max(...walks.en.stops.map(({ state }) => bestMs(() => takeTurn(talk, state, [said(text)]))))
    return { 'at its slowest question': what, ms: ms.toFixed(1), '': verdict(ms <= HOSTILE_TARGET_MS) }
  }),
)

console.log(missed === 0 ? '\nAll reached.' : `\n${missed} missed.`)
process.exitCode = missed === 0 ? 0 : 1
