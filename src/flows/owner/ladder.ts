/** What happens while a customer waits: who has the talk is reminded, then the group, then the customer is told honestly. */
import type { Phrase } from '../texts/phrase.ts'
import type { Notice } from '../types.ts'
import type { Clocks, Rung } from './clocks.ts'
import type { Standing } from './kit.ts'
import { said } from './said.ts'

const climb = (rung: Rung) => ({ type: 'climb' as const, params: { rung } })

/** The delayed transitions of a state in which somebody waits. `here` is that state: a clock that fires early is set again by entering it anew. */
export const ladder = (here: string, notices: readonly [Notice, Notice], told: Phrase, askAgain: boolean) => {
  const notify = (about: Notice) => ({
    type: 'notify' as const,
    params: ({ context: { by } }: Standing) => (by === null ? { about } : { about, detail: by }),
  })
  const say = { type: 'say' as const, params: { phrase: told } }
  const rung = <Action>(which: Rung, actions: readonly Action[]) => [
    { guard: { type: 'isRungDue' as const, params: { rung: which } }, actions: [climb(which), ...actions] },
    { guard: { type: 'isRungEarly' as const, params: { rung: which } }, target: here, reenter: true },
  ]
  return {
    remindOwner: rung(1, [notify(notices[0])]),
    remindGroup: rung(2, [notify(notices[1])]),
    nobodyAnswers: rung(3, askAgain ? [say, 'ask' as const] : [say]),
  }
}

/** Closing cuts nobody off: the place is kept, and the bot goes on. */
export const closing = (here: string, clocks: Clocks) => ({
  untilClosing: [
    { guard: 'isOpenNow' as const, target: here, reenter: true },
    {
      guard: 'isFirstNight' as const,
      actions: [
        'waitOvernight' as const,
        said(({ event: { at } }) => ['closedUnanswered', clocks.nextOpening(at), at]),
        'ask' as const,
      ],
      target: '#queued',
    },
    { actions: ['waitOvernight' as const], target: '#queued' },
  ],
})
