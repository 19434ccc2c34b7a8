/** Two whole talks, from a fault in free words to an order number, as what the customer does at each question. */
import type { Person } from '../../support/bot-api/people.ts'
import type { BotMessage } from '../../support/bot-api/types.ts'
import type { Stage } from './stage.ts'
import { answerTo, questionOf } from './stage.ts'

/** Answers by buttons where there are any, or always by typing. */
export type Manner = 'taps' | 'types'

/** `at` is the question that is open; null where it has no buttons. `offer` is a button's data, `types` what is typed instead. */
export interface Move {
  readonly at: string | null
  readonly offer?: string
  readonly types: string
}

export const ENGLISH: readonly Move[] = [
  { at: null, types: 'my X16-Q shows zero hashrate since last night' },
  { at: 'danger', offer: 'danger:no', types: 'No' },
  { at: 'serial', types: 'JX0000000012' },
  { at: 'changed', offer: 'changed:nothing', types: 'nothing' },
  { at: 'count', offer: 'count:one', types: 'only this one' },
  { at: 'check.coin_pool', offer: 'check.coin_pool:all_right', types: '2' },
  { at: 'check.restart_once', offer: 'check.restart_once:cannot', types: '4' },
  { at: 'offer', offer: 'offer:draft', types: 'yes' },
  { at: 'name', offer: 'name:use_display_name', types: 'Ana Example' },
  { at: null, types: '+1 202 555 0143' },
  { at: 'marks', offer: 'marks:none', types: 'none of that' },
  { at: 'recap', offer: 'recap:submit', types: 'yes' },
  { at: 'terms', offer: 'terms:agree', types: 'I agree' },
]

export const CHINESE: readonly Move[] = [
  { at: null, types: '我的X16-Q从昨天晚上开始没有算力了' },
  { at: 'danger', offer: 'danger:no', types: '没有' },
  { at: 'serial', types: 'ＪＸ００００００００１３' },
  { at: 'changed', offer: 'changed:nothing', types: '没有变动' },
  { at: 'count', offer: 'count:one', types: '就这一台' },
  { at: 'check.coin_pool', offer: 'check.coin_pool:all_right', types: '２' },
  { at: 'check.restart_once', offer: 'check.restart_once:cannot', types: '4。' },
  { at: 'offer', offer: 'offer:draft', types: '好的' },
  { at: 'name', offer: 'name:use_display_name', types: '李伟' },
  { at: null, types: '１３８ ００１３ ８０００' },
  { at: 'marks', offer: 'marks:none', types: '都没有' },
  { at: 'recap', offer: 'recap:submit', types: '提交' },
  { at: 'terms', offer: 'terms:agree', types: '同意' },
]

/** The same talk about another machine: who tells a serial number that stands in an open order hears so. */
export const about = (serial: string, moves: readonly Move[]): readonly Move[] =>
  moves.map((move) => (move.at === 'serial' ? { ...move, types: serial } : move))

/** `open` is the message whose question is answered; null at the beginning. */
export function makeMove(person: Person, move: Move, manner: Manner, open: BotMessage | null) {
  const tap = manner === 'taps' ? move.offer : undefined
  return tap === undefined || open === null ? person.says(move.types) : person.taps(open, tap)
}

/** Plays moves against the desk, checking that each meets its question; answers the last message of the bot. */
export async function play(stage: Stage, person: Person, moves: readonly Move[], manner: Manner): Promise<BotMessage> {
  let open: BotMessage | null = null
  for (const move of moves) {
    if (open !== null && questionOf(open) !== move.at) {
      throw new Error(`the question is ${questionOf(open)}, not ${move.at}: ${open.text}`)
    }
    makeMove(person, move, manner, open)
    open = await answerTo(stage, person)
  }
  if (open === null) throw new Error('nothing was played')
  return open
}

/** The order number in a line of the bot. */
export function orderNumberIn(text: string): string {
  const number = /\b[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}\b/.exec(text)?.[0]
  if (number === undefined) throw new Error(`no order number in: ${text}`)
  return number
}
