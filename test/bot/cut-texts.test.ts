/** Long pastes that an app cut in parts: they wait for each other, and reach the talk as one message. */
import { describe, expect, test } from 'vitest'
import { joinParts, settling } from '../../src/bot/cut-texts.ts'
import type { Inbound } from '../../src/flows/types.ts'

const said = (text: string): Inbound => ({ kind: 'said', text })
const heard = (...inbounds: readonly Inbound[]) => joinParts(inbounds.map((inbound, at) => ({ at, inbound })))
const LONG = 'a'.repeat(4_000)
const CUT = 'b'.repeat(4_096)

describe('waiting for more', () => {
  test('a short text does not wait', () => expect(settling(said('a'.repeat(3_999)))).toEqual({}))
  test('a text as long as apps cut waits a second', () => expect(settling(said(LONG))).toEqual({ settleMs: 1_000 }))
  test('a tap does not wait', () => expect(settling({ kind: 'chose', question: 'q', offer: 'o' })).toEqual({}))
})

describe('joining', () => {
  test('what follows a cut text belongs to it, at the moment of its last part', () =>
    expect(heard(said(CUT), said(CUT), said('end'))).toEqual([{ at: 2, inbound: said(`${CUT}${CUT}end`) }]))

  test('what was cut at the end of a line begins a new one', () =>
    expect(heard(said(LONG), said('end'))).toEqual([{ at: 1, inbound: said(`${LONG}\nend`) }]))

  test('short messages stay messages of their own', () => {
    const two = [said('one'), said('two')]
    expect(heard(...two).map(({ inbound }) => inbound)).toEqual(two)
  })

  test('after the last part a message is a new one', () =>
    expect(heard(said(CUT), said('end'), said('next')).map(({ inbound }) => inbound)).toEqual([
      said(`${CUT}end`),
      said('next'),
    ]))

  test('a photo between two texts keeps them apart', () => {
    const three = [said(CUT), { kind: 'unreadable', what: 'photo' } as const, said('end')]
    expect(heard(...three).map(({ inbound }) => inbound)).toEqual(three)
  })

  test('who wrote it is kept', () => {
    const [first] = heard({ kind: 'said', text: CUT, name: 'Ana Example' }, { kind: 'said', text: 'end' })
    expect(first?.inbound).toEqual({ kind: 'said', text: `${CUT}end`, name: 'Ana Example' })
  })
})
