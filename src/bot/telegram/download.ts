/** Fetches a file that a message names: where it lies, then its bytes. Addresses of files hold the token: they stand in no answer and no log. */
import { type Agent, get as getPlain, type IncomingMessage } from 'node:http'
import { get as getSecure } from 'node:https'
import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { MOST_FILE_BYTES } from '../../domain/file-type.ts'
import { SECOND } from '../../domain/values.ts'
import type { FileSource } from '../../flows/types.ts'
import type { Fetched } from '../channel.ts'
import { type Answer, type Client, UNTOLD_RETRY_AFTER_S } from './client.ts'
import { readLocal } from './local-files.ts'
import { backoffMs, type Timing } from './options.ts'
import { wait, withDeadline } from './wait.ts'

export interface DownloadOptions {
  readonly client: Client
  readonly token: string
  readonly apiRoot: string
  /** Where a Bot API server in local mode keeps its files. */
  readonly localFolder: string
  readonly agent?: Agent
  readonly timing: Timing
}

const TRIES_WHERE_DOUBTFUL = 4

const FileSchema = z.object({ file_path: z.string().min(1) })
const TOO_LARGE: Fetched = { status: 'refused', why: 'too_large', reason: `larger than ${MOST_FILE_BYTES} bytes` }
const again = (reason: string): Fetched => ({ status: 'again', reason })
const gone = (reason: string): Fetched => ({ status: 'refused', why: 'unfetched', reason })

/** A file of at most 20 MB, as bots may fetch it. Ends as a value; an abort of `signal` as `again`. */
export function createDownload({ client, token, apiRoot, localFolder, agent, timing }: DownloadOptions) {
  const root = apiRoot.endsWith('/') ? apiRoot : `${apiRoot}/`

  async function bytesAt(path: string, signal: AbortSignal): Promise<Fetched> {
    if (isAbsolute(path)) return await readLocal(path, { folder: localFolder, token })
    const url = new URL(`file/bot${token}/${path.split('/').map(encodeURIComponent).join('/')}`, root)
    return await readRemote(url, agent, timing.stallMs, signal)
  }

  /** "Temporarily unavailable" is also what Telegram says of files that it has no more. */
  async function whereIs(key: string, signal: AbortSignal): Promise<Answer> {
    for (let tries = 1; ; tries += 1) {
      const answer = await client.call('getFile', { file_id: key }, { signal, deadlineMs: timing.callDeadlineMs })
      const isDoubtful = answer.status === 'refused' && /temporarily/i.test(answer.reason)
      if (!isDoubtful || tries === TRIES_WHERE_DOUBTFUL) return answer
      await wait(backoffMs(tries, timing), signal)
    }
  }

  return async ({ key, size }: FileSource, signal: AbortSignal): Promise<Fetched> => {
    if (size !== null && size > MOST_FILE_BYTES) return TOO_LARGE
    const answer = await whereIs(key, signal)
    if (answer.status !== 'ok') return troubleOf(answer)
    const file = FileSchema.safeParse(answer.result)
    if (!file.success) return again('getFile named no file')
    return await withDeadline(timing.downloadDeadlineMs, signal, (limited) => bytesAt(file.data.file_path, limited))
  }
}

/** A refused token may be good again soon. */
function troubleOf(answer: Exclude<Answer, { status: 'ok' }>): Fetched {
  switch (answer.status) {
    case 'throttled':
      return { status: 'later', afterMs: answer.afterMs }
    case 'failed':
      return again(answer.reason)
    case 'aborted':
      return again('given up')
    case 'refused':
      if (/file is too big/i.test(answer.reason)) return TOO_LARGE
      return answer.code === 400 ? gone(answer.reason) : again(answer.reason)
  }
}

function readRemote(url: URL, agent: Agent | undefined, stallMs: number, signal: AbortSignal): Promise<Fetched> {
  return new Promise((resolve) => {
    const get = url.protocol === 'https:' ? getSecure : getPlain
    const request = get(url, { signal, ...(agent === undefined ? {} : { agent }) }, (response) => {
      collected(response).then(resolve, (error: unknown) => resolve(again(`the download ended (${codeOf(error)})`)))
    })
    request.setTimeout(stallMs, () => request.destroy(new Error('stalled')))
    request.on('error', (error) => resolve(again(`the download failed (${codeOf(error)})`)))
  })
}

async function collected(response: IncomingMessage): Promise<Fetched> {
  if (response.statusCode !== 200) {
    response.destroy()
    if (response.statusCode === 429) return { status: 'later', afterMs: retryAfterMs(response) }
    return again(`the download was answered ${response.statusCode}`)
  }
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response) {
    size += (chunk as Buffer).length
    if (size > MOST_FILE_BYTES) return TOO_LARGE
    chunks.push(chunk as Buffer)
  }
  const told = response.headers['content-length']
  if (told !== undefined && Number(told) !== size) return again('the download was cut')
  return { status: 'fetched', bytes: Buffer.concat(chunks) }
}

/** A moment where it is told as a date, or not at all. */
function retryAfterMs({ headers }: IncomingMessage): number {
  return (Number(headers['retry-after']) || UNTOLD_RETRY_AFTER_S) * SECOND
}

/** Never the message: it may hold the address. */
const codeOf = (error: unknown): string => {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown }
  if (message === 'stalled') return 'stalled'
  return typeof code === 'string' ? code : 'unknown'
}
