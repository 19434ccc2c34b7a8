/**
 * Every environment variable by name: what it must be, in words an operator reads after the name, and the value it becomes. Values that
 * depend on each other or on paths are put together in `config.ts`.
 */
import { z } from 'zod'
import { parseProxies, webUrl } from './addresses.ts'
import { parseInstant } from './instant.ts'
import { parseRedis, REDIS_URL_MUST_BE } from './redis-address.ts'
import { webhookUrl } from './webhook.ts'

const MAX_PORT = 65_535
const MIN_PASSWORD = 8
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** A variable whose text becomes `T`; `read` answers null for a text that is none. */
function variable<T>(must: string, read: (text: string) => T | null) {
  return z
    .string()
    .transform((text, context): T => {
      const value = read(text)
      if (value !== null) return value
      context.addIssue({ code: 'custom', message: must })
      return z.NEVER
    })
    .optional()
}

const matching = (must: string, pattern: RegExp) => variable(must, (text) => (pattern.test(text) ? text : null))
const text = () => variable('must not be empty', (given) => given)

function oneOf<T extends string>(words: readonly T[]) {
  return variable(`must be one of ${words.join(', ')}`, (given) => words.find((word) => word === given) ?? null)
}

const SWITCH: Readonly<Record<string, boolean>> = {
  on: true,
  true: true,
  '1': true,
  off: false,
  false: false,
  '0': false,
}

function readPort(given: string): number | null {
  return /^\d{1,5}$/.test(given) && Number(given) <= MAX_PORT ? Number(given) : null
}

function readChatId(given: string): number | null {
  return /^-\d{1,15}$/.test(given) ? Number(given) : null
}

/** With the slash that telegraf needs to keep a path. */
function apiRoot(given: string): string | null {
  const url = webUrl(given, ['http:', 'https:'])
  return url && (url.endsWith('/') ? url : `${url}/`)
}

export const VARIABLES = z.object({
  PORT: variable(`must be a whole number from 0 to ${MAX_PORT}`, readPort),
  HOST: matching('must be an address or a host name, such as 127.0.0.1', /^[A-Za-z0-9.:_-]+$/),
  PUBLIC_URL: variable('must be a web address, such as https://desk.example.com', (given) =>
    webUrl(given, ['http:', 'https:']),
  ),
  TRUST_PROXY: variable('must be true, false or the addresses of the proxies with commas', parseProxies),
  REDIS_URL: variable(REDIS_URL_MUST_BE, parseRedis),
  DATA_DIR: text(),
  CONTENT_DIR: text(),
  LOG_LEVEL: oneOf(LOG_LEVELS),
  METRICS_TOKEN: matching('must have no spaces in it', /^\S+$/),
  DESK_ADMIN_PASSWORD: variable(`must have ${MIN_PASSWORD} or more characters`, (given) =>
    given.length >= MIN_PASSWORD ? given : null,
  ),
  TELEGRAM_BOT_TOKEN: matching(
    'must be a bot token as @BotFather gives it: digits, a colon, then 30 or more letters, digits, - or _',
    /^\d+:[A-Za-z0-9_-]{30,}$/,
  ),
  TELEGRAM_API_ROOT: variable('must be a web address, such as https://api.telegram.org', apiRoot),
  TELEGRAM_PROXY: variable(
    'must be the address of a proxy, such as http://proxy.example.com:3128 or socks5://proxy.example.com:1080',
    (given) => webUrl(given, ['http:', 'https:', 'socks5:', 'socks5h:']),
  ),
  TELEGRAM_STAFF_CHAT_ID: variable(
    'must be the id of a group: a negative whole number, such as -1001234567890',
    readChatId,
  ),
  TELEGRAM_PACING: variable('must be on or off', (given) => SWITCH[given.toLowerCase()] ?? null),
  TELEGRAM_WEBHOOK_URL: variable(
    'must be a web address with a path of its own, such as https://desk.example.com/telegram',
    webhookUrl,
  ),
  TELEGRAM_WEBHOOK_SECRET: matching('must be 1 to 256 letters, digits, - or _', /^[A-Za-z0-9_-]{1,256}$/),
  WECHATY_PUPPET: matching(
    'must be the package name of a Wechaty puppet, such as wechaty-puppet-service',
    /^(@[a-z0-9-]+\/)?wechaty-puppet-[a-z0-9-]+$/,
  ),
  WECHATY_TOKEN: matching('must have no spaces in it', /^\S+$/),
  WECHATY_ENDPOINT: matching('must be host:port, such as gateway.example.com:8788', /^[A-Za-z0-9._-]+:\d{1,5}$/),
  WECHATY_TLS: variable('must be on or off', (given) => SWITCH[given.toLowerCase()] ?? null),
  WECHAT_STAFF_ROOM: text(),
  AFTERCARE_NOW: variable(
    'must be an ISO instant, such as 2026-03-10T10:00 (China time) or 2026-03-10T02:00:00Z',
    parseInstant,
  ),
})

export type Values = z.output<typeof VARIABLES>
export type VariableName = keyof typeof VARIABLES.shape
export const VARIABLE_NAMES = Object.keys(VARIABLES.shape) as VariableName[]

/** Never shown: they are secrets or may hold one. */
export const SECRET: ReadonlySet<string> = new Set<VariableName>([
  'REDIS_URL',
  'METRICS_TOKEN',
  'DESK_ADMIN_PASSWORD',
  'TELEGRAM_BOT_TOKEN',
  'TELEGRAM_API_ROOT',
  'TELEGRAM_PROXY',
  'TELEGRAM_WEBHOOK_URL',
  'TELEGRAM_WEBHOOK_SECRET',
  'WECHATY_TOKEN',
])
