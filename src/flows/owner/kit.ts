/** The `setup()` of the desk machine: what it may do and ask, by name. Effects have empty bodies, time comes in with the event. */
import { assign, setup } from 'xstate'
import { HOUR } from '../../domain/values.ts'
import type { Phrase } from '../texts/phrase.ts'
import type { DeskEvent, FileRef, NamedFile, Notice, Reason, RoomMessage } from '../types.ts'
import type { Clocks, Rung } from './clocks.ts'
import { type DeskContext, QUIET } from './context.ts'

export type Owner = 'bot' | 'waiting' | 'person' | 'banned'
/** A function where people come and go while the desk runs. */
export type StaffReachable = boolean | (() => boolean)

/** What a guard or a change is asked about. */
export interface Standing {
  readonly context: DeskContext
  readonly event: DeskEvent
}

/** `staffReachable`: there is somewhere that a request can go to. Without it nobody is promised. */
export const createDeskKit = (clocks: Clocks, staffReachable: StaffReachable) => {
  const left = (due: number, { event: { at } }: Standing): number => Math.max(0, due - at)
  const rungAt = ({ context: { climbsFrom }, event: { at } }: Standing, rung: Rung) =>
    clocks.rungAt(climbsFrom ?? at, rung)
  const awayAt = ({ context: { spoke }, event: { at } }: Standing) => clocks.awayAt(spoke ?? at)

  return setup({
    types: { context: {} as DeskContext, events: {} as DeskEvent, tags: {} as Owner },
    actions: {
      say: (_, _params: { readonly phrase: Phrase }) => {},
      ask: () => {},
      /** The hand-over card goes to the staff room. */
      postCard: () => {},
      /** The customer's words go to the staff room. */
      relay: (_, _params: { readonly text: string; readonly files: readonly FileRef[] }) => {},
      /** Staff are told something about this talk. */
      notify: (_, _params: { readonly about: Notice; readonly detail?: string }) => {},
      /** A person's words go to the customer. */
      deliver: (
        _,
        _params: { readonly text: string; readonly file: NamedFile | null; readonly from: RoomMessage | null },
      ) => {},
      /** The conversation hears that its talk with a person has ended. */
      closeTalk: () => {},

      /** The gravest reason stays; who waits already keeps their place. */
      queue: assign({
        reason: ({ context, event }) => graver(context.reason, reasonOf(event)),
        since: ({ context, event }) => context.since ?? event.at,
        climbsFrom: ({ context, event }) => context.climbsFrom ?? event.at,
      }),
      /** The ladder counts from the opening. */
      climbAnew: assign({ climbsFrom: ({ event }) => event.at, rung: 0 }),
      /** Staff see the card again; the customer has heard it all. */
      stayOnTop: assign({ rung: 3 }),
      takeOver: assign(({ context, event }) => ({
        ...QUIET,
        gone: context.gone,
        reason: context.reason,
        repliedUntil: context.repliedUntil,
        by: 'by' in event ? event.by : null,
        spoke: event.at,
      })),
      /** The customer waits for an answer of the person who has the talk. */
      owe: assign({ since: ({ event }) => event.at, climbsFrom: ({ event }) => event.at, rung: 0, closeAt: null }),
      climb: assign((_, { rung }: { readonly rung: Rung }) => ({ rung })),
      /** The desk closes over a customer who waits. */
      waitOvernight: assign({ nights: ({ context: { nights } }) => Math.min(2, nights + 1) }),
      noteReply: assign({ repliedUntil: ({ event }) => clocks.nextOpening(event.at) }),
      acknowledge: assign({ acknowledged: true }),
      unacknowledge: assign({ acknowledged: false }),
      /** Whoever had it is gone; the customer waits on, and all who can be told have been told. */
      returnToQueue: assign(({ context, event }) => ({
        ...QUIET,
        gone: context.gone,
        reason: context.reason ?? ('asked' as const),
        since: context.since ?? event.at,
        climbsFrom: context.since ?? event.at,
        rung: 3,
        repliedUntil: context.repliedUntil,
      })),
      closeSoon: assign({ closeAt: ({ event }) => (event.type === 'staff.closed' ? event.at + event.afterMs : null) }),
      /** What was answered in this closed period stays known. */
      forget: assign(({ context: { repliedUntil, gone } }) => ({ ...QUIET, repliedUntil, gone })),
      /** Whatever was under way with a person is over. */
      ban: assign(({ context: { gone, repliedUntil }, event }) => ({
        ...QUIET,
        gone,
        repliedUntil,
        ban: banOf(event),
      })),
      unban: assign(({ context: { gone, repliedUntil } }) => ({ ...QUIET, gone, repliedUntil })),
      countUnread: assign(({ context: { ban } }) => ({ ban: ban && { ...ban, unread: ban.unread + 1 } })),
      noteDanger: assign(({ context: { ban }, event: { at } }) => ({ ban: ban && { ...ban, dangerTold: at } })),
      noteGone: assign({ gone: ({ context, event }) => context.gone || !('isGone' in event) || event.isGone }),
      noteBack: assign({ gone: false }),
    },
    guards: {
      isOutOfReach: () => !(typeof staffReachable === 'function' ? staffReachable() : staffReachable),
      isFirstUnread: ({ context }) => context.ban?.unread === 0,
      isDangerNews: ({ context: { ban }, event: { at } }) =>
        (ban?.dangerTold ?? null) === null || at - (ban?.dangerTold ?? at) >= DANGER_TOLD_EVERY_MS,
      isKnownGone: ({ context }) => context.gone,
      isToldAtTheLine: ({ event }) => event.type === 'customer.unreachable' && event.isTold,
      isOpenNow: ({ event }) => clocks.isOpen(event.at),
      isOpenAndBusy: ({ event }) => clocks.isOpen(event.at) && event.busy,
      /** The customer was told of another opening than comes now. */
      isOpeningMoved: ({ event }) =>
        event.type === 'hours.changed' && event.opening !== null && event.opening !== clocks.nextOpening(event.at),
      isBusy: ({ event }) => event.busy,
      isWanted: ({ context }) => context.reason !== null,
      isFirstNight: ({ context }) => context.nights === 0,
      isLongWaitAndOpen: ({ context, event }) => context.nights > 1 && clocks.isOpen(event.at),
      isDangerSettled: ({ context }) => context.reason === 'danger' && context.acknowledged,
      isUnacknowledged: ({ context }) => !context.acknowledged,
      isRungDue: (standing, { rung }: { readonly rung: Rung }) =>
        standing.context.rung < rung && standing.event.at >= rungAt(standing, rung),
      /** The hours were changed since the clock was set. */
      isRungEarly: (standing, { rung }: { readonly rung: Rung }) =>
        standing.context.rung < rung && standing.event.at < rungAt(standing, rung),
      isStillThere: (standing) => standing.event.at < awayAt(standing),
      isOwed: ({ context }) => context.since !== null,
      isOwedAndOpen: ({ context, event }) => context.since !== null && clocks.isOpen(event.at),
      /** Who wrote while the desk was open keeps a place in the queue; who wrote after that knows that it is closed. */
      isOwedSinceOpen: ({ context: { since } }) => since !== null && clocks.isOpen(since),
      repliesAutomatically: ({ context: { spoke, repliedUntil }, event: { at } }) =>
        clocks.repliesAutomatically(at, spoke, repliedUntil),
      isWithAnother: ({ context, event }) => context.by !== null && 'by' in event && event.by !== context.by,
      isTheirsWhileOpen: ({ context, event }) =>
        event.type === 'staff.gone' && event.by === context.by && clocks.isOpen(event.at),
      isTheirs: ({ context, event }) => event.type === 'staff.gone' && event.by === context.by,
      closesLater: ({ event }) => event.type === 'staff.closed' && event.afterMs > 0,
    },
    delays: {
      untilOpening: (standing) => left(clocks.nextOpening(standing.event.at), standing),
      untilClosing: (standing) => left(clocks.nextClosing(standing.event.at), standing),
      remindOwner: (standing) => left(rungAt(standing, 1), standing),
      remindGroup: (standing) => left(rungAt(standing, 2), standing),
      nobodyAnswers: (standing) => left(rungAt(standing, 3), standing),
      personIsAway: (standing) => left(awayAt(standing), standing),
      closesSoon: (standing) => left(standing.context.closeAt ?? standing.event.at, standing),
    },
  })
}

export type DeskKit = ReturnType<typeof createDeskKit>

/** Whoever writes of dangers without end is no news each time. */
const DANGER_TOLD_EVERY_MS = HOUR

const banOf = (event: DeskEvent): DeskContext['ban'] =>
  event.type === 'staff.banned'
    ? { at: event.at, by: event.by, reason: event.reason, unread: 0, dangerTold: null }
    : null

const GRAVEST_FIRST: readonly Reason[] = ['danger', 'security', 'asked']
const graver = (one: Reason | null, other: Reason): Reason =>
  GRAVEST_FIRST.find((reason) => reason === one || reason === other) ?? other

const reasonOf = (event: DeskEvent): Reason => (event.type === 'flow.calledStaff' ? event.reason : 'asked')
