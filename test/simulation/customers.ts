/** Invented customers: when they come, what they say to what they read, whether they want a person, and when they give up. */
import { DAY, HOUR, type Instant, MINUTE } from '../../src/domain/values.ts'
import type { Talk } from '../../src/flows/step.ts'
import type { Inbound, Line } from '../../src/flows/types.ts'
import type { Agenda } from './agenda.ts'
import type { Chance } from './chance.ts'
import type { Taken, Talks } from './talks.ts'

const FIRST: readonly [string, ...string[]] = [
  'my X16-Q shows zero hashrate',
  'X16-P的风扇不转了',
  'hello',
  '你好，机器算力低',
  'the web page of my X4-Q does not open',
  '/start',
  'how long is the warranty?',
]
const DANGER: readonly [string, ...string[]] = ['there is smoke coming out!', '机器冒烟了']
const PERSON: readonly [string, ...string[]] = [
  'a person please',
  '人工',
  '/human',
  'I want to talk to a person',
  '转人工',
]
const WORDS: readonly [string, ...string[]] = [
  'JX1600004711',
  'no',
  'yes',
  '没有',
  'since yesterday',
  'Ana Example',
  '13800138000',
  '保修多久？',
  'what are your working hours?',
  'the fan is loud too',
  'thanks',
]
const LEAVING: readonly [string, ...string[]] = ['/end', 'menu', '菜单']

const MOST_ACTS = 14
const THINKS_MS = 2 * MINUTE

interface Customer {
  readonly id: number
  readonly wantsPerson: boolean
  readonly inDanger: boolean
  acts: number
  asked: boolean
  /** Something of theirs is on its way already. */
  typing: boolean
}

export interface World {
  readonly agenda: Agenda
  readonly chance: Chance
  readonly talk: Talk
}

export function createCustomers({ agenda, chance, talk }: World, talks: () => Talks) {
  const customers = new Map<number, Customer>()

  /** `inCrowd`: with many others, and for a person alone. */
  function arrive(id: number, at: Instant, inCrowd: boolean): void {
    const inDanger = chance.is(0.03)
    const customer = { id, wantsPerson: chance.is(0.7), inDanger, acts: 0, asked: inDanger || inCrowd, typing: true }
    customers.set(id, customer)
    const first = inCrowd ? PERSON : inDanger ? DANGER : FIRST
    agenda.put(at, () => say(customer, chance.among(first)))
    // Some come back with something else, at whatever hour.
    if (chance.is(0.25)) agenda.put(at + chance.after(4 * DAY), () => anew(customer))
  }

  function anew(customer: Customer): void {
    customer.acts = 0
    customer.asked = false
    say(customer, chance.among(FIRST))
  }

  function say(customer: Customer, text: string): void {
    act(customer, { kind: 'said', text })
  }

  function act(customer: Customer, inbound: Inbound): void {
    customer.typing = false
    customer.acts += 1
    talks().hear(customer.id, inbound)
  }

  /** They have read what came, and perhaps answer. */
  function read({ customer: id, turn, event }: Taken): void {
    const customer = customers.get(id)
    if (customer === undefined || turn.lines.length === 0 || customer.typing || customer.acts >= MOST_ACTS) return
    const isPerson = turn.lines.some(({ from }) => from === 'staff')
    if (!chance.is(isPerson ? 0.8 : event.kind === 'timer' ? 0.2 : 0.85)) return
    customer.typing = true
    const later = chance.is(0.08) ? chance.after(9 * HOUR) : chance.after(THINKS_MS)
    agenda.put(agenda.now() + later, () => answer(customer, turn.lines))
  }

  function answer(customer: Customer, lines: readonly Line[]): void {
    const owner = ownerOf(customer.id)
    if (owner !== 'bot') {
      if (chance.is(0.08)) say(customer, chance.among(LEAVING))
      else if (chance.is(0.7)) say(customer, chance.among(WORDS))
      else customer.typing = false
      return
    }
    if (customer.wantsPerson && !customer.asked && chance.is(0.35)) {
      customer.asked = true
      say(customer, chance.among(PERSON))
      return
    }
    const stored = talks().stored(customer.id)
    const asked = stored === null ? null : talk.question(stored)
    const offers = asked?.offers ?? lines.flatMap(({ question }) => question?.offers ?? [])
    const offer = offers[chance.whole(Math.max(1, offers.length))]
    if (asked !== null && offer !== undefined && chance.is(0.7)) {
      act(customer, { kind: 'chose', question: asked.id, offer: offer.id })
    } else say(customer, chance.among(WORDS))
  }

  const ownerOf = (id: number): string => {
    const value = talks().stored(id)?.desk.value
    return typeof value === 'string' ? value : (Object.keys(value ?? {})[0] ?? 'bot')
  }

  return { arrive, read }
}
