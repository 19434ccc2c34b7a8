/** What a customer says before an order exists: the draft, and what it still lacks (P4, P11c). */
import type { FindingCode } from '../reading/types.ts'
import type { Instant, Language, OrderNumber, PhoneNumber, SerialNumber, Symptom } from '../values.ts'
import type { Evidence } from './evidence.ts'
import type { Told } from './told.ts'

/** A remote check and what the customer answered, by their ids in `content/diagnosis/`. */
export interface StepTried {
  readonly check: string
  readonly answer: string
}

/** What the newest status page or log showed that was sent: the cause first, and the boards or fans it is about. */
export interface StatusSent {
  readonly found: readonly FindingCode[]
  readonly which: readonly number[]
}

/** One machine as its owner describes it. An unknown model is accepted as typed; a serial that cannot be read is null (P13: staff will ask). */
export interface ReportedMachine extends Told {
  readonly model: string
  readonly serial: SerialNumber | null
  readonly symptom: Symptom | null
  readonly description: string
  readonly tried: readonly StepTried[]
  /** Smoke, burning smell, sparks, liquid or a tripping breaker was reported. */
  readonly danger: boolean
  /** Evidence; the words themselves are in the transcript. Null when none was sent. */
  readonly status: StatusSent | null
}

/** What its owner reported of a machine, without what became of it since. */
export function reportedOf(machine: ReportedMachine): ReportedMachine {
  const { model, serial, symptom, description, tried, danger, since, changed, marks, unmarked, voltage, status } =
    machine
  return { model, serial, symptom, description, tried, danger, since, changed, marks, unmarked, voltage, status }
}

/** Another open order that names the same serial number, of the same customer or of somebody else. */
export interface AlsoIn {
  readonly serial: SerialNumber
  readonly order: OrderNumber
}

export interface Contact {
  readonly name: string
  readonly phone: PhoneNumber
  /** As ISO 3166 has it (`DE`); null where nobody knows. */
  readonly country: string | null
}

/** What an order is filed from; null is what nobody has said yet. */
export interface OrderDraft {
  readonly language: Language
  readonly contact: Nullable<Contact>
  readonly machines: readonly ReportedMachine[]
  /** What else was sent for staff to look at; null when nothing was. */
  readonly evidence: Evidence | null
  /** When the customer agreed to P9, P11, P17 and P18. */
  readonly termsAt: Instant | null
  /** As far as it was known when the form was filled in. */
  readonly alsoIn: readonly AlsoIn[]
}

type Nullable<Of> = { readonly [Key in keyof Of]: Of[Key] | null }

export type MissingField = 'name' | 'phone' | 'machine' | 'model' | 'fault'

/** What the draft still lacks: an order with incomplete repair information gets its parcel rejected (P11c). */
export function missingFields(draft: Pick<OrderDraft, 'contact' | 'machines'>): readonly MissingField[] {
  const missing: MissingField[] = []
  if (!draft.contact.name) missing.push('name')
  if (!draft.contact.phone) missing.push('phone')
  if (draft.machines.length === 0) missing.push('machine')
  if (draft.machines.some((machine) => machine.model === '')) missing.push('model')
  if (draft.machines.some((machine) => machine.symptom === null && machine.description === '')) missing.push('fault')
  return missing
}

/** Serial numbers that stand on more than one machine, each once: a flag for staff, never a refusal. */
export function duplicateSerials(machines: readonly Pick<ReportedMachine, 'serial'>[]): readonly SerialNumber[] {
  const serials = machines.map(({ serial }) => serial).filter((serial) => serial !== null)
  return [...new Set(serials.filter((serial, index) => serials.indexOf(serial) < index))]
}
