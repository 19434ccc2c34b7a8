/** What the answers of the order form change, and what is left when it is filed. */
import { countryNamed } from '../../domain/address.ts'
import type { Content } from '../../domain/content.ts'
import { VOLTAGES } from '../../domain/order.ts'
import { assigns, type Change } from '../change.ts'
import { type Context, cleared, contactOf, type Further, machinesNamed, SEVERAL, UNKNOWN } from '../context.ts'
import { factsOf, offerOf, phoneIn, serialIn, slotOffered, textOf, wordsOf } from '../heard.ts'
import { answered, noted, notedBeside } from '../taking.ts'
import type { FlowEvent } from '../types.ts'
import { marksOffered, marksTold } from './condition.ts'
import { countAfter, countListed, listedModel, listIn } from './listed.ts'
import { machinesOf, withMachines } from './machines.ts'
import { nameIn } from './name.ts'
import { marksDenied, placeIn, saysOneMore, voltageIn } from './spoken.ts'

const takeName: Change = (context, event) => ({
  ...noted(context, event),
  name: offerOf(event) === 'use_display_name' ? context.displayName : nameIn(event),
  ...answered(context, 'name'),
})

const takePhone: Change = (context, event) => ({
  ...noted(context, event),
  phone: phoneIn(event),
  country: countryIn(event) ?? (context.changing === 'phone' ? null : context.country),
  ...answered(context, 'phone'),
})

const COUNTRY_SAID = /(?:\b(?:in|from|country(?: is)?)|国家[是：:]?|[在从])\s*([\p{L} ]{2,30})/iu

/** The country that words name: "in Germany", 我在德国. */
function countryIn(event: FlowEvent): string | null {
  const said = COUNTRY_SAID.exec(textOf(event).slice(0, 200))?.[1]?.trim()
  return said === undefined ? null : countryNamed(said)
}

/** A machine as an event names it, with what differs from the first. */
const machineIn = (context: Context, event: FlowEvent): Further => {
  const { model, symptom, fault } = factsOf(event) ?? { model: null, symptom: null, fault: false }
  return {
    model: model === context.model ? null : model,
    serial: serialIn(event),
    symptom: fault && symptom !== context.symptom ? symptom : null,
  }
}

const takeMachine: Change = (context, event) => ({
  ...withMachines(context, [...machinesOf(context), machineIn(context, event)]),
  ...answered(context, 'machines'),
})

const replaceMachine: Change = (context, event) => {
  const place = placeIn(textOf(event))
  const { serial, model } = machineIn(context, event)
  const changed = machinesOf(context).map((machine, index) =>
    index + 1 === place ? { ...machine, serial, model: model ?? machine.model } : machine,
  )
  return { ...withMachines(context, changed), misses: 0 }
}

const removeMachine: Change = (context, event) => {
  const place = placeIn(textOf(event))
  const left = machinesOf(context).filter((_, index) => index + 1 !== place)
  return { ...withMachines(context, left), count: left.length, misses: 0 }
}

/** The others are well again, or were none: the one that is named stays. */
const leaveOne: Change = (context, event) => {
  const left = machinesOf(context).filter(({ serial }) => serial === serialIn(event))
  return { ...withMachines(context, left), count: 1, siteTried: [], misses: 0 }
}

/** More machines come: one, or as many as the customer goes on to name. */
const expectMore: Change = (context, event) => ({
  count: saysOneMore(wordsOf(event)) ? countAfter(context.count, machinesNamed(context) + 1) : SEVERAL,
  listed: false,
  misses: 0,
})

/** That is all; of several machines without any number at least one is repaired. */
const endList: Change = (context) => ({
  listed: true,
  serialUnreadable: machinesNamed(context) === 0 ? true : context.serialUnreadable,
  ...answered(context, 'machines'),
})

export const orderChanges = (content: Content) => {
  const takeList: Change = (context, event) => {
    const list = listIn(content, context, event)
    const model = listedModel(context, list)
    const machines = [...machinesOf(context), ...list.taken]
    return {
      ...notedBeside(context, event),
      ...withMachines({ ...context, model }, machines),
      count: countListed(context, event, list.total),
      ...answered(context, 'machines'),
    }
  }

  return assigns({
    startForm: () => ({ topic: 'order', parcel: null, quote: null, misses: 0 }),
    takeName,
    completeName: (_, event) => ({ name: wordsOf(event), misses: 0 }),
    takePhone,
    takeMachine,
    leaveMachine: (context) => ({
      ...withMachines(context, [...machinesOf(context), { model: null, serial: null, symptom: null }]),
      ...answered(context, 'machines'),
    }),
    addMachine: (context, event) => ({
      ...withMachines(context, [...machinesOf(context), machineIn(context, event)]),
      count: countAfter(context.count, machinesNamed(context) + 1),
      misses: 0,
    }),
    replaceMachine,
    removeMachine,
    leaveOne,
    expectMore,
    endList,
    takeList,
    takeMarks: (context, event) => {
      const marks = marksOffered(event) ?? marksTold(event, context.unmarked) ?? UNKNOWN
      return { marks, unmarked: marks === UNKNOWN ? context.unmarked : [], ...answered(context, 'marks') }
    },
    noteUnmarked: (context, event) => ({
      unmarked: [...new Set([...context.unmarked, ...marksDenied(wordsOf(event))])],
      misses: 0,
    }),
    takeVoltage: (context, event) => ({
      voltage: VOLTAGES.find((range) => range === offerOf(event)) ?? voltageIn(wordsOf(event)) ?? UNKNOWN,
      ...answered(context, 'voltage'),
    }),
    beginChange: (_, event) => ({ changing: slotOffered(event), misses: 0 }),
    keepOrder: (context, event) => ({
      ...cleared(context),
      ...contactOf(context),
      orders: [...context.orders, event.draw],
    }),
  })
}
