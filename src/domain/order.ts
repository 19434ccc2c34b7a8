/**
 * A repair order from draft to submitted (P4), as a machine whose guard is the completeness rule (P11c). Pure: the number and the moment
 * come in with the event.
 */
import { assign, initialTransition, setup, transition } from 'xstate'
import type { Instant, Language, OrderNumber, PhoneNumber, SerialNumber, Symptom } from './values.ts'

/** A remote check and what the customer answered, by their ids in `content/diagnosis/`. */
export interface StepTried {
  readonly check: string
  readonly answer: string
}

/** One machine as its owner describes it. An unknown model is accepted as typed; a serial that cannot be read is null (P13: staff will ask). */
export interface ReportedMachine {
  readonly model: string
  readonly serial: SerialNumber | null
  readonly symptom: Symptom | null
  readonly description: string
  readonly tried: readonly StepTried[]
  /** Smoke, burning smell, sparks, liquid or a tripping breaker was reported. */
  readonly danger: boolean
}

export interface Contact {
  readonly name: string
  readonly phone: PhoneNumber
}

/** What an order is filed from; null is what nobody has said yet. */
export interface OrderDraft {
  readonly language: Language
  readonly contact: { readonly name: string | null; readonly phone: PhoneNumber | null }
  readonly machines: readonly ReportedMachine[]
}

/** A submitted order, as stored. */
export interface FiledOrder {
  readonly v: 1
  readonly number: OrderNumber
  readonly state: 'submitted'
  /** The number staff record when the vendor's website is the place of orders (P4). */
  readonly officialNumber: string | null
  readonly filedAt: Instant
  readonly language: Language
  readonly contact: Contact
  readonly machines: readonly (ReportedMachine & { readonly state: 'expected' })[]
}

export type MissingField = 'name' | 'phone' | 'machine' | 'model' | 'fault'

interface OrderContext {
  readonly draft: OrderDraft
  readonly filed: { readonly number: OrderNumber; readonly at: Instant } | null
}
type OrderEvent = { readonly type: 'order.submitted'; readonly number: OrderNumber; readonly at: Instant }

/** What the draft still lacks: an order with incomplete repair information gets its parcel rejected (P11c). */
function missingFields(draft: OrderDraft): readonly MissingField[] {
  const missing: MissingField[] = []
  if (!draft.contact.name) missing.push('name')
  if (!draft.contact.phone) missing.push('phone')
  if (draft.machines.length === 0) missing.push('machine')
  if (draft.machines.some((machine) => machine.model === '')) missing.push('model')
  if (draft.machines.some((machine) => machine.symptom === null && machine.description === '')) missing.push('fault')
  return missing
}

export const orderMachine = setup({
  types: {
    context: {} as OrderContext,
    events: {} as OrderEvent,
    input: {} as { readonly draft: OrderDraft },
  },
  guards: { isComplete: ({ context }) => missingFields(context.draft).length === 0 },
  actions: { stampNumber: assign({ filed: ({ event }) => ({ number: event.number, at: event.at }) }) },
}).createMachine({
  id: 'order',
  context: ({ input }) => ({ draft: input.draft, filed: null }),
  initial: 'draft',
  states: {
    draft: { on: { 'order.submitted': { guard: 'isComplete', target: 'submitted', actions: 'stampNumber' } } },
    submitted: {},
  },
})

export type Filing =
  | { readonly ok: true; readonly order: FiledOrder }
  | { readonly ok: false; readonly missing: readonly MissingField[] }

/** Submits a draft under a number. Answers what is missing (P11c) when the draft is not complete; never throws. */
export function fileOrder(draft: OrderDraft, number: OrderNumber, at: Instant): Filing {
  const [start] = initialTransition(orderMachine, { draft })
  const [next] = transition(orderMachine, start, { type: 'order.submitted', number, at })
  const { name, phone } = draft.contact
  if (!next.matches('submitted') || name === null || phone === null) return { ok: false, missing: missingFields(draft) }
  const machines = draft.machines.map((machine) => ({ ...machine, state: 'expected' as const }))
  return {
    ok: true,
    order: {
      v: 1,
      number,
      state: 'submitted',
      officialNumber: null,
      filedAt: at,
      language: draft.language,
      contact: { name, phone },
      machines,
    },
  }
}
