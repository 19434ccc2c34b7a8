/**
 * The question of each state, as a function of what is known: prompt, offers, and what a plain yes or no means. Because nothing else decides
 * a question, it can be asked again at any moment: after a digression, after a person, after a restart.
 */
import type { Content } from '../domain/content.ts'
import { type Asked, has, type Known, offer } from './asking.ts'
import { attentionQuestions } from './attention/questions.ts'
import { type Context, newContext } from './context.ts'
import { earlierQuestions } from './earlier/questions.ts'
import { faultQuestions } from './fault/questions.ts'
import { linkingQuestions } from './linking/questions.ts'
import { lookupQuestions } from './lookup/questions.ts'
import { orderQuestions } from './order/questions.ts'
import { parcelQuestions } from './parcel/questions.ts'
import { pastedQuestions } from './pasted/questions.ts'
import { privacyQuestions } from './privacy/questions.ts'
import { quoteQuestions } from './quote/questions.ts'
import { ratingQuestions } from './rating/questions.ts'
import { talkQuestions } from './talk/questions.ts'
import type { Catalogue } from './texts/phrase.ts'

export type { Asked } from './asking.ts'

const FLOWS = [
  talkQuestions,
  attentionQuestions,
  earlierQuestions,
  privacyQuestions,
  faultQuestions,
  orderQuestions,
  parcelQuestions,
  quoteQuestions,
  lookupQuestions,
  linkingQuestions,
  pastedQuestions,
  ratingQuestions,
] as const

type KeysOfEach<Tables> = Tables extends unknown ? keyof Tables : never
export type QuestionName = KeysOfEach<ReturnType<(typeof FLOWS)[number]>>
type Table = (known: Known) => Readonly<Record<string, () => Asked>>

/** Which flow has the question, by its name: only that one's are built. */
const tablesByName = (known: Known): ReadonlyMap<string, Table> =>
  new Map(FLOWS.flatMap((table) => Object.keys(table(known)).map((name) => [name, table as Table])))

/** After this many messages that were no answer, every question offers a person. */
const MISSES_UNTIL_PERSON = 2

/** Who gets no further with a check can have the order at once. */
export const isCheck = ({ id }: Pick<Asked, 'id'>): boolean => id.startsWith('check.') || id.startsWith('site.')

/** The open question of a state's `meta.question`, in the customer's language. `isReminded`: it stands under a reminder. */
export function createQuestions(content: Content, catalogue: Catalogue) {
  const tables = tablesByName({ content, texts: catalogue.of('en'), context: newContext() })
  return (name: QuestionName, context: Context, isReminded = false): Asked => {
    const texts = catalogue.of(context.lang)
    const asked = tables.get(name)?.({ content, texts, context })[name]?.()
    if (asked === undefined) throw new Error(`no question has the name ${name}`)
    const more = [
      ...(context.misses >= MISSES_UNTIL_PERSON && isCheck(asked) ? [offer('draft', texts.offerDraft())] : []),
      ...(isReminded ? [offer('later', texts.offerLaterOn())] : []),
      ...(context.misses < MISSES_UNTIL_PERSON ? [] : [offer('person', texts.offerPerson())]),
    ].filter(({ id }) => !has(asked.offers, id))
    return more.length === 0 ? asked : { ...asked, offers: [...asked.offers, ...more] }
  }
}
