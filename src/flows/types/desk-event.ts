/** What the desk machine hears, and what staff are told of a talk. */
import type { FileRefusal } from '../../domain/file-type.ts'
import type { Instant } from '../../domain/values.ts'
import type { FileRef, NamedFile } from './file.ts'
import type { Stamp } from './flow-event.ts'
import type { RoomMessage } from './inbound.ts'

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
    /** A banned customer's words name a danger. */
    | { readonly type: 'customer.toldDanger'; readonly text: string }
    | { readonly type: 'customer.left' }
    /** The talk was erased. */
    | { readonly type: 'customer.forgot' }
    /** A line did not arrive. `isGone`: none will, until they are heard of again. `isTold`: staff see it at the line itself. */
    | {
        readonly type: 'customer.unreachable'
        readonly reason: string
        readonly isGone: boolean
        readonly isTold: boolean
      }
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
    /** What the customer writes is kept and neither answered nor shown from now on. `reason`: for staff. */
    | { readonly type: 'staff.banned'; readonly by: string; readonly reason: string | null }
    | { readonly type: 'staff.unbanned'; readonly by: string }
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
  | 'erased'
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
  | 'banned'
  | 'unbanned'
  | 'notBanned'
  | 'isBanned'
  | 'wroteBanned'
  | 'dangerBanned'
  | 'linked'
  | 'unlinked'
