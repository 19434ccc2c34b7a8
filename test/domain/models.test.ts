import { expect, test } from 'vitest'
import { type Model, modelIn } from '../../src/domain/models.ts'

const named = (name: string, ...aliases: string[]): Model => ({ name, aliases })
const MODELS = [
  named('X4', 'X4 Server'),
  named('X4-1U'),
  named('X4-Q'),
  named('X4-Q-C'),
  named('X16-Q'),
  named('X16-QE'),
  named('X16-Q Pro', 'X16 Pro'),
  named('X16-P'),
  named('X44-P', 'X44'),
]

test.each([
  ['my X16-Q shows zero hashrate', 'X16-Q'],
  ['x16q', 'X16-Q'],
  ['X16 q pro does not start', 'X16-Q Pro'],
  ['x16qpro', 'X16-Q Pro'],
  ['x16-pro', 'X16-Q Pro'],
  ['Ｘ１６－Ｑ　Ｐｒｏ没有算力', 'X16-Q Pro'],
  ['型号X16—QE，风扇不转', 'X16-QE'],
  ['我的x4q-c掉线了', 'X4-Q-C'],
  ['X4_Q', 'X4-Q'],
  ['an x 16 q here', 'X16-Q'],
  ['x4-1u rack', 'X4-1U'],
  ["the X4's fan", 'X4'],
  ['x4 quit working', 'X4'],
  ['Jasminer X44', 'X44-P'],
  ['X44-P and nothing else', 'X44-P'],
])('%s names the %s', (text, name) => {
  expect(modelIn(text, MODELS)?.name).toBe(name)
})

test.each(['X16', 'max16q', 'x16question', 'x440', 'my Antminer S19', 'X4Z', '', '\ufdfa'.repeat(4096)])(
  '%j names none',
  (text) => {
    expect(modelIn(text, MODELS)).toBeNull()
  },
)

test('a name with signs of its own is taken literally', () => {
  expect(modelIn('an R.9+ here', [named('R.9+')])?.name).toBe('R.9+')
  expect(modelIn('an RX9 here', [named('R.9+')])).toBeNull()
})
