/** What became of talks while desks were killed and calls failed: what each customer read beside an undisturbed talk, what was heard, the orders. */
import type { ConversationId } from '../../src/ports.ts'
import type { RedisConnection } from '../../src/store/connect.ts'
import { openStore, type RedisStore } from '../../src/store/redis-store.ts'
import type { BotApi } from '../support/bot-api.ts'
import { NUMBER, readBy, type Talk, type Talks } from './talks.ts'

export interface Run {
  readonly api: BotApi
  readonly connection: RedisConnection
  readonly calm: Talks
  readonly talks: Talks
  /** When desks were killed, by the clock. */
  readonly kills: readonly number[]
}

export interface Judged {
  readonly figures: readonly string[]
  /** Each a promise that was broken; none when all were kept. */
  readonly problems: readonly string[]
}

export async function judgeTalks(run: Run): Promise<Judged> {
  const store = await openStore({ connection: run.connection, deskTime: 'keep' })
  try {
    const problems: string[] = run.api.violations.map((what) => `wrong use of the Bot API: ${what}`)
    for (const talk of run.talks) problems.push(...(await problemsOf(run, store, talk)))
    const repeats = run.talks.reduce((sum, talk) => sum + repeatsIn(run.api, talk), 0)
    const faults = run.talks.reduce((sum, { person }) => sum + run.api.metBy(person.id).length, 0)
    const row = (what: string, figure: number) => `${what.padEnd(44)} ${figure}`
    const figures = [
      row('kills', run.kills.length),
      row('talks', run.talks.length),
      row(
        'messages of customers',
        run.talks.reduce((sum, { moves }) => sum + moves.length, 0),
      ),
      row('calls about them that failed', faults),
      row('calls of any method that were asked to wait', run.api.refusals(429)),
      row('lines that came twice', repeats),
      row('promises broken', problems.length),
    ]
    return { figures, problems }
  } finally {
    await store.close()
  }
}

async function problemsOf(run: Run, store: RedisStore, talk: Talk): Promise<readonly string[]> {
  const { person, kind, stuck } = talk
  const say = (what: string) => `! ${kind}, customer ${person.id}: ${what}`
  if (stuck !== null) return [say(`stuck: ${stuck}`)]
  const conversation = `tg:${person.id}` as ConversationId
  return [
    ...differences(run, talk).map(say),
    ...(await unheard(store, conversation, talk)).map(say),
    ...(await orderProblems(run.api, store, conversation, talk)).map(say),
    ...(repeatsIn(run.api, talk) > excuses(run, talk)
      ? [say('more lines came twice than calls were cut and desks killed')]
      : []),
  ]
}

const SERIAL = /JX\d{10}/g
const textsOf = (api: BotApi, { person }: Talk) =>
  readBy(api, person).map(({ text }) => text.replaceAll(new RegExp(NUMBER, 'g'), '###').replaceAll(SERIAL, 'JX#'))

function differences({ api, calm }: Run, talk: Talk): readonly string[] {
  const undisturbed = calm.find(({ kind }) => kind === talk.kind)
  const [texts, expected] = [textsOf(api, talk), undisturbed === undefined ? [] : textsOf(api, undisturbed)]
  const place = expected.findIndex((text, index) => texts[index] !== text)
  if (place < 0 && texts.length === expected.length) return []
  return [`line ${place + 1} reads “${texts[place] ?? 'nothing'}”, not “${expected[place] ?? 'nothing'}”`]
}

/** Each message is heard once, in its order; which button was meant shows in the answer. */
async function unheard(store: RedisStore, conversation: ConversationId, { moves }: Talk): Promise<readonly string[]> {
  const lines = (await store.transcript(conversation)).map((line) => JSON.parse(line) as { who: string; text: string })
  const heard = lines.filter(({ who }) => who === 'customer')
  const isHeard = heard.every(({ text }, place) => {
    const move = moves[place]
    return text === move?.types || (move?.offer != null && /^\[.+\]$/.test(text))
  })
  return isHeard && heard.length === moves.length ? [] : [`heard ${heard.map(({ text }) => text).join(' | ')}`]
}

async function orderProblems(
  api: BotApi,
  store: RedisStore,
  conversation: ConversationId,
  { person }: Talk,
): Promise<readonly string[]> {
  const filed = await store.ordersOf(conversation)
  const told = new Set(readBy(api, person).flatMap(({ text }) => NUMBER.exec(text)?.[0].replaceAll('-', '') ?? []))
  return filed.length === 1 && told.size === 1 && told.has(filed[0] ?? '')
    ? []
    : [`told ${[...told].join(', ') || 'none'}, filed ${filed.join(', ') || 'none'}`]
}

const repeatsIn = (api: BotApi, { person }: Talk): number =>
  api.arrivedAt(person.id).length - readBy(api, person).length

/** A line may come twice where its answer was lost, or a desk was killed before it had noted it. */
const excuses = ({ api, kills }: Run, { person, from, to }: Talk): number =>
  api.metBy(person.id).filter(({ kind }) => kind === 'cut after').length +
  kills.filter((at) => at >= from && at <= to).length
