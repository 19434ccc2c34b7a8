// The README's conversation is one of the tested ones, word for word, and every command it names exists.
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const README = readFileSync('README.md', 'utf8')

test('the transcript is the tested conversation', () => {
  const [, path, block] = /<!-- transcript: (\S+) -->\n```text\n([\s\S]*?)```/.exec(README) ?? []
  const [, , , ...lines] = readFileSync(path ?? '', 'utf8').split('\n')
  expect(lines.length).toBeGreaterThan(20)
  expect(block?.trimEnd()).toBe(lines.join('\n').trimEnd())
})

test('every command of the table exists', () => {
  const named = [...README.matchAll(/^\| `aftercare ([a-z]+)/gm)].map(([, name]) => name)
  const cli = ['src/cli.ts', 'src/commands/dispatch.ts'].map((file) => readFileSync(file, 'utf8')).join('\n')
  expect(named.length).toBeGreaterThan(3)
  for (const name of named) expect(cli).toMatch(new RegExp(`\\b${name}:`))
})

test('every file and folder of the map exists', () => {
  const map = /```text\ncontent\/[\s\S]*?```/.exec(README)?.[0] ?? ''
  const paths = [...map.matchAll(/(?:^| {6})([a-z]+(?:\/[a-z.]*)+)/gm)].map(([, path]) => path ?? '')
  expect(paths.length).toBeGreaterThan(8)
  expect(paths.filter((path) => !existsSync(path))).toEqual([])
})
