/** A backup as a file: a header, one JSON line a key, and a last line with a digest, so that half a file is never taken for a whole one. */
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import type { Redis } from './connect.ts'
import { createDigest, hasContents, type Kept, KINDS, type OnProgress, readContents, writeKept } from './contents.ts'
import { SHARDS } from './keys.ts'
import { forgetIndexed } from './reindex.ts'

const VERSION = 1

const headerSchema = z.strictObject({
  aftercare: z.literal('backup'),
  v: z.literal(VERSION),
  shards: z.literal(SHARDS),
})
const keptSchema = z.strictObject({
  key: z.string().regex(/^\{s\d\d\}:./),
  type: z.enum(KINDS),
  expiresAt: z.number().nullable(),
  value: z.union([z.string(), z.array(z.string())]),
})
const endSchema = z.strictObject({ keys: z.number(), digest: z.string() })
export type BackupEnd = z.output<typeof endSchema>

/** The file is no backup of this version, or not a whole one; or the Redis to restore into is not empty. One line says which. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused'
}

/** Writes a backup, readable by its owner alone; `file` is there only when it is whole. Gzipped, whatever its name. */
export async function writeBackup(redis: Redis, file: string, onProgress: OnProgress): Promise<BackupEnd> {
  const digest = createDigest()
  let end: BackupEnd = { keys: 0, digest: '' }
  async function* lines() {
    yield `${JSON.stringify({ aftercare: 'backup', v: VERSION, shards: SHARDS })}\n`
    for await (const kept of readContents(redis, onProgress)) {
      digest.add(kept)
      yield `${JSON.stringify(kept)}\n`
    }
    end = { keys: digest.count(), digest: digest.hex() }
    yield `${JSON.stringify(end)}\n`
  }
  const partial = `${file}.part`
  try {
    await pipeline(Readable.from(lines()), createGzip(), createWriteStream(partial, { mode: 0o600 }))
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
  return end
}

/** Reads a backup line by line and rejects with `BackupRefused` where it is not a whole one. */
async function readBackup(file: string, each: (kept: Kept) => Promise<void> | void): Promise<BackupEnd> {
  const digest = createDigest()
  let end: BackupEnd | null = null
  let first = true
  for await (const line of linesOf(file)) {
    if (end !== null) throw new BackupRefused(`${file} goes on after its end`)
    if (first) read(headerSchema, line, `${file} is not a backup that this version reads`)
    else if (line.startsWith('{"keys":')) end = read(endSchema, line, `${file} has no proper end`)
    else {
      const kept = read(keptSchema, line, `${file} is damaged at key ${digest.count() + 1}`)
      digest.add(kept)
      await each(kept)
    }
    first = false
  }
  if (end === null) throw new BackupRefused(`${file} is not a whole backup: its end is missing`)
  if (end.digest !== digest.hex()) throw new BackupRefused(`${file} is damaged: its digest does not fit`)
  return end
}

/** What a damaged archive throws becomes the same refusal as any other damage. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const unzipped = createReadStream(file)
    .on('error', (error) => unzipped.destroy(error))
    .pipe(createGunzip())
  const failure = new Promise<never>((_, reject) => unzipped.once('error', reject))
  failure.catch(() => {})
  const lines = createInterface({ input: unzipped })[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await Promise.race([lines.next(), failure])
      if (next.done === true) return
      yield next.value
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code?.startsWith('Z_')) throw new BackupRefused(`${file} is not a whole backup: ${code}`, { cause: error })
    throw error
  } finally {
    unzipped.destroy()
  }
}

function read<T>(schema: z.ZodType<T>, line: string, otherwise: string): T {
  try {
    return schema.parse(JSON.parse(line))
  } catch (error) {
    throw new BackupRefused(otherwise, { cause: error })
  }
}

/**
 * Restores a backup into an empty Redis: the file is read whole first, then written, then what lies there is compared with it. Rejects with
 * `BackupRefused`, before anything is written where that can be known.
 */
export async function restoreBackup(redis: Redis, file: string, onProgress: OnProgress): Promise<BackupEnd> {
  const { keys, digest } = await readBackup(file, () => {})
  if (await hasContents(redis)) {
    throw new BackupRefused(
      'this Redis holds a desk already: restore into an empty one (another DATA_DIR or REDIS_URL)',
    )
  }
  await forgetIndexed(redis)
  const [wanted, found] = [createDigest(), createDigest()]
  let written = 0
  await readBackup(file, async (kept) => {
    await writeKept(redis, kept)
    if (lasts(kept)) wanted.add(kept)
    written += 1
    onProgress(written, keys)
  })
  for await (const kept of readContents(redis)) if (lasts(kept)) found.add(kept)
  if (found.hex() !== wanted.hex()) throw new BackupRefused(`what lies in Redis now differs from ${file}`)
  return { keys, digest }
}

/** What is kept for a time only may have gone meanwhile. */
const lasts = ({ expiresAt }: Kept): boolean => expiresAt === null
