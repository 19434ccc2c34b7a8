/** Questions to what is heard at any moment, and to where the talk stands. */

import { LANGUAGES } from '../../domain/values.ts'
import type { Asking } from '../change.ts'
import { factsOf, offerOf, phoneIn, wordsOf } from '../heard.ts'
import { isChecking } from '../taking.ts'
import { correctedName } from '../words.ts'

interface Offered {
  readonly offer: string
}
interface Commanded {
  readonly command: string
}

const isCommand = (event: Asking['event'], { command }: Commanded): boolean =>
  event.type === 'customer.commanded' && event.command === command

const fits = (known: string | null, told: string | null): boolean => known === null || told === null || known === told
const differs = (known: string | null, told: string | null): boolean => !fits(known, told)

export const talkGuards = {
  chose: ({ event }: Asking, { offer }: Offered) => offerOf(event) === offer,
  commanded: ({ event }: Asking, command: Commanded) => isCommand(event, command),
  commandedAndOpen: ({ context, event }: Asking, command: Commanded) =>
    isCommand(event, command) && context.topic !== 'none',

  isUrgent: ({ event }: Asking) => event.type === 'conversation.opened' && event.urgent,
  isIdle: ({ context }: Asking) => context.topic === 'none',
  isLanguageOffer: ({ event }: Asking) => LANGUAGES.some((lang) => lang === offerOf(event)),
  describesFault: ({ event }: Asking) => factsOf(event)?.fault === true,

  /** It is no answer, but says something that would be asked later. */
  tellsMore: ({ context, event }: Asking) => {
    const facts = factsOf(event)
    if (facts === null || context.topic === 'none') return false
    const isNew = (known: unknown, told: unknown) => known === null && told !== null
    return (
      isNew(context.model, facts.model) ||
      isNew(context.serial, facts.serial) ||
      isNew(context.phone, facts.phone) ||
      isNew(context.name, facts.name) ||
      (!isChecking(context) &&
        (isNew(context.since, facts.since) ||
          isNew(context.changed, facts.changed) ||
          isNew(context.count, facts.machines))) ||
      (facts.fault && isNew(context.symptom, facts.symptom))
    )
  },
  /** A correction in passing: another serial number, model, phone or name than the one given before. */
  correctsFacts: ({ context, event }: Asking) => {
    const facts = factsOf(event)
    return (
      (facts !== null && (differs(context.serial, facts.serial) || differs(context.model, facts.model))) ||
      differs(context.phone, phoneIn(event)) ||
      differs(context.name, correctedName(wordsOf(event)))
    )
  },
  /** More about the matter that was put off, not about another machine. */
  continuesFault: ({ context, event }: Asking) => {
    const facts = factsOf(event)
    if (facts?.fault !== true || context.topic === 'none') return false
    return (
      fits(context.model, facts.model) && fits(context.symptom, facts.symptom) && fits(context.serial, facts.serial)
    )
  },
}
