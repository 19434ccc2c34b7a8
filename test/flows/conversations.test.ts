/** Every file of test/conversations is what customers read today. `vitest -u` rewrites the bot's lines after a change of wording. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { play, readScript, render } from '../support/conversation.ts'
import { conversationFiles } from '../support/conversation-files.ts'

test.each(conversationFiles())('$name', async ({ path }) => {
  const played = play(readScript(readFileSync(path, 'utf8')))
  await expect(render(played)).toMatchFileSnapshot(path)
})

test('English and Chinese are both told, each in eleven conversations or more', () => {
  const langs = conversationFiles().map(({ path }) => readScript(readFileSync(path, 'utf8')).header.lang)
  expect(langs.filter((lang) => lang === 'en').length).toBeGreaterThanOrEqual(11)
  expect(langs.filter((lang) => lang === 'zh').length).toBeGreaterThanOrEqual(11)
})
