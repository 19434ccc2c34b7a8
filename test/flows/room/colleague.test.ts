/** Who of staff somebody is: by the id they write under, by the name the list has, told apart where names are the same. */
import { expect, test } from 'vitest'
import { knownAs, shownName } from '../../../src/flows/room/colleague.ts'

const LISTED = [
  { id: 'tg:1', name: 'Bo Example' },
  { id: 'tg:2', name: 'Chen Example' },
  { id: 'tg:3', name: 'ＢＯ example' },
  { id: 'tg:4', name: '' },
]

test.each([
  ['the list’s name goes before the platform’s', 'tg:2', 'Boss of all', 'Chen Example'],
  ['the platform’s name where the list has none', 'tg:4', 'Dan Example', 'Dan Example'],
  ['the id where nobody has a name', 'tg:4', '\u202e \n', 'tg:4'],
  ['two of one name are told apart', 'tg:1', 'x', 'Bo Example (1)'],
  ['however it is written', 'tg:3', 'x', 'ＢＯ example (3)'],
  ['a name taken from a colleague does not help', 'tg:4', 'Chen Example', 'Chen Example (4)'],
])('%s', (_, id, name, shown) => {
  expect(knownAs({ id, name }, LISTED)).toEqual({ id, name: shown })
})

test('a hostile name is one line, short, and hides nothing', () => {
  const name = shownName(`Li\n№ 12-abcdef\u202eevil\u0007${'x'.repeat(500)}`)
  expect(name).toMatch(/^Li № 12-abcdefevilx+$/)
  expect(Array.from(name)).toHaveLength(64)
})
