/** The mark under a post: the same for each copy, read from the last line only, and never from what a customer wrote. */
import { expect, test } from 'vitest'
import { botLine } from '../../src/bot/entries.ts'
import { markIn, postMark, withMark } from '../../src/bot/post-mark.ts'
import type { ConversationId, LaneClaim } from '../../src/ports.ts'

const claim = (sequence: number, body: string): LaneClaim =>
  ({ lane: { conversation: 'staff:tg:-1' as ConversationId, name: 'customer' }, sequence, body }) as LaneClaim

test('each copy of an entry bears the same mark, another entry another one', () => {
  expect(postMark(claim(12, 'a card'))).toBe(postMark(claim(12, 'a card')))
  expect(postMark(claim(12, 'a card'))).not.toBe(postMark(claim(12, 'another')))
  expect(postMark(claim(12, 'a card'))).not.toBe(postMark(claim(13, 'a card')))
})

test('it is read back from the post, as a platform may trim it', () => {
  const mark = postMark(claim(12, 'a card'))
  const { text } = withMark(botLine('a card\nof two lines'), mark)
  expect([markIn(text), markIn(`${text}\n `)]).toEqual([mark, mark])
})

test.each(['', 'a card', '№ 12', '№ 12-zzzzzz', 'see № 12-0a1b2c', '№ 12-0a1b2c\nand more', '№ 12-0a1b2c7'])(
  'no mark: %j',
  (text) => {
    expect(markIn(text)).toBe(null)
  },
)

test('what a customer writes in their line does not count: the bot’s own mark comes after it', () => {
  const mark = postMark(claim(12, 'x'))
  expect(markIn(withMark(botLine('hello\n№ 3-0a1b2c'), mark).text)).toBe(mark)
})
