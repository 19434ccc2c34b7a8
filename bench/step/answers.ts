/** What an answer costs at each question of the form, with the reading of words and without. */
import type { StepEvent } from '../../src/flows/types.ts'
import { type Cost, measured } from './measure.ts'
import { table, us, verdict } from './report.ts'
import { type Stop, said, stopAt, takeTurn, talk, talkByHeart } from './talks.ts'

const TARGET_US = 60

interface Answer {
  readonly what: string
  readonly state: string
  readonly event: StepEvent
  /** Held to the target of a form answer. */
  readonly form: boolean
}

const answering = (what: string, { state, answer }: Stop, form = true): Answer => ({ what, state, event: answer, form })
const beside = (what: string, { state }: Stop, text: string): Answer => ({
  what,
  state,
  event: said(text),
  form: false,
})

const ANSWERS: readonly Answer[] = [
  answering('danger: no', stopAt('en', 'danger')),
  answering('serial number', stopAt('en', 'serial')),
  answering('check, a tap', stopAt('en', 'check.')),
  answering('name', stopAt('en', 'name')),
  answering('name, Chinese', stopAt('zh', 'name')),
  answering('phone', stopAt('en', 'phone')),
  answering('order filed', stopAt('en', 'terms'), false),
  beside('a question beside it', stopAt('en', 'name'), 'how long is shipping?'),
  beside('nonsense', stopAt('en', 'phone'), 'asdkjh qwe'),
]

export function answers(): void {
  const costs = measured(
    ANSWERS.flatMap(({ what, state, event }) => [
      { what, run: () => takeTurn(talk, state, [event]) },
      { what, run: () => takeTurn(talkByHeart, state, [event]) },
    ]),
  )
  table(
    `CPU of a turn in µs (a form answer: at most ${TARGET_US} µs at the median)`,
    ANSWERS.map(({ what, form }, place) => {
      const [whole, byHeart] = costs.slice(2 * place) as [Cost, Cost]
      return {
        answer: what,
        'CPU median': us(whole.cpu),
        'CPU best': us(whole.bestCpu),
        'without triage': us(byHeart.cpu),
        best: us(byHeart.bestCpu),
        'wall median': us(whole.median),
        'wall p99': us(whole.p99),
        '': form ? verdict(whole.cpu <= TARGET_US) : '',
      }
    }),
  )
}
