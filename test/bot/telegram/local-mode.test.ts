/** A Bot API server of one's own in local mode: its files are read where the operator said that they lie, whatever the server names. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TEST_TOKEN } from '../../support/bot-api.ts'
import { bench, cleanUp, Mailbox, onCleanUp, open } from './desk.ts'

afterEach(cleanUp)

const never = new AbortController().signal
const WORDS = Buffer.from('2026-03-10 09:40:09 Error, fan lost\n')
const OUTSIDE = { status: 'refused', why: 'unfetched', reason: expect.stringMatching(/DATA_DIR.*docs\/telegram\.md/) }

let disk: string
/** What was given to the server with `--dir`. */
let folder: string
beforeEach(() => {
  disk = mkdtempSync(join(tmpdir(), 'aftercare-local-'))
  folder = join(disk, 'data', 'telegram-bot-api')
  mkdirSync(join(folder, TEST_TOKEN, 'documents'), { recursive: true })
  onCleanUp(async () => rmSync(disk, { recursive: true, force: true }))
})

/** Fetches a file that the server says lies there. */
async function fetchedFrom(path: string, bytes = WORDS) {
  const api = await bench()
  const { file_id: key, file_unique_id: unique } = api.file(bytes)
  api.files.lieAt(key, path)
  const { channel, logged } = open(api, new Mailbox(), { localFolder: folder })
  const fetched = await channel.fetch?.({ via: 'telegram', key, unique, size: null, name: null }, never)
  expect(logged.join('')).not.toContain(TEST_TOKEN)
  return fetched
}

const written = (path: string, bytes: Buffer = WORDS) => {
  writeFileSync(path, bytes)
  return path
}
const inFolder = (name: string) => join(folder, TEST_TOKEN, 'documents', name)

test('a file of the bot’s is read from the disk', async () => {
  expect(await fetchedFrom(written(inFolder('file_0.txt')))).toEqual({ status: 'fetched', bytes: WORDS })
})

test('the folder may be a link to where the server keeps it', async () => {
  const real = join(disk, 'var-lib')
  mkdirSync(join(real, TEST_TOKEN), { recursive: true })
  rmSync(folder, { recursive: true })
  symlinkSync(real, folder)
  const path = written(join(real, TEST_TOKEN, 'file_0.txt'))
  expect(await fetchedFrom(path)).toEqual({ status: 'fetched', bytes: WORDS })
})

test.each<[string, () => string]>([
  ['another folder of the disk', () => written(join(disk, 'secret.txt'))],
  ['a way out of the folder', () => `${folder}/${TEST_TOKEN}/../../../secret.txt`],
  ['another bot’s folder', () => otherBots()],
  ['a link that leads out', () => linkTo(written(join(disk, 'secret.txt')))],
  ['a folder', () => join(folder, TEST_TOKEN, 'documents')],
  ['the folder itself', () => join(folder, TEST_TOKEN)],
  ['the system', () => '/etc/hostname'],
  ['a device', () => '/dev/zero'],
])('%s is not read', async (_what, lies) => {
  writeFileSync(join(disk, 'secret.txt'), 'secret')
  expect(await fetchedFrom(lies())).toEqual(OUTSIDE)
})

test('without that folder nothing is read', async () => {
  const path = written(join(disk, 'file_0.txt'))
  rmSync(folder, { recursive: true })
  expect(await fetchedFrom(path)).toEqual(OUTSIDE)
})

test('more than 20 MB is too much here as well', async () => {
  const path = written(inFolder('file_0.log'), Buffer.alloc((20 << 20) + 1))
  expect(await fetchedFrom(path)).toMatchObject({ status: 'refused', why: 'too_large' })
})

test('a file that is not there, or not yet, is tried again', async () => {
  const fetched = await fetchedFrom(inFolder('file_0.txt'))
  expect(fetched).toMatchObject({ status: 'again', reason: expect.stringContaining('ENOENT') })
})

function otherBots(): string {
  mkdirSync(join(folder, '2000000002:another-token'), { recursive: true })
  return written(join(folder, '2000000002:another-token', 'file_0.txt'))
}

function linkTo(target: string): string {
  symlinkSync(target, inFolder('link.txt'))
  return inFolder('link.txt')
}
