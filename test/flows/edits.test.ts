/** Messages that are changed after they were heard, words beside what cannot be read, and customers who block the bot. */
import { describe, expect, test } from 'vitest'
import { pack, type Stored } from '../../src/flows/stored.ts'
import { takeTurn } from '../../src/flows/turn.ts'
import type { Earlier, Inbound } from '../../src/flows/types.ts'
import { inbound, OPEN, said, talk } from '../support/conversation-desk.ts'

/** The state after these inbounds, as it would be stored. */
function stateAfter(...inbounds: readonly Inbound[]): string {
  let stored: Stored | null = null
  for (const each of inbounds) stored = talk.step(stored, inbound(each)).stored
  if (stored === null) throw new Error('nothing was said')
  return pack(stored)
}

const say = (text: string): Inbound => ({ kind: 'said', text })
const edit = (text: string, earlier: Earlier | null): Inbound => ({ kind: 'edited', ref: '7', text, earlier })
const FAULT = say('my X16-Q shows zero hashrate since last night')
const SERIAL_ASKED = stateAfter(FAULT, say('no'))
const CHANGED_ASKED = stateAfter(FAULT, say('no'), say('JX0000000012'))

const turn = (state: string, ...inbounds: readonly Inbound[]) =>
  takeTurn(
    talk,
    state,
    inbounds.map((one) => inbound(one)),
  )
const contextOf = (state: string) => {
  const read = talk.unpack(state)
  if (!read.ok) throw new Error(read.reason)
  return read.stored.flow.context
}

describe('an edited message', () => {
  test('answers its question as long as that is open', () => {
    const { state, lines } = turn(SERIAL_ASKED, edit('JX0000000012', { text: 'JX00', asked: 'serial' }))
    expect(contextOf(state).serial).toBe('JX0000000012')
    expect(lines.at(-1)?.question?.id).toBe('changed')
  })

  test('corrects a fact once the question is gone, and is no answer to the next one', () => {
    const { state, lines } = turn(CHANGED_ASKED, edit('JX0000000013', { text: 'JX0000000012', asked: 'serial' }))
    expect(contextOf(state)).toMatchObject({ serial: 'JX0000000013', changed: null })
    expect(lines.map(({ text }) => text).join()).toContain('JX0000000013')
    expect(lines.at(-1)?.question?.id).toBe('changed')
  })

  test('that would answer anything else is asked for anew: "2" of an old question is not "2" of this one', () => {
    const { state, lines } = turn(CHANGED_ASKED, edit('2', { text: '1', asked: 'danger' }))
    expect(contextOf(state).changed).toBeNull()
    expect(lines[0]?.text).toContain('you changed an earlier message')
    expect(lines.at(-1)?.question?.id).toBe('changed')
  })

  test('whose words did not change is not answered', () => {
    const { state, lines } = turn(CHANGED_ASKED, edit('no', { text: 'no', asked: 'danger' }))
    expect(lines).toEqual([])
    expect(contextOf(state)).toEqual(contextOf(CHANGED_ASKED))
  })

  test('tells of a danger at any moment', () => {
    const { posts } = turn(CHANGED_ASKED, edit('there is smoke coming out of it', { text: 'no', asked: 'danger' }))
    expect(posts[0]?.text).toContain('⚠️')
  })

  test('reaches the staff who have the talk, before and after', () => {
    const state = stateAfter(FAULT, say('a person please'))
    const { posts } = turn(state, edit('it is loud', { text: 'it is load', asked: null }))
    expect(posts.map(({ text }) => text).join()).toContain('✏️ it is load\n→ it is loud')
  })

  test('with nothing under way is heard as it reads now', () => {
    const state = stateAfter(say('/start'))
    const { lines } = turn(state, edit('my X16-Q shows zero hashrate', { text: 'my X16', asked: 'menu' }))
    expect(lines.at(-1)?.question?.id).toBe('danger')
  })
})

describe('words beside what cannot be read', () => {
  test('are heard, and the customer is told what was not', () => {
    const { lines, state } = turn(SERIAL_ASKED, { kind: 'said', text: 'JX0000000012', beside: 'photo' })
    expect(lines[0]?.text).toMatch(/I took your words; photos I can’t read/)
    expect(contextOf(state).serial).toBe('JX0000000012')
  })

  test('reach staff as such, with what they answer', () => {
    const state = stateAfter(FAULT, say('a person please'))
    const { posts, lines } = turn(state, {
      kind: 'said',
      text: 'like this',
      beside: 'photo',
      quote: 'How does it look?',
    })
    expect(posts.map(({ text }) => text).join()).toContain('↩︎ “How does it look?”\n[photo] like this')
    expect(lines.map(({ text }) => text).join()).not.toContain('I took your words')
  })
})

describe('a customer who blocks the bot', () => {
  const blocked: Inbound = { kind: 'reach', isReachable: false }
  const back: Inbound = { kind: 'reach', isReachable: true }
  const lost: Inbound = { kind: 'undeliverable', reason: 'Forbidden', isGone: true }

  test('is told to staff once, whatever fails after it', () => {
    const { posts, lines } = turn(SERIAL_ASKED, blocked, lost, lost, blocked)
    expect(posts.map(({ text }) => text.split('\n')[0])).toEqual([expect.stringContaining('has blocked the bot')])
    expect(lines).toEqual([])
  })

  test('and comes back, or writes again, goes on where the talk stood', () => {
    const away = turn(SERIAL_ASKED, blocked).state
    for (const events of [[back, say('/start')], [say('/start')]]) {
      const { posts, lines } = turn(away, ...events)
      expect(posts.map(({ text }) => text)).toEqual([expect.stringContaining('can be reached again')])
      expect(lines.at(-1)?.question?.id).toBe('serial')
    }
  })

  test('who was refused once counts as gone, too; a line that was refused for itself does not', () => {
    expect(turn(SERIAL_ASKED, lost, lost).posts).toHaveLength(1)
    const refused: Inbound = { kind: 'undeliverable', reason: 'odd' }
    expect(turn(SERIAL_ASKED, refused, refused).posts).toHaveLength(2)
  })

  test('while a person writes: each of their lines that does not arrive is told', () => {
    const state = stateAfter(FAULT, { kind: 'staff.said', text: 'Hello, Wang here', by: 'Wang' })
    expect(turn(state, lost, lost).posts).toHaveLength(2)
  })
})

test('a first message that is an edit begins the talk', () => {
  const { lines } = takeTurn(talk, null, [inbound(edit('my X16-Q shows zero hashrate', null), OPEN)])
  expect(lines.at(-1)?.question?.id).toBe('danger')
  expect(takeTurn(talk, null, [said('hi')]).openBefore).toBeNull()
})
