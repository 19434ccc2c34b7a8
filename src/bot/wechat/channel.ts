/**
 * WeChat as a channel, on a wechaty puppet. Says when what happens; reading, pacing and sending are in the files beside it. Nothing of
 * wechaty is loaded before `start()`.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Channel, ChannelState } from '../channel.ts'
import { renderNumbered } from '../numbered.ts'
import { splitText } from '../split.ts'
import type { Client } from './client.ts'
import { SERVICE_PUPPET, untilReachable } from './gateway.ts'
import { contactOf } from './ids.ts'
import { createIntake } from './intake.ts'
import type { Pace, WechatOptions } from './options.ts'
import { createOutbox } from './outbox.ts'
import { sleep as realSleep } from './sleep.ts'
import { afterSign, OFF, type Sign } from './status.ts'

/** Characters, of the 2,048 or so that puppets carry. */
const TEXT_LIMIT = 2_000
/** One message in 2-3 s is what accounts are said to survive. */
const DEFAULT_PACE: Pace = { minMs: 2_000, jitterMs: 1_000 }
/** `say()` itself has no end; the wait for the line's turn counts as well. */
const SEND_DEADLINE_MS = 15_000
/** A puppet that runs asks for a scan or logs in well within this. */
const SIGN_EXPECTED_MS = 20_000
/** A puppet whose gateway hangs never finishes stopping. */
const STOP_DEADLINE_MS = 8_000

/** The channel, off until `start()` and for good without a puppet. It starts once; `send` answers `again` while nobody is logged in. */
export function createWechat(options: WechatOptions): Channel {
  const { puppet, log, sleep = realSleep } = options
  const stopping = new AbortController()
  const intake = createIntake({ read: (id) => open().read(id), accept: options.accept, sleep, log })
  const outbox = createOutbox({
    attempt: async (contactId, text) => open().say(contactId, text),
    pace: options.pace ?? DEFAULT_PACE,
    random: options.random ?? Math.random,
    sleep,
    log,
  })
  let state: ChannelState = OFF
  let client: Client | null = null
  let running: Promise<void> | null = null

  function open(): Client {
    if (client === null) throw new Error('WeChat is not started')
    return client
  }

  function onSign(sign: Sign): void {
    if (sign.kind === 'trouble') log.warn({ reason: sign.reason }, 'wechat: the puppet has trouble')
    if (stopping.signal.aborted) return
    const before = state.status
    state = afterSign(state, sign)
    if (state.status !== before) log.info({ status: state.status }, 'wechat: state')
  }

  async function run(chosen: NonNullable<typeof puppet>): Promise<void> {
    if (!(await gatewayAnswers(chosen))) return
    const { openClient } = await import('./client.ts')
    client = await openClient({
      puppet: chosen,
      puppetOptions: options.puppetOptions ?? {},
      memory: await memoryPath(options.dataDir),
      onSign,
      onMessage: (id) => intake.take(id),
      log,
    })
    if (stopping.signal.aborted) return
    await client.start()
    await sleep(SIGN_EXPECTED_MS, stopping.signal)
    onSign({ kind: 'silent' })
  }

  async function gatewayAnswers(chosen: NonNullable<typeof puppet>): Promise<boolean> {
    const endpoint = options.puppetOptions?.endpoint
    if (chosen !== SERVICE_PUPPET || endpoint === undefined) return true
    const reached = await untilReachable(endpoint, stopping.signal, sleep, () => onSign({ kind: 'away', endpoint }))
    if (reached) onSign({ kind: 'answers' })
    return reached
  }

  async function close(): Promise<void> {
    await Promise.all([intake.stop(), outbox.stop()])
    await running
    await client?.stop().catch((error: unknown) => log.warn({ err: error }, 'wechat: the puppet did not stop cleanly'))
  }

  return {
    name: 'wechat',
    deadlineMs: () => SEND_DEADLINE_MS,
    state: () => state,
    serves: (conversation) => contactOf(conversation) !== null,

    start() {
      if (puppet === null || running !== null) return
      state = { status: 'starting' }
      running = run(puppet).catch((error: unknown) => {
        log.error({ err: error }, 'wechat: could not start')
        onSign({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
      })
    },

    async stop() {
      stopping.abort()
      const deadline = new AbortController()
      const late = realSleep(STOP_DEADLINE_MS, deadline.signal).then(() => {
        if (!deadline.signal.aborted) log.warn('wechat: the puppet did not stop in time')
      })
      await Promise.race([close(), late])
      deadline.abort()
      state = OFF
    },

    async send(conversation, line, signal) {
      const contactId = contactOf(conversation)
      if (contactId === null) return { status: 'refused', reason: 'not a WeChat conversation' }
      if (client === null || state.status === 'off') return { status: 'again', reason: 'WeChat is not connected' }
      const texts = splitText(renderNumbered(line), TEXT_LIMIT).filter((text) => text.trim() !== '')
      if (texts.length === 0) return { status: 'refused', reason: 'an empty line' }
      return outbox.send(contactId, texts, signal)
    },
  }
}

/** The session file's path without its ending, in a directory that only this user may open. */
async function memoryPath(dataDir: string | null): Promise<string | null> {
  if (dataDir === null) return null
  const directory = join(dataDir, 'wechat')
  await mkdir(directory, { recursive: true, mode: 0o700 })
  return join(directory, 'session')
}
