/**
 * Live pages: each hears the inbox and the conversation it shows whenever they change, whichever process changed them. One look serves all pages of a
 * process; a page is sent what is different from what it was sent before.
 */
import type { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { SECOND } from '../domain/values.ts'
import type { ConversationId } from '../ports.ts'

export interface LiveTiming {
  /** What another process did is seen within this time. */
  readonly lookEveryMs: number
  /** What this process does is seen after this time: things that happen together are shown together. */
  readonly gatherMs: number
  /** So often it is asked whether somebody is still signed in, and who else looks at a conversation. */
  readonly checkEveryMs: number
}
const LIVE_TIMING: LiveTiming = { lookEveryMs: SECOND, gatherMs: 60, checkEveryMs: 2 * SECOND }

export interface LiveOptions {
  readonly inbox: () => Promise<object>
  readonly talk: (conversation: ConversationId) => Promise<object | null>
  /** Marks that somebody looks, and answers who else does. */
  readonly lookingAt: (conversation: ConversationId, login: string, ms: number) => Promise<readonly string[]>
  readonly isStillIn: (secret: string) => Promise<boolean>
  readonly onTrouble: (error: unknown) => void
  readonly timing?: LiveTiming
}

export interface LivePage {
  readonly login: string
  readonly secret: string
  readonly conversation: ConversationId | null
  readonly out: Writable
}

interface Open extends LivePage {
  /** By the name of the event: what was sent last. */
  readonly sent: Map<string, string>
}

const MOST_PAGES = 500
const MOST_UNREAD_BYTES = 4 * 1024 * 1024
const BEAT_EVERY_MS = 15 * SECOND
/** Who looks is known a little longer than until the next check. */
const LOOKS_FOR = 2.5

export function createLive({ timing = LIVE_TIMING, ...options }: LiveOptions) {
  const pages = new Set<Open>()
  let wake: (() => void) | null = null
  let hasNews = false
  let stopped = false
  let running: Promise<void> | null = null
  let checkAt = 0
  let beatAt = 0

  function end(page: Open, event: string): void {
    pages.delete(page)
    page.out.end(`event: ${event}\ndata: {}\n\n`)
  }

  function send(page: Open, event: string, data: string): void {
    if (page.sent.get(event) === data) return
    page.sent.set(event, data)
    page.out.write(`event: ${event}\ndata: ${data}\n\n`)
    if (page.out.writableLength > MOST_UNREAD_BYTES) end(page, 'slow')
  }

  async function look(): Promise<void> {
    const inbox = JSON.stringify(withoutNow(await options.inbox()))
    for (const page of pages) send(page, 'inbox', inbox)
    const shown = new Set([...pages].map(({ conversation }) => conversation).filter((one) => one !== null))
    await Promise.all([...shown].map(showTalk))
    if (performance.now() >= checkAt) await check()
    if (performance.now() >= beatAt) {
      for (const page of pages) page.out.write('event: beat\ndata: {}\n\n')
      beatAt = performance.now() + BEAT_EVERY_MS
    }
  }

  async function showTalk(conversation: ConversationId): Promise<void> {
    const view = JSON.stringify(await options.talk(conversation))
    for (const page of pages) if (page.conversation === conversation) send(page, 'talk', view)
  }

  async function check(): Promise<void> {
    checkAt = performance.now() + timing.checkEveryMs
    await Promise.all([...pages].map(checkPage))
  }

  async function checkPage(page: Open): Promise<void> {
    const { secret, conversation, login } = page
    if (!(await options.isStillIn(secret))) return end(page, 'signed_out')
    if (conversation === null) return
    const others = await options.lookingAt(conversation, login, timing.checkEveryMs * LOOKS_FOR)
    send(page, 'others', JSON.stringify(others))
  }

  const news = async (): Promise<void> => {
    if (!hasNews) await Promise.race([sleep(timing.lookEveryMs), new Promise<void>((resolve) => (wake = resolve))])
    if (hasNews) await sleep(timing.gatherMs)
    hasNews = false
    wake = null
  }

  async function run(): Promise<void> {
    while (!stopped && pages.size > 0) {
      await look().catch((error: unknown) => options.onTrouble(error))
      await news()
    }
    running = null
  }

  function tell(): void {
    hasNews = true
    wake?.()
  }

  return {
    /** False when this process serves as many as it can. */
    open(page: LivePage): boolean {
      if (stopped || pages.size >= MOST_PAGES) return false
      const opened = { ...page, sent: new Map<string, string>() }
      pages.add(opened)
      page.out.on('close', () => pages.delete(opened))
      page.out.write(`retry: ${2 * SECOND}\n\n`)
      checkAt = 0
      tell()
      running ??= run()
      return true
    },
    /** Something happened that pages may show. */
    tell,
    async stop(): Promise<void> {
      stopped = true
      for (const page of [...pages]) end(page, 'stopping')
      tell()
      await running
    },
  }
}

export type Live = ReturnType<typeof createLive>

/** The moment of the look is no news. */
const withoutNow = (inbox: object): object => ({ ...inbox, now: undefined })
