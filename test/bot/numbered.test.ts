import { expect, test } from 'vitest'
import { renderNumbered } from '../../src/bot/numbered.ts'

const offer = (label: string) => ({ id: label.toLowerCase(), label })

test('offers are numbered from 1 under the text', () => {
  const question = { id: 'menu', offers: [offer('Report a fault'), offer('维修单进度'), offer('Talk to a person')] }
  expect(renderNumbered({ text: 'What can I do?', question })).toBe(
    'What can I do?\n1  Report a fault\n2  维修单进度\n3  Talk to a person',
  )
})

test.each([
  { name: 'no question', question: null },
  { name: 'an open question', question: { id: 'serial', offers: [] } },
])('a text with $name is left as it is', ({ question }) => {
  expect(renderNumbered({ text: 'Hello\n\nthere ', question })).toBe('Hello\n\nthere ')
})

test('a label over two lines stays one choice', () => {
  expect(renderNumbered({ text: 'Pick', question: { id: 'q', offers: [offer(' one\n two ')] } })).toBe(
    'Pick\n1  one two',
  )
})

test('offers without a text have no empty first line', () => {
  expect(renderNumbered({ text: '', question: { id: 'q', offers: [offer('Yes'), offer('No')] } })).toBe('1  Yes\n2  No')
})
