/** What goes with a line, laid out for the account's process to send: on the disk for as long as that takes. */
import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LineFile } from '../../flows/types.ts'
import type { ConversationId, Files } from '../../ports.ts'
import { readWhole } from '../files/read.ts'

export interface Enclosure {
  readonly path: string
  readonly name: string
  remove(): Promise<void>
}

const SHORT_ID = 6

/** Null when it was erased meanwhile. `of` is the conversation that has it. */
export async function layOut(
  files: Pick<Files, 'keptFile' | 'openFile'>,
  folder: string,
  of: ConversationId,
  { id, name }: LineFile,
): Promise<Enclosure | null> {
  const kept = await files.keptFile(of, id)
  const bytes = kept === null ? null : await readWhole(files, of, id)
  if (kept === null || bytes === null) return null
  const place = join(folder, 'out')
  await mkdir(place, { recursive: true, mode: 0o700 })
  const path = join(place, randomUUID())
  await writeFile(path, bytes, { mode: 0o600 })
  return {
    path,
    name: name ?? `${kept.kind}-${id.slice(0, SHORT_ID)}.${kept.extension}`,
    remove: () => rm(path, { force: true }),
  }
}
