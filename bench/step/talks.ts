/** The talks that are measured: built from `dist/`, as it runs, and walked from the first words to an order number. */
import { fileURLToPath } from 'node:url'
import type { Order } from '../../src/domain/order.ts'
import type { Triage } from '../../src/domain/triage.ts'
import type { Inbound, StepEvent } from '../../src/flows/types.ts'

const dist = <Module>(path: string): Promise<Module> =>
  import(new URL(`../../dist/${path}.js`, import.meta.url).href) as Promise<Module>
const { loadContent } = await dist<typeof import('../../src/domain/content.ts')>('domain/content')
const { createHours } = await dist<typeof import('../../src/domain/hours.ts')>('domain/hours')
const { makeOrderNumber } = await dist<typeof import('../../src/domain/order-number.ts')>('domain/order-number')
const { createTriage } = await dist<typeof import('../../src/domain/triage.ts')>('domain/triage')
const { createTalk } = await dist<typeof import('../../src/flows/step.ts')>('flows/step')
export const { takeTurn } = await dist<typeof import('../../src/flows/turn.ts')>('flows/turn')
export const { NO_FACTS } = await dist<typeof import('../../src/flows/understand/facts.ts')>('flows/understand/facts')
export const { move } = await dist<typeof import('../../src/flows/machine.ts')>('flows/machine')

const loaded = loadContent(fileURLToPath(new URL('../../content', import.meta.url)))
if (!loaded.ok) throw new Error(`content/ does not load: ${JSON.stringify(loaded.problems)}`)
const { content } = loaded
const hours = createHours(content.calendar)
const triage = createTriage(content.triage)

export const talk = createTalk({ content, hours, triage, staffReachable: true })
/** The same answers, the reading of words known by heart: what the step costs without triage. */
export const talkByHeart = createTalk({ content, hours, triage: recalled(triage), staffReachable: true })

function recalled(read: (text: string) => Triage): (text: string) => Triage {
  const known = new Map<string, Triage>()
  return (text) => {
    const reading = known.get(text) ?? read(text)
    known.set(text, reading)
    return reading
  }
}

const AT = Date.parse('2026-03-10T10:00:00+08:00')
const draw = makeOrderNumber(7, 4_711)
/** Further numbers, one for each order of a customer who has many. */
export const drawn = (place: number) => makeOrderNumber(place % 64, 5_000 + place)

const inbound = (what: Inbound): StepEvent => ({ kind: 'inbound', at: AT, inbound: what, draw })
export const said = (text: string): StepEvent => inbound({ kind: 'said', text })
const chose = (question: string, offer: string): StepEvent => inbound({ kind: 'chose', question, offer })

/** A customer's own words and answers, by question; at any other question a button is tapped. */
interface Customer {
  readonly opening: string
  readonly answers: Readonly<Record<string, string>>
}

const CUSTOMERS: Readonly<Record<'en' | 'zh', Customer>> = {
  en: {
    opening: 'my X16-Q shows zero hashrate since last night, I restarted it three times',
    answers: {
      danger: 'no',
      serial: 'JX1600004711',
      since: 'last night',
      changed: 'nothing',
      name: 'Ana Example',
      phone: '+49 30 23125 555',
    },
  },
  zh: {
    opening: '我的X16-Q从昨天晚上开始没有算力了，重启了三次',
    answers: {
      danger: '没有',
      serial: 'JX1600004711',
      since: '昨天晚上',
      changed: '没有',
      name: '张示例',
      phone: '138 0013 8000',
    },
  },
}

/** A question on the way to the order: the state in which it is open, and the answer that led on. */
export interface Stop {
  readonly question: string
  readonly state: string
  readonly answer: StepEvent
}

interface Walk {
  readonly stops: readonly Stop[]
  readonly orders: readonly Order[]
}

const MOST_STOPS = 60

/** From the first words to an order number, every question answered. */
function walk(lang: 'en' | 'zh'): Walk {
  const { opening, answers } = CUSTOMERS[lang]
  const stops: Stop[] = []
  let turn = takeTurn(talk, null, [said(opening)])
  while (turn.orders.length === 0) {
    const { state, lines } = turn
    const question = lines.at(-1)?.question
    if (question == null || stops.length > MOST_STOPS) throw new Error(`the walk ends without an order: ${state}`)
    const words = answers[question.id]
    const ways = words === undefined ? question.offers.map(({ id }) => chose(question.id, id)) : [said(words)]
    const answer = ways.find((way) => leadsOn(state, way, [...stops.map((stop) => stop.question), question.id]))
    if (answer === undefined) throw new Error(`nothing leads on from the question ${question.id}`)
    stops.push({ question: question.id, state, answer })
    turn = takeTurn(talk, state, [answer])
  }
  return { stops, orders: turn.orders }
}

export const walks = { en: walk('en'), zh: walk('zh') }

/** Where a question of that name, or of one that begins so, is open on the way. */
export function stopAt(lang: 'en' | 'zh', question: string): Stop {
  const stop = walks[lang].stops.find((one) => one.question.startsWith(question))
  if (stop === undefined) throw new Error(`the ${lang} walk never meets the question ${question}`)
  return stop
}

/** To an order, or to a question that was not asked yet; not back to the menu, nor to an end without an order. */
function leadsOn(state: string, answer: StepEvent, seen: readonly string[]): boolean {
  const { orders, lines, posts } = takeTurn(talk, state, [answer])
  const next = lines.at(-1)?.question?.id
  const asksPerson = posts.some(({ kind }) => kind === 'card')
  const isBeside = next === undefined || next === 'menu' || next === 'solved'
  return orders.length > 0 || (!isBeside && !seen.includes(next) && !asksPerson)
}
