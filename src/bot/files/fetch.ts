/** Fetches a file from its platform and keeps it, with patience for what passes. A file that is kept already is not fetched again. */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type FileRefusal, MOST_FILE_BYTES, TEXT } from '../../domain/file-type.ts'
import { MINUTE, SECOND } from '../../domain/values.ts'
import type { FileSource } from '../../flows/types.ts'
import type { ConversationId, Files } from '../../ports.ts'
import type { Channel, Fetched } from '../channel.ts'
import type { Log } from '../log.ts'
import { createBudget } from './budget.ts'
import { readWhole } from './read.ts'
import { createTakeFile, type FileTaken, textOf } from './take.ts'

export interface FetchTiming {
  /** How long one file may hold up the talk it belongs to. */
  readonly patienceMs: number
  /** Doubles with each failure up to `lastRetryMs`. */
  readonly firstRetryMs: number
  readonly lastRetryMs: number
}
const TIMING: FetchTiming = { patienceMs: MINUTE, firstRetryMs: SECOND / 2, lastRetryMs: 8 * SECOND }
/** Of all files that are being fetched at once, in this process. */
const MOST_BYTES_AT_ONCE = 48 * 1024 * 1024

/** `isNew`: it was not kept before. */
export type FetchOutcome =
  | (Kept & { readonly isNew: boolean })
  | { readonly status: 'refused'; readonly why: FileRefusal }

type Kept = Extract<FileTaken, { status: 'kept' }>

export interface FetchingOptions {
  readonly files: Pick<Files, 'keepFile' | 'keptFile' | 'openFile'>
  readonly channels: readonly Channel[]
  readonly log: Log
  readonly timing?: FetchTiming
}

/** Rejects when `signal` aborts, or Redis or the disk fails: nothing was taken then. */
export type FetchFile = (
  conversation: ConversationId,
  source: FileSource,
  signal: AbortSignal,
  from: 'customer' | 'staff',
) => Promise<FetchOutcome>

export function createFetching({ files, channels, log, timing = TIMING }: FetchingOptions): FetchFile {
  const takeFile = createTakeFile(files)
  const budget = createBudget(MOST_BYTES_AT_ONCE)

  async function download(conversation: ConversationId, source: FileSource, signal: AbortSignal): Promise<Fetched> {
    const channel = channels.find(({ name }) => name === source.via)
    const until = performance.now() + timing.patienceMs
    for (let failures = 0; ; failures += 1) {
      const fetched = (await channel?.fetch?.(source, signal)) ?? NOBODY
      signal.throwIfAborted()
      const pauseMs = pauseAfter(fetched, failures, timing)
      if (pauseMs === null || performance.now() + pauseMs > until) {
        if (fetched.status !== 'fetched')
          log.warn({ conversation, reason: reasonOf(fetched) }, 'a file was not fetched')
        return fetched
      }
      await sleep(pauseMs, undefined, { signal })
    }
  }

  /** As it was kept when this process, or one that died, fetched it before. */
  async function keptBefore(conversation: ConversationId, id: string): Promise<Kept | null> {
    const file = await files.keptFile(conversation, id)
    if (file === null || file.mime !== TEXT.mime) return file && { status: 'kept', file, text: null }
    const bytes = await readWhole(files, conversation, id)
    return bytes && { status: 'kept', file, text: textOf(bytes) }
  }

  return async (conversation, source, signal, from) => {
    const id = idOf(conversation, source)
    const kept = await keptBefore(conversation, id)
    if (kept !== null) return { ...kept, isNew: false }
    const giveBack = await budget.take(source.size ?? MOST_FILE_BYTES, signal)
    try {
      const fetched = await download(conversation, source, signal)
      if (fetched.status === 'fetched') {
        const taken = await takeFile(conversation, id, fetched.bytes, from)
        return taken.status === 'kept' ? { ...taken, isNew: true } : taken
      }
      return { status: 'refused', why: fetched.status === 'refused' ? fetched.why : 'unfetched' }
    } finally {
      giveBack()
    }
  }
}

const NOBODY: Fetched = { status: 'refused', why: 'unfetched', reason: 'its channel is off, or hands out no files' }

/** Null when another try would change nothing. */
function pauseAfter(fetched: Fetched, failures: number, { firstRetryMs, lastRetryMs }: FetchTiming): number | null {
  if (fetched.status === 'later') return fetched.afterMs
  return fetched.status === 'again' ? Math.min(firstRetryMs * 2 ** failures, lastRetryMs) : null
}

const reasonOf = (fetched: Exclude<Fetched, { status: 'fetched' }>): string =>
  fetched.status === 'later' ? 'asked to wait for too long' : fetched.reason

/** The same file is the same for its conversation, however often it comes. */
const idOf = (conversation: ConversationId, { via, unique }: FileSource): string =>
  createHash('sha256').update(`${via} ${unique} ${conversation}`).digest('base64url').slice(0, 22)
