/**
 * Taking letters in. A talk that this process has just served is stepped at once and committed by the script that takes the letter in; a
 * letter that comes while anything of its talk is under way here goes into the mailbox, where several become one turn.
 */
import type { Claim, ConversationId, Feed, Ingested, LaneClaim, LaneId, Letter, Store, Turned } from '../ports.ts'
import type { Reservation } from './delivery.ts'
import { isCustomers } from './letters.ts'
import type { Ahead, Warm } from './warm.ts'

/** A lane that the turn which filled it holds already. */
export interface Taken {
  readonly claim: LaneClaim
  /** When it was asked for, by the process's own monotonic clock. */
  readonly askedAt: number
}

export interface AcceptingOptions {
  readonly store: Pick<Store, 'turn' | 'ingest'> & Pick<Feed, 'ingestShown'>
  /** Null: every letter goes into the mailbox. */
  readonly warm: Warm | null
  /** A turn of it is under way in this process. */
  readonly isBusy: (conversation: ConversationId) => boolean
  /** Runs as the turn that is under way. */
  readonly asTurn: (conversation: ConversationId, work: () => Promise<void>) => void
  /** Steps a claim, and whatever mail is left after it. */
  readonly take: (claim: Claim) => Promise<void>
  readonly wake: (conversation: ConversationId) => void
  /** A permit to send at once; null when that cannot be said without asking. */
  readonly reserve: (conversation: ConversationId) => Reservation | null
  readonly onFilled: (lane: LaneId, taken: Taken | null) => void
}

export function createAccepting({ store, warm, isBusy, asTurn, take, wake, reserve, onFilled }: AcceptingOptions) {
  /** Ends, never failing, when the letter stepped ahead is taken in: those that came after it wait, so that they stay after it. */
  const under = new Map<ConversationId, Promise<unknown>>()

  async function intoMailbox(letter: Letter, shown: string | null): Promise<Ingested> {
    const ingested = shown === null ? await store.ingest(letter) : await store.ingestShown(letter, shown)
    wake(letter.conversation)
    return ingested
  }

  /** Redis is asked before this returns: what comes later comes later there too. */
  async function atOnce(warmth: Warm, letter: Letter, shown: string | null): Promise<Ingested> {
    const { conversation } = letter
    const ahead = warmth.ahead(letter)
    const lane = ahead === null || ahead.stepped.changes.customer.length === 0 ? null : reserve(conversation)
    const askedAt = performance.now()
    const turned = store.turn({ letter, shown, ahead: ahead && { ...ahead.stepped, lane } })
    const answered = turned.then(
      (result) => {
        if (result.kind !== 'committed' || result.lane === null) lane?.giveBack()
        return goOn(warmth, conversation, ahead, result, askedAt)
      },
      () => warmth.doubt(conversation),
    )
    const told = turned.then(nothing, nothing).finally(() => under.delete(conversation))
    under.set(conversation, told)
    asTurn(conversation, () => answered)
    const { kind } = await turned
    return kind === 'duplicate' || kind === 'full' ? kind : 'taken'
  }

  async function goOn(
    warmth: Warm,
    conversation: ConversationId,
    ahead: Ahead | null,
    turned: Turned,
    askedAt: number,
  ): Promise<void> {
    if (turned.kind === 'claimed') return await take(turned.claim)
    if (turned.kind !== 'committed' || ahead === null) return
    warmth.went(conversation, ahead, turned.version, turned.now)
    const { customer, outgoing } = ahead.stepped.changes
    const taken = turned.lane && { claim: turned.lane, askedAt }
    if (customer.length > 0) onFilled({ conversation, name: 'customer' }, taken)
    if (outgoing.length > 0) onFilled({ conversation, name: 'outgoing' }, null)
  }

  /** Resolves once the letter is safe in Redis. Rejects with `StoreUnavailable` when it may not be: the same letter again does no harm. */
  return async function accept(letter: Letter, shown: string | null = null): Promise<Ingested> {
    const { conversation } = letter
    const before = under.get(conversation)
    if (before !== undefined) await before
    else if (warm !== null && isCustomers(conversation) && !letter.settleMs && !isBusy(conversation)) {
      return await atOnce(warm, letter, shown)
    }
    return await intoMailbox(letter, shown)
  }
}

const nothing = (): void => {}
