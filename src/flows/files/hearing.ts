/** How the conversation hears a photo or file, wherever it stands: it is kept for staff or it is not, and the open question is asked again. */
import type { FileKind } from '../../domain/file-type.ts'
import type { Asking } from '../change.ts'
import { takeVoucher } from '../order-talk.ts'
import type { Phrase } from '../texts/phrase.ts'
import type { FileRef, FlowEvent } from '../types.ts'

type Heard<Type extends FlowEvent['type']> = Pick<Asking, 'context'> & {
  readonly event: Extract<FlowEvent, { type: Type }>
}

const tellKept = {
  type: 'say' as const,
  params: ({ context, event: { kinds } }: Heard<'customer.sentFiles'>): { readonly phrase: Phrase } => ({
    phrase: ['filesKept', [...new Set(kinds)].map((kind) => ({ kind, count: context.evidence?.[kind] ?? 1 }))],
  }),
}

interface Told {
  readonly kinds: readonly FileKind[]
  readonly files: readonly FileRef[]
}

const tellStaff = {
  type: 'tellFiles' as const,
  params: ({ event: { kinds, files } }: Heard<'customer.sentFiles'>): Told => ({ kinds, files }),
}

export const hearFiles = [
  { guard: 'isSentAside', actions: 'countFiles' },
  { guard: 'sendsVoucher', actions: ['countFiles', tellStaff, ...takeVoucher] },
  { guard: 'belongsToOrder', actions: ['countFiles', 'settle', tellStaff, tellKept, 'recall'] },
  { actions: ['countFiles', 'settle', tellKept, 'recall'] },
] as const

export const hearUnkept = {
  actions: [
    'settle',
    {
      type: 'say' as const,
      params: ({ event: { what, why, several } }: Heard<'customer.sentUnkept'>): { readonly phrase: Phrase } => ({
        phrase: ['fileNotKept', what, why, several],
      }),
    },
    'recall',
  ],
} as const
