/**
 * Who hears what a customer did: the conversation, staff, or both. Decided by who has the talk; free of what it leads to, which is the
 * machines' business.
 */
import { isAway } from './attention/matter.ts'
import type { Context } from './context.ts'
import type { Owner } from './desk.ts'
import { asksToForget } from './privacy/kept.ts'
import type { Running, Unstamped } from './running.ts'
import { otherThan } from './spoken.ts'
import type { Stored } from './stored.ts'
import { fitsMatter } from './talk/guards.ts'
import type { Command, Facts, FileRef, FlowEvent } from './types.ts'
import { isAbuse } from './understand/abuse.ts'
import { isForeign } from './understand/foreign.ts'
import type { Understood } from './understand.ts'

/** A message beside what it was understood as. `words`: for staff. `isCommand`: written as one, `/language`. */
export interface Heard {
  readonly words: () => string
  /** What came with them, or instead. */
  readonly files: readonly FileRef[]
  readonly isCommand: boolean
  /** They name a danger, told before or not. */
  readonly isDanger: boolean
  /** They came with a file, which staff have seen by now. */
  readonly isBesideFile: boolean
  /** As typed; null for what was not. */
  readonly text: string | null
  /** The machine that words in whatever language name. */
  readonly machine: () => Pick<Facts, 'model' | 'serial'>
  /** The question it was an answer to, if any. */
  readonly asked: string | null
}

type ForFlow = Extract<Understood, { for: 'flow' }>['event']
type Commanded = Extract<ForFlow, { type: 'customer.commanded' }>
type Beside = Extract<Unstamped<FlowEvent>, { type: 'customer.spokeForeign' | 'customer.insulted' }>
type NotTheEnd = Exclude<Understood, { for: 'end' }>

export function createRouting(ownerOf: (stored: Stored) => Owner) {
  return function route(running: Running, understood: Understood, heard: Heard): void {
    const owner = ownerOf(running.stored())
    const event = understood.for === 'flow' ? understood.event : null
    // Counted whoever has the talk, for the order that may follow.
    if (owner !== 'bot' && event?.type === 'customer.sentFiles') running.toFlow({ ...event, aside: true })
    if (owner === 'bot') routeToBot(running, understood, heard)
    else if (event !== null && isOfForgetting(running, event, heard)) running.toFlow(event)
    else if (owner === 'banned') routeBanned(running, event, heard)
    else {
      leaveForgetting(running)
      routePast(running, understood, heard, owner)
    }
  }
}

/** The answer to whether the talk is to be erased, or a look at what else can be said. */
function isOfForgetting(running: Running, event: ForFlow, { asked, isCommand }: Heard): boolean {
  if (!asksToForget(running.stored().flow.value)) return false
  const isHelp = event.type === 'customer.commanded' && event.command === 'help'
  return (event.type === 'customer.chose' && asked === 'forget') || (isCommand && isHelp)
}

/** Nothing is answered but what customers may ask of their own data, whoever they are. */
function routeBanned(running: Running, event: ForFlow | null, { words, files, isCommand, isDanger }: Heard): void {
  leaveForgetting(running)
  if (event !== null && isCommand && isForBotAlone(event) && OWN_DATA.includes(event.command)) running.toFlow(event)
  else if (isDanger) running.toDesk({ type: 'customer.toldDanger', text: words() })
  else running.toDesk({ type: 'customer.wrote', text: words(), files })
}

/** While a person has the talk or is waited for. */
function routePast(running: Running, understood: Understood, heard: Heard, owner: 'waiting' | 'person'): void {
  const { words, files, isCommand } = heard
  const event = understood.for === 'flow' ? understood.event : null
  if (understood.for === 'end') running.toDesk({ type: 'customer.left' })
  else if (event?.type === 'customer.sentCode') running.toFlow({ ...event, aside: true })
  else if (event !== null && isForBotAlone(event) && (owner === 'waiting' || isCommand)) tellBotAlone(running, event)
  else if (owner === 'person') running.toDesk({ type: 'customer.wrote', text: words(), files })
  else routeWhileWaiting(running, understood, heard)
}

function routeToBot(running: Running, understood: Understood, heard: Heard): void {
  if (understood.for === 'person') running.toDesk({ type: 'customer.askedForPerson' })
  else if (understood.for === 'end') {
    const { flow, desk } = running.stored()
    if (desk.context.reason !== null) running.toDesk({ type: 'customer.left' })
    else running.toFlow({ type: 'customer.commanded', command: flow.context.topic === 'none' ? 'thanks' : 'later' })
  } else hearFlow(running, understood.event, heard)
}

/** What is said beside the matter is heeded first; then the matter, if the words hold one. */
function hearFlow(running: Running, event: ForFlow, heard: Heard): void {
  const { context, value } = running.stored().flow
  const beside = besides(event, heard, context)
  const away = isAway(value)
  for (const one of beside) running.toFlow(one)
  if ((!away && beside.length === 0) || isTaken(running, event, away)) running.toFlow(event)
  else if (away) running.toFlow(returned(event))
}

/** Each is heeded once in a talk. A name may be of any language. */
function besides(event: ForFlow, { text, asked, machine }: Heard, { told }: Context): readonly Beside[] {
  const isOpen = event.type === 'customer.said' || (event.type === 'customer.commanded' && event.command === 'start')
  if (!isOpen || text === null) return []
  const isForeignHere = !told.includes('languages') && asked !== 'name' && isForeign(text)
  const isInsult = !told.includes('calm') && isAbuse(text)
  return [
    ...(isForeignHere ? [{ type: 'customer.spokeForeign' as const, ...machine() }] : []),
    ...(isInsult ? [{ type: 'customer.insulted' as const }] : []),
  ]
}

/** Whether the conversation can make something of it: words are tried out on a copy. */
function isTaken(running: Running, event: ForFlow, away: boolean): boolean {
  if (event.type === 'customer.commanded') return event.command !== 'start'
  if (event.type !== 'customer.said') return true
  const { context } = running.stored().flow
  if (away && event.facts.fault && !fitsMatter(context, event.facts)) return false
  const tried = running.copy()
  tried.toFlow(event)
  return tried.stored().flow.context.misses <= context.misses
}

const returned = (event: ForFlow): Unstamped<FlowEvent> => ({
  type: 'customer.returned',
  text: 'text' in event ? event.text : '',
  facts: 'facts' in event ? event.facts : null,
})

const OWN_DATA: readonly Command[] = ['mydata', 'forget']
const BOT_ALONE: readonly Command[] = ['language', 'mydata', 'forget', 'link', 'unlink']

/** The language and the customer's own data are the bot's business, whoever has the talk. */
const isForBotAlone = (event: ForFlow): event is Commanded =>
  event.type === 'customer.commanded' && BOT_ALONE.includes(event.command)

function tellBotAlone(running: Running, event: Commanded): void {
  if (event.command === 'language') {
    running.toFlow({ type: 'customer.switchedLanguage', lang: otherThan(running.stored().flow.context.lang) })
    return
  }
  running.toFlow(event)
}

/** Whatever else is said or done, nothing is erased, and a later yes is no answer to it. */
export function leaveForgetting(running: Running): void {
  if (asksToForget(running.stored().flow.value)) running.toFlow({ type: 'customer.commanded', command: 'back' })
}

/** Only a clear wish to go on with the bot gives up the place in the queue; "hello?" and "thanks" do not. */
function routeWhileWaiting(running: Running, understood: NotTheEnd, { words, files, isBesideFile }: Heard): void {
  const event = understood.for === 'flow' ? understood.event : null
  if (event === null) running.toDesk({ type: 'customer.askedForPerson' })
  else if (isAnsweredWhileWaiting(event, running.stored().flow.context)) {
    running.toFlow(event)
    // A photo without its words would puzzle staff.
    if (isBesideFile) running.toDesk({ type: 'customer.wrote', text: words(), files })
  } else if (leavesQueue(event)) {
    running.toDesk({ type: 'customer.left' })
    // The bot's question is where these two lead; they take no answer back as well.
    if (event.command !== 'back' && event.command !== 'resume') running.toFlow(event)
  } else {
    // Safety comes from the bot at once, whoever is asked for.
    if (event.type === 'customer.reportedDanger') running.toFlow(event)
    if (event.type === 'customer.said') running.toFlow({ ...event, type: 'customer.toldStaff' })
    running.toDesk({ type: 'customer.wrote', text: words(), files })
  }
}

const isAnsweredWhileWaiting = (event: ForFlow, { orders }: Context): boolean =>
  event.type === 'customer.asked' ||
  event.type === 'customer.askedForStatus' ||
  (event.type === 'customer.namedOrder' && orders.includes(event.number)) ||
  event.type === 'customer.switchedLanguage' ||
  (event.type === 'customer.commanded' && event.command === 'help')

const LEAVING: readonly Command[] = ['menu', 'order', 'cancel', 'back', 'resume']
const leavesQueue = (event: ForFlow): event is Commanded =>
  event.type === 'customer.commanded' && LEAVING.includes(event.command)
