/** A message that is a paste, on its way in: taken apart into what it says and the words beside it, and told to the machines in that order. */
import type { Content } from '../../domain/content.ts'
import { createCards } from '../card.ts'
import type { Context } from '../context.ts'
import type { Owner } from '../desk.ts'
import { isRead, readPasted, wordsBeside } from '../pasted.ts'
import type { Running } from '../running.ts'
import type { Stored } from '../stored.ts'
import { NO_FACTS } from '../understand/facts.ts'
import type { Understood } from '../understand.ts'
import type { Pasted } from './types.ts'

interface Paste {
  readonly pasted: Pasted
  /** The whole message. */
  readonly text: string
  /** What the customer wrote around it. */
  readonly beside: string
}

export function createPasteHearing(content: Content, ownerOf: (stored: Stored) => Owner) {
  const cards = createCards(content)

  /** Null: the message is words. */
  function pasteIn(text: string, { model }: Pick<Context, 'model'>): Paste | null {
    const pasted = readPasted(text, content.models, model)
    return pasted === null ? null : { pasted, text, beside: wordsBeside(text) }
  }

  /** What the words beside it say of a danger goes before the paste, a wish for a person after it. */
  function hearPaste(running: Running, paste: Paste, beside: Understood): void {
    const { pasted, text } = paste
    const said = beside.for === 'flow' ? beside.event : null
    if (said?.type === 'customer.reportedDanger' || said?.type === 'customer.chose') running.toFlow(said)
    const facts = (said !== null && 'facts' in said ? said.facts : null) ?? NO_FACTS
    const aside = ownerOf(running.stored()) !== 'bot'
    if (isRead(pasted) || !aside) running.toFlow({ type: 'customer.pasted', pasted, text: paste.beside, facts, aside })
    if (aside) running.toDesk({ type: 'customer.wrote', text: forStaff(running.stored(), pasted, text), files: [] })
    else if (beside.for === 'person') running.toDesk({ type: 'customer.askedForPerson' })
  }

  /** What a paste showed stands before it: staff need not read JSON. */
  function forStaff({ flow: { context } }: Stored, pasted: Pasted, text: string): string {
    return context.sent === null || !isRead(pasted) ? text : `[${cards.status(context.sent)}]\n${text}`
  }

  return { pasteIn, hearPaste }
}
