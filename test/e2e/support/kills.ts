/**
 * Whole talks while the desk is killed again and again: two customers, one on buttons in English, one typing in Chinese, and a SIGKILL at
 * every move of theirs. What they read in the end is compared with the same talks undisturbed.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { ConversationId } from '../../../src/ports.ts'
import type { Person } from '../../support/bot-api/people.ts'
import type { BotMessage } from '../../support/bot-api/types.ts'
import { allMarked, openStage, type Stage } from './stage.ts'
import { until } from './until.ts'
import { CHINESE, ENGLISH, type Manner, type Move, makeMove, orderNumberIn } from './walk.ts'

/**
 * `between`: all is answered and marked as sent, and the next words come while nothing runs. `pushed`: words are in, their answer may be on
 * its way. `sent`: an answer has just arrived and may not be marked.
 */
export type Moment = 'between' | 'pushed' | 'sent'
export const MOMENTS: readonly Moment[] = ['between', 'pushed', 'sent']

export interface KillReport {
  readonly kills: number
  readonly talks: number
  readonly answers: number
  /** Answers of the undisturbed talk that never came, came out of order, or that it does not have. */
  readonly lost: readonly string[]
  /** Sent, not yet marked, and sent again after the kill. */
  readonly duplicates: number
  /** Sent twice although no kill lay between. */
  readonly wrongDuplicates: readonly string[]
  /** Talks that did not end in exactly the one order whose number the customer was told. */
  readonly wrongOrders: readonly string[]
  /** From each kill, and from the ready desk after it, until both customers have their answer. */
  readonly recoveries: readonly {
    readonly moment: Moment
    readonly afterKillMs: number
    readonly afterReadyMs: number
  }[]
}

const LONGEST_DELAY_MS = 60

/** One customer's side of a talk under kills. */
interface Talk {
  readonly person: Person
  readonly moves: readonly Move[]
  readonly manner: Manner
  /** How many messages the customer had at each kill that may have come before a mark. */
  readonly hadAtKill: Set<number>
}

/** Plays talks until `kills` kills are done, `moment` choosing each; ends the last talks first. `random` is 0-1. */
export async function runKills(
  options: { readonly kills: number; readonly moment: (kill: number) => Moment; readonly random: () => number },
  progress: (line: string) => void = () => {},
): Promise<KillReport> {
  const stage = await openStage()
  try {
    await stage.start()
    const reference = await undisturbed(stage)
    const reports: TalkReport[] = []
    const recoveries: KillReport['recoveries'][number][] = []
    while (recoveries.length < options.kills) {
      const talks = newTalks(stage)
      for (let move = 0; move < ENGLISH.length; move += 1) {
        if (recoveries.length === options.kills) await oneMove(stage, talks, move)
        else recoveries.push(await oneKill(stage, talks, move, options.moment(recoveries.length), options.random))
      }
      for (const [index, talk] of talks.entries()) reports.push(await judge(stage, talk, reference[index] ?? []))
      progress(`${recoveries.length} kills`)
    }
    if (stage.api.violations.length > 0) throw new Error(`the Bot API was used wrongly: ${stage.api.violations[0]}`)
    return {
      kills: recoveries.length,
      talks: reports.length,
      answers: reports.reduce((sum, { answers }) => sum + answers, 0),
      lost: reports.flatMap(({ lost }) => lost),
      duplicates: reports.reduce((sum, { duplicates }) => sum + duplicates, 0),
      wrongDuplicates: reports.flatMap(({ wrongDuplicates }) => wrongDuplicates),
      wrongOrders: reports.flatMap(({ wrongOrders }) => wrongOrders),
      recoveries,
    }
  } finally {
    await stage.close()
  }
}

const newTalks = (stage: Stage): readonly Talk[] => [
  { person: stage.customer(), moves: ENGLISH, manner: 'taps', hadAtKill: new Set() },
  {
    person: stage.customer({ name: '李伟', languageCode: 'zh-hans' }),
    moves: CHINESE,
    manner: 'types',
    hadAtKill: new Set(),
  },
]

/** What both customers read when nothing goes wrong. */
async function undisturbed(stage: Stage): Promise<readonly (readonly string[])[]> {
  const talks = newTalks(stage)
  for (let move = 0; move < ENGLISH.length; move += 1) await oneMove(stage, talks, move)
  return talks.map((talk) => read(stage, talk).map(({ text }) => withoutNumber(text)))
}

async function oneMove(stage: Stage, talks: readonly Talk[], move: number): Promise<void> {
  push(stage, talks, move)
  await answered(stage, talks, move)
}

async function oneKill(
  stage: Stage,
  talks: readonly Talk[],
  move: number,
  moment: Moment,
  random: () => number,
): Promise<KillReport['recoveries'][number]> {
  if (moment === 'between')
    await allMarked(
      stage,
      talks.map(({ person }) => person),
    )
  else push(stage, talks, move)
  if (moment === 'pushed') await sleep(random() * LONGEST_DELAY_MS)
  if (moment === 'sent') await until('an answer', () => talks.some((talk) => read(stage, talk).length > move))
  const killedAt = performance.now()
  await stage.desk().kill()
  if (moment === 'between') push(stage, talks, move)
  else for (const { person, hadAtKill } of talks) hadAtKill.add(stage.api.sentTo(person.id).length)
  await stage.start()
  const readyAt = performance.now()
  await answered(stage, talks, move)
  return { moment, afterKillMs: performance.now() - killedAt, afterReadyMs: Math.max(0, performance.now() - readyAt) }
}

function push(stage: Stage, talks: readonly Talk[], move: number): void {
  for (const talk of talks) {
    const next = talk.moves[move]
    if (next !== undefined) makeMove(talk.person, next, talk.manner, read(stage, talk).at(-1) ?? null)
  }
}

/** A lost answer ends a run: what comes after it would mean nothing. */
const answered = (stage: Stage, talks: readonly Talk[], move: number): Promise<void> =>
  until(`both answers to move ${move + 1}`, () => talks.every((talk) => read(stage, talk).length > move))

/** The bot's messages to a customer, repeats left out. */
const read = (stage: Stage, { person }: Talk): readonly BotMessage[] => {
  const sent = stage.api.sentTo(person.id)
  return sent.filter((message, index) => message.text !== sent[index - 1]?.text)
}

const withoutNumber = (text: string): string => text.replaceAll(/\b[0-9A-Z]{3}(-[0-9A-Z]{3}){2}\b/g, '###')

type TalkReport = Pick<KillReport, 'answers' | 'lost' | 'duplicates' | 'wrongDuplicates' | 'wrongOrders'>

async function judge(stage: Stage, talk: Talk, reference: readonly string[]): Promise<TalkReport> {
  const sent = stage.api.sentTo(talk.person.id)
  const texts = read(stage, talk).map(({ text }) => withoutNumber(text))
  const repeats = sent.flatMap(({ text }, index) => (text === sent[index - 1]?.text ? [index] : []))
  const wrong = repeats.filter((index) => !talk.hadAtKill.has(index))
  return {
    answers: texts.length,
    lost: differences(texts, reference),
    duplicates: repeats.length - wrong.length,
    wrongDuplicates: wrong.map((index) => sent[index]?.text ?? ''),
    wrongOrders: await orderProblems(stage, talk),
  }
}

function differences(texts: readonly string[], reference: readonly string[]): readonly string[] {
  const longest = Math.max(texts.length, reference.length)
  return Array.from({ length: longest }, (_, at) =>
    texts[at] === reference[at] ? [] : [`answer ${at + 1}: ${texts[at] ?? 'none'}, not: ${reference[at] ?? 'none'}`],
  ).flat()
}

async function orderProblems(stage: Stage, talk: Talk): Promise<readonly string[]> {
  const store = await stage.store()
  try {
    const filed = await store.ordersOf(`tg:${talk.person.id}` as ConversationId)
    const last = read(stage, talk).at(-1)?.text ?? ''
    const told = /-/.test(last) && withoutNumber(last) !== last ? orderNumberIn(last).replaceAll('-', '') : 'none'
    return filed.length === 1 && filed[0] === told ? [] : [`told ${told}, filed ${filed.join(', ') || 'none'}`]
  } finally {
    await store.close()
  }
}

/** A table of figures, one a line. */
export function tableOf({ recoveries, lost, wrongDuplicates, wrongOrders, ...report }: KillReport): readonly string[] {
  const row = (what: string, figure: string | number) => `${what.padEnd(44)}${figure}`
  return [
    row('kills', report.kills),
    row('talks', report.talks),
    row('answers', report.answers),
    row('lost, out of order or different', lost.length),
    row('duplicates, sent before the kill, not marked', report.duplicates),
    row('duplicates without such a reason', wrongDuplicates.length),
    row('talks without exactly their one order', wrongOrders.length),
    ...MOMENTS.flatMap((moment) => {
      const at = recoveries.filter((recovery) => recovery.moment === moment)
      return at.length === 0
        ? []
        : [
            row(`killed ${moment}: kill to answer, median / max`, spread(at.map(({ afterKillMs }) => afterKillMs))),
            row(`killed ${moment}: ready to answer, median / max`, spread(at.map(({ afterReadyMs }) => afterReadyMs))),
          ]
    }),
  ]
}

function spread(figures: readonly number[]): string {
  const sorted = figures.toSorted((a, b) => a - b)
  const ms = (figure: number | undefined) => `${Math.round(figure ?? 0)} ms`
  return `${ms(sorted[Math.floor(sorted.length / 2)])} / ${ms(sorted.at(-1))}`
}

/** The same numbers for the same seed, 0-1 (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
