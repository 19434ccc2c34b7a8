/** One wechaty with its puppet, its events as they come, and its trouble as signs. */
import { type OfficialPuppetNpmName, WechatyBuilder, log as wechatyLog } from 'wechaty'
import type { PuppetInterface } from 'wechaty-puppet/impls'
import { ScanStatus } from 'wechaty-puppet/types'
import type { Sign } from '../status.ts'
import type { AccountOptions } from '../wire.ts'
import type { Event } from './journal.ts'
import { plainReason } from './reason.ts'

export type Puppet = PuppetInterface

export interface Hearing {
  readonly onSign: (sign: Sign) => void
  readonly onEvent: (event: Event) => void
  /** The puppet cannot go on: the process is to end, and another one begins. */
  readonly onLost: (reason: string) => void
  /** Any sign of life. */
  readonly onLife: () => void
}

export interface Account {
  readonly puppet: Puppet
  /** Resolves when the puppet runs, which does not say that anybody is logged in. */
  start(): Promise<void>
  stop(): Promise<void>
}

/** gRPC's word for a cut connection. */
const CONNECTION_LOST = /\bUNAVAILABLE\b|\bConnection dropped\b/
/** Its own watchdog resets a quiet gateway once a minute; ours asks before it believes that it is dead. */
const NO_WATCHDOG_SECONDS = 7 * 24 * 3_600

/** Loads the puppet. Rejects when there is none of that name or it refuses its options. */
export async function openAccount(
  { puppet, puppetOptions, session }: AccountOptions,
  hearing: Hearing,
): Promise<Account> {
  wechatyLog.level('silent') // it writes names and texts to the console
  const bot = WechatyBuilder.build({
    name: session,
    puppet: puppet as OfficialPuppetNpmName,
    puppetOptions: { ...puppetOptions, timeoutSeconds: NO_WATCHDOG_SECONDS },
  })
  // Without this listener any trouble of the puppet ends the process.
  bot.on('error', (error) => {
    const reason = plainReason(error)
    hearing.onSign({ kind: 'trouble', reason })
    if (CONNECTION_LOST.test(error.message)) hearing.onLost(reason)
  })
  await bot.init()
  listen(bot.puppet, hearing)
  return { puppet: bot.puppet, start: () => bot.start(), stop: () => bot.stop() }
}

/**
 * The puppet's events are taken as they come: wechaty's own arrive only after it has looked the sender up, in another order or, when that
 * fails, never.
 */
function listen(puppet: Puppet, { onSign, onEvent, onLife }: Hearing): void {
  puppet.on('heartbeat', onLife)
  puppet.on('dong', onLife)
  puppet.on('message', ({ messageId }) => onEvent({ kind: 'message', id: messageId }))
  puppet.on('friendship', ({ friendshipId }) => onEvent({ kind: 'friendship', id: friendshipId }))
  puppet.on('scan', ({ qrcode, status }) => onSign(scanSign(qrcode ?? '', status)))
  puppet.on('logout', () => onSign({ kind: 'logged_out' }))
  puppet.on('login', ({ contactId }) => {
    puppet.contactPayload(contactId).then(
      ({ name }) => onSign({ kind: 'logged_in', as: name || contactId }),
      () => onSign({ kind: 'logged_in', as: contactId }),
    )
  })
}

function scanSign(code: string, status: ScanStatus): Sign {
  switch (status) {
    case ScanStatus.Scanned:
      return { kind: 'scanned' }
    case ScanStatus.Confirmed:
      return { kind: 'confirmed' }
    case ScanStatus.Cancel:
      return { kind: 'cancelled' }
    default:
      return { kind: 'scan', code }
  }
}
