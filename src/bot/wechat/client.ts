/** One wechaty with its puppet: the only file that loads wechaty. It is loaded itself when the channel starts, not before. */
import { type OfficialPuppetNpmName, WechatyBuilder, log as wechatyLog } from 'wechaty'
import type { PuppetOptions } from 'wechaty-puppet'
import { ScanStatus } from 'wechaty-puppet/types'
import type { Sent } from '../channel.ts'
import { readMessage } from './inbound.ts'
import type { Reading } from './intake.ts'
import type { Log, Puppet } from './options.ts'
import { sayTo } from './say.ts'
import type { Sign } from './status.ts'

interface ClientParts {
  readonly puppet: string | Puppet
  readonly puppetOptions: PuppetOptions
  /** A path without its ending, for the log-in session. Null: in memory. */
  readonly memory: string | null
  readonly onSign: (sign: Sign) => void
  readonly onMessage: (messageId: string) => void
  readonly log: Log
}

/** Characters of a puppet's error that are shown and logged: some carry whole payloads. */
const MAX_REASON = 200

export interface Client {
  /** Resolves when the puppet runs, which does not say that anybody is logged in. */
  start(): Promise<void>
  stop(): Promise<void>
  read(messageId: string): Promise<Reading>
  say(contactId: string, text: string): Promise<Sent>
}

/** Loads the puppet. Rejects when there is none of that name or it refuses its options. */
export async function openClient(parts: ClientParts): Promise<Client> {
  wechatyLog.level('silent') // it writes names and texts to the console
  const named = parts.memory === null ? {} : { name: parts.memory }
  const bot = WechatyBuilder.build(
    typeof parts.puppet === 'string'
      ? { ...named, puppet: parts.puppet as OfficialPuppetNpmName, puppetOptions: parts.puppetOptions }
      : { ...named, puppet: parts.puppet },
  )
  // Without this listener any trouble of the puppet ends the process.
  bot.on('error', (error) => parts.onSign({ kind: 'trouble', reason: error.message.slice(0, MAX_REASON) }))
  await bot.init()
  listen(bot.puppet, parts)
  return {
    start: () => bot.start(),
    stop: () => bot.stop(),
    read: (messageId) => readMessage(bot.puppet, messageId, parts.log),
    say: (contactId, text) => sayTo(bot.puppet, contactId, text),
  }
}

/**
 * The puppet's events are taken as they come: wechaty's own arrive only after it has looked the sender up, in another order or, when that
 * fails, never.
 */
function listen(puppet: Puppet, { onSign, onMessage, log }: ClientParts): void {
  puppet.on('message', ({ messageId }) => onMessage(messageId))
  puppet.on('scan', ({ qrcode, status }) => onSign(scanSign(qrcode ?? '', status)))
  puppet.on('logout', () => onSign({ kind: 'logged_out' }))
  puppet.on('login', ({ contactId }) => {
    puppet.contactPayload(contactId).then(
      ({ name }) => onSign({ kind: 'logged_in', as: name || contactId }),
      (error: unknown) => {
        log.warn({ err: error }, 'wechat: nothing is known of the own account')
        onSign({ kind: 'logged_in', as: contactId })
      },
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
