/** The questions of the diagnosis: danger, fault, model, serial number, the tree's checks, the offer of an order. */
import type { Content } from '../../domain/content.ts'
import type { Language } from '../../domain/values.ts'
import { type Asked, chosen, has, type Known, offer, typed } from '../asking.ts'
import { nextCheck, visits } from '../checks.ts'
import { type Context, UNKNOWN_MODEL } from '../context.ts'
import type { Offer } from '../types.ts'

/** The way out that every check has. */
const CANNOT = 'cannot'

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
})

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
