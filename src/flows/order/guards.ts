/** Questions to the answers of the order form, and to what it still lacks. */

import { fileOrder, VOLTAGES } from '../../domain/order.ts'
import { callingCodeIn } from '../../domain/phone-country.ts'
import type { Asking } from '../change.ts'
import { areSeveral, type Context, machinesNamed, SEVERAL, type Slot, UNKNOWN } from '../context.ts'
import { factsOf, offerOf, phoneIn, serialIn, slotOffered, textOf, wordsOf } from '../heard.ts'
import { mayMissAgain, talkGuards } from '../talk/guards.ts'
import { avoidsPhone } from '../understand/no-phone.ts'
import { answerIn } from '../words.ts'
import { marksOffered, marksTold } from './condition.ts'
import { draftOf } from './draft.ts'
import { hasSerial, MOST_MACHINES } from './machines.ts'
import { nameIn } from './name.ts'
import { marksDenied, placeIn, saysAll, saysMore, saysOnly, saysRemove, voltageIn } from './spoken.ts'

/** The mains matter for these models whatever the fault: they need 200-240 V (domain section 2). */
const HIGH_VOLTAGE_MODELS: readonly (string | null)[] = ['X16-P', 'X44-P']
const MAINS_SYMPTOMS: readonly (string | null)[] = ['power', 'reboot']

const namesMachine = ({ context, event }: Asking): boolean => {
  const place = placeIn(textOf(event))
  return place !== null && place >= 1 && place <= machinesNamed(context)
}
const freshSerial = ({ context, event }: Asking): boolean => {
  const serial = factsOf(event)?.serial ?? null
  return serial !== null && !hasSerial(context, serial) && machinesNamed(context) < MOST_MACHINES
}

/** Of a fault or an order under way there is an answer to change. */
const isAnswered = (context: Context, slot: Slot): boolean => {
  if (context.topic !== 'fault' && context.topic !== 'order') return false
  if (slot === 'fault') return context.symptom !== null || context.description !== ''
  if (slot === 'machines') return context.topic === 'order'
  if (slot === 'serial') return context.more.length === 0 && machinesNamed(context) > 0
  return slot !== 'danger' && slot !== 'check' && context[slot] !== null
}

export const orderGuards = {
  hasDisplayName: ({ context, event }: Asking) => offerOf(event) === 'use_display_name' && context.displayName !== null,
  saysName: ({ event }: Asking) => nameIn(event) !== null,
  saysPhone: ({ event }: Asking) => phoneIn(event) !== null,
  /** 我姓王, and then 王示例. */
  completesName: ({ context, event }: Asking) =>
    context.name?.length === 1 &&
    /^\p{Script=Han}{2,4}$/u.test(wordsOf(event)) &&
    wordsOf(event).startsWith(context.name),
  avoidsPhone: ({ context, event }: Asking) => mayMissAgain(context) && avoidsPhone(wordsOf(event)),
  /** A country instead of its code: it is told. */
  namesCountry: ({ event }: Asking) => callingCodeIn(wordsOf(event)) !== null,
  /** Digits that are meant for a phone number and are none. */
  /** After many misses in a row the question is put down instead. */
  triesPhone: ({ context, event }: Asking) =>
    /\d/.test(wordsOf(event)) && factsOf(event)?.serial === null && mayMissAgain(context),
  isSlotOffer: ({ event }: Asking, params: { readonly slot: Slot }) => slotOffered(event) === params.slot,
  changesSlot: ({ context, event }: Asking, params: { readonly slot: Slot }) =>
    slotOffered(event) === params.slot && isAnswered(context, params.slot),
  saysMarks: ({ context, event }: Asking) =>
    offerOf(event) === UNKNOWN || (marksOffered(event) ?? marksTold(event, context.unmarked)) !== null,
  deniesSomeMarks: ({ event }: Asking) => marksDenied(wordsOf(event)).length > 0,
  saysPlainYes: ({ event }: Asking) => answerIn(wordsOf(event)) === 'yes',
  saysVoltage: ({ event }: Asking) =>
    [UNKNOWN, ...VOLTAGES].some((voltage) => voltage === offerOf(event)) || voltageIn(wordsOf(event)) !== null,
  confirmsComplete: ({ context, event }: Asking) =>
    offerOf(event) === 'agree' && fileOrder(draftOf(context, event.at), event.draw, event.at).ok,

  namesFreshMachine: (asking: Asking) => {
    const { context, event } = asking
    const serial = serialIn(event)
    const isFresh = serial !== null && !hasSerial(context, serial) && machinesNamed(context) < MOST_MACHINES
    return isFresh && !namesMachine(asking)
  },
  repeatsMachine: ({ context, event }: Asking) => {
    const serial = serialIn(event)
    return serial !== null && hasSerial(context, serial)
  },
  saysThatIsAll: ({ event }: Asking) => saysAll(wordsOf(event)),
  /** Digits that are meant for a serial number and are none. */
  triesSerial: ({ event }: Asking) =>
    /\d/.test(wordsOf(event)) && factsOf(event)?.phone === null && placeIn(wordsOf(event)) === null,
  /** Of several machines it must be said which one. */
  correctsInPassing: (asking: Asking) => asking.context.more.length === 0 && talkGuards.correctsFacts(asking),
  removesMachine: (asking: Asking) =>
    machinesNamed(asking.context) > 1 && saysRemove(textOf(asking.event)) && namesMachine(asking),
  correctsMachine: (asking: Asking) => asking.context.topic !== 'none' && namesMachine(asking) && freshSerial(asking),
  leavesOne: ({ context, event }: Asking) => {
    const serial = factsOf(event)?.serial ?? null
    const isNamed = context.more.length > 0 && serial !== null && hasSerial(context, serial)
    return isNamed && saysOnly(wordsOf(event))
  },
  /** Beside several machines a further serial number is a further machine; beside one it must be said. */
  addsMachine: (asking: Asking) =>
    freshSerial(asking) &&
    machinesNamed(asking.context) > 0 &&
    (asking.context.more.length > 0 || saysMore(textOf(asking.event))),
  expectsMore: ({ context, event }: Asking) =>
    context.topic === 'order' && machinesNamed(context) > 0 && saysMore(wordsOf(event)),

  machinesUnknown: ({ context }: Asking) =>
    !context.listed &&
    machinesNamed(context) < MOST_MACHINES &&
    areSeveral(context) &&
    (context.count === null || context.count === SEVERAL || machinesNamed(context) < context.count),
  nameUnknown: ({ context }: Asking) => context.name === null,
  phoneUnknown: ({ context }: Asking) => context.phone === null,
  marksUnknown: ({ context }: Asking) => context.marks === null,
  voltageUnknown: ({ context }: Asking) =>
    context.voltage === null &&
    (MAINS_SYMPTOMS.includes(context.symptom) ||
      [context, ...context.more].some(({ model }) => HIGH_VOLTAGE_MODELS.includes(model))),
}
