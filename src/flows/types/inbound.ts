/** What reaches a customer's conversation, as a channel or the staff room hands it in. */
import type { FileKind, FileRefusal } from '../../domain/file-type.ts'
import type { Language, OrderNumber, SerialNumber } from '../../domain/values.ts'
import type { LinkNews } from '../linking/news.ts'
import type { StaffAct, UnsignedMove } from '../order-types.ts'
import type { FileId, FileRef, NamedFile } from './file.ts'

/** Of its writer: the platform's display name, and the language of its interface. */
interface Written {
  readonly name?: string
  readonly hint?: Language
}

/** `ref`: the platform's id, where it can be edited; `quote`: the words it answers; messages of one `album` are one. */
interface Message extends Written {
  readonly ref?: string
  readonly quote?: string
  readonly album?: string
}

/** With the words that came with a file. */
export interface Captioned extends Message {
  readonly caption?: string
}

/** What reaches a customer's conversation, as a channel or the staff room hands it in. */
export type Inbound =
  /** Typed words, commands included (`/menu`); `beside`: what stood with the words and cannot be read. */
  | (Message & { readonly kind: 'said'; readonly text: string; readonly beside?: Unreadable })
  /** A message was changed by its writer: `text` is what it says now. `earlier` is looked up for the step; null when nothing is known of it. */
  | (Written & {
      readonly kind: 'edited'
      readonly ref: string
      readonly text: string
      readonly earlier: Earlier | null
    })
  /** A tapped button: the question it stood under and the offer it carries. */
  | (Written & { readonly kind: 'chose'; readonly question: string; readonly offer: string })
  /**
   * A photo, video or file that is kept for staff, as `file`; further ones of the same album are `more`. `text`: what a text file says,
   * shortened, null for any other.
   */
  | (Captioned & {
      readonly kind: 'sent'
      readonly what: FileKind
      readonly text: string | null
      readonly file?: FileId
      readonly more?: readonly FileRef[]
    })
  /** The same, where it could not be kept; `several` of an album, for the same reason. */
  | (Captioned & {
      readonly kind: 'unkept'
      readonly what: FileKind
      readonly why: FileRefusal
      readonly several?: true
    })
  /** Something this version cannot read. */
  | (Written & { readonly kind: 'unreadable'; readonly what: Unreadable; readonly album?: string })
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
  /** The customer is banned: what they write is kept, and neither answered nor shown. `reason` is for staff. */
  | { readonly kind: 'staff.banned'; readonly by: string; readonly reason: string | null }
  | { readonly kind: 'staff.unbanned'; readonly by: string }
  /** The talk is erased as the customer would erase it, who asked for it by another way. */
  | { readonly kind: 'staff.erased'; readonly by: string }
  /** Somebody is no longer on the staff list. */
  | { readonly kind: 'staff.gone'; readonly by: string }
  /** Staff changed the hours by hand: whoever waits for an opening or a closing looks again. */
  | { readonly kind: 'hours.changed' }
  /** Staff moved an order of this conversation, in whatever place they work. */
  | { readonly kind: 'staff.moved'; readonly number: OrderNumber; readonly move: UnsignedMove; readonly by: string }
  /** The same as a line of text, which may leave open what only this conversation knows: its one open order, the machines meant. */
  | { readonly kind: 'staff.acted'; readonly act: StaffAct; readonly by: string }
  /** The channel could not deliver a line for good. `isGone`: the customer cannot be reached there at all (blocked, deactivated). `isTold`: staff see it at their line. */
  | { readonly kind: 'undeliverable'; readonly reason: string; readonly isGone?: boolean; readonly isTold?: boolean }
  /** The platform tells that the customer has blocked the bot, or lets it in again. */
  | { readonly kind: 'reach'; readonly isReachable: boolean }

  /** Other open orders, of whomever, that name this serial number; at least one. */
  | { readonly kind: 'registry.answered'; readonly serial: SerialNumber; readonly numbers: readonly OrderNumber[] }
  /** About a talk of the same customer in another app. */
  | { readonly kind: 'link'; readonly news: LinkNews }

/** A message that somebody wrote in a staff room, by the platform's id. */
export interface RoomMessage {
  readonly room: string
  readonly message: string
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
