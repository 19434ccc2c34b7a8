/**
 * The one `setup()` of the conversation: what flows may do and ask, by name. Effects have empty bodies; only `assign` changes the context.
 * No clock, no randomness, no promises: the moment and the order number come in with the event.
 */
import { assign, setup } from 'xstate'
import type { Content } from '../domain/content.ts'
import { fileOrder, type OrderDraft } from '../domain/order.ts'
import { readPhone } from '../domain/phone.ts'
import { LANGUAGES } from '../domain/values.ts'
import { nextCheck, type Outcome, outcomeOf } from './checks.ts'
import { type Context, cleared, type Slot, without } from './context.ts'
import { factsOf, offerModel, offerOf, phoneIn, serialIn, slotOffered, textOf, wordsOf } from './heard.ts'
import type { Phrase } from './texts/phrase.ts'
import type { Facts, FlowEvent, Reason } from './types.ts'
import { answerIn, correctedName, isQuestion, isUnsure } from './words.ts'

/** The longest name and description that are kept, in UTF-16 units. */
const NAME_LIMIT = 80
const DESCRIPTION_LIMIT = 600
/** A model that is not on the list has letters and a digit, as machines' names do; longer than this it is a sentence. */
const MODEL_LIMIT = 40
const SHORTEST_FAULT = 3

/** The order form of a conversation as the domain's draft. */
export const draftOf = (context: Context): OrderDraft => ({
  language: context.lang,
  contact: { name: context.name, phone: context.phone },
  machines: [
    {
      model: context.model ?? '',
      serial: context.serial,
      symptom: context.symptom,
      description: context.description,
      tried: context.tried,
      danger: context.danger === true,
    },
  ],
})

/** An answer was given: remembered for `back`, misses forgotten, a correction ended. */
const answered = (context: Context, slot: Slot): Pick<Context, 'trail' | 'misses' | 'changing'> => ({
  trail: context.changing === null ? [...context.trail, slot] : context.trail,
  misses: 0,
  changing: null,
})

/** What a text says beyond the question it answers is kept too, where nothing was known: it is not asked again. */
const noted = (context: Context, facts: Facts | null): Partial<Context> => ({
  symptom: context.symptom ?? facts?.symptom ?? null,
  model: context.model ?? facts?.model ?? null,
  serial: context.serial ?? facts?.serial ?? null,
})

export const createKit = (content: Content) =>
  setup({
    types: {
      context: {} as Context,
      events: {} as FlowEvent,
      meta: {} as { readonly question: string },
      tags: {} as 'awaiting-customer',
    },
    actions: {
      say: (_, _params: { readonly phrase: Phrase }) => {},
      /** As `say`, but a message of its own: an order number stays easy to find and to copy. */
      announce: (_, _params: { readonly phrase: Phrase }) => {},
      ask: () => {},
      callStaff: (_, _params: { readonly reason: Reason }) => {},
      recordOrder: (_, _params: { readonly draft: OrderDraft }) => {},

      meet: assign(({ event }) =>
        event.type === 'conversation.opened' ? { lang: event.lang, displayName: event.name } : {},
      ),
      setLanguage: assign(({ context, event }) => ({
        lang:
          event.type === 'customer.switchedLanguage'
            ? event.lang
            : (LANGUAGES.find((lang) => lang === offerOf(event)) ?? context.lang),
        misses: 0,
      })),
      miss: assign({ misses: ({ context }) => context.misses + 1 }),
      settle: assign({ misses: 0 }),
      forgetTalk: assign(({ context }) => cleared(context)),
      takeBack: assign(({ context }) => {
        const last = context.trail.at(-1)
        if (context.changing !== null) return { changing: null }
        if (last === undefined) return cleared(context)
        // Checks belong to the diagnosis: before the form's first answer there was the offer to draft it.
        if (last === 'check' && context.topic === 'order') return { topic: 'fault' as const, misses: 0 }
        return { ...without(context, last), trail: context.trail.slice(0, -1), misses: 0 }
      }),

      /** A new fault: what an earlier, unfinished one left behind is not mixed in. */
      startFault: assign(({ context }) => ({ ...cleared(context), topic: 'fault' as const })),
      startForm: assign({ topic: 'order', misses: 0 }),
      noteFacts: assign(({ context, event }) => noted(context, factsOf(event))),
      takeFault: assign(({ context, event }) => ({
        ...noted(context, factsOf(event)),
        // A corrected fault is the new words alone.
        ...(context.changing === 'fault' && { symptom: factsOf(event)?.symptom ?? null, tried: [], checked: false }),
        description: wordsOf(event).slice(0, DESCRIPTION_LIMIT),
        ...answered(context, 'fault'),
      })),
      /** The first words of a talk described the fault: nothing was asked, so there is nothing to go back to. */
      keepWords: assign({
        description: ({ context, event }) =>
          context.description === '' ? wordsOf(event).slice(0, DESCRIPTION_LIMIT) : context.description,
      }),
      chooseSymptom: assign(({ context, event }) => ({
        symptom: content.symptoms.find((symptom) => symptom.code === offerOf(event))?.code ?? context.symptom,
        tried: [],
        checked: false,
        description: context.changing === 'fault' ? '' : context.description,
        ...answered(context, 'fault'),
      })),
      dangerYes: assign(({ context }) => ({ danger: true, ...answered(context, 'danger') })),
      /** Danger said in passing, at any question: what was said is kept as the fault if there is none yet. */
      noteDanger: assign(({ context, event }) => ({
        ...noted(context, factsOf(event)),
        danger: true,
        topic: context.topic === 'none' ? ('fault' as const) : context.topic,
        description: context.description === '' ? textOf(event).slice(0, DESCRIPTION_LIMIT) : context.description,
        misses: 0,
      })),
      dangerNo: assign(({ context, event }) => ({
        ...noted(context, factsOf(event)),
        danger: false,
        ...answered(context, 'danger'),
      })),
      takeModel: assign(({ context, event }) => ({
        // The name of a model that nobody knows looks like a serial number.
        ...(factsOf(event)?.model != null && noted(context, factsOf(event))),
        model: factsOf(event)?.model ?? offerModel(content, offerOf(event)) ?? wordsOf(event),
        ...answered(context, 'model'),
      })),
      correctFacts: assign(({ context, event }) => ({
        model: factsOf(event)?.model ?? context.model,
        serial: factsOf(event)?.serial ?? context.serial,
        phone: context.phone === null ? null : (phoneIn(event) ?? context.phone),
        name: context.name === null ? null : (correctedName(wordsOf(event)) ?? context.name),
        misses: 0,
      })),
      takeSerial: assign(({ context, event }) => ({
        serial: serialIn(event),
        serialUnreadable: false,
        ...answered(context, 'serial'),
      })),
      leaveSerial: assign(({ context }) => ({ serial: null, serialUnreadable: true, ...answered(context, 'serial') })),
      takeCheck: assign(({ context, event }) => {
        const check = nextCheck(content, context)
        const offer = offerOf(event)
        if (check === null || offer === null) return {}
        const outcome = outcomeOf(content, context, check, offer)
        return {
          tried: [...context.tried, { check: check.id, answer: offer }],
          checked: outcome === 'staff' || outcome === 'return',
          ...answered(context, 'check'),
        }
      }),
      takeName: assign(({ context, event }) => ({
        name: offerOf(event) === 'use_display_name' ? context.displayName : wordsOf(event).slice(0, NAME_LIMIT),
        ...answered(context, 'name'),
      })),
      takePhone: assign(({ context, event }) => {
        const read = readPhone(wordsOf(event))
        return { phone: read.ok ? read.phone : null, ...answered(context, 'phone') }
      }),
      beginChange: assign({ changing: ({ event }) => slotOffered(event), misses: 0 }),
      keepOrder: assign(({ context, event }) => ({ ...cleared(context), orders: [...context.orders, event.draw] })),
    },
    guards: {
      chose: ({ event }, params: { readonly offer: string }) => offerOf(event) === params.offer,
      commanded: ({ event }, params: { readonly command: string }) =>
        event.type === 'customer.commanded' && event.command === params.command,
      /** It is no answer, but says something that would be asked later. */
      tellsMore: ({ context, event }) => {
        const facts = factsOf(event)
        if (facts === null || context.topic === 'none') return false
        const isNew = (known: unknown, told: unknown) => known === null && told !== null
        return (
          isNew(context.model, facts.model) ||
          isNew(context.serial, facts.serial) ||
          (facts.fault && isNew(context.symptom, facts.symptom))
        )
      },
      /** A correction in passing: another serial number or model than the one given before. */
      correctsFacts: ({ context, event }) => {
        const facts = factsOf(event)
        const differs = (known: string | null, told: string | null) => known !== null && told !== null && known !== told
        return (
          (facts !== null && (differs(context.serial, facts.serial) || differs(context.model, facts.model))) ||
          differs(context.phone, phoneIn(event)) ||
          differs(context.name, correctedName(wordsOf(event)))
        )
      },
      /** More about the matter that was put off, not about another machine. */
      continuesFault: ({ context, event }) => {
        const facts = factsOf(event)
        if (facts?.fault !== true || context.topic === 'none') return false
        const fits = (known: string | null, told: string | null) => known === null || told === null || known === told
        return (
          fits(context.model, facts.model) && fits(context.symptom, facts.symptom) && fits(context.serial, facts.serial)
        )
      },
      isUrgent: ({ event }) => event.type === 'conversation.opened' && event.urgent,
      describesFault: ({ event }) => factsOf(event)?.fault === true,
      hasDisplayName: ({ context, event }) => offerOf(event) === 'use_display_name' && context.displayName !== null,
      isSymptomOffer: ({ event }) => content.symptoms.some((symptom) => symptom.code === offerOf(event)),
      saysEnough: ({ event }) => wordsOf(event).length >= SHORTEST_FAULT || /\p{Script=Han}{2}/u.test(wordsOf(event)),
      namesModel: ({ event }) => {
        if (factsOf(event)?.model != null || offerModel(content, offerOf(event)) !== null) return true
        const words = wordsOf(event)
        const saysSomethingElse = factsOf(event)?.fault === true || isQuestion(words)
        return /\d/.test(words) && /\p{L}/u.test(words) && words.length <= MODEL_LIMIT && !saysSomethingElse
      },
      /** Twice no serial number: a person finds it out, the customer is not kept. */
      missedTwice: ({ context, event }) => context.misses >= 2 && !isQuestion(wordsOf(event)),
      namesSerial: ({ event }) => serialIn(event) !== null,
      isCheckAnswer: ({ context, event }, params: { readonly outcome: Outcome }) => {
        const check = nextCheck(content, context)
        const offer = offerOf(event)
        return check !== null && offer !== null && outcomeOf(content, context, check, offer) === params.outcome
      },
      saysName: ({ event }) => {
        const words = wordsOf(event)
        return (
          /\p{L}/u.test(words) &&
          words.length <= NAME_LIMIT &&
          answerIn(words) === null &&
          !isUnsure(words) &&
          !isQuestion(words) &&
          !/\d{4}/.test(words)
        )
      },
      saysPhone: ({ event }) => readPhone(wordsOf(event)).ok,
      isSlotOffer: ({ event }, params: { readonly slot: Slot }) => slotOffered(event) === params.slot,
      confirmsComplete: ({ context, event }) =>
        offerOf(event) === 'submit' && fileOrder(draftOf(context), event.draw, event.at).ok,

      isLanguageOffer: ({ event }) => LANGUAGES.some((lang) => lang === offerOf(event)),
      commandedAndOpen: ({ context, event }, params: { readonly command: string }) =>
        event.type === 'customer.commanded' && event.command === params.command && context.topic !== 'none',
      isIdle: ({ context }) => context.topic === 'none',
      isDiagnosis: ({ context }) => context.topic === 'fault',
      dangerUnknown: ({ context }) => context.danger === null,
      faultUnknown: ({ context }) => context.symptom === null && context.description === '',
      modelUnknown: ({ context }) => context.model === null,
      serialUnknown: ({ context }) => context.serial === null && !context.serialUnreadable,
      checkRemains: ({ context }) =>
        context.topic === 'fault' && context.danger === false && nextCheck(content, context) !== null,
      nameUnknown: ({ context }) => context.name === null,
      phoneUnknown: ({ context }) => context.phone === null,
    },
  })

export type Kit = ReturnType<typeof createKit>
