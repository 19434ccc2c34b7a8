/**
 * The question of each state, as a function of what is known: prompt, offers, and what a plain yes or no means. Because nothing else decides
 * a question, it can be asked again at any moment: after a digression, after a person, after a restart.
 */
import type { Content } from '../domain/content.ts'
import type { Language } from '../domain/values.ts'
import { nextCheck, visits } from './checks.ts'
import { type Context, UNKNOWN_MODEL } from './context.ts'
import { CHANGEABLE } from './heard.ts'
import type { Catalogue, Texts } from './texts/phrase.ts'
import type { Offer, Question } from './types.ts'

/** A question ready to be asked, and how an answer to it is read. */
export interface Asked extends Question {
  readonly prompt: string
  /** Free text is an answer: words about something else must be clear to be taken as such. */
  readonly takesText: boolean
  /** The offer that a plain yes means, if any. */
  readonly yes?: string
  /** The offer that mere agreement ("ok", 好的) means; a plain yes means it too. */
  readonly agreed?: string
  readonly no?: string
  /** The offer that "I don't know" means. */
  readonly unsure?: string
  /** The offer that "I can't do that" means. */
  readonly cannot?: string
  /** The offer that good news means ("it works now"), and the one that no change means ("still the same"). */
  readonly better?: string
  readonly same?: string
}

/** The way out that every check has. */
const CANNOT = 'cannot'

export type QuestionName = keyof ReturnType<typeof questionsOf>

/** After this many messages that were no answer, every question offers a person. */
const MISSES_UNTIL_PERSON = 2

const offer = (id: string, label: string): Offer => ({ id, label })

/** The open question of a state's `meta.question`, in the customer's language. */
export function createQuestions(content: Content, catalogue: Catalogue) {
  return (name: QuestionName, context: Context): Asked => {
    const texts = catalogue.of(context.lang)
    const asked = questionsOf(content, texts, context)[name]()
    const person = offer('person', texts.offerPerson())
    const known = asked.offers.some(({ id }) => id === person.id)
    return context.misses < MISSES_UNTIL_PERSON || known ? asked : { ...asked, offers: [...asked.offers, person] }
  }
}

const questionsOf = (content: Content, texts: Texts, context: Context) => ({
  menu: () =>
    chosen('menu', texts.askMenu(), [
      ...(context.topic === 'none' ? [] : [offer('resume', texts.offerResume())]),
      offer('fault', texts.offerFault()),
      offer('order', texts.offerOrder()),
      offer('status', texts.offerStatus()),
      offer('hours', texts.offerHours()),
      offer('person', texts.offerPerson()),
    ]),
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
  check: () => checkQuestion(content, context),
  offer: () => ({
    ...chosen('offer', texts.askOffer(context.danger === true), [
      offer('draft', texts.offerDraft()),
      offer('person', texts.offerPerson()),
      offer('later', texts.offerLater()),
    ]),
    agreed: 'draft',
    no: 'later',
  }),
  name: () =>
    typed(
      'name',
      texts.askName(),
      context.displayName === null ? [] : [offer('use_display_name', texts.offerDisplayName(context.displayName))],
    ),
  phone: () => typed('phone', texts.askPhone(), []),
  recap: () => ({
    ...chosen('recap', texts.askRecap(context), [
      offer('submit', texts.offerSubmit()),
      offer('change', texts.offerChange()),
      offer('drop', texts.offerDrop()),
    ]),
    agreed: 'submit',
    no: 'change',
  }),
  change: () => ({
    ...chosen('change', texts.askChange(), [
      ...CHANGEABLE.map((slot) => offer(slot, texts.offerSlot(slot))),
      offer('nothing', texts.offerNothing()),
    ]),
    no: 'nothing',
  }),
  leave: () => ({
    ...chosen('leave', texts.askLeave(), [offer('yes', texts.offerYesDrop()), offer('no', texts.offerNoKeep())]),
    agreed: 'yes',
    no: 'no',
  }),
  language: () => chosen('language', texts.askLanguage(), [offer('en', 'English'), offer('zh', '中文')]),
})

const chosen = (id: string, prompt: string, offers: readonly Offer[]): Asked => ({
  id,
  prompt,
  offers,
  takesText: false,
})
const typed = (id: string, prompt: string, offers: readonly Offer[]): Asked => ({ id, prompt, offers, takesText: true })

const symptomOffers = (content: Content, lang: Language): readonly Offer[] =>
  content.symptoms.flatMap(({ code, menu }) => (menu === null ? [] : [offer(code, menu[lang])]))

/** The question's id names the check and its round, so that a button of an earlier one is recognised. */
function checkQuestion(content: Content, context: Context): Asked {
  const check = nextCheck(content, context)
  if (check === null) throw new Error('a check is asked although none is left')
  const { lang } = context
  const prompt = check.why === undefined ? check.ask[lang] : `${check.ask[lang]}\n${check.why[lang]}`
  const offers = check.options.map(({ id, label }) => offer(id, label[lang]))
  const meant = {
    ...check.meant,
    ...(has(offers, CANNOT) && { unsure: CANNOT, cannot: CANNOT }),
  }
  const round = visits(context.tried, check) === 0 ? '' : '.2'
  return { ...chosen(`check.${check.id}${round}`, prompt, offers), ...meant }
}

const has = (offers: readonly Offer[], id: string): boolean => offers.some((candidate) => candidate.id === id)
