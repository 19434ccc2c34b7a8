/** A bench for the bot's tests: the real store on a real Redis, emptied for each test, a talk of the real content, and a channel that records. */
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { Channel, Sent } from '../../src/bot/channel.ts'
import { createLog, type Log } from '../../src/bot/log.ts'
import { loadWorkbench, type Workbench } from '../../src/commands/workbench.ts'
import { makeOrderNumber } from '../../src/domain/order-number.ts'
import type { Talk } from '../../src/flows/step.ts'
import type { Inbound, Line, StaffRoomInbound } from '../../src/flows/types.ts'
import {
  type Claim,
  type ConversationId,
  type Ingested,
  type LaneEntry,
  NO_CHANGES,
  type Store,
} from '../../src/ports.ts'
import { connect } from '../../src/store/connect.ts'
import { openStore, type RedisStore } from '../../src/store/redis-store.ts'
import { startRedis, type TestRedis, type TestRedisOptions } from '../support/redis.ts'

export const CONTENT_DIR = fileURLToPath(new URL('../../content', import.meta.url))
/** A working Tuesday, in the middle of the working hours. */
export const OPEN_AT = Date.parse('2026-03-10T10:00:00+08:00')
export const STAFF_ROOM = 'staff:tg:-1001' as ConversationId

export function workbench(): Workbench {
  const loaded = loadWorkbench(CONTENT_DIR)
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
  return loaded.workbench
}

export interface OpenOptions {
  /** From now on it is this time at every desk. */
  readonly deskTime?: number
  readonly visibilityMs?: number
  readonly unseenMs?: number
}

export interface Bench {
  readonly redis: TestRedis
  readonly store: RedisStore
  readonly talk: Talk
  readonly log: Log
  /** What was logged, as JSON lines. */
  readonly logged: string[]
  /** Another process's view of the same Redis. */
  open(options?: OpenOptions): Promise<RedisStore>
}

/** Call it once in a test file; the bench is fresh in each of its tests. */
export function useBench(
  options: OpenOptions & { readonly at?: number } & Pick<TestRedisOptions, 'appendfsync'> = {},
): () => Bench {
  let redis: TestRedis
  let bench: Bench
  let opened: RedisStore[] = []
  const talk = workbench().talk({ staffReachable: true })
  const { at = OPEN_AT, appendfsync = 'everysec', ...usual } = options
  const open = async (more: OpenOptions = {}) => {
    const store = await openStore({ connection: redis.connection, deskTime: at, ...usual, ...more })
    opened.push(store)
    return store
  }
  beforeAll(async () => {
    redis = await startRedis({ appendfsync })
  })
  beforeEach(async () => {
    const raw = await connect(redis.connection)
    await raw.command('FLUSHALL')
    await raw.close()
    const logged: string[] = []
    const store = await open()
    const log = createLog('debug', { write: (line: string) => void logged.push(line) })
    bench = { redis, store, talk, log, logged, open }
  })
  afterEach(async () => {
    await Promise.all(opened.map((store) => store.close()))
    opened = []
  })
  afterAll(() => redis.stop())
  return () => bench
}

let letters = 0

/** Puts what a customer did, or any other body, into a mailbox. */
export function post(
  store: Store,
  conversation: ConversationId,
  body: Inbound | StaffRoomInbound | string,
): Promise<Ingested> {
  letters += 1
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return store.ingest({ conversation, id: `test:${letters}`, body: text, counted: true })
}

export const said = (text: string): Inbound => ({ kind: 'said', text })

/** A message that no schema takes. */
export const POISON = '{"kind":"from another world","text":"geheim"}'

/** A typed line of a person in the staff group, in answer to a message of the bot. */
export const typed = (text: string, replyTo: string | null, more: Partial<StaffRoomInbound> = {}): StaffRoomInbound =>
  ({
    kind: 'typed',
    text,
    by: { id: 'tg:42', name: 'Ana Example' },
    replyTo,
    replyToMark: null,
    repliesToBot: replyTo !== null,
    topic: null,
    messageId: '900',
    author: 'person',
    ...more,
  }) as StaffRoomInbound

/** The state after these inbounds, as a commit would store it. */
export function stateAfter(talk: Talk, inbounds: readonly Inbound[], at = OPEN_AT): string {
  let stored: Parameters<Talk['step']>[0] = null
  for (const inbound of inbounds) {
    stored = talk.step(stored, { kind: 'inbound', at, inbound, draw: makeOrderNumber(0, 1) }).stored
  }
  return JSON.stringify(stored)
}

/** Stores a state beside the mail that waits; the mail stays. */
export async function storeState(store: Store, conversation: ConversationId, state: string, timerAt: number | null) {
  const claim = await held(store, conversation)
  await store.commit({ claim, state, taken: 0, timerAt, ...NO_CHANGES })
}

export async function held(store: Store, conversation: ConversationId): Promise<Claim> {
  const claim = await store.claim(conversation)
  if (claim === null) throw new Error(`${conversation} could not be claimed`)
  return claim
}

/** The body of an entry that a turn commits. */
export const bodyOf = (entry: string | LaneEntry): string => (typeof entry === 'string' ? entry : entry.body)

type Sending = (line: Line, signal: AbortSignal) => Promise<Sent> | Sent

export interface Delivered {
  readonly conversation: ConversationId
  readonly line: Line
}

/** Records what was sent. A plan decides how the next sends end; without one they are sent. */
export class TestChannel implements Channel {
  readonly name = 'telegram'
  /** Every send that was answered with `sent`, in order. */
  readonly delivered: Delivered[] = []
  /** Sends begun. */
  attempts = 0
  readonly plan: Sending[] = []
  private messages = 0

  state() {
    return { status: 'ready', as: 'a test' } as const
  }
  serves(conversation: ConversationId): boolean {
    return !conversation.startsWith('wx:')
  }
  start(): void {
    throw new Error('nobody starts the tests’ channel')
  }
  async stop(): Promise<void> {
    throw new Error('nobody stops the tests’ channel')
  }
  async send(conversation: ConversationId, line: Line, signal: AbortSignal): Promise<Sent> {
    this.attempts += 1
    const planned = this.plan.shift()
    const sent = planned === undefined ? this.next() : await planned(line, signal)
    if (sent.status === 'sent') this.delivered.push({ conversation, line })
    return sent
  }
  /** The texts that reached a conversation. */
  texts(conversation: ConversationId): string[] {
    return this.delivered.filter((one) => one.conversation === conversation).map(({ line }) => line.text)
  }
  private next(): Sent {
    this.messages += 1
    return { status: 'sent', ref: String(this.messages) }
  }
}

/** A send that never ends by itself, and heeds its abortion. */
export const hanging: Sending = (_, signal) =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve({ status: 'again', reason: 'aborted' }))
  })

/** The real talk, but each message is answered by its own words, as a line of its own. */
export const echoing = (talk: Talk): Talk => ({
  ...talk,
  step: (stored, event) => ({
    stored: talk.step(stored, event).stored,
    effects:
      event.kind === 'inbound' && event.inbound.kind === 'said'
        ? [{ kind: 'line', line: { from: 'bot', text: `echo ${event.inbound.text}`, question: null } }]
        : [],
  }),
})
