/** The mapping table: every kind of update as a file, with what becomes of it. */
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Reading } from '../../../src/bot/telegram/updates.ts'
import { readUpdate, tapOf, updateIdOf } from '../../../src/bot/telegram/updates.ts'

const FIXTURES = new URL('../../fixtures/telegram/', import.meta.url)
const STAFF_CHAT_ID = -1_001_234_567_890

interface Fixture {
  readonly about: string
  readonly update: unknown
  readonly reading: object
}

/** What people send, and what may come beside it, by the beginnings of the files' names. */
const KINDS = [
  ...[
    'text',
    'command',
    'start-order',
    'tap',
    'edit',
    'reply',
    'album',
    'text-forwarded',
    'contact-own',
    'contact-other',
  ],
  ...['photo', 'document', 'voice', 'audio', 'video', 'video-note', 'animation', 'location', 'venue'].map(
    (one) => `media-${one}`,
  ),
  ...['media-sticker', 'sticker-with-emoji', 'media-poll', 'media-dice', 'media-forwarded', 'media-kind-of-the-future'],
  ...['blocked', 'unblocked', 'bot-added-to-group', 'group-stranger', 'channel-post', 'reaction', 'service-pinned'],
  ...['name-hostile', 'malformed', 'kind-of-the-future', 'staff-text', 'staff-reply', 'staff-photo', 'staff-forwarded'],
]

const fixtures = readdirSync(FIXTURES).map((file): [string, Fixture] => [
  file,
  JSON.parse(readFileSync(new URL(file, FIXTURES), 'utf8')),
])

/** A letter with its body opened, flat, as the fixtures write it. */
function flat(reading: Reading): object {
  if (reading.kind !== 'letter') return reading
  return { kind: 'letter', ...reading.letter, body: JSON.parse(reading.letter.body) }
}

function privateText(text: string): object {
  return { update_id: 1, message: { message_id: 1, date: 0, chat: { id: 7, type: 'private' }, text } }
}

describe('each kind of update', () => {
  test.each(fixtures)('%s', (_file, { update, reading }) => {
    expect(flat(readUpdate(update, STAFF_CHAT_ID))).toEqual(reading)
  })

  test.each(KINDS)('there is one of %s', (kind) => {
    expect(fixtures.filter(([file]) => file.startsWith(kind))).not.toEqual([])
  })
})

test('without a staff group every group is a stranger', () => {
  const inGroup = fixtures.find(([file]) => file === 'staff-text.json')?.[1].update
  expect(readUpdate(inGroup, null)).toEqual({ kind: 'ignore', reason: 'a group that is not the staff group' })
})

test('that the bot is in the staff group is no news, and that it left a group neither', () => {
  const joined = (id: number, status: string) => ({
    update_id: 1,
    my_chat_member: { chat: { id, type: 'supergroup' }, new_chat_member: { status } },
  })
  expect(readUpdate(joined(STAFF_CHAT_ID, 'member'), STAFF_CHAT_ID).kind).toBe('ignore')
  expect(readUpdate(joined(-1_009, 'left'), STAFF_CHAT_ID).kind).toBe('ignore')
  expect(readUpdate(joined(-1_009, 'administrator'), null)).toEqual({ kind: 'in_group', chatId: -1_009 })
})

test('a private chat is never the staff room, whatever was configured', () => {
  expect(flat(readUpdate(privateText('hi'), 7))).toMatchObject({ conversation: 'tg:7', body: { kind: 'said' } })
})

test('a letter above the limit of the store is parked', () => {
  expect(readUpdate(privateText('矿'.repeat(90_000)), null).kind).toBe('park')
})

test('any JSON is read without throwing', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom('message', 'callback_query', 'edited_message'), (content, kind) => {
      for (const update of [content, { update_id: 1, [kind]: content }]) {
        expect(['letter', 'ignore', 'park', 'in_group']).toContain(readUpdate(update, STAFF_CHAT_ID).kind)
        updateIdOf(update)
        tapOf(update)
      }
    }),
  )
})
