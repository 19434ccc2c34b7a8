/**
 * Whether the customer is there: beside whatever is talked about. Silence in the middle of a matter leads to one gentle reminder, then the
 * talk is parked as it stands; whatever comes next finds it there.
 */
import { and, not, stateIn } from 'xstate'
import type { Context } from './context.ts'
import type { Kit } from './kit.ts'
import type { Phrase } from './texts/phrase.ts'

/** Something is open that an answer is hoped for; a matter that was put off ("later") is left in peace. */
const isOpen = and(['hasMatter', not(stateIn('#resting')), not(stateIn('#rating'))])
/** The open check asks for something that takes its time. */
const isTrying = and([stateIn('#checking'), 'checkTakesTime'])

const sayOf = (about: 'reminder' | 'howDidItGo' | 'asYouAsked') => ({
  type: 'say' as const,
  params: ({ context }: { readonly context: Context }): { readonly phrase: Phrase } => ({ phrase: [about, context] }),
})

/** The reminder with the open question, or nothing at all when the matter has ended meanwhile. */
const remind = (about: 'reminder' | 'howDidItGo') => [
  { guard: isOpen, actions: [sayOf(about), 'ask' as const], target: 'reminded' },
  { target: 'present' },
]

/** A matter that was put off is taken up again, too. */
const resumeMatter = (kit: Kit) =>
  kit.raise(({ event: { at, draw, orders, locks } }) => ({ type: 'talk.resumed', at, draw, orders, locks }))

export const attention = (kit: Kit) =>
  kit.createStateConfig({
    initial: 'present',
    on: {
      /** Any word of theirs begins a new silence. */
      'customer.*': { target: '.present' },
      'talk.closed': { target: '.present' },
      'customer.wantsReminder': { guard: 'hasMatter', target: '.promised' },
    },
    states: {
      present: { always: { guard: isOpen, target: 'listening' } },
      // Ids of their own: a timer's name has it in it, and is stored.
      listening: {
        id: 'listening',
        always: { guard: isTrying, target: 'trying' },
        after: { customerGoesQuiet: remind('reminder') },
      },
      trying: { id: 'trying', after: { checkIsDone: remind('howDidItGo') } },
      /** The customer said when they want to hear of it again. */
      promised: {
        id: 'promised',
        // What they write to staff ends no promise.
        on: { 'customer.toldStaff': {} },
        after: {
          asPromised: [
            { guard: 'hasMatter', actions: [sayOf('asYouAsked'), 'ask', resumeMatter(kit)], target: 'reminded' },
            { target: 'present' },
          ],
        },
      },
      reminded: { id: 'reminded', after: { customerStaysAway: 'away' } },
      /** Parked: everything is kept and nothing is said. */
      away: { id: 'away' },
    },
  })
