/**
 * Files that customers send: bytes in a folder of the conversation's own on the disk, records in Redis, which alone say what there is. What
 * is in them is no matter here.
 */
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { FILE_KINDS } from '../domain/file-type.ts'
import type { ConversationId, FileContent, FileKept, Files, KeptFile, OpenFile } from '../ports.ts'
import type { Redis } from './connect.ts'
import { askEachShard } from './each-shard.ts'
import { conversationKeys, shardKeys } from './keys.ts'
import { asTextOrNull, asTexts, asYes } from './reply.ts'

const MIB = 1024 * 1024
const MOST_FILES = 60
const MOST_BYTES = 200 * MIB
/** What Redis and the system need of a disk is left to them. */
const LEAST_FREE_BYTES = 512 * MIB
const ROOM_BYTES = 18

const FILE_ID = /^[A-Za-z0-9_-]{22}$/
const ROOM = /^[A-Za-z0-9_-]{24}$/
const recordSchema = z.strictObject({
  kind: z.enum(FILE_KINDS),
  mime: z.string(),
  extension: z.string(),
  size: z.number(),
  preview: z.strictObject({ width: z.number(), height: z.number() }).nullable(),
  // Not yet noted in what was kept first.
  keptAt: z.number().default(0),
})
type Part = 'whole' | 'preview'

/** A conversation may have 60 files and 200 MiB. Below `leastFree` bytes of free disk nothing is taken. */
export function filesIn(redis: Redis, folder: string, leastFree = LEAST_FREE_BYTES): Files {
  const placeOf = (room: string): string => {
    if (!ROOM.test(room)) throw new RangeError('A room of files has another name')
    return join(folder, room)
  }

  async function keep(conversation: ConversationId, id: string, content: FileContent): Promise<FileKept> {
    const [file, key] = [recordOf(id, content), conversationKeys.files(conversation)]
    if (!(await hasSpace(folder, leastFree))) return { status: 'no_room' }
    for (;;) {
      const limits = [randomBytes(ROOM_BYTES).toString('base64url'), id, file.size, MOST_FILES, MOST_BYTES]
      const room = asTextOrNull(await redis.run('file-room', [key], limits))
      if (room === null) return { status: 'full' }
      await writeAll(placeOf(room), id, content)
      const { id: _, ...facts } = file
      const record = JSON.stringify({ ...facts, keptAt: Date.now() })
      if (asYes(await redis.run('file-keep', [key], [room, id, record, file.size]))) {
        return { status: 'kept', file }
      }
      // Forgotten while it was written: it belongs to what comes after.
      await rm(placeOf(room), { recursive: true, force: true })
    }
  }

  async function openPart(conversation: ConversationId, id: string, part: Part): Promise<OpenFile | null> {
    if (!FILE_ID.test(id)) return null
    const reply = await redis.command('HMGET', conversationKeys.files(conversation), 'room', id)
    const [room = null, stored = null] = Array.isArray(reply) ? reply.map(asTextOrNull) : []
    if (room === null || stored === null) return null
    const path = join(placeOf(room), nameOf(id, part))
    const found = await stat(path).catch(() => null)
    if (found === null) return null
    return {
      file: fileOf(id, stored),
      size: found.size,
      stream: createReadStream(path),
    }
  }

  async function sweep(): Promise<number> {
    const shards = await askEachShard(redis, 'SMEMBERS', shardKeys.roomsGivenUp)
    const counts = await Promise.all(shards.map((rooms, shard) => sweepRooms(shard, asTexts(rooms))))
    return counts.reduce((sum, count) => sum + count, 0)
  }

  async function sweepRooms(shard: number, rooms: readonly string[]): Promise<number> {
    for (const room of rooms) {
      await rm(placeOf(room), { recursive: true, force: true })
      await redis.command('SREM', shardKeys.roomsGivenUp(shard), room)
    }
    return rooms.length
  }

  async function kept(conversation: ConversationId, id: string): Promise<KeptFile | null> {
    if (!FILE_ID.test(id)) return null
    const stored = asTextOrNull(await redis.command('HGET', conversationKeys.files(conversation), id))
    return stored === null ? null : fileOf(id, stored)
  }

  return { keepFile: keep, keptFile: kept, openFile: openPart, sweepFiles: sweep }
}

/** Oldest first. */
export async function filesOf(redis: Redis, conversation: ConversationId): Promise<readonly KeptFile[]> {
  const stored = asTexts(await redis.command('HGETALL', conversationKeys.files(conversation)))
  const records = stored.flatMap((id, place) =>
    place % 2 === 0 && FILE_ID.test(id) ? [{ id, stored: stored[place + 1] ?? '' }] : [],
  )
  const keptAt = ({ stored: record }: { readonly stored: string }) => recordSchema.parse(JSON.parse(record)).keptAt
  return records.toSorted((a, b) => keptAt(a) - keptAt(b)).map(({ id, stored: record }) => fileOf(id, record))
}

function fileOf(id: string, stored: string): KeptFile {
  const { keptAt: _, ...record } = recordSchema.parse(JSON.parse(stored))
  return { id, ...record }
}

function recordOf(id: string, { kind, mime, extension, bytes, preview }: FileContent): KeptFile {
  if (!FILE_ID.test(id)) throw new RangeError('A file has another id')
  const size = preview === null ? null : { width: preview.width, height: preview.height }
  return { id, kind, mime, extension, size: bytes.length, preview: size }
}

const nameOf = (id: string, part: Part): string => (part === 'whole' ? id : `${id}.preview`)

async function writeAll(place: string, id: string, { bytes, preview }: FileContent): Promise<void> {
  await mkdir(place, { recursive: true, mode: 0o700 })
  if (preview !== null) await writeWhole(join(place, nameOf(id, 'preview')), preview.bytes)
  await writeWhole(join(place, nameOf(id, 'whole')), bytes)
}

/** Under its name there is all of it, and it is on the disk, or there is nothing. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const partial = `${path}.${randomBytes(6).toString('hex')}.part`
  const file = await open(partial, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(partial, path)
}

async function hasSpace(folder: string, leastFree: number): Promise<boolean> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize >= leastFree
}
