/** Albums in the staff group: none is read before it is whole, and a note under one part is a note under all. */
import { describe, expect, test } from 'vitest'
import { settledLetters, withAlbumNotes } from '../../src/bot/staff-albums.ts'
import type { StaffRoomInbound } from '../../src/flows/types.ts'
import { typed } from './bench.ts'

const part = (text: string, album: string | null = 'a1'): StaffRoomInbound =>
  typed(text, '1', album === null ? {} : { album })
const NOW = 10_000
const claim = (mail: readonly (readonly [StaffRoomInbound, number])[], nextAt: number | null = null) => ({
  mail: mail.map(([inbound, at], place) => ({ id: `tg:${place}`, at, body: JSON.stringify(inbound) })),
  nextAt,
  now: NOW,
})
const OLD = NOW - 1_500

describe('what of a claim is taken', () => {
  test.each([
    ['all, without an album', claim([[part('a', null), NOW]]), { take: 1, waitMs: 0 }],
    [
      'all, an album of a while ago too',
      claim([
        [part(''), OLD],
        [part(''), NOW],
      ]),
      { take: 2, waitMs: 0 },
    ],
    [
      'what stands before a young album',
      claim([
        [part('a', null), NOW],
        [part(''), NOW],
      ]),
      { take: 1, waitMs: 0 },
    ],
    [
      'nothing, where a young one is first',
      claim([
        [part(''), NOW - 300],
        [part(''), NOW],
      ]),
      { take: 0, waitMs: 700 },
    ],
    [
      'what stands before one that may go on in the next claim',
      claim(
        [
          [part('a', null), OLD],
          [part(''), OLD],
        ],
        NOW,
      ),
      { take: 1, waitMs: 0 },
    ],
    [
      'a whole one, with more behind it',
      claim(
        [
          [part(''), OLD],
          [part('a', null), OLD],
        ],
        NOW,
      ),
      { take: 2, waitMs: 0 },
    ],
    [
      'one that fills the claim',
      claim(
        [
          [part(''), OLD],
          [part(''), OLD],
        ],
        NOW,
      ),
      { take: 2, waitMs: 0 },
    ],
  ])('%s', (_what, given, settled) => expect(settledLetters(given)).toEqual(settled))
})

const textsOf = (inbounds: readonly StaffRoomInbound[]) =>
  withAlbumNotes(inbounds).map((one) => (one.kind === 'typed' ? one.text : ''))

test.each(['// inside', 'Note: inside', '备注：内部', '/nosuchcommand'])('%s under one part is under all', (note) => {
  expect(textsOf([part(''), part(note), part(''), part('', 'a2'), part('hello', null)])).toEqual([
    note,
    note,
    note,
    '',
    'hello',
  ])
})

test('words under one part stay under that one', () => {
  expect(textsOf([part('look'), part('')])).toEqual(['look', ''])
})
