/** Telegram as configured: its channel, and the staff group's view of WeChat's code. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Accept } from '../bot/channel.ts'
import type { Log } from '../bot/log.ts'
import { createTelegram, type TelegramChannel } from '../bot/telegram/channel.ts'
import { commandsOf } from '../bot/telegram/commands.ts'
import { proxyAgent } from '../bot/telegram/proxy.ts'
import type { Config } from '../config.ts'
import type { Talk } from '../flows/step.ts'
import type { ConversationId } from '../ports.ts'
import type { Kept } from './kept.ts'
import { offChannel } from './off-channel.ts'

/** Off without a token. */
export async function telegramFor(
  config: Config,
  { store, files }: Kept,
  talk: Talk,
  accept: Accept,
  log: Log,
): Promise<TelegramChannel> {
  const { telegram } = config
  if (telegram.status === 'off') {
    const howTo = 'Set TELEGRAM_BOT_TOKEN to the token that @BotFather gave you, then start again.'
    const upload = async () => ({ status: 'again', reason: 'telegram is off' }) as const
    return { channel: offChannel('telegram', howTo), addTo: () => {}, upload }
  }
  // A Redis of the desk's own serves one process at a time: after a kill the next one need not wait for the lease to run out.
  const owner = config.redis.kind === 'embedded' ? 'the only desk' : randomUUID()
  const lease = `telegram:${telegram.token.split(':')[0]}`
  return createTelegram({
    ...telegram,
    localFolder: join(config.dataDir, 'telegram-bot-api'),
    ...(telegram.proxy === null ? {} : { agent: await proxyAgent(telegram.proxy) }),
    accept,
    files,
    park: (origin, body) => store.park(origin, body),
    topics: store,
    leases: store,
    lease: { take: (ttlMs) => store.lease(lease, owner, ttlMs), release: () => store.releaseLease(lease, owner) },
    log,
    commands: { en: commandsOf(talk, 'en'), zh: commandsOf(talk, 'zh') },
  })
}

const CODE_WITHIN_MS = 60_000
const CODE_CAPTION =
  '📱 WeChat waits for a scan with the phone of its account; wechat/login.png in the data directory has the newest code · 微信需要用该账号的手机扫码登录'

/** Resolves when it was shown, or was not and that is logged. */
export type ShowStaff = (bytes: Buffer) => Promise<void>

/** To the Telegram group alone: a WeChat room is out of reach then. */
export function showingCodes(
  { upload }: TelegramChannel,
  staffRoom: ConversationId | null,
  log: Log,
): ShowStaff | null {
  if (staffRoom?.startsWith('staff:tg:') !== true) return null
  return async (bytes) => {
    const picture = { kind: 'photo', bytes, name: 'wechat-login.png', caption: CODE_CAPTION, replyTo: null } as const
    const sent = await upload(staffRoom, picture, AbortSignal.timeout(CODE_WITHIN_MS))
    if (sent.status !== 'sent') log.warn({ status: sent.status }, 'wechat: staff were not shown the code')
  }
}
