/** What must not grow: the stored state along the form, and the cost of an answer with the talk's length and with the customer's orders. */
import type { Order } from '../../src/domain/order.ts'
import { measured } from './measure.ts'
import { bytes, table, us, verdict } from './report.ts'
import { drawn, said, stopAt, takeTurn, talk, talkByHeart, walks } from './talks.ts'

const STATE_TARGET_BYTES = 700
const MIDDLE: readonly string[] = ['name', 'phone', 'marks']
/** A cost that must not grow may differ by so much from one run to the next. */
const LEVEL = 1.25

const { state, answer } = stopAt('en', 'phone')

/** The stored bytes at each question from the first words to the order number. */
export function sizes(): void {
  const rows = (['en', 'zh'] as const).flatMap((lang) =>
    walks[lang].stops.map((stop) => ({ question: stop.question, lang, bytes: bytes(stop.state) })),
  )
  table(
    `Stored bytes at each question (at most ${STATE_TARGET_BYTES} in the form's middle)`,
    rows.map((row) => ({ ...row, '': MIDDLE.includes(row.question) ? verdict(row.bytes <= STATE_TARGET_BYTES) : '' })),
  )
}

/** A round that ends where it began: digressions, nonsense, one question back and forth again. */
const ROUND = [
  'how long is shipping?',
  'asdkjh qwe',
  '/help',
  '/back',
  'Ana Example',
  'your hours?',
  '/back',
  'Ana Example',
]

function after(turns: number): string {
  let now = state
  const whole = turns - (turns % ROUND.length)
  for (let turn = 0; turn < whole; turn += 1) now = takeTurn(talk, now, [said(ROUND[turn % ROUND.length] ?? '')]).state
  return now
}

export function lengths(): void {
  level(
    'After so many turns',
    [0, 10, 100, 1_000].map((turns) => ({ what: String(turns), state: after(turns), orders: [] })),
  )
}

function ordersOf(count: number): readonly Order[] {
  const [filed] = walks.en.orders
  if (filed === undefined) throw new Error('no order was filed')
  return Array.from({ length: count }, (_, place) => ({ ...filed, number: drawn(place) }))
}

function owning(orders: readonly Order[]): string {
  const owner = JSON.parse(state)
  owner.flow.context.orders = orders.map(({ number }) => number)
  return JSON.stringify(owner)
}

export function orders(): void {
  level(
    'With so many orders of one’s own',
    [0, 1, 10, 20].map((count) => ({ what: String(count), state: owning(ordersOf(count)), orders: ordersOf(count) })),
  )
}

interface Case {
  readonly what: string
  readonly state: string
  readonly orders: readonly Order[]
}

/** The same answer in each case; none may cost more than the first, but for noise. */
function level(title: string, cases: readonly Case[]): void {
  const costs = measured(
    cases.map((one) => ({ what: one.what, run: () => takeTurn(talkByHeart, one.state, [answer], one.orders) })),
  )
  const first = costs[0]?.bestCpu ?? Number.NaN
  table(
    `${title}: the phone number, in µs without triage (the best at most ${LEVEL} of the first)`,
    costs.map(({ what, cpu, bestCpu, p99 }, place) => ({
      '': what,
      'CPU median': us(cpu),
      'CPU best': us(bestCpu),
      'wall p99': us(p99),
      bytes: bytes(cases[place]?.state ?? ''),
      ' ': verdict(bestCpu <= first * LEVEL),
    })),
  )
}
