/** A disk that fills up under the running desk: an honest refusal, nothing that was accepted lost, and on it goes once there is room. */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Browser, freshId, texts } from '../bot/web-desk.ts'
import { startDeskProcess } from '../support/desk-process.ts'

const SOON = { timeout: 20_000, interval: 100 }

/** A file system of its own takes a privilege that not every machine gives. */
const disk = mkdtempSync(join(tmpdir(), 'aftercare-small-disk-'))
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'aftercare-test', disk]).status === 0
const filler = join(disk, 'filler')

afterAll(() => {
  if (isMounted) spawnSync('umount', ['-l', disk])
  rmSync(disk, { recursive: true, force: true })
})

function fillUp(): void {
  const file = openSync(filler, 'w')
  try {
    for (const size of [65_536, 512, 1]) writeUntilFull(file, Buffer.alloc(size, '.'))
  } finally {
    closeSync(file)
  }
}

function writeUntilFull(file: number, bytes: Buffer): void {
  try {
    while (writeSync(file, bytes) === bytes.length);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}

test.skipIf(!isMounted)('a full disk', async () => {
  const desk = await startDeskProcess({ DATA_DIR: join(disk, 'data') }, disk)
  try {
    const customer = new Browser(desk.url)
    const accepted: string[] = []
    const say = async (text: string, id = freshId()) => {
      const { status } = await customer.say(text, id)
      if (status === 202) accepted.push(text)
      return status
    }
    expect(await say('my X16-Q shows zero hashrate')).toBe(202)
    await customer.shown((entries) => entries.at(-1)?.shown.from === 'bot')

    fillUp()
    // A page of the file that has begun may still take a little.
    await expect.poll(() => say(`noted while it fills ${accepted.length}`), SOON).toBe(503)
    await expect.poll(async () => (await desk.readyz()).ready, SOON).toBe(false)
    const [late, id] = ['and this one when there was no room', freshId()]
    expect(await say(late, id)).toBe(503)

    rmSync(filler)
    await expect.poll(() => say(late, id), SOON).toBe(202)
    await expect.poll(async () => (await desk.readyz()).ready, SOON).toBe(true)
    const isAllShown = (all: readonly string[]) => accepted.every((text) => all.includes(text))
    const entries = await customer.shown((all) => isAllShown(texts(all)) && all.at(-1)?.shown.from === 'bot')
    expect(entries.filter(({ shown }) => shown.from === 'customer').map(({ shown }) => shown.text)).toEqual(accepted)
  } finally {
    await desk.stop()
  }
})
