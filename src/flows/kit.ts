/**
 * The one `setup()` of the conversation: what flows may do and ask, by name. Each flow brings its changes and guards; effects have empty
 * bodies, and only changes touch the context. No clock, no randomness, no promises: the moment and the order number come in with the event.
 */
import { setup } from 'xstate'
import type { Content } from '../domain/content.ts'
import type { FileKind } from '../domain/file-type.ts'
import type { LinkCode } from '../domain/link-code.ts'
import type { OrderDraft } from '../domain/order.ts'
import type { Instant, OrderNumber } from '../domain/values.ts'
import { attentionChanges } from './attention/changes.ts'
import { attentionDelays } from './attention/delays.ts'
import { attentionGuards } from './attention/guards.ts'
import type { Context } from './context.ts'
import { earlierChanges } from './earlier/changes.ts'
import { earlierGuards } from './earlier/guards.ts'
import { elsewhereChanges } from './elsewhere/changes.ts'
import { elsewhereGuards } from './elsewhere/guards.ts'
import { faultChanges } from './fault/changes.ts'
import { faultGuards } from './fault/guards.ts'
import { filesChanges } from './files/changes.ts'
import { filesGuards } from './files/guards.ts'
import { linkingChanges } from './linking/changes.ts'
import { linkingGuards } from './linking/guards.ts'
import type { LinkTold } from './linking/news.ts'
import { lookupChanges } from './lookup/changes.ts'
import { lookupGuards } from './lookup/guards.ts'
import { orderChanges } from './order/changes.ts'
import { orderGuards } from './order/guards.ts'
import { orderTalkGuards } from './order-talk.ts'
import type { OrderMove } from './order-types.ts'
import { parcelChanges } from './parcel/changes.ts'
import { parcelGuards } from './parcel/guards.ts'
import { pastedChanges } from './pasted/changes.ts'
import { pastedGuards } from './pasted/guards.ts'
import { quoteChanges } from './quote/changes.ts'
import { quoteGuards } from './quote/guards.ts'
import { talkChanges } from './talk/changes.ts'
import { talkGuards } from './talk/guards.ts'
import type { Phrase } from './texts/phrase.ts'
import type { FileRef, FlowEvent, Notice, Reason, Score } from './types.ts'

export const createKit = (content: Content) =>
  setup({
    types: {
      context: {} as Context,
      events: {} as FlowEvent,
      meta: {} as { readonly question: string },
      tags: {} as 'awaiting-customer',
    },
    actions: {
      say: (_, _params: { readonly phrase: Phrase }) => {},
      /** As `say`, but a message of its own: an order number stays easy to find and to copy. */
      announce: (_, _params: { readonly phrase: Phrase }) => {},
      ask: () => {},
      /** As `ask`, beside something else: what is asked stands already, and is put in short. */
      recall: () => {},
      callStaff: (_, _params: { readonly reason: Reason }) => {},
      recordOrder: (_, _params: { readonly draft: OrderDraft }) => {},
      /** The customer's own move of a filed order; its guard has made sure that it is legal. */
      moveOrder: (_, _params: OrderMove) => {},
      /** The customer has confirmed that the fault is gone. */
      noteSolved: () => {},
      /** What the customer thought of a talk with a person. */
      rated: (_, _params: { readonly score: Score }) => {},
      /** The transcript is erased, and the contact data of those orders that are over. `by`: who of staff did it for the customer. */
      forget: (_, _params: { readonly orders: readonly OrderNumber[]; readonly by: string | null }) => {},
      /** Staff are asked to check a payment (P19). */
      tellVoucher: (_, _params: { readonly number: OrderNumber }) => {},
      /** Staff are told of a photo or file that belongs to no matter under way. */
      tellFiles: (_, _params: { readonly kinds: readonly FileKind[]; readonly files: readonly FileRef[] }) => {},
      /** Whose code that is, or that this talk has one now, is for the registry of codes. */
      openCode: (_, _params: { readonly code: LinkCode; readonly until: Instant }) => {},
      tryCode: (_, _params: { readonly code: LinkCode }) => {},
      tellTalks: (_, _params: { readonly to: readonly string[]; readonly news: LinkTold }) => {},
      /** Staff are told in a line. */
      notify: (_, _params: { readonly about: Notice; readonly detail?: string }) => {},
      ...talkChanges,
      ...attentionChanges,
      ...earlierChanges(content),
      ...elsewhereChanges,
      ...faultChanges(content),
      ...orderChanges(content),
      ...parcelChanges,
      ...quoteChanges,
      ...lookupChanges,
      ...linkingChanges,
      ...pastedChanges(content),
      ...filesChanges,
    },
    guards: {
      ...talkGuards,
      ...filesGuards,
      ...attentionGuards(content),
      ...earlierGuards(content),
      ...elsewhereGuards,
      ...faultGuards(content),
      ...orderGuards,
      ...pastedGuards(content),
      ...orderTalkGuards,
      ...parcelGuards,
      ...quoteGuards,
      ...lookupGuards,
      ...linkingGuards,
    },
    delays: attentionDelays(content),
  })

export type Kit = ReturnType<typeof createKit>
