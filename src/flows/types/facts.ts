/** What a text says, as far as the domain's readers can tell. */
import type { ChangeKind } from '../../domain/changes.ts'
import type { Voltage } from '../../domain/order.ts'
import type { OrderNumber, PhoneNumber, SerialNumber, Symptom } from '../../domain/values.ts'
import type { When } from '../../domain/when.ts'

/** What a text says, as far as the domain's readers can tell. Read when asked for: some of it costs more than the rest of a step. */
export interface Facts {
  readonly symptom: Symptom | null
  /** The symptom is no mere guess. */
  readonly sure: boolean
  readonly model: string | null
  /** The one serial number; null without one or with several. */
  readonly serial: SerialNumber | null
  /** In the order in which they come, each once. */
  readonly serials: readonly SerialNumber[]
  readonly orderNumber: OrderNumber | null
  /** How many machines are meant, null without a number. */
  readonly machines: number | null
  /** Since when, never after the moment of the message. */
  readonly since: When | null
  /** What was changed just before. */
  readonly changed: ChangeKind | null
  readonly phone: PhoneNumber | null
  /** The mains voltage, where it is told with its unit. */
  readonly voltage: Voltage | null
  /** The contact's name, where it is announced. */
  readonly name: string | null
  readonly danger: boolean
  /** Someone else controls the machine. */
  readonly security: boolean
  /** It describes a machine that has a problem. */
  readonly fault: boolean
  /** It says that a thing is well again, and nothing else. */
  readonly better: boolean
  /** It is in a language that customers are not answered in. */
  readonly foreign: boolean
  /** It insults; a fault in the same words still counts. */
  readonly abuse: boolean
}
