/**
 * The pure step: (stored, event) → { stored, effects }. The desk machine hears an event first, the conversation hears what the desk lets
 * through. No clock, no randomness, no input or output; the timers of the new state stand in `stored`.
 */
import { initialTransition } from 'xstate'
import type { Content } from '../domain/content.ts'
import type { Hours } from '../domain/hours.ts'
import type { Order } from '../domain/order.ts'
import { findOrderNumber } from '../domain/order-number.ts'
import { createDangerIn, languageOf, type Triage } from '../domain/triage.ts'
import type { Instant, Language, OrderNumber } from '../domain/values.ts'
import { createCards } from './card.ts'
import { type Conversation, createConversation } from './conversation.ts'
import { createDesk, type Desk, type Owner } from './desk.ts'
import { nodesAt } from './machine.ts'
import { type Asked, createQuestions, type QuestionName } from './questions.ts'
import { createRunner, type Running } from './running.ts'
import { STORED_VERSION, type Stored, unpack } from './stored.ts'
import { type Catalogue, createCatalogue } from './texts/phrase.ts'
import type { Command, CustomerInbound, Effect, Inbound, StepEvent } from './types.ts'
import { createUnderstanding, type Understood } from './understand.ts'
import { bare } from './words.ts'

/** What a message needs to be in a language clearly: two Han characters, or three words in Latin letters without any. */
const CLEARLY = { zh: /\p{Script=Han}{2}/u, en: /^(?=.*[a-z]{2})(?!.*\p{Script=Han})(\S+\s+){2}\S+/isu }
const LANGUAGE_SAMPLE = 500

export interface Stepped {
  readonly stored: Stored
  readonly effects: readonly Effect[]
}

export interface Talk {
  /** `orders`: what `ordersWanted` named, as stored; those of this conversation as the steps before left them. */
  step(stored: Stored | null, event: StepEvent, orders?: readonly Order[]): Stepped
  /** The orders a step needs to know: this conversation's newest, and one that the customer names. */
  ordersWanted(stored: Stored | null, event: StepEvent): readonly OrderNumber[]
  /** The question that is open now; null while nothing is asked or a person has the talk. */
  question(stored: Stored): Asked | null
  /** Reads a stored state, or says why it cannot be read. */
  unpack(json: string): ReturnType<typeof unpack>
  /** The first step after a stored state that could not be read: an apology, a note to staff, a new talk. */
  restart(event: StepEvent, orders?: readonly Order[]): Stepped
  readonly catalogue: Catalogue
  readonly machines: { readonly flow: Conversation; readonly desk: Desk }
}

export interface TalkOptions {
  readonly content: Content
  readonly hours: Hours
  readonly triage: (text: string) => Triage
  /** There is a staff room: without one nobody is promised. */
  readonly staffReachable: boolean
}

/** Builds both machines once; every step then is a few transitions. */
export function createTalk({ content, hours, triage, staffReachable }: TalkOptions): Talk {
  const flow = createConversation(content, hours)
  const desk = createDesk(hours, staffReachable)
  const catalogue = createCatalogue(content)
  const questionOf = createQuestions(content, catalogue)
  const understand = createUnderstanding(content, triage)
  const dangerIn = createDangerIn(content.triage)
  const run = createRunner({ content, catalogue, flow, desk })

  const ownerOf = (stored: Stored): Owner => {
    const nodes = nodesAt(desk, stored.desk.value)
    return (['person', 'waiting'] as const).find((owner) => nodes.some(({ tags }) => tags.includes(owner))) ?? 'bot'
  }

  const question = (stored: Stored): Asked | null => (ownerOf(stored) === 'bot' ? openQuestion(stored) : null)

  /** Whoever owns the talk: what the conversation stands at. */
  function openQuestion(stored: Stored): Asked | null {
    const metas = nodesAt(flow, stored.flow.value).map(({ meta }) => meta as { readonly question: string } | undefined)
    const name = metas.find((meta) => meta !== undefined)?.question
    return name === undefined ? null : questionOf(name as QuestionName, stored.flow.context)
  }

  function begin(): Stored {
    const [flowStart] = initialTransition(flow)
    const [deskStart] = initialTransition(desk)
    return {
      v: STORED_VERSION,
      generation: 0,
      flow: { value: flowStart.value, context: flowStart.context, timers: {} },
      desk: { value: deskStart.value, context: deskStart.context, timers: {} },
    }
  }

  function hear(running: Running, event: StepEvent): void {
    if (event.kind === 'dropped') {
      running.say(['tooMany', event.count])
      running.add({ kind: 'ask' })
    } else if (event.kind === 'timer') {
      const { machine, id, generation } = event.timer
      // A stale one, re-armed or cancelled since, changes nothing.
      if (running.stored()[machine].timers[id]?.generation === generation) running.wake(machine, id)
    } else hearInbound(running, event.inbound, event.at)
  }

  function hearInbound(running: Running, inbound: Inbound, at: Instant): void {
    if (inbound.kind === 'staff.said') running.toDesk({ type: 'staff.said', text: inbound.text, by: inbound.by })
    else if (inbound.kind === 'staff.released') running.toDesk({ type: 'staff.released', by: inbound.by })
    else if (inbound.kind === 'undeliverable') {
      running.toDesk({ type: 'customer.unreachable', reason: inbound.reason })
    } else if (inbound.kind === 'staff.moved') running.moveByStaff(inbound, inbound.by)
    else hearCustomer(running, inbound, at)
  }

  function hearCustomer(running: Running, inbound: CustomerInbound, at: Instant): void {
    const opening = isFresh(running.stored())
    if (opening) open(running, inbound)
    running.change(inLanguageOf(inbound, running.stored()))
    const stored = running.stored()
    // First words answer nothing yet; a tap may come from before a talk that was lost.
    const asked = opening && inbound.kind === 'said' ? null : question(stored)
    const { danger, topic } = stored.flow.context
    const place = { asked, opening, dangerKnown: danger === true, idle: topic === 'none' }
    const understood = understand(inbound, { ...place, at })
    const words = wordsOf(inbound, openQuestion(stored))
    route(running, understood, namesDanger(understood) ? `⚠️ ${words}` : words)
  }

  function open(running: Running, inbound: CustomerInbound): void {
    const urgent = inbound.kind === 'said' && dangerIn(inbound.text)
    const name = inbound.name ?? null
    running.toFlow({ type: 'conversation.opened', lang: firstLanguage(inbound), name, urgent })
  }

  /** The desk decides who hears it. */
  function route(running: Running, understood: Understood, words: string): void {
    const owner = ownerOf(running.stored())
    if (owner === 'bot') routeToBot(running, understood)
    else if (understood.for === 'end') running.toDesk({ type: 'customer.left' })
    else if (owner === 'person') running.toDesk({ type: 'customer.wrote', text: words })
    else routeWhileWaiting(running, understood, words)
  }

  function routeToBot(running: Running, understood: Understood): void {
    if (understood.for === 'person') running.toDesk({ type: 'customer.askedForPerson' })
    else if (understood.for === 'end') {
      const isOpen = running.stored().flow.context.topic !== 'none'
      running.toFlow({ type: 'customer.commanded', command: isOpen ? 'cancel' : 'thanks' })
    } else running.toFlow(understood.event)
  }

  /** Only a clear wish to go on with the bot gives up the place in the queue; "hello?" and "thanks" do not. */
  function routeWhileWaiting(running: Running, understood: Exclude<Understood, { for: 'end' }>, words: string): void {
    const event = understood.for === 'flow' ? understood.event : null
    if (event === null) running.toDesk({ type: 'customer.askedForPerson' })
    else if (isAnsweredWhileWaiting(event)) running.toFlow(event)
    else if (leavesQueue(event)) {
      running.toDesk({ type: 'customer.left' })
      // The bot's question is where `back` leads; it takes no answer back as well.
      if (event.command !== 'back') running.toFlow(event)
    } else {
      // Safety comes from the bot at once, whoever is asked for.
      if (event.type === 'customer.reportedDanger') running.toFlow(event)
      running.toDesk({ type: 'customer.wrote', text: words })
    }
  }

  function step(stored: Stored | null, event: StepEvent, orders: readonly Order[] = []): Stepped {
    const running = run(stored ?? begin(), { at: event.at, draw: event.draw, orders })
    hear(running, event)
    return { stored: running.stored(), effects: running.effects }
  }

  function restart(event: StepEvent, orders: readonly Order[] = []): Stepped {
    const running = run(begin(), { at: event.at, draw: event.draw, orders })
    hear(running, event)
    running.say(['startedAgain'])
    running.add({ kind: 'staff', post: createCards(content).restarted(running.stored().flow.context) })
    return { stored: running.stored(), effects: running.effects }
  }

  return {
    step,
    ordersWanted,
    restart,
    question,
    unpack: (json) => unpack(json, { flow, desk }),
    catalogue,
    machines: { flow, desk },
  }
}

/** No customer has written yet. */
const isFresh = ({ flow: { value } }: Stored): boolean => typeof value === 'object' && value['talk'] === 'fresh'

/** So many of a conversation's own orders are looked up: older ones are asked for by their number. */
const OWN_ORDERS = 20

function ordersWanted(stored: Stored | null, event: StepEvent): readonly OrderNumber[] {
  const own = (stored?.flow.context.orders ?? []).slice(-OWN_ORDERS)
  const said = event.kind === 'inbound' && event.inbound.kind === 'said' ? findOrderNumber(event.inbound.text) : null
  const moved = event.kind === 'inbound' && event.inbound.kind === 'staff.moved' ? event.inbound.number : null
  return [...new Set([...own, ...[said, moved].filter((number) => number !== null)])]
}

type ForFlow = Extract<Understood, { for: 'flow' }>['event']
type Commanded = Extract<ForFlow, { type: 'customer.commanded' }>

/** Staff see at a glance that a danger is told again. */
const namesDanger = (understood: Understood): boolean =>
  understood.for === 'flow' && 'facts' in understood.event && understood.event.facts.danger

const isAnsweredWhileWaiting = (event: ForFlow): boolean =>
  event.type === 'customer.asked' ||
  event.type === 'customer.switchedLanguage' ||
  (event.type === 'customer.commanded' && event.command === 'help')

const LEAVING: readonly Command[] = ['menu', 'order', 'cancel', 'back']
const leavesQueue = (event: ForFlow): event is Commanded =>
  event.type === 'customer.commanded' && LEAVING.includes(event.command)

/** The language of the first words; the platform's own where they do not tell (a command, a tap, a photo). */
function firstLanguage(inbound: CustomerInbound): Language {
  const spoken = inbound.kind === 'said' && !bare(inbound.text).startsWith('/') ? languageOf(inbound.text) : 'other'
  return spoken === 'other' ? (inbound.hint ?? 'en') : spoken
}

/** Between two matters the conversation follows the language that is written. */
function inLanguageOf(inbound: CustomerInbound, stored: Stored): Stored {
  const { lang, topic } = stored.flow.context
  const other = lang === 'en' ? 'zh' : 'en'
  const changes =
    inbound.kind === 'said' && topic === 'none' && CLEARLY[other].test(inbound.text.slice(0, LANGUAGE_SAMPLE))
  return changes ? { ...stored, flow: { ...stored.flow, context: { ...stored.flow.context, lang: other } } } : stored
}

/** What a customer did, in words for staff. */
function wordsOf(inbound: CustomerInbound, asked: Asked | null): string {
  if (inbound.kind === 'said') {
    const place = /^\s*(\d{1,2})\s*$/.exec(inbound.text)?.[1]
    const meant = place === undefined ? undefined : asked?.offers[Number(place) - 1]
    return meant === undefined ? inbound.text : `${inbound.text} (${meant.label})`
  }
  if (inbound.kind === 'unreadable') return `[${inbound.what}]`
  return asked?.offers.find(({ id }) => id === inbound.offer)?.label ?? `[${inbound.offer}]`
}
