/**
 * Files that staff put into the WeChat room, on the disk until they say whose they are: a file comes there without a word beside it, so `#file 12`
 * afterwards names its customer.
 */
import { createHash } from 'node:crypto'
import { copyFile, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { FILE_KINDS, type FileKind } from '../../domain/file-type.ts'
import { DAY, MINUTE } from '../../domain/values.ts'
import type { Attachment, FileSource } from '../../flows/types.ts'
import type { ConversationId, Store } from '../../ports.ts'
import type { Fetched } from '../channel.ts'

interface RoomFile {
  readonly room: ConversationId
  /** Who put it there. */
  readonly by: string
  readonly message: string
  readonly what: FileKind
  readonly name: string
  /** When, real time, ms. */
  readonly at: number
}

/** Later nobody knows any more which file was meant. */
const MEANT_WITHIN_MS = 10 * MINUTE
/** Whoever fetches one does so within moments, unless Redis is away. */
const KEPT_MS = DAY

const keptSchema = z.object({ id: z.string(), what: z.enum(FILE_KINDS), name: z.string(), at: z.number() })
const keyOf = (by: string): string => `file:${createHash('sha256').update(by).digest('base64url').slice(0, 22)}`
const idOf = ({ room, message }: RoomFile): string =>
  createHash('sha256').update(`${room} ${message}`).digest('base64url').slice(0, 22)

/** `folder`: the channel's own in the data directory. */
export function createRoomFiles(folder: string, store: Pick<Store, 'remember' | 'reference'>) {
  const place = join(folder, 'room')

  async function sweep(now: number): Promise<void> {
    for (const name of await readdir(place)) {
      const path = join(place, name)
      const kept = await stat(path).catch(() => null)
      if (kept !== null && now - kept.mtimeMs > KEPT_MS) await rm(path, { force: true })
    }
  }

  return {
    /** Keeps what lies at `path`; the newest of each writer is the one that is meant. Rejects when Redis or the disk fails. */
    async keep(file: RoomFile, path: string): Promise<void> {
      const { by, room, what, name, at } = file
      const id = idOf(file)
      await mkdir(place, { recursive: true, mode: 0o700 })
      await sweep(Date.now())
      await copyFile(path, join(place, id))
      await store.remember(room, { key: keyOf(by), value: JSON.stringify({ id, what, name, at }) })
    },

    /** The file that its writer means at a moment; null without one. */
    async meant(room: ConversationId, by: string, at: number): Promise<Attachment | null> {
      const reference = await store.reference(room, keyOf(by))
      const kept = reference === null ? null : keptSchema.parse(JSON.parse(reference))
      if (kept === null || at - kept.at > MEANT_WITHIN_MS) return null
      const { id, what, name } = kept
      return { what, source: { via: 'wechat', key: id, unique: id, size: null, name: name === '' ? null : name } }
    },

    async fetch({ key }: FileSource): Promise<Fetched> {
      try {
        return { status: 'fetched', bytes: await readFile(join(place, key)) }
      } catch (error) {
        const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT'
        return isGone
          ? { status: 'refused', why: 'unfetched', reason: 'the file of the room is kept no more' }
          : { status: 'again', reason: 'the disk gives no file of the room' }
      }
    },
  }
}

export type RoomFiles = ReturnType<typeof createRoomFiles>
