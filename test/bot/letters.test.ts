/** The door for letters: what was written comes back the same, anything else is refused before something acts on it. */
import { expect, test } from 'vitest'
import { botLine, entry } from '../../src/bot/entries.ts'
import { isStaffRoom, readEntry, readInbound, readLetter, readStaffRoomInbound } from '../../src/bot/letters.ts'
import type { Inbound, Line, StaffRoomInbound } from '../../src/flows/types.ts'
import type { ConversationId, Letter } from '../../src/ports.ts'
import { POISON, STAFF_ROOM, typed } from './bench.ts'

const INBOUNDS: readonly Inbound[] = [
  { kind: 'said', text: '' },
  { kind: 'said', text: '你好\n\u0000', name: 'Li Wei', hint: 'zh' },
  { kind: 'chose', question: 'danger', offer: 'no' },
  { kind: 'unreadable', what: 'sticker', name: 'Ana Example' },
  { kind: 'staff.said', text: 'Good morning.', by: 'Ana Example' },
  { kind: 'staff.released', by: 'Ana Example' },
  {
    kind: 'staff.acted',
    act: { number: null, machines: [0], move: { type: 'machine.paid' }, note: null },
    by: 'Ana Example',
  },
  { kind: 'undeliverable', reason: 'blocked' },
]

test.each(INBOUNDS)('a customer’s letter comes back as it was: $kind', (inbound) => {
  expect(readInbound(JSON.stringify(inbound))).toEqual(inbound)
})

const IN_THE_ROOM: readonly StaffRoomInbound[] = [
  typed('Good morning.', '12'),
  typed('', null),
  {
    kind: 'unreadable',
    what: 'photo',
    messageId: '9',
    replyTo: '12',
    replyToMark: '5-0a1b2c',
    repliesToBot: true,
    topic: '3',
  },
  { kind: 'posted', about: 'tg:1', post: { kind: 'relay', text: 'hello' }, customer: null },
  { kind: 'stands', about: 'tg:1', customer: { name: 'Li Example', standing: 'waiting' } },
  { kind: 'card.changed', about: 'tg:1', text: 'Asks for a person' },
  { kind: 'erased', about: 'tg:1' },
  { kind: 'fared', about: 'tg:1', messageId: '9', how: { status: 'failed', reason: 'blocked' } },
  { kind: 'fared', about: 'tg:1', messageId: '9', how: { status: 'delivered' } },
  { kind: 'topics', state: 'no_rights' },
]

test.each(IN_THE_ROOM)('a letter of the staff room comes back as it was: $kind', (inbound) => {
  expect(readStaffRoomInbound(JSON.stringify(inbound))).toEqual(inbound)
})

test.each([
  '',
  'nonsense',
  '{}',
  '[]',
  'null',
  POISON,
  '{"kind":"said"}',
  '{"kind":"said","text":7}',
  '{"kind":"said","text":"hi","hint":"fr"}',
  '{"kind":"unreadable","what":"hologram"}',
  '{"kind":"__proto__","text":"hi"}',
  '['.repeat(20_000),
])('what nobody can have written is refused, everywhere: %s', (body) => {
  for (const read of [readInbound, readStaffRoomInbound, readEntry, readLetter]) expect(() => read(body)).toThrow()
})

test('the letters of one kind of conversation are no letters of the other', () => {
  for (const inbound of IN_THE_ROOM.filter(({ kind }) => kind !== 'unreadable'))
    expect(() => readInbound(JSON.stringify(inbound))).toThrow()
  for (const inbound of INBOUNDS) expect(() => readStaffRoomInbound(JSON.stringify(inbound))).toThrow()
})

test('a line comes back with its question, and with what it is about', () => {
  const line: Line = {
    ...botLine('First?'),
    question: { id: 'danger', offers: [{ id: 'no', label: 'No' }] },
    replyTo: '7',
  }
  expect(readEntry(entry(line, 'tg:1'))).toEqual({ line, about: 'tg:1' })
  expect(readEntry(entry(botLine('hello'), null))).toEqual({ line: botLine('hello'), about: null })
})

test('a letter to another conversation comes back as it was', () => {
  const letter: Letter = { conversation: 'tg:1' as ConversationId, id: 'tg:1/birth/1', body: '"x"', counted: false }
  expect(readLetter(JSON.stringify(letter))).toEqual(letter)
})

test('only the staff room is one', () => {
  const ids = [STAFF_ROOM, 'tg:1', 'wx:staff'] as ConversationId[]
  expect(ids.map(isStaffRoom)).toEqual([true, false, false])
})
