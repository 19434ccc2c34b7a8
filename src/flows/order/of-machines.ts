/** Words about the machines of an order, at whatever question they come: the second is wrong, remove the third, there is another one. */
import type { Content } from '../../domain/content.ts'
import type { Asking } from '../change.ts'
import { machinesNamed } from '../context.ts'
import { factsOf, textOf } from '../heard.ts'
import type { Phrase } from '../texts/phrase.ts'
import { listIn } from './listed.ts'
import { placeIn } from './spoken.ts'

const serialOf = ({ event }: Asking): string => factsOf(event)?.serial ?? '–'
const placeOf = ({ event }: Asking): number => placeIn(textOf(event)) ?? 1

const say = (phrase: (asking: Asking) => Phrase) => ({
  type: 'say' as const,
  params: (asking: Asking): { readonly phrase: Phrase } => ({ phrase: phrase(asking) }),
})

/** Transitions of `customer.said`, before any other correction. */
export const ofMachines = [
  {
    guard: 'removesMachine',
    actions: ['removeMachine', say((asking) => ['machineRemoved', placeOf(asking), machinesNamed(asking.context)])],
    target: '.deciding',
  },
  {
    guard: 'leavesOne',
    actions: ['leaveOne', say(({ context }) => ['corrected', context])],
    target: '.deciding',
  },
  {
    guard: 'correctsMachine',
    actions: ['replaceMachine', say((asking) => ['machineChanged', placeOf(asking), serialOf(asking)])],
    target: '.deciding',
  },
  {
    guard: 'addsMachine',
    actions: ['addMachine', say((asking) => ['machineAdded', machinesNamed(asking.context), serialOf(asking)])],
    target: '.deciding',
  },
  { guard: 'expectsMore', actions: 'expectMore', target: '.deciding' },
] as const

/** Said before the list is taken, so that it tells what is new in it. */
export const sayList = (content: Content) => say(({ context, event }) => ['listTaken', listIn(content, context, event)])
