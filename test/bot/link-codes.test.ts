/** A registry's codes: good once, for ten minutes, for the talk that asked last, in another talk and in no room. */
import { expect, test } from 'vitest'
import { openCodes } from '../../src/bot/link-codes.ts'
import { LINK_CODE_GOOD_MS, makeLinkCode } from '../../src/domain/link-code.ts'
import type { ConversationId } from '../../src/ports.ts'

const NOW = Date.parse('2026-03-10T10:00:00+08:00')
const TELEGRAM = 'tg:42' as ConversationId
const WECHAT = 'wx:d3hpZA' as ConversationId
const ROOM = 'wx:cm9vbQ:d3hpZA' as ConversationId
const code = makeLinkCode(1)

const opened = (talk = TELEGRAM, digest = 'd1') =>
  ({ kind: 'opened', digest, talk, until: NOW + LINK_CODE_GOOD_MS }) as const
const tried = (talk = WECHAT, digest = 'd1') => ({ kind: 'tried', digest, talk, code }) as const

/** What is heard of letters, each a turn of its own, at its moment. */
function turns(...letters: readonly (readonly [ReturnType<typeof opened> | ReturnType<typeof tried>, number])[]) {
  let state: string | null = null
  return letters.map(([letter, at]) => {
    const codes = openCodes(state, at)
    const news = codes.hear(letter)
    state = codes.state()
    return news
  })
}
const UNKNOWN = { kind: 'refused', why: 'unknown' }
const FOUND = { kind: 'found', talk: TELEGRAM, code }

test('is found once', () => {
  expect(turns([opened(), NOW], [tried(), NOW + 1], [tried(), NOW + 2])).toEqual([null, FOUND, UNKNOWN])
})

test('is good for ten minutes', () => {
  expect(turns([opened(), NOW], [tried(), NOW + LINK_CODE_GOOD_MS - 1])[1]).toEqual(FOUND)
  expect(turns([opened(), NOW], [tried(), NOW + LINK_CODE_GOOD_MS])[1]).toEqual(UNKNOWN)
})

test('is not used up by the talk that has it, and is no other', () => {
  const own = { kind: 'refused', why: 'own' }
  expect(turns([opened(), NOW], [tried(TELEGRAM), NOW], [tried(WECHAT, 'd2'), NOW], [tried(), NOW])).toEqual([
    null,
    own,
    UNKNOWN,
    FOUND,
  ])
})

test('gives way to a newer one of the same talk', () => {
  expect(turns([opened(), NOW], [opened(TELEGRAM, 'd2'), NOW], [tried(), NOW])[2]).toEqual(UNKNOWN)
})

test('holds nothing in a room, neither given out nor sent there', () => {
  const room = { kind: 'refused', why: 'room' }
  expect(turns([opened(ROOM), NOW], [tried(), NOW])).toEqual([room, UNKNOWN])
  expect(turns([opened(), NOW], [tried(ROOM), NOW], [tried(), NOW])).toEqual([null, room, FOUND])
})

test('leaves nothing behind once it is used or over', () => {
  const codes = openCodes(null, NOW)
  codes.hear(opened())
  expect(openCodes(codes.state(), NOW + LINK_CODE_GOOD_MS).state()).toBe('')
})
