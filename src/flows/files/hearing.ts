/** How the conversation hears a photo or file, wherever it stands: it is kept for staff, and the open question is asked again. */
import type { Asking } from '../change.ts'
import { takeVoucher } from '../order-talk.ts'
import type { Phrase } from '../texts/phrase.ts'
import type { FlowEvent } from '../types.ts'

interface Heard extends Pick<Asking, 'context'> {
  readonly event: Extract<FlowEvent, { type: 'customer.sentFile' }>
}

const tellKept = {
  type: 'say' as const,
  params: ({ context, event: { what } }: Heard): { readonly phrase: Phrase } => ({
    phrase: ['fileKept', what, context.evidence?.[what] ?? 1],
  }),
}

export const hearFile = [
  { guard: 'isSentAside', actions: 'countFile' },
  { guard: 'sendsVoucher', actions: ['countFile', ...takeVoucher] },
  {
    guard: 'belongsToOrder',
    actions: [
      'countFile',
      'settle',
      { type: 'tellFile', params: ({ event }: Heard) => ({ what: event.what }) },
      tellKept,
      'ask',
    ],
  },
  { actions: ['countFile', 'settle', tellKept, 'ask'] },
] as const
