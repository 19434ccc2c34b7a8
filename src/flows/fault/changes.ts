/** What the answers of the diagnosis change: danger, fault, model, serial number, checks. */
import type { Content } from '../../domain/content.ts'
import { assigns, type Change } from '../change.ts'
import { nextCheck, outcomeOf } from '../checks.ts'
import { cleared } from '../context.ts'
import { factsOf, offerModel, offerOf, serialIn, wordsOf } from '../heard.ts'
import { answered, DESCRIPTION_LIMIT, noted } from '../taking.ts'

/** A new fault: what an earlier, unfinished one left behind is not mixed in. */
const startFault: Change = (context) => ({ ...cleared(context), topic: 'fault' })

const takeFault: Change = (context, event) => ({
  ...noted(context, factsOf(event)),
  // A corrected fault is the new words alone.
  ...(context.changing === 'fault' && { symptom: factsOf(event)?.symptom ?? null, tried: [], checked: false }),
  description: wordsOf(event).slice(0, DESCRIPTION_LIMIT),
  ...answered(context, 'fault'),
})

const dangerYes: Change = (context) => ({ danger: true, ...answered(context, 'danger') })
const dangerNo: Change = (context, event) => ({
  ...noted(context, factsOf(event)),
  danger: false,
  ...answered(context, 'danger'),
})

const takeSerial: Change = (context, event) => ({
  serial: serialIn(event),
  serialUnreadable: false,
  ...answered(context, 'serial'),
})
const leaveSerial: Change = (context) => ({ serial: null, serialUnreadable: true, ...answered(context, 'serial') })

export const faultChanges = (content: Content) => {
  const chooseSymptom: Change = (context, event) => ({
    symptom: content.symptoms.find((symptom) => symptom.code === offerOf(event))?.code ?? context.symptom,
    tried: [],
    checked: false,
    description: context.changing === 'fault' ? '' : context.description,
    ...answered(context, 'fault'),
  })

  const takeModel: Change = (context, event) => ({
    // The name of a model that nobody knows looks like a serial number.
    ...(factsOf(event)?.model != null && noted(context, factsOf(event))),
    model: factsOf(event)?.model ?? offerModel(content, offerOf(event)) ?? wordsOf(event),
    ...answered(context, 'model'),
  })

  const takeCheck: Change = (context, event) => {
    const check = nextCheck(content, context)
    const offer = offerOf(event)
    if (check === null || offer === null) return {}
    const outcome = outcomeOf(content, context, check, offer)
    return {
      tried: [...context.tried, { check: check.id, answer: offer }],
      checked: outcome === 'staff' || outcome === 'return',
      ...answered(context, 'check'),
    }
  }

  return assigns({
    startFault,
    takeFault,
    chooseSymptom,
    dangerYes,
    dangerNo,
    takeModel,
    takeSerial,
    leaveSerial,
    takeCheck,
  })
}
