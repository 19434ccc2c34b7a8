/** What a pasted status changes in the context: the machine, the symptom, the answered checks, and what is kept of it. */
import type { Content } from '../../domain/content.ts'
import { assigns, type Change } from '../change.ts'
import { conclusionOf } from '../checks.ts'
import { areSeveral, type Context, cleared, machinesNamed, SEVERAL, UNKNOWN_MODEL } from '../context.ts'
import { openCheck } from '../fault/open-check.ts'
import { factsOf, offerOf } from '../heard.ts'
import { MOST_MACHINES, shownOf } from '../order/machines.ts'
import { described, noted } from '../taking.ts'
import type { FlowEvent } from '../types.ts'
import { answersSeen } from './answers.ts'
import { doubtIn, sentOf } from './sent.ts'
import { symptomSeen } from './symptom.ts'
import type { Pasted, Sent } from './types.ts'

type PasteEvent = Extract<FlowEvent, { type: 'customer.pasted' }>

/** A matter is opened where none was; the words beside the paste count as words do. */
function opened(context: Context, event: PasteEvent): Context {
  const matter = context.topic === 'none' ? { ...cleared(context), topic: 'fault' as const } : context
  const description = matter.description === '' ? described(event) : matter.description
  return { ...matter, ...noted(matter, event), description, misses: 0, changing: null }
}

/** The machine is filled in where it was not known: what the customer told is never overwritten. */
const identified = ({ model, serial }: Context, page: Pick<Pasted, 'model' | 'serial'>): Partial<Context> => ({
  model: model === null || model === UNKNOWN_MODEL ? (page.model ?? model) : model,
  serial: serial ?? page.serial,
})

/** The check that the customer has been asked, if that is where the diagnosis stands. */
export function checkAsked(content: Content, context: Context): string | null {
  const { topic, danger, model, serial, serialUnreadable } = context
  const isAsking = topic === 'fault' && danger === false && model !== null && (serial !== null || serialUnreadable)
  const open = isAsking ? openCheck(content, context) : null
  return open?.of === 'machine' ? open.check.id : null
}

/** What a status means for the fault. In the form it only fills what is unknown. */
function judged(
  content: Content,
  context: Context,
  sent: Sent,
  maybe: Pasted['maybe'],
  asked: string | null,
): Partial<Context> {
  const { found } = sent
  if (context.topic === 'order') return { symptom: context.symptom ?? symptomSeen({ found, maybe }, null) }
  const symptom = symptomSeen({ found, maybe }, context.symptom)
  const isSame = symptom === context.symptom
  if (isSame && context.checked) return {}
  const tree = symptom === null ? undefined : content.diagnosis[symptom]
  const before = isSame ? context.tried : []
  const answers = tree === undefined ? [] : answersSeen(tree, sent, before, isSame ? asked : null)
  const tried = [...before, ...answers]
  return {
    symptom,
    tried,
    checked: conclusionOf(content, { symptom, tried }) !== null,
    trail: [...context.trail, ...answers.map(() => 'check' as const)],
  }
}

/** The machine that the status is of is the customer's. */
export const takePastedOf =
  (content: Content): Change =>
  (context, event) => {
    if (event.type !== 'customer.pasted') return {}
    const matter = opened(context, event)
    const sent = sentOf(event.pasted, matter.sent, event.at)
    const machine = identified(matter, event.pasted)
    const asked = checkAsked(content, context)
    return { ...matter, ...machine, sent, ...judged(content, matter, sent, event.pasted.maybe, asked) }
  }

/** The machine beside the first that a status is of: one that was named, or, of several, one that was not yet. Its place among them. */
export function furtherOf(context: Context, { serial }: Pick<Pasted, 'serial'>): number | null {
  if (serial === null || context.serial === null || serial === context.serial) return null
  const named = context.more.findIndex((machine) => machine.serial === serial)
  if (named !== -1) return named
  return areSeveral(context) && machinesNamed(context) < MOST_MACHINES ? context.more.length : null
}

/** The status goes with its machine; the diagnosis goes on with the first. */
const takePastedOfFurther: Change = (context, event) => {
  if (event.type !== 'customer.pasted') return {}
  const place = furtherOf(context, event.pasted)
  if (place === null) return {}
  const { model, serial } = event.pasted
  const before = context.more[place] ?? { model: model === context.model ? null : model, serial, symptom: null }
  const machine = { ...before, ...shownOf(sentOf(event.pasted, null, event.at)) }
  const more = [...context.more.slice(0, place), machine, ...context.more.slice(place + 1)]
  return { more, count: moreThan(context.count, more.length + 1), misses: 0 }
}

const moreThan = (count: number | null, named: number): number =>
  count === null || count === SEVERAL ? SEVERAL : Math.max(count, named)

export const pastedChanges = (content: Content) => {
  /** It names another machine: kept, but nothing follows from it before the customer has said which is right. */
  const doubtPasted: Change = (context, event) => {
    if (event.type !== 'customer.pasted') return {}
    const matter = opened(context, event)
    return {
      ...matter,
      sent: sentOf(event.pasted, null, event.at),
      doubt: doubtIn(event.pasted, matter, content.models),
    }
  }

  const settleMachine: Change = (context, event) => {
    const { doubt, sent } = context
    if (doubt === null || sent === null) return { doubt: null }
    const isPage = offerOf(event) === 'page' || factsOf(event)?.serial === doubt.serial
    const machine = isPage
      ? { model: doubt.model ?? context.model, serial: doubt.serial ?? context.serial }
      : identified(context, doubt)
    return { ...machine, doubt: null, misses: 0, ...judged(content, context, sent, [], null) }
  }

  return assigns({
    takePasted: takePastedOf(content),
    takePastedOfFurther,
    doubtPasted,
    settleMachine,
    leavePastedAside: () => ({ doubt: null, sent: null, misses: 0 }),
  })
}
