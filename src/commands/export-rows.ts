/** An order as `aftercare export` writes it: a row for each of its machines, or one JSON line. Pure. */
import { z } from 'zod'
import { isoInChina } from '../domain/hours.ts'

/** What is read of a stored order; the rest may be newer than this version. */
const exported = z.object({
  number: z.string(),
  state: z.string(),
  officialNumber: z.string().nullable(),
  filedAt: z.number(),
  language: z.string(),
  contact: z.object({ name: z.string(), phone: z.string(), country: z.string().nullish() }),
  machines: z.array(
    z.object({
      model: z.string(),
      serial: z.string().nullable(),
      state: z.string(),
      symptom: z.string().nullable(),
      description: z.string(),
    }),
  ),
  logistics: z
    .object({ carrier: z.string(), tracking: z.string(), returnCarrier: z.string(), address: z.unknown() })
    .partial()
    .nullish(),
})
export type ExportedOrder = z.infer<typeof exported>

/** Throws on a record that is no order. */
export const readExported = (record: string): ExportedOrder => exported.parse(JSON.parse(record))

const PLAIN = [
  'number',
  'state',
  'official_number',
  'filed_at',
  'language',
  'machine',
  'model',
  'serial',
  'machine_state',
  'symptom',
  'carrier',
  'tracking',
  'return_carrier',
] as const
/** Who the customer is, and what they wrote themselves. */
const CONTACTS = ['name', 'phone', 'country', 'address', 'description'] as const

export const columnsOf = (contacts: boolean): readonly string[] => (contacts ? [...PLAIN, ...CONTACTS] : PLAIN)

/** One row a machine, in the order of `columnsOf`. */
export function rowsOf(order: ExportedOrder, contacts: boolean): readonly (readonly string[])[] {
  const { number, state, officialNumber, filedAt, language, contact, logistics } = order
  return order.machines.map((machine, index) => {
    const plain = [
      ...[number, state, officialNumber ?? '', isoInChina(filedAt), language],
      ...[String(index + 1), machine.model, machine.serial ?? '', machine.state, machine.symptom ?? ''],
      ...[logistics?.carrier ?? '', logistics?.tracking ?? '', logistics?.returnCarrier ?? ''],
    ]
    const personal = [contact.name, contact.phone, contact.country ?? '', addressOf(order), machine.description]
    return (contacts ? [...plain, ...personal] : plain).map(formulaSafe)
  })
}

export function jsonOf(order: ExportedOrder, contacts: boolean): string {
  const { contact, logistics, machines, filedAt, ...rest } = order
  const { address: _, ...parcel } = logistics ?? {}
  return JSON.stringify({
    ...rest,
    filedAt: isoInChina(filedAt),
    machines: machines.map(({ description, ...machine }) => ({ ...machine, ...(contacts && { description }) })),
    logistics: logistics == null ? null : parcel,
    ...(contacts && { contact, address: addressOf(order) }),
  })
}

/** A sheet takes a cell that begins so for a formula, blanks before it or not: an apostrophe makes it a text. */
const formulaSafe = (cell: string): string => (/^\s*[=+\-@]|^[\t\r]/.test(cell) ? `'${cell}` : cell)

/** The parts of an address, as they were given, on one line. */
function addressOf({ logistics }: ExportedOrder): string {
  const parts = (value: unknown): string[] => {
    if (typeof value === 'string') return [value]
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([name, part]) => (name === 'kind' ? [] : parts(part)))
  }
  return parts(logistics?.address).join(', ')
}
