/** Whole talks over Telegram, many at once, each customer waiting for the answer to one message before the next: what they read is kept. */
import { until } from '../e2e/support/until.ts'
import { about, CHINESE, ENGLISH, type Manner, type Move, makeMove } from '../e2e/support/walk.ts'
import type { Person } from '../support/bot-api/people.ts'
import type { BotMessage } from '../support/bot-api/types.ts'
import type { BotApi } from '../support/bot-api.ts'

/** An answer that is not there by then does not come any more. */
const ANSWER_WITHIN_MS = 180_000
const SETTLED_MS = 700

export interface Talk {
  readonly person: Person
  readonly kind: string
  readonly moves: readonly Move[]
  /** By the clock. */
  readonly from: number
  readonly to: number
  /** Why it did not come to its end. */
  readonly stuck: string | null
}
export type Talks = readonly Talk[]

interface Plan {
  readonly customers: number
  /** Whether who has come to an end begins once more. */
  readonly more: () => boolean
}

const KINDS = [
  ['en', 'taps'],
  ['zh', 'types'],
  ['en', 'types'],
  ['zh', 'taps'],
] as const

let drawn = 0

/** Resolves when all have come to their end, or are stuck. */
export async function playTalks(api: BotApi, { customers, more }: Plan): Promise<Talks> {
  const talks: Talk[] = []
  const line = async (place: number) => {
    const [lang, manner] = KINDS[place % KINDS.length] ?? KINDS[0]
    do talks.push(await playOne(api, lang, manner))
    while (more())
  }
  await Promise.all(Array.from({ length: customers }, (_, place) => line(place)))
  return talks
}

async function playOne(api: BotApi, lang: 'en' | 'zh', manner: Manner): Promise<Talk> {
  drawn += 1
  const isChinese = lang === 'zh'
  const person = api.user({
    id: 200_000 + drawn,
    firstName: isChinese ? '示例' : 'Ana',
    languageCode: isChinese ? 'zh-hans' : 'en',
  })
  const moves = about(`JX${String(drawn).padStart(10, '0')}`, lang === 'zh' ? CHINESE : ENGLISH)
  const from = Date.now()
  const ended = (stuck: string | null): Talk => ({
    person,
    kind: `${lang} ${manner}`,
    moves,
    from,
    to: Date.now(),
    stuck,
  })
  for (const [place, move] of moves.entries()) {
    const before = readBy(api, person).length
    makeMove(person, move, manner, readBy(api, person).at(-1) ?? null)
    const isAnswered = () => isSettled(api, person, before, moves[place + 1])
    const stuck = await until(`an answer to ${move.types}`, isAnswered, ANSWER_WITHIN_MS).catch(String)
    if (stuck !== undefined) return ended(stuck)
  }
  return ended(null)
}

/** One turn may say several lines: the one with the next question's buttons, or the order's number, comes last. */
function isSettled(api: BotApi, person: Person, before: number, next: Move | undefined): boolean {
  const lines = readBy(api, person)
  const newest = lines.at(-1)
  if (newest === undefined || lines.length <= before) return false
  if (next === undefined) return lines.some(({ text }) => NUMBER.test(text)) && isQuiet(newest)
  if (next.offer === undefined) return isQuiet(newest)
  return newest.reply_markup?.inline_keyboard.flat().some(({ callback_data: data }) => data === next.offer) === true
}

const isQuiet = ({ date }: BotMessage): boolean => Date.now() - date * 1_000 > SETTLED_MS + 1_000

export const NUMBER = /\b[0-9A-Z]{3}(?:-[0-9A-Z]{3}){2}\b/

/**
 * What a customer was sent, as it came, immediate repeats left out: of a line that was sent and not noted before a kill, or the part of it that
 * stayed when its question gave way to the next one.
 */
export function readBy(api: BotApi, { id }: Person): readonly BotMessage[] {
  const arrived = api.arrivedAt(id)
  return arrived.filter(({ text }, place) => arrived[place - 1]?.text.startsWith(text) !== true)
}
