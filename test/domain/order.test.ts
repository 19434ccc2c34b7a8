// Filing an order (P4): what a draft lacks (P11c), what the first record holds, which serials stand on it twice.
import { expect, test } from 'vitest'
import { duplicateSerials, fileOrder, missingFields, type OrderDraft } from '../../src/domain/order.ts'
import type { SerialNumber } from '../../src/domain/values.ts'
import { draft, FILED_AT, filed, NUMBER } from './order-samples.ts'

const [machine] = draft.machines
if (machine === undefined) throw new Error('the sample draft has a machine')

test.each<[string, Partial<OrderDraft>, readonly string[]]>([
  ['nobody’s name', { contact: { ...draft.contact, name: null } }, ['name']],
  ['an empty name', { contact: { ...draft.contact, name: '' } }, ['name']],
  ['no phone', { contact: { ...draft.contact, phone: null } }, ['phone']],
  ['no machine', { machines: [] }, ['machine']],
  ['no model', { machines: [{ ...machine, model: '' }] }, ['model']],
  ['no fault', { machines: [machine, { ...machine, symptom: null, description: '' }] }, ['fault']],
  ['nothing', { contact: { name: null, phone: null, country: null }, machines: [] }, ['name', 'phone', 'machine']],
])('P11c: a draft with %s is not filed', (_, parts, missing) => {
  const lacking = { ...draft, ...parts }
  expect(missingFields(lacking)).toEqual(missing)
  expect(fileOrder(lacking, NUMBER, FILED_AT)).toEqual({ ok: false, missing })
})

test('a symptom or words of the customer’s own are fault enough, and a serial may be unknown (P13)', () => {
  const machines = [
    { ...machine, symptom: null },
    { ...machine, description: '', serial: null },
  ]
  expect(missingFields({ ...draft, machines })).toEqual([])
})

test('P4: a filed order has everything reported and nothing decided', () => {
  expect(filed()).toEqual({
    v: 1,
    number: NUMBER,
    evidence: null,
    termsAt: FILED_AT,
    state: 'submitted',
    officialNumber: null,
    official: false,
    filedAt: FILED_AT,
    language: 'en',
    contact: draft.contact,
    machines: draft.machines.map((one) => ({ ...one, state: 'expected' })),
    returning: null,
    repairAddress: null,
    logistics: null,
    shippedAt: null,
    closed: null,
    history: [],
    alsoIn: [],
    voucherAt: null,
  })
  expect(filed(true).official).toBe(true)
})

test('a serial on several machines is flagged once, an unknown one never', () => {
  const serials = [
    'JX0000000001',
    null,
    'JX0000000002',
    'JX0000000001',
    null,
    'JX0000000001',
  ] as (SerialNumber | null)[]
  expect(duplicateSerials(serials.map((serial) => ({ serial })))).toEqual(['JX0000000001'])
  expect(duplicateSerials(draft.machines)).toEqual([])
  expect(fileOrder({ ...draft, machines: [machine, machine] }, NUMBER, FILED_AT).ok).toBe(true)
})
