/** The questions of the diagnosis: danger, fault, model, serial number, since when, what changed, how many, the checks, the offer of an order. */
import { CHANGES } from '../../domain/changes.ts'
import type { Check, Content } from '../../domain/content.ts'
import type { Language } from '../../domain/values.ts'
import { type Asked, chosen, has, type Known, offer, typed } from '../asking.ts'
import { UNKNOWN, UNKNOWN_MODEL } from '../context.ts'
import type { Offer } from '../types.ts'
import { openCheck } from './open-check.ts'

/** The way out that every check has. */
const CANNOT = 'cannot'

/** What the question since when offers beside words. */
export const SINCE_OFFERS = ['today', 'yesterday', 'some_days', 'longer', UNKNOWN] as const
export type SinceOffer = (typeof SINCE_OFFERS)[number]

export const faultQuestions = ({ content, texts, context }: Known) => ({
  danger: () => ({
    ...chosen('danger', texts.askDanger(), [offer('no', texts.offerNoDanger()), offer('yes', texts.offerDanger())]),
    yes: 'yes',
    no: 'no',
  }),
  fault: () => typed('fault', texts.askFault(), symptomOffers(content, context.lang)),
  model: () => ({
    ...typed('model', texts.askModel(), [
      ...content.models.map(({ name }) => offer(name, name)),
      offer(UNKNOWN_MODEL, texts.offerOtherModel()),
    ]),
    unsure: UNKNOWN_MODEL,
  }),
  serial: () => ({
    ...typed('serial', texts.askSerial(), [offer('unreadable', texts.offerUnreadable())]),
    no: 'unreadable',
    unsure: 'unreadable',
  }),
  since: () => ({
    ...typed(
      'since',
      texts.askSince(),
      SINCE_OFFERS.map((when) => offer(when, texts.offerSince(when))),
    ),
    unsure: UNKNOWN,
  }),
  changed: () => ({
    ...typed(
      'changed',
      texts.askChanged(),
      ([...CHANGES, UNKNOWN] as const).map((what) => offer(what, texts.offerChanged(what))),
    ),
    no: 'nothing',
    unsure: UNKNOWN,
  }),
  count: () => ({
    ...typed('count', texts.askCount(), [
      offer('one', texts.offerOneMachine()),
      offer('several', texts.offerSeveral()),
    ]),
    unsure: 'one',
  }),
  check: () => checkQuestion({ content, texts, context }),
  solved: () => ({
    ...chosen('solved', texts.askSolved(), [offer('yes', texts.offerSolved()), offer('no', texts.offerNotSolved())]),
    agreed: 'yes',
    no: 'no',
    better: 'yes',
    same: 'no',
  }),
  offer: () => ({
    ...chosen('offer', texts.askOffer(context.danger === true), [
      offer('draft', texts.offerDraft()),
      offer('person', texts.offerPerson()),
      offer('later', texts.offerLater()),
    ]),
    agreed: 'draft',
    no: 'later',
  }),
})

const symptomOffers = (content: Content, lang: Language): readonly Offer[] =>
  content.symptoms.flatMap(({ code, menu }) => (menu === null ? [] : [offer(code, menu[lang])]))

/** The question's id names the check and its round, so that a button of an earlier one is recognised. */
function checkQuestion({ content, texts, context }: Known): Asked {
  const open = openCheck(content, context)
  if (open === null) throw new Error('a check is asked although none is left')
  const { check } = open
  const { lang } = context
  const invites = context.sent === null && context.tried.length === 0 && isSeen(check)
  // What it is good for is said once.
  const beside = context.misses > 0 ? [] : [check.why?.[lang], invites ? texts.inviteStatus() : undefined]
  const lines = [check.ask[lang], ...beside]
  const prompt = lines.filter((line) => line !== undefined).join('\n')
  const offers = check.options.map(({ id, label }) => offer(id, label[lang]))
  const meant = {
    ...check.meant,
    ...(has(offers, CANNOT) && { unsure: CANNOT, cannot: CANNOT }),
  }
  const group = open.of === 'site' ? 'site' : 'check'
  return { ...chosen(`${group}.${check.id}${open.round === 0 ? '' : '.2'}`, prompt, offers), ...meant }
}

/** A pasted status may answer it. */
const isSeen = ({ options }: Check): boolean =>
  options.some(({ seen, seen_after: after }) => seen !== undefined || after !== undefined)
