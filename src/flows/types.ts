/**
 * The vocabulary of the conversations: what comes into a step and what leaves it. All of it is plain JSON.
 */
import type { ChangeKind } from '../domain/changes.ts'
import type { FileKind, FileRefusal } from '../domain/file-type.ts'
import type { FiledOrder, Move, Order, Voltage } from '../domain/order.ts'
import type { Instant, Language, OrderNumber, PhoneNumber, SerialNumber, Symptom } from '../domain/values.ts'
import type { When } from '../domain/when.ts'
import type { Changeable } from './heard.ts'
import type { OrderMatter, StaffAct, UnsignedMove } from './order-types.ts'
import type { Pasted } from './pasted/types.ts'
import type { Explanation } from './talk/explained.ts'
import type { RuleTopic } from './texts/answer.ts'

/** Questions that are answered at any moment, without leaving the step. */
export { TOPICS, type Topic } from '../domain/triage-content.ts'

/** What reaches a customer's conversation, as a channel or the staff room hands it in. */
export type Inbound =
  /**
   * Typed words, commands included (`/menu`). `name` is the platform's display name, `hint` its interface language. `ref` is the platform's id
   * of the message, where it can be edited; `quote` the words it answers; `beside` what stood with the words and cannot be read; messages of
   * one `album` are one.
   */
  | {
      readonly kind: 'said'
      readonly text: string
      readonly ref?: string
      readonly quote?: string
      readonly beside?: Unreadable
      readonly album?: string
      readonly name?: string
      readonly hint?: Language
    }
  /** A message was changed by its writer: `text` is what it says now. `earlier` is looked up for the step; null when nothing is known of it. */
  | {
      readonly kind: 'edited'
      readonly ref: string
      readonly text: string
      readonly earlier: Earlier | null
      readonly name?: string
      readonly hint?: Language
    }
  /** A tapped button: the question it stood under and the offer it carries. */
  | {
      readonly kind: 'chose'
      readonly question: string
      readonly offer: string
      readonly name?: string
      readonly hint?: Language
    }
  /**
   * A photo, video or file that is kept for staff, as `file`; further ones of the same album are `more`. `text`: what a text file says,
   * shortened, null for any other; `caption`: words that came with it.
   */
  | {
      readonly kind: 'sent'
      readonly what: FileKind
      readonly text: string | null
      readonly file?: FileId
      readonly more?: readonly FileRef[]
      readonly caption?: string
      readonly ref?: string
      readonly quote?: string
      readonly album?: string
      readonly name?: string
      readonly hint?: Language
    }
  /** The same, where it could not be kept; `several` of an album, for the same reason. */
  | {
      readonly kind: 'unkept'
      readonly what: FileKind
      readonly why: FileRefusal
      readonly several?: true
      readonly caption?: string
      readonly ref?: string
      readonly quote?: string
      readonly album?: string
      readonly name?: string
      readonly hint?: Language
    }
  /** Something this version cannot read. */
  | {
      readonly kind: 'unreadable'
      readonly what: Unreadable
      readonly album?: string
      readonly name?: string
      readonly hint?: Language
    }
  /** Written past the bot on the account's phone: the customer has it already. */
  | { readonly kind: 'staff.wrote'; readonly text: string; readonly by: string }
  /** Something of long ago, handed out again by the platform: it is kept, and leads to nothing. */
  | { readonly kind: 'recorded'; readonly who: 'customer' | 'staff'; readonly text: string }
  /**
   * A person's words for the customer, and what goes with them; the words may be empty then. `from`: the message in a staff room that they came
   * from, where there is one. `via`: done at the web desk, of which the staff group hears.
   */
  | {
      readonly kind: 'staff.said'
      readonly text: string
      readonly by: string
      readonly file?: NamedFile
      readonly via?: 'desk'
      readonly from?: RoomMessage
    }
  /** A person's file, with its words, that cannot go to the customer. */
  | { readonly kind: 'staff.unsent'; readonly why: FileRefusal; readonly by: string }
  /** A person has changed a line that they sent, or taken it back. */
  | { readonly kind: 'staff.edited'; readonly text: string; readonly by: string; readonly from: RoomMessage }
  | { readonly kind: 'staff.deleted'; readonly by: string; readonly from: RoomMessage }
  /** Words that lie ready in `content/`, in the customer's language. */
  | { readonly kind: 'staff.canned'; readonly name: string; readonly by: string; readonly from?: RoomMessage }
  /** Staff want to see the customer's card. */
  | { readonly kind: 'staff.opened'; readonly by: string }
  | { readonly kind: 'staff.lang'; readonly lang: Language; readonly by: string }
  /** A person takes the talk before their first word. */
  | { readonly kind: 'staff.took'; readonly by: string; readonly via?: 'desk' }
  /** A person's words for colleagues: kept with the talk, and nothing else. */
  | { readonly kind: 'staff.noted'; readonly text: string; readonly by: string; readonly via?: 'desk' }
  /** A person hands the talk back to the bot. */
  | { readonly kind: 'staff.released'; readonly by: string }
  /** A person ends the talk, at once or in so many milliseconds unless the customer writes. */
  | { readonly kind: 'staff.closed'; readonly by: string; readonly afterMs: number }
  /** Somebody is no longer on the staff list. */
  | { readonly kind: 'staff.gone'; readonly by: string }
  /** Staff changed the hours by hand: whoever waits for an opening or a closing looks again. */
  | { readonly kind: 'hours.changed' }
  /** Staff moved an order of this conversation, in whatever place they work. */
  | { readonly kind: 'staff.moved'; readonly number: OrderNumber; readonly move: UnsignedMove; readonly by: string }
  /** The same as a line of text, which may leave open what only this conversation knows: its one open order, the machines meant. */
  | { readonly kind: 'staff.acted'; readonly act: StaffAct; readonly by: string }
  /** The channel could not deliver a line for good. `isGone`: the customer cannot be reached there at all (blocked, deactivated). */
  | { readonly kind: 'undeliverable'; readonly reason: string; readonly isGone?: boolean }
  /** The platform tells that the customer has blocked the bot, or lets it in again. */
  | { readonly kind: 'reach'; readonly isReachable: boolean }

  /** Other open orders, of whomever, that name this serial number; at least one. */
  | { readonly kind: 'registry.answered'; readonly serial: SerialNumber; readonly numbers: readonly OrderNumber[] }

/** A message that somebody wrote in a staff room, by the platform's id. */
export interface RoomMessage {
  readonly room: string
  readonly message: string
}

/** A file of the conversation, as `Files` keeps it. */
export type FileId = string
export interface FileRef {
  readonly id: FileId
  readonly kind: FileKind
}
/** `name`: as its sender calls it; null where that is nobody's business. */
export interface NamedFile extends FileRef {
  readonly name: string | null
}

/** Where a file is to be had that is not kept yet. `key`: what its channel asks for it by; `unique`: the same for the same file, at any time. */
export interface FileSource {
  readonly via: 'telegram' | 'wechat'
  readonly key: string
  readonly unique: string
  /** In bytes, as the platform tells it. */
  readonly size: number | null
  readonly name: string | null
}
/** `what` is the platform's word; what it is, its bytes tell. */
export interface Attachment {
  readonly what: FileKind
  readonly source: FileSource
}

/** A message before it was edited, and the question that was open when it came. */
export interface Earlier {
  readonly text: string
  readonly asked: string | null
}

/** What the customer themself sent. */
export type CustomerInbound = Extract<Inbound, { kind: 'said' | 'chose' | 'sent' | 'unkept' | 'unreadable' }>

export const UNREADABLE = [
  'photo',
  'video',
  'voice',
  'file',
  'sticker',
  'location',
  'contact',
  'poll',
  'link',
  'history',
  'money',
  'other',
] as const
export type Unreadable = (typeof UNREADABLE)[number]

/** One of the answers a question offers: a button where there are buttons, a numbered line elsewhere. */
export interface Offer {
  readonly id: string
  readonly label: string
}

/** The open question of a conversation. */
export interface Question {
  /** Names the question, so that a tap on an old one is recognised. At most 24 of `[A-Za-z0-9_.-]`. */
  readonly id: string
  readonly offers: readonly Offer[]
}

/** One message to the customer. */
export interface Line {
  readonly from: 'bot' | 'staff'
  readonly text: string
  /** The question that `text` ends with, if it asks one. */
  readonly question: Question | null
  /** What `text` says before it asks, and holds without the question; nothing when it only asks. */
  readonly statement?: string
  /** The platform's id of the message this one answers (in the staff group). */
  readonly replyTo?: string
  /** What goes with the words, as `Files` keeps it. */
  readonly file?: LineFile
  /** The staff room's message that a person's line came from: how it fared is told there. */
  readonly origin?: RoomMessage
}

/** A line that a person sent is changed (`text`) or taken back (null) at the customer. */
export interface Amendment {
  readonly text: string | null
  readonly origin: RoomMessage
}

/** `of`: the conversation that has it; null for the one it is sent to. */
export interface LineFile extends NamedFile {
  readonly of: string | null
}

/** What reaches the staff room: the conversation of the staff group itself. */
export type StaffRoomInbound =
  /** Typed in the group, or typed before and changed now. */
  | ({ readonly kind: 'typed' } & Typed)
  | ({ readonly kind: 'edited' } & Typed)
  /** Something in the group that is neither text nor a file. */
  | ({ readonly kind: 'unreadable'; readonly what: Unreadable } & Placed)
  /** A customer's conversation tells staff something. `customer`: who it is and how their talk stands; null where nobody knows. */
  | {
      readonly kind: 'posted'
      readonly about: string | null
      readonly post: StaffPost
      readonly customer: CustomerNow | null
    }
  /** How a talk stands has changed. */
  | { readonly kind: 'stands'; readonly about: string; readonly customer: CustomerNow }
  /** What the hand-over card tells has changed. */
  | { readonly kind: 'card.changed'; readonly about: string; readonly text: string }
  /** The customer had the talk erased. */
  | { readonly kind: 'erased'; readonly about: string }
  /** How a line of staff fared on its way to the customer, by the message it came from. */
  | { readonly kind: 'fared'; readonly about: string; readonly messageId: string; readonly how: Fared }
  /** The group can have topics from now on, or no more. */
  | { readonly kind: 'topics'; readonly state: TopicsState }

/**
 * Where a message of the group stands. `replyTo`: the platform's id of the message answered, `replyToMark` the mark under it, if it bears one;
 * `repliesToBot`: a bot wrote that message. `topic`: null outside of topics.
 */
interface Placed {
  readonly messageId: string
  readonly replyTo: string | null
  readonly replyToMark: string | null
  readonly repliesToBot: boolean
  readonly topic: string | null
}

interface Typed extends Placed {
  readonly text: string
  /** `id` carries its channel (`tg:42`). */
  readonly by: { readonly id: string; readonly name: string }
  /** `person` only for a member who writes as themself: no bot, no anonymous administrator, no channel, no forwarded line. */
  readonly author: 'person' | 'other'
  /** Then `text` is its caption, empty without one. */
  readonly attachment?: Attachment
  /** Parts of one album are messages of their own. */
  readonly album?: string
}

/** `taken_back`: it was deleted at the customer. `reason` for staff, null where the status says it all. */
export type Fared =
  | { readonly status: 'delivered' | 'changed' | 'taken_back' }
  | { readonly status: 'failed' | 'not_changed' | 'unknown'; readonly reason: string | null }

/** How a talk stands, for whoever looks over all of them. `closed`: nobody is waited for, the bot has it. */
export const STANDINGS = ['waiting', 'person', 'answered', 'closed'] as const
export type Standing = (typeof STANDINGS)[number]

export interface CustomerNow {
  /** The display name, made harmless; empty where there is none. */
  readonly name: string
  readonly standing: Standing
}

export const TOPICS_STATES = ['usable', 'no_forum', 'no_rights'] as const
export type TopicsState = (typeof TOPICS_STATES)[number]

/** What a step makes happen, as data; `turn.ts` joins what is for the customer into lines, the turn loop carries the rest out. */
export type Effect =
  /** The bot's words, rendered. */
  | { readonly kind: 'say'; readonly text: string }
  /** The open question is to be asked (again) at the end of the turn. */
  | { readonly kind: 'ask' }
  /** Words that stand as a message of their own: an order number, a person's line. */
  | { readonly kind: 'line'; readonly line: Line }
  /** A person's line is changed or taken back. */
  | { readonly kind: 'amend'; readonly amendment: Amendment }
  | { readonly kind: 'order.filed'; readonly order: FiledOrder }
  /** An order after a move of the customer or of staff. */
  | { readonly kind: 'order.moved'; readonly order: Order }
  /** What the customer thought of a talk with a person. */
  | { readonly kind: 'rated'; readonly score: Score }
  /** The transcript is erased; what is said after this is the first that is kept. */
  | { readonly kind: 'forget' }
  | { readonly kind: 'staff'; readonly post: StaffPost }
  /** Who else has this serial number in an open order? The answer comes as a letter, or never. */
  | { readonly kind: 'registry.asked'; readonly serial: SerialNumber }

/** 3 good, 2 so-so, 1 not good. */
export type Score = 1 | 2 | 3

/** What the staff room is told about a conversation. */
export type StaffPost =
  /** A person is asked for: who, what machine, what was tried. */
  | { readonly kind: 'card'; readonly text: string }
  /** An order was filed. */
  | { readonly kind: 'order'; readonly text: string }
  /** The customer's words while a person has the talk or is asked for. */
  | { readonly kind: 'relay'; readonly text: string; readonly files?: readonly FileRef[] }
  /** Something staff should know: an order was moved, a line was not delivered. */
  | { readonly kind: 'notice'; readonly text: string; readonly files?: readonly FileRef[] }

/** A moment at which the conversation wants to be woken. Stale ones are recognised by their generation. */
export interface Timer {
  readonly machine: 'flow' | 'desk'
  readonly id: string
  readonly generation: number
  readonly dueAt: Instant
}

/** What a step is given: one message or one due timer, with its moment and a fresh order number in case it files one. */
export type StepEvent =
  | { readonly kind: 'inbound'; readonly at: Instant; readonly inbound: Inbound; readonly draw: OrderNumber }
  | { readonly kind: 'timer'; readonly at: Instant; readonly timer: Timer; readonly draw: OrderNumber }
  /** Customer messages were refused because too many waited. */
  | { readonly kind: 'dropped'; readonly at: Instant; readonly count: number; readonly draw: OrderNumber }

/** What a text says, as far as the domain's readers can tell. Read when asked for: some of it costs more than the rest of a step. */
export interface Facts {
  readonly symptom: Symptom | null
  /** The symptom is no mere guess. */
  readonly sure: boolean
  readonly model: string | null
  /** The one serial number; null without one or with several. */
  readonly serial: SerialNumber | null
  /** In the order in which they come, each once. */
  readonly serials: readonly SerialNumber[]
  readonly orderNumber: OrderNumber | null
  /** How many machines are meant, null without a number. */
  readonly machines: number | null
  /** Since when, never after the moment of the message. */
  readonly since: When | null
  /** What was changed just before. */
  readonly changed: ChangeKind | null
  readonly phone: PhoneNumber | null
  /** The mains voltage, where it is told with its unit. */
  readonly voltage: Voltage | null
  /** The contact's name, where it is announced. */
  readonly name: string | null
  readonly danger: boolean
  /** Someone else controls the machine. */
  readonly security: boolean
  /** It describes a machine that has a problem. */
  readonly fault: boolean
  /** It says that a thing is well again, and nothing else. */
  readonly better: boolean
  /** It is in a language that customers are not answered in. */
  readonly foreign: boolean
  /** It insults; a fault in the same words still counts. */
  readonly abuse: boolean
}

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
  | 'resume'
  | 'skip'

/** Comes with every event: the moment, and a number in case an order is filed. */
interface Stamp {
  readonly at: Instant
  readonly draw: OrderNumber
}

/** Orders that were looked up for the turn: those of this conversation, and any that the customer named. */
interface LookedUp {
  readonly orders: readonly Order[]
  readonly locks: readonly Lock[]
}

/** An order that nobody may look up by its phone's digits until then: there were too many wrong ones. */
export interface Lock {
  readonly number: OrderNumber
  readonly until: Instant
}

/** What a step is told of the world around its conversation. */
export interface Around {
  readonly locks: readonly Lock[]
  /** How many customers wait for a person before this one; null where nobody has counted. */
  readonly ahead: number | null
}
export const ALONE: Around = { locks: [], ahead: null }

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
    /** An answer is to be given anew: "change the phone". */
    | { readonly type: 'customer.wantedChange'; readonly slot: Changeable }
    /** Words with several serial numbers in them. */
    | { readonly type: 'customer.listed'; readonly text: string; readonly facts: Facts }
    /** Questions about rules, the main one first; `model`: the one they name. */
    | { readonly type: 'customer.asked'; readonly topics: readonly RuleTopic[]; readonly model: string | null }
    | { readonly type: 'customer.askedForStatus' }
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
    /** The talk with a person has ended. */
    | { readonly type: 'talk.closed' }
  )

/** Why a person is wanted. */
export type Reason = 'asked' | 'danger' | 'security'

interface Busy {
  /** The customer is in the middle of something with the bot. */
  readonly busy: boolean
  /** How many customers wait before this one; null where nobody has counted. */
  readonly ahead: number | null
}

/** What the desk machine hears. */
export type DeskEvent = Stamp &
  Busy &
  (
    | { readonly type: 'customer.askedForPerson' }
    | { readonly type: 'customer.wrote'; readonly text: string; readonly files: readonly FileRef[] }
    | { readonly type: 'customer.left' }
    /** The talk was erased. */
    | { readonly type: 'customer.forgot' }
    /** A line did not arrive. `isGone`: none will, until they are heard of again. */
    | { readonly type: 'customer.unreachable'; readonly reason: string; readonly isGone: boolean }
    | { readonly type: 'customer.blocked' }
    | { readonly type: 'customer.cameBack' }
    | { readonly type: 'flow.calledStaff'; readonly reason: Reason }
    | { readonly type: 'staff.wrote'; readonly text: string; readonly by: string }
    | {
        readonly type: 'staff.said'
        readonly text: string
        readonly by: string
        readonly file: NamedFile | null
        readonly from: RoomMessage | null
      }
    | { readonly type: 'staff.unsent'; readonly why: FileRefusal; readonly by: string }
    | { readonly type: 'staff.took'; readonly by: string }
    | { readonly type: 'staff.released'; readonly by: string }
    /** The talk with a person is done, at once or in so many milliseconds unless the customer writes. */
    | { readonly type: 'staff.closed'; readonly by: string; readonly afterMs: number }
    /** Somebody is no longer on the staff list. */
    | { readonly type: 'staff.gone'; readonly by: string }
    /** The hours are others now. `opening`: when the desk was to open as this talk has it; null when it waits for no opening. */
    | { readonly type: 'hours.changed'; readonly opening: Instant | null }
  )

/** What staff are told in one line about a talk. */
export type Notice =
  | 'left'
  | 'released'
  | 'closed'
  | 'forgotten'
  | 'undelivered'
  | 'unsent'
  | 'blocked'
  | 'cameBack'
  | 'waits'
  | 'waitsLong'
  | 'owed'
  | 'owedLong'
  | 'tookTooLong'
  | 'idle'
  | 'withAnother'
  | 'byPhone'
  | 'rated'
