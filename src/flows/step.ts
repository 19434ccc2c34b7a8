/**
 * The pure step: (stored, event) → { stored, effects }. The desk machine hears an event first, the conversation hears what the desk lets
 * through. No clock, no randomness, no input or output; the timers of the new state stand in `stored`.
 */
import type { Content } from '../domain/content.ts'
import type { Hours } from '../domain/hours.ts'
import type { Order } from '../domain/order.ts'
import { createDangerIn, type Triage } from '../domain/triage.ts'
import type { Instant, Language, OrderNumber } from '../domain/values.ts'
import { isReminded } from './attention/matter.ts'
import { beginningAfter, beginningOf } from './beginning.ts'
import { createCards } from './card.ts'
import { type Conversation, createConversation } from './conversation.ts'
import { customerWords } from './customer-words.ts'
import { createDesk, type Desk, type Owner, type StaffReachable } from './desk.ts'
import { asSaid, changesNothing, type Edited, editShown, isStillOpen, lateEdit } from './edited.ts'
import { serialsTold } from './elsewhere.ts'
import { filesIn, partsOf } from './files/arriving.ts'
import { ordersTold } from './linking/telling.ts'
import { placeAt } from './machine.ts'
import { ordersWanted } from './orders-wanted.ts'
import { openingAwaited } from './owner/opening.ts'
import { createPasteHearing } from './pasted/arriving.ts'
import { asksToForget } from './privacy/kept.ts'
import { type Asked, createQuestions, type QuestionName } from './questions.ts'
import { createRouting } from './routing.ts'
import { createRunner, type Running } from './running.ts'
import { asksBeside, faultBeside, isFresh, machineNamed, namesDanger, situationOf, withReminder } from './situation.ts'
import { firstLanguage, inLanguageOf, languageIn, languageLeft } from './spoken.ts'
import { createStaffHearing, isStaffs } from './staff-hearing.ts'
import { type Stored, unpack } from './stored.ts'
import { type Catalogue, createCatalogue } from './texts/phrase.ts'
import { frozenAt, isRunning, thawedAt } from './timers.ts'
import { ALONE, type Around, type CustomerInbound, type Effect, type Inbound, type StepEvent } from './types.ts'
import { createUnderstanding, type Understood } from './understand.ts'
import { bare } from './words.ts'

export interface Stepped {
  readonly stored: Stored
  readonly effects: readonly Effect[]
}

export interface Talk {
  /** `orders`: what `ordersWanted` named, as stored; those of this conversation as the steps before left them. */
  step(stored: Stored | null, event: StepEvent, orders?: readonly Order[], around?: Around): Stepped
  /** The orders a step needs to know: this conversation's newest, and one that the customer names. */
  ordersWanted(stored: Stored | null, event: StepEvent): readonly OrderNumber[]
  /** The question that is open now; null while nothing is asked or a person has the talk. */
  question(stored: Stored): Asked | null
  /** The same whoever has the talk: what the bot asks when it is handed back. */
  openQuestion(stored: Stored): Asked | null
  /** The hand-over card as it reads now. */
  card(stored: Stored): string
  /** Reads a stored state, or says why it cannot be read. */
  unpack(json: string): ReturnType<typeof unpack>
  /** The first step after a stored state (`broken`) that could not be read: an apology, a note to staff, a new talk. Its orders stay known. */
  restart(event: StepEvent, broken: string, orders?: readonly Order[]): Stepped
  readonly catalogue: Catalogue
  readonly machines: { readonly flow: Conversation; readonly desk: Desk }
}

export interface TalkOptions {
  readonly content: Content
  readonly hours: Hours
  readonly triage: (text: string) => Triage
  /** There is a staff room or somebody at the web desk: without either nobody is promised. */
  readonly staffReachable: StaffReachable
}

/** When a message is heard, and the language of a talk that was lost with it, if it was. */
interface Hearing {
  readonly at: Instant
  readonly lang: Language | null
  /** Words that came with a file, which was heard before them. */
  readonly isBesideFile?: boolean
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
  const cards = createCards(content)
  const hearStaff = createStaffHearing(content, cards)
  const beginning = beginningOf(flow, desk)

  const ownerOf = (stored: Stored): Owner => {
    const { tags } = placeAt(desk, stored.desk.value)
    return (['person', 'waiting', 'banned'] as const).find((owner) => tags.has(owner)) ?? 'bot'
  }
  const route = createRouting(ownerOf)

  const { pasteIn, hearPaste } = createPasteHearing(content, ownerOf)

  const question = (stored: Stored): Asked | null =>
    ownerOf(stored) === 'bot' || asksToForget(stored.flow.value) ? openQuestion(stored) : null

  /** Whoever owns the talk: what the conversation stands at. */
  function openQuestion(stored: Stored): Asked | null {
    const { question: name } = placeAt(flow, stored.flow.value)
    const { value, context } = stored.flow
    return name === null ? null : questionOf(name as QuestionName, context, isReminded(value))
  }

  /** `lang`: of a talk that was lost. */
  function hear(running: Running, event: StepEvent, lang: Language | null = null): void {
    if (event.kind === 'dropped') {
      if (ownerOf(running.stored()) === 'banned') return
      running.say(['tooMany', event.count])
      running.add({ kind: 'ask' })
    } else if (event.kind === 'timer') {
      const { machine, id, generation } = event.timer
      // A stale one, re-armed or cancelled since, changes nothing.
      const armed = running.stored()[machine].timers[id]
      if (isRunning(armed) && armed.generation === generation) running.wake(machine, id)
    } else hearInbound(running, event.inbound, { at: event.at, lang })
  }

  function hearInbound(running: Running, inbound: Inbound, when: Hearing): void {
    if (inbound.kind === 'recorded' || inbound.kind === 'staff.noted') return
    if (isStaffs(inbound)) hearStaff(running, inbound)
    else if (inbound.kind === 'hours.changed')
      running.toDesk({ type: 'hours.changed', opening: openingAwaited(running.stored()) })
    else if (inbound.kind === 'undeliverable') {
      running.toDesk({
        type: 'customer.unreachable',
        reason: inbound.reason,
        isGone: inbound.isGone === true,
        isTold: inbound.isTold === true,
      })
    } else if (inbound.kind === 'registry.answered') hearRegistry(running, inbound)
    else if (inbound.kind === 'link') hearLink(running, inbound)
    else if (inbound.kind === 'reach') {
      running.toDesk({ type: inbound.isReachable ? 'customer.cameBack' : 'customer.blocked' })
    } else {
      // Whoever writes can be written to.
      if (running.stored().desk.context.gone) running.toDesk({ type: 'customer.cameBack' })
      if (inbound.kind === 'edited') hearEdit(running, inbound, when)
      else hearCustomer(running, inbound, when)
    }
  }

  function hearEdit(running: Running, edited: Edited, when: Hearing): void {
    const stored = running.stored()
    if (changesNothing(edited)) return
    const owner = ownerOf(stored)
    if (owner === 'banned' && dangerIn(edited.text)) running.toDesk({ type: 'customer.toldDanger', text: edited.text })
    else if (owner !== 'bot') {
      const words = editShown(edited)
      running.toDesk({ type: 'customer.wrote', text: dangerIn(edited.text) ? `⚠️ ${words}` : words, files: [] })
    } else if (
      isFresh(stored) ||
      pasteIn(edited.text, stored.flow.context) !== null ||
      isStillOpen(edited, question(stored)?.id ?? null, stored)
    ) {
      hearCustomer(running, asSaid(edited), when)
    } else {
      const told = situationOf(stored, when.at)
      running.toFlow(lateEdit(edited, understand(asSaid(edited), { asked: null, opening: false, ...told })))
    }
  }

  function hearCustomer(running: Running, inbound: CustomerInbound, when: Hearing): void {
    for (const [place, part] of partsOf(inbound).entries()) hearOne(running, part, { ...when, isBesideFile: place > 0 })
  }

  function hearRegistry(running: Running, { serial, numbers }: Extract<Inbound, { kind: 'registry.answered' }>): void {
    running.flagOrders(serial, numbers)
    running.toFlow({ type: 'registry.answered', serial, numbers, aside: ownerOf(running.stored()) !== 'bot' })
  }

  /** Of a banned customer no other talk hears anything. */
  function hearLink(running: Running, { news }: Extract<Inbound, { kind: 'link' }>): void {
    const owner = ownerOf(running.stored())
    if (owner !== 'banned') running.toFlow({ type: 'link.heard', news, aside: owner !== 'bot' })
  }

  function hearOne(running: Running, inbound: CustomerInbound, { at, lang, isBesideFile = false }: Hearing): void {
    const opening = isFresh(running.stored())
    const isHeard = ownerOf(running.stored()) !== 'banned'
    const paste = inbound.kind === 'said' && isHeard ? pasteIn(inbound.text, running.stored().flow.context) : null
    // What a paste says is no words: only those beside it are heard.
    const heard = inbound.kind === 'said' && paste !== null ? { ...inbound, text: paste.beside } : inbound
    if (opening) beginWith(running, heard, lang)
    running.change(inLanguageOf(heard, running.stored()))
    const stored = running.stored()
    // First words answer nothing yet; a tap may come from before a talk that was lost.
    const open = opening && inbound.kind === 'said' ? null : question(stored)
    // Beside a paste only the safety question is answered in words: the paste itself answers the others.
    const asked = paste === null || open?.id === 'danger' ? open : null
    const situation = { asked, opening, ...situationOf(stored, at) }
    const understood = withReminder(understand(heard, situation), heard)
    if (inbound.kind === 'said' && inbound.beside !== undefined && ownerOf(stored) === 'bot') {
      running.say(['besideWords', inbound.beside])
    }
    const beside = {
      words: () => wordsForStaff(inbound, understood, stored),
      files: inbound.kind === 'sent' ? filesIn(inbound) : [],
      isDanger: namesDanger(understood),
      isBesideFile,
      isCommand: inbound.kind === 'said' && bare(inbound.text).startsWith('/'),
      text: inbound.kind === 'said' ? inbound.text : null,
      asked: asked?.id ?? null,
      machine: () => machineNamed(inbound, content.models),
    }
    if (paste !== null) hearPaste(running, paste, understood)
    else {
      const isBots = ownerOf(stored) === 'bot'
      const again = (text: string) => understand({ ...inbound, text } as CustomerInbound, situation)
      const fault = isBots ? faultBeside(understood, inbound, again) : null
      if (fault !== null) route(running, fault, beside)
      route(running, understood, beside)
      if (isBots && asksBeside(understood)) running.toDesk({ type: 'customer.askedForPerson' })
    }
  }

  function beginWith(running: Running, inbound: CustomerInbound, lang: Language | null): void {
    const isUrgent = inbound.kind === 'said' && dangerIn(inbound.text)
    const greet = !isUrgent && ownerOf(running.stored()) === 'bot'
    const name = inbound.name ?? null
    running.toFlow({ type: 'conversation.opened', lang: lang ?? firstLanguage(inbound), name, greet })
  }

  function wordsForStaff(inbound: CustomerInbound, understood: Understood, stored: Stored): string {
    const words = customerWords(inbound, openQuestion(stored))
    return namesDanger(understood) ? `⚠️ ${words}` : words
  }

  /** While the bot does not have the talk, the conversation's own timers stand still. */
  function settled(running: Running, at: Instant): Stored {
    const stored = running.stored()
    const { flow, generation } = stored
    if (ownerOf(stored) !== 'bot') return { ...stored, flow: { ...flow, timers: frozenAt(flow.timers, at) } }
    const thawed = thawedAt(flow.timers, at, generation)
    return { ...stored, generation: thawed.generation, flow: { ...flow, timers: thawed.timers } }
  }

  function step(
    stored: Stored | null,
    event: StepEvent,
    orders: readonly Order[] = [],
    around: Around = ALONE,
  ): Stepped {
    const before = stored ?? beginning
    const running = run(before, { at: event.at, draw: event.draw, orders, around })
    hear(running, event)
    const told = serialsTold(before.flow.context, running.stored().flow.context)
    for (const serial of told) running.add({ kind: 'registry.asked', serial })
    for (const news of ordersTold(before.flow.context, running.stored().flow.context)) running.add(news)
    return { stored: settled(running, event.at), effects: running.effects }
  }

  function restart(event: StepEvent, broken: string, orders: readonly Order[] = []): Stepped {
    const lang = languageLeft(broken) ?? languageIn(event)
    const start = beginningAfter(beginning, broken, lang)
    const running = run(start, { at: event.at, draw: event.draw, orders, around: ALONE })
    hear(running, event, lang)
    if (ownerOf(start) !== 'banned') running.say([lang === null ? 'startedAgainInBoth' : 'startedAgain'])
    running.add({ kind: 'staff', post: cards.restarted(running.stored().flow.context) })
    return { stored: settled(running, event.at), effects: running.effects }
  }

  return {
    step,
    ordersWanted,
    restart,
    question,
    openQuestion,
    card: ({ flow: { context }, desk: { context: talk } }) => cards.card(context, talk.reason).text,
    unpack: (json) => unpack(json, { flow, desk }),
    catalogue,
    machines: { flow, desk },
  }
}
