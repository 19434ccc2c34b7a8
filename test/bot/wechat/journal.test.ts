import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MOST_ENTRIES, openJournal } from '../../../src/bot/wechat/child/journal.ts'
import type { Heard } from '../../../src/bot/wechat/wire.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftercare-journal-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const event = (id: string) => ({ kind: 'message', id }) as const
const heard: Heard = { kind: 'friendship', account: 'shop', id: 'f1', by: { id: 'a', name: '示例' } }
const path = () => join(folder, 'received.jsonl')

test('what was begun, and what was read of it, is there for the next process, in its order', () => {
  const journal = openJournal(folder)
  for (const id of ['one', 'two', 'three']) journal.begin(event(id))
  journal.heard(1, heard)
  journal.done(2)
  expect(openJournal(folder).entries()).toEqual([
    { n: 1, event: event('one'), heard },
    { n: 3, event: event('three'), heard: null },
  ])
})

test('numbers go on after those that an earlier process gave out', () => {
  openJournal(folder).begin(event('one'))
  expect(openJournal(folder).begin(event('two'))?.n).toBe(2)
})

test('a line that was cut off is none', () => {
  openJournal(folder).begin(event('one'))
  appendFileSync(path(), '{"kind":"heard","n":1,"hea')
  expect(openJournal(folder).entries()).toEqual([{ n: 1, event: event('one'), heard: null }])
})

test('a line that is begun after one that was cut off is read', () => {
  openJournal(folder).begin(event('one'))
  appendFileSync(path(), '{"kind":"heard","n":1,"hea')
  openJournal(folder).begin(event('two'))
  expect(
    openJournal(folder)
      .entries()
      .map(({ event: { id } }) => id),
  ).toEqual(['one', 'two'])
})

test('nothing of what was handed on stays on the disk', () => {
  const journal = openJournal(folder)
  journal.begin(event('one'))
  journal.heard(1, heard)
  writeFileSync(journal.fileOf(1) ?? '', 'bytes')
  journal.done(1)
  expect(readFileSync(path(), 'utf8')).toBe('')
  expect(statSync(join(folder, 'files', '1'), { throwIfNoEntry: false })).toBeUndefined()
})

test('a file of nobody goes at the next start, one that waits stays', () => {
  const journal = openJournal(folder)
  journal.begin(event('one'))
  for (const name of ['1', '7']) writeFileSync(join(folder, 'files', name), 'bytes')
  openJournal(folder)
  expect(statSync(join(folder, 'files', '1'), { throwIfNoEntry: false })).toBeDefined()
  expect(statSync(join(folder, 'files', '7'), { throwIfNoEntry: false })).toBeUndefined()
})

test('it holds so many and says when it is full', () => {
  const journal = openJournal(folder)
  for (let n = 0; n < MOST_ENTRIES; n += 1) expect(journal.begin(event(String(n)))).not.toBeNull()
  expect(journal.begin(event('one too many'))).toBeNull()
  journal.done(1)
  expect(journal.begin(event('again'))).not.toBeNull()
})

test('only this user may look into it', () => {
  openJournal(folder).begin(event('one'))
  expect(statSync(path()).mode & 0o077).toBe(0)
  expect(statSync(join(folder, 'files')).mode & 0o077).toBe(0)
})
