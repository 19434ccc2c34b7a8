/** Many machines in one order: what a list adds, how many are taken, what a correction moves, and how much of it is stored. */
import { describe, expect, test } from 'vitest'
import type { SerialNumber } from '../../src/domain/values.ts'
import { type Context, newContext } from '../../src/flows/context.ts'
import { draftOf } from '../../src/flows/order/draft.ts'
import { MOST_MACHINES, machinesOf, withMachines } from '../../src/flows/order/machines.ts'
import type { Stored } from '../../src/flows/stored.ts'
import { takeTurn } from '../../src/flows/turn.ts'
import { said, talk } from '../support/conversation-desk.ts'

const serial = (index: number) => `JX16${String(index).padStart(8, '0')}` as SerialNumber
const list = (count: number) => Array.from({ length: count }, (_, index) => serial(index + 1)).join('\n')

const turned = (texts: readonly string[]): string =>
  texts.reduce<string | null>((before, text) => takeTurn(talk, before, [said(text)]).state, null) ?? ''

function saying(...texts: readonly string[]): Stored {
  const read = talk.unpack(turned(texts))
  if (!read.ok) throw new Error(read.reason)
  return read.stored
}

const talked = (...texts: readonly string[]) => ({ ...saying(...texts).flow.context, bytes: turned(texts).length })

const BEFORE = ['/order', 'no', 'fan fault', 'X16-Q']

describe('a list in one message', () => {
  test('fills the order, each serial once', () => {
    const context = talked(...BEFORE, `${list(3)}\n${serial(2)}`)
    expect(machinesOf(context).map((machine) => machine.serial)).toEqual([serial(1), serial(2), serial(3)])
  })

  test('may not be all there are, where nobody said how many: that is asked', () => {
    const asked = (...texts: readonly string[]) => talk.question(saying(...BEFORE, list(3), ...texts))?.id
    expect(asked()).toBe('machines')
    expect(asked('还有三台')).toBe('machines')
    expect(asked('yes')).toBe('machines')
    expect(asked(serial(4))).toBe('machines')
    expect(asked('that’s all')).toBe('name')
    expect(asked('no')).toBe('name')
    expect(talk.question(saying('/order', 'no', 'fan fault, 3 machines', 'X16-Q', list(3)))?.id).toBe('name')
  })

  test('is taken at any question of the matter', () => {
    for (const asked of [BEFORE.slice(0, 2), BEFORE.slice(0, 3), BEFORE, [...BEFORE, serial(1), 'Li Example']])
      expect(machinesOf(talked(...asked, list(4)))).toHaveLength(4)
  })

  test('has an end, which is told', () => {
    const long = takeTurn(talk, null, [said('/order')]).state
    const states = ['no', 'fan fault', 'X16-Q'].reduce((state, text) => takeTurn(talk, state, [said(text)]).state, long)
    const { state, lines } = takeTurn(talk, states, [said(list(MOST_MACHINES + 5))])
    expect(lines.map(({ text }) => text).join('\n')).toContain('more than I can take in one go')
    const read = talk.unpack(state)
    expect(read.ok && machinesOf(read.stored.flow.context).length).toBe(MOST_MACHINES)
    expect(state.length).toBeLessThan(MOST_MACHINES * 60)
  })
})

describe('the first machine goes', () => {
  const machine = { model: 'X16-Q', serial: serial(1), symptom: 'fan' as const, description: 'fan stands still' }
  const context: Context = {
    ...newContext(),
    ...machine,
    more: [
      { model: 'X4-Q', serial: serial(2), symptom: 'power' },
      { model: null, serial: serial(3), symptom: null },
    ],
  }
  const left: Context = { ...context, ...withMachines(context, machinesOf(context).slice(1)) }

  test('the second takes its place, and the third keeps what it had of the first', () => {
    const of = ({ machines }: ReturnType<typeof draftOf>) =>
      machines.map(({ model, serial: number, symptom }) => [model, number, symptom])
    expect(of(draftOf(left, null))).toEqual(of(draftOf(context, null)).slice(1))
  })

  test('its words go with it', () => {
    expect(draftOf(left, null).machines[0]?.description).toBe('')
  })
})

test('the middle of the form is stored in 700 bytes, three machines with it', () => {
  expect(
    talked(
      'my X16-Q shows zero hashrate since yesterday',
      'no',
      serial(1),
      'nothing',
      'only this one',
      '2',
      '/order',
      'Li Example',
    ).bytes,
  ).toBeLessThan(700)
  expect(talked(...BEFORE, list(3), 'Li Example').bytes).toBeLessThan(700)
})
