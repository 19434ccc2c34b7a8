/**
 * What a message means at this moment: an answer to the open question, a wish, a question about the rules, or plain words with the facts
 * in them. Pure; the machines hear only what this makes of it.
 */
import type { Content } from '../domain/content.ts'
import { readable } from '../domain/fold.ts'
import type { Triage } from '../domain/triage.ts'
import type { Instant } from '../domain/values.ts'
import { filesIn, holdsStatus } from './files/arriving.ts'
import type { CustomerInbound } from './types.ts'
import { createReader } from './understand/facts.ts'
import { meaningOf } from './understand/rules.ts'
import { chose, type Place, toFlow, type Understood } from './understand/understood.ts'

export type { Understood } from './understand/understood.ts'

/** The longest text of a customer that is kept, in graphemes. */
const TEXT_LIMIT = 4_096

export interface Situation extends Place {
  /** When the message came in. */
  readonly at: Instant
}

/** Answers with the reader of customers' messages; `triage` is asked only where nothing cheaper tells what a text means. */
export function createUnderstanding(content: Content, triage: (text: string) => Triage) {
  const read = createReader(content, triage)
  return (inbound: CustomerInbound, situation: Situation): Understood => {
    switch (inbound.kind) {
      case 'unreadable':
        return toFlow({ type: 'customer.sentUnreadable', what: inbound.what })
      case 'sent':
        return toFlow({
          type: 'customer.sentFiles',
          kinds: [inbound.what, ...(inbound.more ?? []).map(({ kind }) => kind)],
          files: filesIn(inbound),
          aside: holdsStatus(inbound),
        })
      case 'unkept':
        return toFlow({
          type: 'customer.sentUnkept',
          what: inbound.what,
          why: inbound.why,
          several: inbound.several === true,
        })
      case 'chose':
        return situation.asked?.id === inbound.question ? chose(inbound.offer) : placedEarlier(inbound)
      case 'said':
        return meaningOf(read(readable(inbound.text, TEXT_LIMIT), situation.at), situation)
    }
  }
}

/** A button of an earlier question: what holds at any moment still counts, an answer does not. */
function placedEarlier({ question, offer }: { readonly question: string; readonly offer: string }): Understood {
  if (offer === 'person' || offer === 'hours' || offer === 'status') return chose(offer)
  return toFlow({ type: 'customer.choseEarlier', question, offer })
}
