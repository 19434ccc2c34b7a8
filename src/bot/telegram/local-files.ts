/**
 * Files of a Bot API server in local mode, which names them by their place on its own disk. They are opened below the one folder that the operator
 * gave that server, and nowhere else, whatever it answers. Reasons name no path: it holds the token.
 */
import type { Stats } from 'node:fs'
import { constants, type FileHandle, open, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { MOST_FILE_BYTES } from '../../domain/file-type.ts'
import type { Fetched } from '../channel.ts'

const OUTSIDE: Fetched = {
  status: 'refused',
  why: 'unfetched',
  reason:
    'the Bot API server names a place on its own disk, and only telegram-bot-api in DATA_DIR is read: see docs/telegram.md',
}
const TOO_LARGE: Fetched = { status: 'refused', why: 'too_large', reason: `larger than ${MOST_FILE_BYTES} bytes` }

/** What a server in local mode keeps of this bot lies below `<folder>/<token>`; links are followed before that is judged. */
export async function readLocal(path: string, { folder, token }: { folder: string; token: string }): Promise<Fetched> {
  const ours = await realpath(join(folder, token)).catch(() => null)
  if (ours === null) return OUTSIDE
  try {
    const place = await realpath(path)
    return place.startsWith(`${ours}${sep}`) ? await contentOf(place) : OUTSIDE
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown'
    return { status: 'again', reason: `a file of the Bot API server in local mode cannot be read here (${code})` }
  }
}

/** Should it become a link meanwhile, it is not followed; nor is waited for what is no file. */
async function contentOf(place: string): Promise<Fetched> {
  const file: FileHandle = await open(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const about: Stats = await file.stat()
    if (!about.isFile()) return OUTSIDE
    if (about.size > MOST_FILE_BYTES) return TOO_LARGE
    return { status: 'fetched', bytes: await file.readFile() }
  } finally {
    await file.close()
  }
}
