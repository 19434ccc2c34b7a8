/** The web desk on a real store, worker and HTTP server, and browsers that are not there: staff with a cookie, customers through a recording channel. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTalkReader } from '../../src/bot/desk-reader.ts'
import { createTakeFile } from '../../src/bot/files/take.ts'
import { createHoursByHand } from '../../src/bot/hours-by-hand.ts'
import { createHttp, languageOf } from '../../src/bot/http.ts'
import { removeFromStaff } from '../../src/bot/staff-list.ts'
import { createStaffWork } from '../../src/bot/staff-work.ts'
import { createWorker, type Worker } from '../../src/bot/worker.ts'
import type { Workbench } from '../../src/commands/workbench.ts'
import { cookieFor, digestOf, drawSecret } from '../../src/desk/cookie.ts'
import { createDesk } from '../../src/desk/desk.ts'
import { hashPassword } from '../../src/desk/passwords.ts'
import { telling } from '../../src/desk/telling.ts'
import type { StaffRole } from '../../src/domain/staff-role.ts'
import { HOUR } from '../../src/domain/values.ts'
import type { ConversationId } from '../../src/ports.ts'
import type { RedisStore } from '../../src/store/redis-store.ts'
import { type Bench, post, STAFF_ROOM, said, TestChannel, workbench } from '../bot/bench.ts'
import { STATUS } from '../bot/web-desk.ts'
import { until } from '../e2e/support/until.ts'

export const PASSWORD = 'correct horse'
let hashed: Promise<string> | null = null
/** Read once for all desks of a test file. */
let loaded: Workbench | null = null

export interface StageOptions {
  readonly store?: RedisStore
  readonly publicUrl?: string | null
  readonly adminPassword?: string | null
  readonly port?: number
  readonly wechatCode?: Buffer | null
}

/** One process of the desk. */
export async function startStage(bench: Bench, options: StageOptions = {}) {
  const { publicUrl = null, adminPassword = null, port = 0, wechatCode = null } = options
  loaded ??= workbench()
  const { hours, content } = loaded
  const channel = Object.assign(new TestChannel(), { sendsFiles: true as const })
  const troubles: unknown[] = []
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-desk-'))
  const store = telling(options.store ?? bench.store, () => desk.tell())
  const accept = (letter: Parameters<Worker['accept']>[0]) => worker.accept(letter)
  const hoursByHand = createHoursByHand({ store, hours, accept, log: bench.log })
  const files = store.filesIn(folder)
  const takeFile = createTakeFile(files)
  const desk = createDesk({
    store,
    files,
    takeFile: (conversation, id, bytes) => takeFile(conversation, id, bytes, 'staff'),
    accept,
    reader: createTalkReader(bench.talk, content, hours),
    content,
    hours,
    hoursByHand,
    work: createStaffWork({ store, hours, returnDays: content.policy.returnDays }),
    removeFromStaff: (id) => removeFromStaff(store, id),
    status: async () => STATUS,
    operations: { wechatCode: async () => wechatCode, checkContent: async () => [] },
    languageOf,
    publicUrl,
    adminPassword,
    onTrouble: (error) => troubles.push(error),
    timing: { lookEveryMs: 200, gatherMs: 5, checkEveryMs: 300 },
  })
  const worker = createWorker({
    store,
    talk: bench.talk,
    staffRoom: STAFF_ROOM,
    channels: [channel],
    files,
    log: bench.log,
  })
  const http = createHttp({ status: () => STATUS, log: bench.log, parts: [desk.addTo] })
  const firstSecret = await desk.open()
  const listening = await http.listen('127.0.0.1', port)
  if (!listening.ok) throw new Error(listening.problem)
  const { url } = listening
  worker.start()

  /** Somebody of that role, signed in. */
  async function signIn(login: string, role: StaffRole = 'staff', name = `${login} Example`): Promise<Staff> {
    hashed ??= hashPassword(PASSWORD)
    await store.addAccount({ login, name, role, telegram: null, password: await hashed, epoch: 0 })
    const [staff, secret] = [new Staff(url), drawSecret()]
    // Checking a password takes a tenth of a second of a core; `sign-in.test.ts` does it as people do.
    await store.openSignIn(digestOf(secret), { login, epoch: 0 }, HOUR)
    staff.cookie = cookieFor(secret, 'local').split(';')[0] ?? ''
    return staff
  }

  /** A customer says this, and has been answered. */
  async function customerSays(conversation: ConversationId, ...lines: readonly string[]): Promise<void> {
    for (const line of lines) {
      const before = channel.texts(conversation).length
      await post(store, conversation, said(line))
      worker.wake(conversation)
      await until('an answer', async () => channel.texts(conversation).length > before)
    }
  }

  return {
    url,
    firstSecret,
    desk,
    store,
    worker,
    channel,
    troubles,
    hours,
    signIn,
    customerSays,
    async stop() {
      await desk.stop()
      await worker.stop()
      await hoursByHand.stop()
      await http.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type Stage = Awaited<ReturnType<typeof startStage>>

let drawn = 0
/** As a page draws it for each act. */
export const freshId = (): string => `act-${process.pid}-${++drawn}`

/** A browser of somebody at the desk, without a page. */
export class Staff {
  cookie = ''
  readonly url: string
  constructor(url: string) {
    this.url = url
  }

  async request(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
    const sent = body === undefined ? {} : { 'content-type': 'application/json' }
    const response = await fetch(`${this.url}/desk/api/${path}`, {
      method,
      headers: { origin: this.url, cookie: this.cookie, ...sent, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const [set] = response.headers.getSetCookie()
    if (set !== undefined) this.cookie = set.split(';')[0] ?? ''
    return response
  }

  post = (path: string, body: unknown = {}, headers: Readonly<Record<string, string>> = {}) =>
    this.request('POST', path, body, headers)
  get = (path: string, headers: Readonly<Record<string, string>> = {}) => this.request('GET', path, undefined, headers)
  /** The body of an answer that must be well. */
  async json<Body = Record<string, never>>(path: string): Promise<Body> {
    const response = await this.get(path)
    if (response.status !== 200) throw new Error(`${path} answers ${response.status}`)
    return (await response.json()) as Body
  }

  act = (conversation: ConversationId, what: string, more: object = {}) =>
    this.post(`talks/${encodeURIComponent(conversation)}/${what}`, { id: freshId(), ...more })

  /** The events of a stream, by name; ends with it. */
  async *events(talk?: ConversationId, signal: AbortSignal = AbortSignal.timeout(15_000)) {
    const query = talk === undefined ? '' : `?talk=${encodeURIComponent(talk)}`
    const response = await fetch(`${this.url}/desk/api/events${query}`, { headers: { cookie: this.cookie }, signal })
    if (response.status !== 200 || response.body === null) throw new Error(`the stream answers ${response.status}`)
    let text = ''
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const blocks = (text + chunk).split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const [, name] = /^event: (\w+)$/m.exec(block) ?? []
        const [, data = '{}'] = /^data: (.*)$/m.exec(block) ?? []
        if (name !== undefined) yield { name, data: JSON.parse(data) as Record<string, unknown> }
      }
    }
  }
}
