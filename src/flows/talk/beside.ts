/** What may be said beside any matter: another language, an insult, a question about the question, the wish to be reminded. */
import type { Hours } from '../../domain/hours.ts'
import type { Asking } from '../change.ts'
import type { Kit } from '../kit.ts'
import type { Phrase } from '../texts/phrase.ts'

/** When a person can be asked instead is part of it. */
const sayTwoLanguages = (hours: Hours) => ({
  type: 'say' as const,
  params: ({ event: { at } }: Asking): { readonly phrase: Phrase } => ({
    phrase: ['twoLanguages', hours.isOpen(at), hours.nextOpening(at), at],
  }),
})

const tellCause = [
  { type: 'say', params: ({ context }: Asking) => ({ phrase: ['cause', context.topic] as const }) },
  'recall',
] as const

export const beside = (kit: Kit, hours: Hours) =>
  kit.createStateConfig({
    on: {
      'customer.spokeForeign': [
        {
          guard: 'opensWithMachine',
          actions: ['noteLanguagesTold', 'startFault', 'noteMachine', sayTwoLanguages(hours)],
          target: '#deciding',
        },
        { actions: ['noteLanguagesTold', sayTwoLanguages(hours), 'ask'] },
      ],
      'customer.insulted': { actions: ['noteCalmed', { type: 'say', params: { phrase: ['calm'] } }, 'recall'] },
      'customer.wondered': {
        actions: ['settle', { type: 'say', params: ({ event }) => ({ phrase: ['explained', event.about] }) }, 'recall'],
      },
      // Nobody is told a guess: not before the checks, and not for certain before our staff have seen it (P3, P16).
      'customer.askedForCause': [
        { guard: 'tellsBesideCause', actions: ['settle', 'noteFacts', 'keepRemark', ...tellCause] },
        { actions: ['settle', ...tellCause] },
      ],
      /** The wish and its answer; the waiting itself is attention's. */
      'customer.wantsReminder': [
        {
          guard: 'hasMatter',
          actions: ['settle', { type: 'say', params: ({ event }) => ({ phrase: ['reminderSet', event.after] }) }],
        },
        { actions: ['settle', { type: 'say', params: { phrase: ['nothingToRemind'] } }, 'ask'] },
      ],
    },
  })
