/**
 * The WeChat process: one account on one puppet, spoken to over IPC. It holds nothing that matters beyond its journal, so that it may be ended at
 * any moment; in trouble it ends itself, and it never outlives the desk.
 */
import { SECOND } from '../../../domain/values.ts'
import { SERVICE_PUPPET } from '../gateway.ts'
import { sleep } from '../sleep.ts'
import type { Sign } from '../status.ts'
import type { AccountOptions, Call, FromProcess, Outcome, ToProcess } from '../wire.ts'
import { type Account, openAccount } from './account.ts'
import { createAliases, NO_ALIASES } from './aliases.ts'
import { openJournal } from './journal.ts'
import { createReader } from './reader.ts'
import { plainReason } from './reason.ts'
import { carryOut } from './say.ts'
import { startWatch, WATCH_TIMING } from './watch.ts'

const ALIVE_EVERY_MS = 3 * SECOND
/** A puppet whose gateway hangs never finishes stopping. */
const STOP_WITHIN_MS = 3 * SECOND
const never = new AbortController().signal
/** A puppet that runs asks for a scan or logs in well within this. */
const SIGN_EXPECTED_MS = 20 * SECOND
/** After that it is started anew. */
const NO_SIGN_MS = 45 * SECOND

const tell = (message: FromProcess): void => void process.send?.(message)

/** The desk hears the reason before the process is gone. */
function end(code: number, reason: string | null): void {
  if (reason === null || !process.connected) process.exit(code)
  process.send?.({ kind: 'sign', sign: { kind: 'failed', reason } } satisfies FromProcess, () => process.exit(code))
}

async function open(options: AccountOptions) {
  let newest: Sign | null = null
  let isRunning = false
  const onSign = (sign: Sign): void => {
    watch.alive()
    if (sign.kind !== 'trouble') newest = sign
    tell({ kind: 'sign', sign })
  }
  const watch = startWatch(
    WATCH_TIMING,
    () => isRunning && account.puppet.ding(),
    () => end(1, 'the puppet is silent'),
  )
  const account: Account = await openAccount(options, {
    onSign,
    onEvent: (event) => reader.take(event),
    onLost: (reason) => end(1, reason),
    onLife: watch.alive,
  })
  const aliases = options.idsLastOneLogIn ? createAliases(account.puppet) : NO_ALIASES
  const journal = openJournal(options.spool)
  const reader = createReader({
    puppet: account.puppet,
    journal,
    staffRoom: options.staffRoom,
    aliases,
    hand: (n, heard) => tell({ kind: 'heard', n, heard }),
    note: (note, messageId) => tell({ kind: 'note', note, messageId }),
    sleep,
  })
  return {
    account,
    aliases,
    journal,
    /** A gateway keeps its session by itself, and is left as it is: one that was cut off while it stopped gives the next client no sign. */
    hasSession: options.puppet !== SERVICE_PUPPET,
    /** For a desk that has just begun to listen. */
    tellAll() {
      if (newest !== null) tell({ kind: 'sign', sign: newest })
      reader.handAgain()
    },
    async start() {
      await account.start()
      isRunning = true
      setTimeout(() => newest === null && tell({ kind: 'sign', sign: { kind: 'silent' } }), SIGN_EXPECTED_MS).unref()
      // As after a client that was cut off while it stopped: another start brings it round.
      setTimeout(() => newest === null && end(1, 'the puppet neither asks for a scan nor logs in'), NO_SIGN_MS).unref()
    },
  }
}

let opened: ReturnType<typeof open> | null = null

const calledOn = ({ account, aliases }: Awaited<ReturnType<typeof open>>, what: Call): Promise<Outcome> =>
  carryOut(account.puppet, what, aliases)

async function hear(message: ToProcess): Promise<void> {
  if (message.kind === 'open') return await begin(message.account)
  const running = await opened
  if (running === null) throw new Error('a call before the account was opened')
  switch (message.kind) {
    case 'call':
      return tell({ kind: 'called', call: message.call, outcome: await calledOn(running, message.what) })
    case 'taken':
      return running.journal.done(message.n)
    case 'stop':
      if (running.hasSession) await Promise.race([running.account.stop(), sleep(STOP_WITHIN_MS, never)])
      return end(0, null)
  }
}

async function begin(options: AccountOptions): Promise<void> {
  const isFirst = opened === null
  opened ??= open(options)
  const running = await opened
  running.tellAll()
  if (isFirst) await running.start()
}

const failed = (error: unknown): void => end(1, plainReason(error))

process.on('message', (message: ToProcess) => void hear(message).catch(failed))
process.on('disconnect', () => end(0, null))
process.on('uncaughtException', failed)
process.on('unhandledRejection', failed)
// Ctrl-C in the desk's terminal reaches this process too; the desk says when it is to end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
setInterval(() => tell({ kind: 'alive' }), ALIVE_EVERY_MS).unref()
// The desk may have ended while wechaty was being loaded, before anybody listened.
if (!process.connected) end(0, null)
