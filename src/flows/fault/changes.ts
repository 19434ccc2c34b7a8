/** What the answers of the diagnosis change: danger, fault, model, serial number, since when, what changed, how many, checks. */
import type { Content } from '../../domain/content.ts'
import { assigns, type Change } from '../change.ts'
import { cleared, contactOf, SEVERAL, UNKNOWN } from '../context.ts'
import { changedIn, countIn, factsOf, offerModel, offerOf, serialIn, sinceIn, wordsOf } from '../heard.ts'
import { answered, DESCRIPTION_LIMIT, described, noted } from '../taking.ts'
import { faultAnew, symptomAnew } from './anew.ts'
import { openCheck, outcomeOfOpen } from './open-check.ts'

/** A new fault: what an earlier, unfinished one left behind is not mixed in, but for who the customer is and a machine just named. */
const startFault: Change = (context) => {
  const { topic, model, serial } = context
  return {
    ...cleared(context),
    ...contactOf(context),
    ...(topic === 'none' && { model, serial }),
    topic: 'fault',
  }
}

const NOTHING_TRIED = { siteTried: [], tried: [], checked: false, guessed: false }

const takeFault: Change = (context, event) => ({
  ...noted(context, event),
  // A corrected fault is the new words alone.
  ...(context.changing === 'fault' && { ...NOTHING_TRIED, symptom: factsOf(event)?.symptom ?? null }),
  description: described(event),
  ...answered(context, 'fault'),
})

const dangerYes: Change = (context) => ({ danger: true, ...answered(context, 'danger') })
const dangerNo: Change = (context, event) => ({
  ...noted(context, event),
  ...(symptomAnew(context, event) !== null && faultAnew(context, event)),
  danger: false,
  ...answered(context, 'danger'),
})

const takeSerial: Change = (context, event) => ({
  ...noted(context, event),
  serial: serialIn(event),
  serialUnreadable: false,
  ...answered(context, 'serial'),
})
const leaveSerial: Change = (context) => ({ serial: null, serialUnreadable: true, ...answered(context, 'serial') })

/** What changed in words that have no kind of their own is kept with the fault. */
const takeChanged: Change = (context, event) => {
  const kind = changedIn(event)
  const words = kind === 'other' ? wordsOf(event) : ''
  return {
    ...noted(context, event),
    changed: kind ?? UNKNOWN,
    description: [context.description, words]
      .filter((part) => part !== '')
      .join(' / ')
      .slice(0, DESCRIPTION_LIMIT),
    ...answered(context, 'changed'),
  }
}

const MOST_REMARKS = 300
const LONGEST_REMARK = 120

/** What was said beside the open question, the newest last; older words stay when there is no room. */
const keepRemark: Change = (context, event) => ({
  remarks: [context.remarks, described(event).slice(0, LONGEST_REMARK)]
    .filter((part) => part !== '')
    .join(' / ')
    .slice(0, MOST_REMARKS),
})

const takeCount: Change = (context, event) => ({
  ...noted(context, event),
  count: countIn(event) ?? SEVERAL,
  ...answered(context, 'count'),
})

export const faultChanges = (content: Content) => {
  const chooseSymptom: Change = (context, event) => ({
    symptom: content.symptoms.find((symptom) => symptom.code === offerOf(event))?.code ?? context.symptom,
    ...NOTHING_TRIED,
    description: context.changing === 'fault' ? '' : context.description,
    ...answered(context, 'fault'),
  })

  const takeModel: Change = (context, event) => ({
    // The name of a model that nobody knows looks like a serial number.
    ...(factsOf(event)?.model != null && noted(context, event)),
    model: factsOf(event)?.model ?? offerModel(content, offerOf(event)) ?? wordsOf(event),
    ...answered(context, 'model'),
  })

  const takeSince: Change = (context, event) => ({
    ...noted(context, event),
    since: sinceIn(content, event) ?? { kind: 'unknown' },
    ...answered(context, 'since'),
  })

  const takeCheck: Change = (context, event) => {
    const open = openCheck(content, context)
    const offer = offerOf(event)
    if (open === null || offer === null) return {}
    const outcome = outcomeOfOpen(content, context, offer)
    const step = { check: open.check.id, answer: offer }
    return {
      ...noted({ ...context, tried: [step] }, event),
      ...(open.of === 'site' ? { siteTried: [...context.siteTried, step] } : { tried: [...context.tried, step] }),
      // What is left of several is one: its own checks go on.
      ...(outcome === 'machine' && { count: 1, more: [] }),
      checked: outcome === 'staff' || outcome === 'return',
      ...answered(context, 'check'),
    }
  }

  return assigns({
    startFault,
    takeFault,
    takeFaultAnew: faultAnew,
    chooseSymptom,
    dangerYes,
    dangerNo,
    takeModel,
    takeSerial,
    leaveSerial,
    takeSince,
    leaveSince: (context) => ({ since: { kind: 'unknown' }, ...answered(context, 'since') }),
    takeChanged,
    takeCount,
    takeCheck,
    keepRemark,
    tellMains: ({ told }) => ({ told: [...told, 'mains'] }),
    tellSecurity: () => ({ securityTold: true }),
  })
}
