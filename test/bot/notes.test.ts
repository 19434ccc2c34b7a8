/**
 * Notes of staff never reach a customer: more than 10,000 random messages of the staff group, typed and changed in any order, by the real room,
 * talk and lane. What is a note is known from how it was made, not asked of the code.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Channel } from '../../src/bot/channel.ts'
import { amendmentEntry, customerEntry } from '../../src/bot/entries.ts'
import { readEntry } from '../../src/bot/letters.ts'
import { prepare, referenceOf } from '../../src/bot/sending.ts'
import { withAlbumNotes } from '../../src/bot/staff-albums.ts'
import { type Standing, stepStaffRoom } from '../../src/flows/staff-room.ts'
import { takeTurn } from '../../src/flows/turn.ts'
import type { Inbound, StaffRoomInbound } from '../../src/flows/types.ts'
import type { ConversationId, LaneClaim, LaneEntry, Store } from '../../src/ports.ts'
import { inbound, talk } from '../support/conversation-desk.ts'
import { STAFF_ROOM } from './bench.ts'

const CUSTOMER = 'tg:555' as ConversationId
const ROOM: Standing = {
  room: STAFF_ROOM,
  about: CUSTOMER,
  isInTopic: true,
  trusted: true,
  colleagues: [],
  topics: 'usable',
  unconfirmed: [],
  token: 'a token of 22 letters',
  now: 0,
  hasButtons: true,
}

const wide = (mark: string): string => String.fromCodePoint((mark.codePointAt(0) ?? 0) + 0xfee0)
const isAscii = (mark: string): boolean => /^[!-~]$/.test(mark)
const UNSEEN = ['', '', '\u200b', '\u202e', '\ufeff', '\u00ad', '\ufe0f']

/** A prefix in full width and in any case, with what nobody sees before and inside it. */
const prefix = fc
  .tuple(
    fc.constantFrom('//', 'note:', '备注:', '内部:', '备注：', '/note ', '/nosuchcommand ', '/relaese '),
    fc.array(fc.tuple(fc.boolean(), fc.boolean(), fc.constantFrom(...UNSEEN)), { minLength: 16, maxLength: 16 }),
    fc.constantFrom('', ' ', '\n', '\u3000', '\u200b', '\u00a0\t', '\n'.repeat(300)),
  )
  .map(([plain, dress, space]) => {
    const dressed = Array.from(plain).map((mark, place) => {
      const [isWide = false, isUpper = false, unseen = ''] = dress[place] ?? []
      const cased = isUpper ? mark.toUpperCase() : mark
      return (isWide && isAscii(cased) ? wide(cased) : cased) + unseen
    })
    return space + dressed.join('')
  })

interface Written {
  readonly isNote: boolean
  readonly text: string
}
const words = fc.string({ unit: 'grapheme', maxLength: 20 })
const note = fc
  .tuple(prefix, words)
  .map(([start, rest]): Written => ({ isNote: true, text: `${start}${rest} §kept inside§` }))
const line = words.map((rest): Written => ({ isNote: false, text: `Line ${rest}` }))
const message = fc.record({
  versions: fc.array(fc.oneof(note, line), { minLength: 1, maxLength: 5 }),
  hasFile: fc.boolean(),
})

/** What the customer has, and has ever had, by the platform's id. */
function customerSide() {
  const seen = new Map<string, string>()
  const ever: string[] = []
  const references = new Map<string, string>()
  let ids = 0
  const store = {
    reference: async (_: ConversationId, key: string) => references.get(key) ?? null,
    remember: async () => {},
  } as unknown as Store
  const channel = {
    send: async (_: ConversationId, { text }: { text: string }) => {
      ids += 1
      seen.set(String(ids), text)
      ever.push(text)
      return { status: 'sent', ref: String(ids) }
    },
    amend: async (_: ConversationId, ref: string, text: string | null) => {
      if (text === null) seen.delete(ref)
      else seen.set(ref, text)
      if (text !== null) ever.push(text)
      return { status: 'sent', ref }
    },
  } as unknown as Channel

  async function deliver({ body }: LaneEntry, sequence: number): Promise<void> {
    const entry = readEntry(body)
    const claim = { lane: { conversation: CUSTOMER, name: 'customer' }, sequence, body } as LaneClaim
    const prepared = await prepare(store, channel, claim, entry)
    if (prepared === 'never_sent') return
    const sent = await prepared.send(new AbortController().signal)
    const reference = sent.status === 'sent' ? referenceOf(entry, sent.ref) : null
    if (reference !== null) references.set(reference.key, reference.value)
  }
  return { seen, ever, deliver }
}

const PHOTO = { what: 'photo', source: { via: 'telegram', key: 'k', unique: 'u', size: 1, name: null } } as const

function inboundOf({ text }: Written, isEdit: boolean, hasFile: boolean): StaffRoomInbound {
  const file = hasFile ? { attachment: PHOTO } : {}
  return {
    kind: isEdit ? 'edited' : 'typed',
    text,
    by: { id: 'tg:42', name: 'Chen Example' },
    replyTo: null,
    replyToMark: null,
    repliesToBot: false,
    topic: '70',
    messageId: '8',
    author: 'person',
    ...file,
  }
}

/** As the turn of the customer's conversation hears it, its file fetched. */
const arrived = ({ attachment, ...said }: Inbound & { attachment?: unknown }): Inbound =>
  (attachment === undefined ? said : { ...said, file: { id: 'f', kind: 'photo', name: null } }) as Inbound

const TAKEN = takeTurn(talk, null, [inbound({ kind: 'staff.took', by: 'Chen Example' })]).stored

/** All versions of one message; what the talk hears of it is one claim's worth. */
async function playedOut(versions: readonly Written[], hasFile: boolean) {
  const customer = customerSide()
  const [first, ...changes] = versions.map((version, place) => inboundOf(version, place > 0, hasFile))
  const heard = [...withAlbumNotes(first === undefined ? [] : [first]), ...changes]
  const effects = heard.flatMap((one) => stepStaffRoom(one, ROOM))
  const events = effects.flatMap((effect) => (effect.kind === 'send' ? [inbound(arrived(effect.inbound))] : []))
  if (events.length === 0) return customer
  const { lines, amendments } = takeTurn(talk, TAKEN, events)
  const entries = [...lines.map((one) => customerEntry(one, null)), ...amendments.map(amendmentEntry)]
  for (const [sequence, entry] of entries.entries()) await customer.deliver(entry, sequence)
  return customer
}

test('no note of 10,000 random messages reaches a customer, and none becomes a line by an edit', async () => {
  let messages = 0
  let notes = 0
  await fc.assert(
    fc.asyncProperty(message, async ({ versions, hasFile }) => {
      messages += versions.length
      notes += versions.filter(({ isNote }) => isNote).length
      const { seen, ever } = await playedOut(versions, hasFile)
      expect(ever.filter((text) => text.includes('§kept inside§'))).toEqual([])
      if (versions[0]?.isNote) expect(ever).toEqual([])
      // The last word holds: a line that became a note is gone.
      if (versions.at(-1)?.isNote) expect([...seen.values()]).toEqual([])
      if (versions.every(({ isNote }) => !isNote)) expect([...seen.values()]).toEqual([versions.at(-1)?.text])
    }),
    { numRuns: 4_000 },
  )
  expect(messages).toBeGreaterThan(10_000)
  expect(notes).toBeGreaterThan(4_000)
}, 30_000)
