/** What the flow machine hears: who did what. */
import type { FileKind, FileRefusal } from '../../domain/file-type.ts'
import type { LinkCode } from '../../domain/link-code.ts'
import type { Move, Order } from '../../domain/order.ts'
import type { Instant, Language, OrderNumber, SerialNumber } from '../../domain/values.ts'
import type { Changeable } from '../heard.ts'
import type { LinkNews } from '../linking/news.ts'
import type { OrderMatter } from '../order-types.ts'
import type { Pasted } from '../pasted/types.ts'
import type { Explanation } from '../talk/explained.ts'
import type { RuleTopic } from '../texts/answer.ts'
import type { Facts } from './facts.ts'
import type { FileRef } from './file.ts'
import type { Unreadable } from './inbound.ts'
import type { Lock } from './step.ts'

export type Command =
  | 'start'
  | 'menu'
  | 'back'
  | 'cancel'
  | 'repeat'
  | 'help'
  | 'language'
  | 'order'
  | 'thanks'
  | 'later'
  | 'safety'
  | 'kept_safe'
  | 'mydata'
  | 'forget'
  | 'link'
  | 'unlink'
  | 'resume'
  | 'skip'

/** Comes with every event: the moment, and a number in case an order is filed. */
export interface Stamp {
  readonly at: Instant
  readonly draw: OrderNumber
}

/** Orders that were looked up for the turn: those of this conversation, and any that the customer named. */
interface LookedUp {
  readonly orders: readonly Order[]
  readonly locks: readonly Lock[]
}

/** What the flow machine hears: who did what. */
export type FlowEvent = Stamp &
  LookedUp &
  (
    | {
        readonly type: 'conversation.opened'
        readonly lang: Language
        readonly name: string | null
        /** Not when the first words tell of a danger, nor while a person has the talk. */
        readonly greet: boolean
      }
    | { readonly type: 'customer.said'; readonly text: string; readonly facts: Facts }
    /** Words for the staff who are waited for: what they tell is not asked again. */
    | { readonly type: 'customer.toldStaff'; readonly text: string; readonly facts: Facts }
    | { readonly type: 'customer.chose'; readonly offer: string; readonly facts: Facts }
    /** Words that name a danger nobody had told of yet: safety goes before whatever was asked. */
    | { readonly type: 'customer.reportedDanger'; readonly text: string; readonly facts: Facts }
    /**
     * A status or log, `text` and `facts` from the words beside it. `aside`: somebody else has the talk, so it is taken in without a word.
     */
    | {
        readonly type: 'customer.pasted'
        readonly pasted: Pasted
        readonly text: string
        readonly facts: Facts
        readonly aside: boolean
      }
    /** A button of a question that is not the open one. */
    | { readonly type: 'customer.choseEarlier'; readonly question: string; readonly offer: string }
    /** `after`: milliseconds until they want to be reminded. */
    | { readonly type: 'customer.wantsReminder'; readonly after: number }
    /** After a long silence, with words that do not answer what was open. */
    | { readonly type: 'customer.returned'; readonly text: string; readonly facts: Facts | null }
    /** A reminder that was wished for is due: the matter is taken up again. */
    | { readonly type: 'talk.resumed' }
    /** In a language that is not spoken here; a machine may be named all the same. */
    | {
        readonly type: 'customer.spokeForeign'
        readonly model: string | null
        readonly serial: SerialNumber | null
      }
    | { readonly type: 'customer.insulted' }
    /** With nothing under way a repair order is asked for, in words that may tell more. */
    | { readonly type: 'customer.wantedOrder'; readonly text: string; readonly facts: Facts }
    /** "Why do you ask?", "where do I find it?": about the open question. */
    | { readonly type: 'customer.wondered'; readonly about: Explanation }
    /** "What's causing this?" `tells`: the words say something else, too. */
    | {
        readonly type: 'customer.askedForCause'
        readonly text: string
        readonly facts: Facts
        readonly tells: boolean
      }
    /** An answer is to be given anew: "change the phone". */
    | { readonly type: 'customer.wantedChange'; readonly slot: Changeable }
    /** Words with several serial numbers in them. */
    | { readonly type: 'customer.listed'; readonly text: string; readonly facts: Facts }
    /** Questions about rules, the main one first; `model`: the one they name. */
    | { readonly type: 'customer.asked'; readonly topics: readonly RuleTopic[]; readonly model: string | null }
    | { readonly type: 'customer.askedForStatus' }
    /** A code of another talk; null where one is meant and mistyped. `aside`: somebody else has the talk. */
    | { readonly type: 'customer.sentCode'; readonly code: LinkCode | null; readonly aside: boolean }
    | { readonly type: 'link.heard'; readonly news: LinkNews; readonly aside: boolean }
    | { readonly type: 'customer.commanded'; readonly command: Command }
    | { readonly type: 'customer.switchedLanguage'; readonly lang: Language }
    | { readonly type: 'customer.sentUnreadable'; readonly what: Unreadable }
    /** Evidence that is kept, at least one. `aside`: something else is said about it, or somebody else has the talk. */
    | {
        readonly type: 'customer.sentFiles'
        readonly kinds: readonly FileKind[]
        readonly files: readonly FileRef[]
        readonly aside: boolean
      }
    | {
        readonly type: 'customer.sentUnkept'
        readonly what: FileKind
        readonly why: FileRefusal
        readonly several: boolean
      }
    /** An earlier message, which the open question is not about, says something else now. */
    | { readonly type: 'customer.edited'; readonly text: string; readonly facts: Facts }
    /** Words about an order or a parcel: "I have shipped it", 改一下单号. */
    | { readonly type: 'customer.spokeOfOrder'; readonly matter: OrderMatter; readonly text: string }
    /** An order number was typed, of this conversation or of another. */
    | { readonly type: 'customer.namedOrder'; readonly number: OrderNumber; readonly text: string }
    /** What was typed as an order number cannot be one. */
    | { readonly type: 'customer.mistypedOrder' }
    /** Other open orders name this serial number. `aside`: somebody else has the talk, so it is taken in without a word. */
    | {
        readonly type: 'registry.answered'
        readonly serial: SerialNumber
        readonly numbers: readonly OrderNumber[]
        readonly aside: boolean
      }
    /**
     * Staff moved an order of this conversation, which is among `orders` as it is now. `moves` are of one type, at least one; `note`: their
     * words on it.
     */
    | {
        readonly type: 'staff.movedOrder'
        readonly number: OrderNumber
        readonly moves: readonly Move[]
        readonly note: string | null
      }
    /** The talk is erased by staff, as the customer asked them. */
    | { readonly type: 'staff.erased'; readonly by: string }
    /** The talk with a person has ended. */
    | { readonly type: 'talk.closed' }
  )
