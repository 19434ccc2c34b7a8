/**
 * A message that its writer changed after it was heard: while the question it answered is open, it is heard as it reads now; later it may still
 * correct a fact, and what it would answer otherwise is asked for in a new message. Pure.
 */
import type { Context } from './context.ts'
import type { Unstamped } from './running.ts'
import type { Stored } from './stored.ts'
import type { Phrase } from './texts/phrase.ts'
import type { CustomerInbound, FlowEvent, Inbound } from './types.ts'
import { NO_FACTS } from './understand/facts.ts'
import type { Understood } from './understand.ts'

export type Edited = Extract<Inbound, { kind: 'edited' }>

/** The message as if it had been written like this in the first place. */
export const asSaid = ({ kind: _, earlier: __, ...rest }: Edited): CustomerInbound => ({ kind: 'said', ...rest })

/** Telegram tells of an edit also when only a preview or a reaction changed. */
export const changesNothing = ({ text, earlier }: Edited): boolean => earlier !== null && earlier.text === text

/** `asked`: the question that is open now, null without one. */
export const isStillOpen = ({ earlier }: Edited, asked: string | null, { flow }: Stored): boolean =>
  earlier !== null && earlier.asked === asked && (asked !== null || flow.context.topic === 'none')

/** A danger counts whenever it is told; of all else only the facts do. */
export function lateEdit({ text }: Edited, understood: Understood): Unstamped<FlowEvent> {
  const event = understood.for === 'flow' ? understood.event : null
  if (event?.type === 'customer.reportedDanger') return event
  return { type: 'customer.edited', text, facts: (event !== null && 'facts' in event ? event.facts : null) ?? NO_FACTS }
}

const SHOWN_LENGTH = 700
const cut = (text: string): string => (text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text)

/** For staff: what it said, and what it says. */
export const editShown = ({ text, earlier }: Edited): string =>
  earlier === null ? `✏️ ${cut(text)}` : `✏️ ${cut(earlier.text)}\n→ ${cut(text)}`

const sayCorrected = {
  type: 'say' as const,
  params: ({ context }: { readonly context: Context }): { readonly phrase: Phrase } => ({
    phrase: ['corrected', context],
  }),
}

export const hearEdited = [
  { guard: 'correctsInPassing', actions: ['correctFacts', sayCorrected, 'ask'] },
  { actions: ['settle', { type: 'say', params: { phrase: ['editNotTaken'] } }, 'ask'] },
] as const
