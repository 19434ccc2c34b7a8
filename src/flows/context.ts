/** What a conversation remembers between two messages: the answers so far. Compact, plain JSON, checked when it is read back. */
import { z } from 'zod'
import { LANGUAGES, type OrderNumber, type PhoneNumber, type SerialNumber, SYMPTOMS } from '../domain/values.ts'
import { doubtSchema, sentSchema } from './pasted/types.ts'

/** What can be asked, answered, taken back and changed. `check` is one remote check; there may be several. */
export const SLOTS = ['danger', 'fault', 'model', 'serial', 'check', 'name', 'phone'] as const
export type Slot = (typeof SLOTS)[number]

/** The model of a customer who cannot tell it: accepted, staff find out (domain section 2). */
export const UNKNOWN_MODEL = 'unknown'

const branded = <T extends string>() => z.string().transform((text) => text as T)

export const contextSchema = z.strictObject({
  lang: z.enum(LANGUAGES),
  /** `none`: nothing under way; `fault`: diagnosis; `order`: an order, with what it needs of the fault but without checks. */
  topic: z.enum(['none', 'fault', 'order']),
  danger: z.boolean().nullable(),
  symptom: z.enum(SYMPTOMS).nullable(),
  description: z.string(),
  model: z.string().nullable(),
  serial: branded<SerialNumber>().nullable(),
  /** The customer cannot read the serial number. */
  serialUnreadable: z.boolean(),
  tried: z.array(z.strictObject({ check: z.string(), answer: z.string() })),
  /** A check's answer said that this is for staff: no further checks. */
  checked: z.boolean(),
  /** The newest status of this machine, and whether it names another one than the customer told. */
  sent: sentSchema.nullable(),
  doubt: doubtSchema.nullable(),
  name: z.string().nullable(),
  phone: branded<PhoneNumber>().nullable(),
  /** The answer being corrected from the recap. */
  changing: z.enum(SLOTS).nullable(),
  /** Slots in the order in which they were answered: what `back` undoes. */
  trail: z.array(z.enum(SLOTS)),
  /** Messages in a row that were no answer to the open question. */
  misses: z.number().int().min(0),
  /** The platform's name of the customer: offered as contact name, shown to staff. */
  displayName: z.string().nullable(),
  /** Orders filed in this conversation, newest last. */
  orders: z.array(branded<OrderNumber>()),
})

export type Context = z.infer<typeof contextSchema>

/** The part that belongs to one fault and its order, empty. */
const NOTHING_SAID = {
  topic: 'none',
  danger: null,
  symptom: null,
  description: '',
  model: null,
  serial: null,
  serialUnreadable: false,
  tried: [],
  checked: false,
  sent: null,
  doubt: null,
  name: null,
  phone: null,
  changing: null,
  trail: [],
  misses: 0,
} satisfies Partial<Context>

export const newContext = (): Context => ({ lang: 'en', displayName: null, orders: [], ...NOTHING_SAID })

/** Forgets the fault and the form, keeps who the customer is and what they filed. */
export const cleared = (context: Context): Context => ({ ...context, ...NOTHING_SAID })

/** The context with one answer taken back. */
export function without(context: Context, slot: Slot): Context {
  switch (slot) {
    case 'danger':
      return { ...context, danger: null }
    case 'fault':
      return { ...context, symptom: null, description: '', tried: [], checked: false }
    case 'model':
      return { ...context, model: null }
    case 'serial':
      return { ...context, serial: null, serialUnreadable: false }
    case 'check':
      return { ...context, tried: context.tried.slice(0, -1), checked: false }
    case 'name':
      return { ...context, name: null }
    case 'phone':
      return { ...context, phone: null }
  }
}
