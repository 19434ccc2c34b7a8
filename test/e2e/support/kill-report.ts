/** What became of talks under kills: each customer's reading beside that of an undisturbed talk, the order, and the figures as a table. */
import type { ConversationId } from '../../../src/ports.ts'
import type { Person } from '../../support/bot-api/people.ts'
import type { BotMessage } from '../../support/bot-api/types.ts'
import type { Stage } from './stage.ts'
import type { Manner, Move } from './walk.ts'

/**
 * `between`: all is answered and marked as sent, and the next words come while nothing runs. `pushed`: words are in, their answer may be on
 * its way. `sending`: the answers are being sent and have not arrived. `sent`: an answer has just arrived and may not be marked.
 */
export type Moment = 'between' | UnderWay
export const UNDER_WAY = ['pushed', 'sending', 'sent'] as const
export type UnderWay = (typeof UNDER_WAY)[number]
const MOMENTS: readonly Moment[] = ['between', ...UNDER_WAY]

/** One customer's side of a talk under kills. */
export interface Talk {
  readonly person: Person
  readonly moves: readonly Move[]
  readonly manner: Manner
  /** How many messages the customer had at each kill that may have come before a mark. */
  readonly hadAtKill: Set<number>
}

/** From a kill, and from the ready desk after it, until the customers whom it met at that moment have their answers. */
export interface Recovery {
  readonly moment: Moment
  readonly afterKillMs: number
  readonly afterReadyMs: number
}

interface TalkReport {
  readonly answers: number
  /** Answers of the undisturbed talk that did not come in their place, and what stood there. */
  readonly lost: readonly string[]
  /** Sent, not yet marked, and sent again after the kill. */
  readonly duplicates: number
  /** Sent twice although no kill could have come between send and mark. */
  readonly wrongDuplicates: readonly string[]
  /** The talk did not end in exactly the one order whose number the customer was told. */
  readonly wrongOrders: readonly string[]
}

export interface KillReport extends TalkReport {
  readonly kills: number
  readonly talks: number
  readonly recoveries: readonly Recovery[]
}

/** The bot's messages to a customer, immediate repeats left out. */
export const read = (stage: Stage, { person }: Talk): readonly BotMessage[] => {
  const sent = stage.api.sentTo(person.id)
  return sent.filter((message, index) => message.text !== sent[index - 1]?.text)
}

export async function judge(stage: Stage, talk: Talk, undisturbed: Talk | undefined): Promise<TalkReport> {
  const sent = stage.api.sentTo(talk.person.id)
  const texts = textsOf(stage, talk)
  const repeats = sent.flatMap(({ text }, index) => (text === sent[index - 1]?.text ? [index] : []))
  const wrong = repeats.filter((index) => !talk.hadAtKill.has(index))
  return {
    answers: texts.length,
    lost: differences(texts, undisturbed === undefined ? [] : textsOf(stage, undisturbed)),
    duplicates: repeats.length - wrong.length,
    wrongDuplicates: wrong.map((index) => sent[index]?.text ?? ''),
    wrongOrders: await orderProblems(stage, talk),
  }
}

export const sumOf = (reports: readonly TalkReport[]): Omit<KillReport, 'kills' | 'recoveries'> => ({
  talks: reports.length,
  answers: reports.reduce((sum, { answers }) => sum + answers, 0),
  lost: reports.flatMap(({ lost }) => lost),
  duplicates: reports.reduce((sum, { duplicates }) => sum + duplicates, 0),
  wrongDuplicates: reports.flatMap(({ wrongDuplicates }) => wrongDuplicates),
  wrongOrders: reports.flatMap(({ wrongOrders }) => wrongOrders),
})

const NUMBER = /\b[0-9A-Z]{3}(?:-[0-9A-Z]{3}){2}\b/g
const SERIAL = /JX\d{10}/g
const textsOf = (stage: Stage, talk: Talk) =>
  read(stage, talk).map(({ text }) => text.replaceAll(NUMBER, '###').replaceAll(SERIAL, 'JX#'))

function differences(texts: readonly string[], expected: readonly string[]): readonly string[] {
  const places = Array.from({ length: Math.max(texts.length, expected.length) }, (_, place) => place)
  return places
    .filter((place) => texts[place] !== expected[place])
    .map((place) => `answer ${place + 1}: ${texts[place] ?? 'none'}, not: ${expected[place] ?? 'none'}`)
}

async function orderProblems(stage: Stage, talk: Talk): Promise<readonly string[]> {
  const store = await stage.store()
  try {
    const filed = await store.ordersOf(`tg:${talk.person.id}` as ConversationId)
    const told = read(stage, talk).flatMap(({ text }) => text.match(NUMBER) ?? [])
    const isOne = filed.length === 1 && told.length === 1 && told[0]?.replaceAll('-', '') === filed[0]
    return isOne ? [] : [`told ${told.join(', ') || 'none'}, filed ${filed.join(', ') || 'none'}`]
  } finally {
    await store.close()
  }
}

/** The figures, one a line. */
export function tableOf(report: KillReport): readonly string[] {
  const row = (what: string, figure: string | number) => `${what.padEnd(46)}  ${figure}`
  return [
    row('kills', report.kills),
    row('talks', report.talks),
    row('answers', report.answers),
    row('lost, out of order or different', report.lost.length),
    row('duplicates: sent, killed before the mark', report.duplicates),
    row('duplicates without such a reason', report.wrongDuplicates.length),
    row('talks without exactly their one order', report.wrongOrders.length),
    ...MOMENTS.flatMap((moment) => {
      const met = report.recoveries.filter((recovery) => recovery.moment === moment)
      if (met.length === 0) return []
      return [
        row(`killed ${moment}: kill to answer, median / max`, spread(met.map(({ afterKillMs }) => afterKillMs))),
        row(`killed ${moment}: ready to answer, median / max`, spread(met.map(({ afterReadyMs }) => afterReadyMs))),
      ]
    }),
  ]
}

function spread(figures: readonly number[]): string {
  const sorted = figures.toSorted((a, b) => a - b)
  const ms = (figure: number | undefined) => `${Math.round(figure ?? 0)} ms`
  return `${ms(sorted[Math.floor(sorted.length / 2)])} / ${ms(sorted.at(-1))}`
}
