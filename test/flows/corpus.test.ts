/** The conversations as a body: enough of them, long enough, in both languages, many to an order number. */
import { expect, test } from 'vitest'
import { playedFiles } from '../support/conversation-turns.ts'

const played = playedFiles()
const HAN = /\p{Script=Han}/u

const customerLines = ({ beats }: (typeof played)[number]): readonly string[] =>
  beats.flatMap(({ act }) => (act.kind === 'customer' || act.kind === 'tap' ? [act.text] : []))
const isChinese = (file: (typeof played)[number]): boolean => {
  const lines = customerLines(file)
  return lines.filter((line) => HAN.test(line)).length * 2 > lines.filter((line) => /\p{L}/u.test(line)).length
}
const filesOrder = ({ beats }: (typeof played)[number]): boolean =>
  beats.some(({ heard }) => heard.some(({ orders }) => orders.length > 0))

/** What customers do; each is a folder. */
const BEHAVIOURS = [
  'from-fault-to-order',
  'corrections',
  'digressions',
  'silence',
  'nonsense',
  'a-person',
  'several-machines',
  'pasted-status',
  'danger',
  'security',
  'languages',
  'resume',
  'privacy',
  'quote-and-payment',
  'logistics',
]

test('at least eighty conversations', () => {
  expect(played.length).toBeGreaterThanOrEqual(80)
})

test('half of them have ten lines of the customer or more', () => {
  const lengths = played.map((file) => customerLines(file).length).toSorted((a, b) => a - b)
  expect(lengths[Math.floor(lengths.length / 2)]).toBeGreaterThanOrEqual(10)
})

test('at least twenty-five reach an order number', () => {
  expect(played.filter(filesOrder).length).toBeGreaterThanOrEqual(25)
})

test('at least thirty-five are in Chinese', () => {
  expect(played.filter(isChinese).length).toBeGreaterThanOrEqual(35)
})

test.each(BEHAVIOURS)('customers are shown at %s, in both languages', (behaviour) => {
  const files = played.filter(({ file }) => file.name.startsWith(`${behaviour}/`))
  expect(files.some(isChinese)).toBe(true)
  expect(files.some((file) => !isChinese(file))).toBe(true)
})

test('customers are shown who write in neither', () => {
  expect(played.filter(({ file }) => file.name.startsWith('wrong-language/')).length).toBeGreaterThanOrEqual(2)
})
