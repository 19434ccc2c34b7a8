/** A Telegram channel on the tests' Bot API server, quick in its patience, with a mailbox that can refuse. */
import { createLog } from '../../../src/bot/log.ts'
import { createTelegram } from '../../../src/bot/telegram/channel.ts'
import type { Lease, TelegramOptions, Timing } from '../../../src/bot/telegram/options.ts'
import type { Letter } from '../../../src/ports.ts'
import { StoreUnavailable } from '../../../src/ports.ts'
import type { BotApi } from '../../support/bot-api.ts'
import { startBotApi, TEST_TOKEN } from '../../support/bot-api.ts'

export const STAFF_CHAT_ID = -1_001_234_567_890

export const QUICK: Timing = {
  longPollS: 1,
  callDeadlineMs: 1_000,
  sendDeadlineMs: 800,
  uploadDeadlineMs: 3_000,
  downloadDeadlineMs: 3_000,
  stallMs: 300,
  firstRetryMs: 20,
  lastRetryMs: 100,
  refusedMs: 100,
  conflictMs: 100,
  webhookCheckMs: 100,
  leaseTtlMs: 500,
  leaseRenewMs: 50,
}

const COMMANDS = {
  en: [{ command: 'menu', description: 'What I can do' }],
  zh: [{ command: 'menu', description: '主菜单' }],
}

/** Undoes everything a test has started; call it after each test. */
const cleanups: (() => Promise<void>)[] = []
export async function cleanUp(): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
}

export const onCleanUp = (cleanup: () => Promise<void>): void => void cleanups.push(cleanup)

export async function bench(): Promise<BotApi> {
  const api = await startBotApi()
  cleanups.push(api.close)
  return api
}

/** Answers like the store: `taken` once an id, `duplicate` after; refuses while `isAway`. */
export class Mailbox {
  isAway = false
  /** Every letter accepted, duplicates too. */
  readonly letters: Letter[] = []
  readonly parked: { origin: string; body: string }[] = []
  refusals = 0

  readonly accept = async (letter: Letter) => {
    this.mayWrite()
    const isKnown = this.letters.some(({ id }) => id === letter.id)
    this.letters.push(letter)
    return isKnown ? 'duplicate' : 'taken'
  }

  readonly park = async (origin: string, body: string) => {
    this.mayWrite()
    this.parked.push({ origin, body })
  }

  texts(): string[] {
    return this.letters.map(({ body }) => JSON.parse(body).text)
  }

  private mayWrite(): void {
    if (!this.isAway) return
    this.refusals += 1
    throw new StoreUnavailable('away')
  }
}

/** One right among any number of takers, as Redis would keep it. */
export class Lock {
  isAway = false
  private owner = ''
  private until = 0

  isHeld(): boolean {
    return performance.now() < this.until
  }

  for(owner: string): Lease {
    return {
      take: async (ttlMs) => {
        if (this.isAway) throw new StoreUnavailable('away')
        if (this.owner !== owner && this.isHeld()) return false
        this.owner = owner
        this.until = performance.now() + ttlMs
        return true
      },
      release: async () => {
        if (this.owner === owner) this.until = 0
      },
    }
  }
}

/** Any number of named rights, of which several channels of a test may share the takers. */
function createLeases(): TelegramOptions['leases'] {
  const held = new Map<string, { readonly owner: string; readonly until: number }>()
  return {
    async lease(name, owner, ttlMs) {
      const now = performance.now()
      const other = held.get(name)
      if (other !== undefined && other.owner !== owner && now < other.until) return false
      held.set(name, { owner, until: now + ttlMs })
      return true
    },
    async releaseLease(name, owner) {
      if (held.get(name)?.owner === owner) held.delete(name)
    },
  }
}

export function open(api: BotApi, mailbox: Mailbox, more: Partial<TelegramOptions> = {}) {
  const logged: string[] = []
  const log = createLog('debug', { write: (line: string) => void logged.push(line) })
  const { channel, addTo, upload } = createTelegram({
    token: TEST_TOKEN,
    apiRoot: api.root,
    localFolder: '/nowhere',
    staffChatId: STAFF_CHAT_ID,
    accept: mailbox.accept,
    park: mailbox.park,
    topics: null,
    leases: createLeases(),
    lease: new Lock().for('only'),
    webhook: null,
    log,
    commands: COMMANDS,
    timing: QUICK,
    ...more,
  })
  cleanups.push(channel.stop)
  return { channel, addTo, upload, log, logged }
}

/** The channel, receiving. */
export function start(api: BotApi, mailbox: Mailbox, more: Partial<TelegramOptions> = {}) {
  const opened = open(api, mailbox, more)
  opened.channel.start()
  return opened
}
