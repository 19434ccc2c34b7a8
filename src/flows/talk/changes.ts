/** What changes at any moment of a talk: its language, misses, corrections, what is noted in passing, what is taken back. */
import { LANGUAGES } from '../../domain/values.ts'
import { assigns, type Change } from '../change.ts'
import { type Context, cleared, newContext, without } from '../context.ts'
import { factsOf, offerOf, phoneIn, wordsOf } from '../heard.ts'
import { openOrders } from '../privacy/kept.ts'
import { DESCRIPTION_LIMIT, described, noted } from '../taking.ts'
import { correctedName } from '../words.ts'

const SHORTEST_STORY = 8

const meet: Change = (_, event) =>
  event.type === 'conversation.opened' ? { lang: event.lang, displayName: event.name } : {}

const setLanguage: Change = (context, event) => ({
  lang:
    event.type === 'customer.switchedLanguage'
      ? event.lang
      : (LANGUAGES.find((lang) => lang === offerOf(event)) ?? context.lang),
  misses: 0,
})

const takeBack: Change = (context) => {
  const last = context.trail.at(-1)
  if (context.changing !== null) return { changing: null }
  if (last === undefined) return cleared(context)
  // Checks belong to the diagnosis: before the form's first answer there was the offer to draft it.
  if (last === 'check' && context.topic === 'order') return { topic: 'fault', misses: 0 }
  return { ...without(context, last), trail: context.trail.slice(0, -1), misses: 0 }
}

/** Danger said in passing, at any question: what was said is kept as the fault if there is none yet. */
const noteDanger: Change = (context, event) => ({
  ...noted(context, event),
  danger: true,
  topic: context.topic === 'none' ? 'fault' : context.topic,
  description: context.description === '' ? described(event) : context.description,
  misses: 0,
})

const correctFacts: Change = (context, event) => ({
  model: factsOf(event)?.model ?? context.model,
  serial: factsOf(event)?.serial ?? context.serial,
  phone: context.phone === null ? null : (phoneIn(event) ?? context.phone),
  name: context.name === null ? null : (correctedName(wordsOf(event)) ?? context.name),
  misses: 0,
})

/**
 * The first words that told the fault: nothing was asked, so there is nothing to go back to. Words that name only the machine leave open
 * what is wrong with it; further words of the fault are added to those before.
 */
const keepWords: Change = ({ description }, event) => {
  // 220v alone tells of the mains.
  const isMains = factsOf(event)?.voltage != null && described(event).length < SHORTEST_STORY
  if (factsOf(event)?.fault !== true || isMains) return {}
  const words = [description, described(event)].filter((part) => part !== '').join(' / ')
  return { description: words.slice(0, DESCRIPTION_LIMIT) }
}

const tell =
  (what: Context['told'][number]): Change =>
  ({ told }) => ({ told: told.includes(what) ? told : [...told, what] })

const noteMachine: Change = (_, event) =>
  event.type === 'customer.spokeForeign' ? { model: event.model, serial: event.serial } : {}
/** What is wrong, where words beside the matter tell it first. */
const keepFault: Change = (context, event) =>
  factsOf(event)?.symptom == null || context.description !== '' ? {} : { description: described(event) }

export const talkChanges = assigns({
  meet,
  setLanguage,
  miss: (context) => ({ misses: context.misses + 1 }),
  settle: () => ({ misses: 0 }),
  forgetTalk: cleared,
  /**
   * All of it goes but the language, the moments of look-ups and codes that failed (nobody's data, and no way around the limit), and the numbers of open
   * orders: staff still act on them, and their contact data go when they close.
   */
  startAfresh: ({ lang, lookupMisses, linkTries, orders }, event) => {
    const open = [...openOrders(orders, event.orders)]
    return { ...newContext(), lang, lookupMisses, linkTries, orders: open, forgotten: open }
  },
  noteLanguagesTold: tell('languages'),
  noteMachine,
  noteCalmed: tell('calm'),
  takeBack,
  noteDanger,
  noteOne: () => ({ count: 1, more: [], misses: 0 }),
  noteFacts: noted,
  correctFacts,
  keepWords,
  keepFault,
})
