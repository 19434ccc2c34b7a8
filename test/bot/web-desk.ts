/** The web chat on a real store, worker and HTTP server, and browsers that are not there: requests with a cookie, a stream that is read. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHttp, type Status } from '../../src/bot/http.ts'
import { createWeb } from '../../src/bot/web/channel.ts'
import { createWorker } from '../../src/bot/worker.ts'
import type { ConversationId, Letter } from '../../src/ports.ts'
import type { RedisStore } from '../../src/store/redis-store.ts'
import type { Bench } from './bench.ts'
import { OPEN_AT } from './bench.ts'

export const STATUS: Status = {
  redis: { ok: true, detail: 'a test' },
  channels: [],
  desk: {
    status: 'known',
    now: OPEN_AT,
    rehearsal: false,
    hours: {
      open: true,
      opensAt: null,
      closesAt: Date.parse('2026-03-10T18:00:00+08:00'),
      reason: 'working_day',
      name: null,
      provisional: false,
    },
  },
}

export interface WebDeskOptions {
  readonly store?: RedisStore
  readonly publicUrl?: string | null
  readonly trustProxy?: boolean
  readonly staffRoom?: ConversationId | null
}

/** A process of the desk, as far as the web chat needs one. */
export async function startWebDesk(
  { store: own, talk, log }: Bench,
  { store = own, publicUrl = null, trustProxy = false, staffRoom = null }: WebDeskOptions = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-files-'))
  const files = store.filesIn(folder)
  const accept = async (letter: Letter) => {
    const ingested = await store.ingest(letter)
    worker.wake(letter.conversation)
    return ingested
  }
  const web = createWeb({
    accept: (letter, shown) => worker.accept(letter, shown),
    feed: store,
    sessions: store,
    files,
    staff: staffRoom === null ? null : { unseen: store, staffRoom, accept, lookEveryMs: 50 },
    publicUrl,
    status: () => STATUS,
    log,
    timing: { lookEveryMs: 50, beatEveryMs: 200 },
  })
  const worker = createWorker({ store, talk, staffRoom, channels: [web.channel], log })
  const http = createHttp({ status: () => STATUS, log, trustProxy, parts: [web.addTo] })
  const listening = await http.listen('127.0.0.1', 0)
  if (!listening.ok) throw new Error(listening.problem)
  worker.start()
  web.channel.start()
  return {
    url: listening.url,
    web,
    files,
    folder,
    async stop() {
      await web.channel.stop()
      await worker.stop()
      await http.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type WebDesk = Awaited<ReturnType<typeof startWebDesk>>

let drawn = 0
/** As a page draws it for each message. */
export const freshId = (): string => `client-${process.pid}-${++drawn}`

export interface ShownEntry {
  readonly id: number
  readonly shown: {
    readonly from: string
    readonly text: string
    readonly key?: string
    readonly cut?: boolean
    readonly file?: {
      readonly id: string
      readonly kind: string
      readonly size: number
      readonly preview: object | null
    }
    readonly question?: { readonly id: string; readonly offers: readonly { id: string; label: string }[] } | null
  }
}

/** A browser without a page: keeps the cookie, posts, reads the stream. */
export class Browser {
  cookie = ''
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  constructor(url: string, headers: Readonly<Record<string, string>> = {}) {
    this.url = url
    this.headers = { origin: url, ...headers }
  }

  async post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    const response = await fetch(`${this.url}/chat/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: this.cookie, ...this.headers, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    const [set] = response.headers.getSetCookie()
    if (set !== undefined) this.cookie = set.split(';')[0] ?? ''
    return response
  }

  say = (text: string, id = freshId()): Promise<Response> => this.post('message', { id, text })

  /** As the page's XMLHttpRequest does it: the bytes themselves. */
  async upload(bytes: Uint8Array, { name = 'photo.jpg', id = freshId(), lang = 'en' } = {}): Promise<Response> {
    const response = await fetch(`${this.url}/chat/api/files?${new URLSearchParams({ id, name, lang })}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', cookie: this.cookie, ...this.headers },
      body: bytes as Uint8Array<ArrayBuffer>,
    })
    const [set] = response.headers.getSetCookie()
    if (set !== undefined) this.cookie = set.split(';')[0] ?? ''
    return response
  }

  get = (path: string): Promise<Response> => fetch(`${this.url}${path}`, { headers: { cookie: this.cookie } })

  /** What the stream shows after an entry, once `isEnough` says so. */
  async shown(isEnough: (entries: readonly ShownEntry[]) => boolean, after = 0): Promise<readonly ShownEntry[]> {
    const entries: ShownEntry[] = []
    for await (const { name, data } of this.events(after)) {
      if (name === 'none') return entries
      if (name === 'message') entries.push(JSON.parse(data) as ShownEntry)
      if (name === 'state' && isEnough(entries)) return entries
    }
    throw new Error(`the stream ended after ${entries.length} entries`)
  }

  async *events(after = 0, headers: Readonly<Record<string, string>> = {}) {
    const ending = new AbortController()
    const response = await fetch(`${this.url}/chat/api/events?after=${after}`, {
      headers: { cookie: this.cookie, ...headers },
      signal: AbortSignal.any([ending.signal, AbortSignal.timeout(10_000)]),
    })
    if (response.status !== 200 || response.body === null) throw new Error(`the stream answers ${response.status}`)
    try {
      let text = ''
      for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
        const blocks = (text + chunk).split('\n\n')
        text = blocks.pop() ?? ''
        for (const block of blocks) yield readEvent(block)
      }
    } finally {
      ending.abort()
    }
  }
}

function readEvent(block: string) {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  )
  const name = fields.get('event') ?? (fields.has('data') ? 'message' : 'retry')
  return { name, id: fields.get('id') ?? null, data: fields.get('data') ?? '' }
}

export const texts = (entries: readonly ShownEntry[]): readonly string[] => entries.map(({ shown }) => shown.text)
/** The bot has said something last. */
export const isAnswered = (entries: readonly ShownEntry[]): boolean => entries.at(-1)?.shown.from === 'bot'
