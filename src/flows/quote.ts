/** The customer's answer to a quote, machine by machine, each with an explicit yes (P16, P17); then how a payment is shown (P19). */
import type { Asking } from './change.ts'
import type { Kit } from './kit.ts'
import { tellMoved } from './order-talk.ts'
import type { OrderMove } from './order-types.ts'
import { answerTo } from './quote/guards.ts'
import type { OpenQuote } from './quote/open-quote.ts'
import type { Phrase } from './texts/phrase.ts'

const openOf = ({ context }: Asking): OpenQuote => {
  if (context.quote === null) throw new Error('a quote is talked about although none is open')
  return context.quote
}

const say = (phrase: Phrase) => ({ type: 'say' as const, params: { phrase } })
const tell = (key: 'quoteAccepted' | 'quoteDeclined') => ({
  type: 'say' as const,
  params: (asking: Asking): { readonly phrase: Phrase } => ({ phrase: [key, openOf(asking)] }),
})
const answer = {
  type: 'moveOrder',
  params: (asking: Asking): OrderMove => ({ number: openOf(asking).number, move: answerTo(openOf(asking)) }),
} as const

const isCommand = (command: string) => ({ type: 'commanded' as const, params: { command } })
const confirms = (sure: 'accept' | 'decline') => ({ type: 'confirmsQuote' as const, params: { sure } })
const think = { type: 'chose' as const, params: { offer: 'think' } }
const later = { actions: say(['quoteLater']), target: '#resting' } as const

export const quote = (kit: Kit) =>
  kit.createStateConfig({
    id: 'quote',
    initial: 'asking',
    on: {
      'staff.movedOrder': [
        { guard: 'quoteStands', actions: [tellMoved, 'ask'] },
        { actions: tellMoved, target: '.choosing' },
      ],
      'customer.commanded': [
        { guard: isCommand('back'), actions: 'beUnsure', target: '.asking', reenter: true },
        { guard: isCommand('later'), ...later },
        { guard: isCommand('cancel'), ...later },
      ],
    },
    states: {
      asking: {
        meta: { question: 'quote' },
        tags: 'awaiting-customer',
        entry: 'ask',
        on: {
          'customer.chose': [
            { guard: think, ...later },
            { guard: confirms('accept'), actions: [tell('quoteAccepted'), answer], target: 'choosing' },
            { guard: confirms('decline'), actions: [tell('quoteDeclined'), answer], target: 'choosing' },
            { guard: { type: 'chose', params: { offer: 'sure' } }, actions: say(['quoteGone']), target: 'choosing' },
            {
              guard: { type: 'chose', params: { offer: 'unsure' } },
              actions: 'beUnsure',
              target: 'asking',
              reenter: true,
            },
            { guard: 'acceptsQuote', actions: 'beSureToAccept', target: 'asking', reenter: true },
            { guard: 'declinesQuote', actions: 'beSureToDecline', target: 'asking', reenter: true },
            { guard: 'declinesNormal', actions: ['beUnsure', say(['mustBeRepaired']), 'ask'] },
          ],
          'customer.said': [
            { guard: 'acceptsQuote', actions: 'beSureToAccept', target: 'asking', reenter: true },
            { guard: 'declinesQuote', actions: 'beSureToDecline', target: 'asking', reenter: true },
            { guard: 'declinesNormal', actions: ['beUnsure', say(['mustBeRepaired']), 'ask'] },
            { guard: 'putsOffMatter', ...later },
            {
              guard: 'mayMissAgain',
              actions: [
                'miss',
                { type: 'say', params: ({ context }) => ({ phrase: ['quoteMissed', context.misses] }) },
                'ask',
              ],
            },
          ],
        },
      },
      /** Never rests: the next quote, or back to where the talk was. */
      choosing: {
        always: [
          { guard: 'quoteWaits', actions: 'openQuote', target: 'asking' },
          { actions: 'closeQuote', target: '#afterwards' },
        ],
      },
    },
  })
