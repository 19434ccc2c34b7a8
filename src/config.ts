/**
 * The configuration: the only reader of the environment and of `.env`. Wrong values are answered as problems that name the variable and
 * what it must be; a secret's value is never repeated.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import type { ZodError } from 'zod'
import type { TrustProxy } from './config/addresses.ts'
import { unknownNames, withoutEffect } from './config/hints.ts'
import type { RedisAddress } from './config/redis-address.ts'
import {
  type LOG_LEVELS,
  SECRET,
  VARIABLE_NAMES,
  VARIABLES,
  type Values,
  type VariableName,
} from './config/variables.ts'
import { type WebhookConfig, webhookOf } from './config/webhook.ts'
import type { Instant } from './domain/values.ts'

export type { RedisAddress } from './config/redis-address.ts'

export interface Config {
  readonly http: {
    readonly host: string
    /** 0 lets the system choose one. */
    readonly port: number
    /** Without a slash at the end; null when nobody said. */
    readonly publicUrl: string | null
    readonly trustProxy: TrustProxy
    /** Who sends it may read `/metrics` from another machine; null: nobody may. */
    readonly metricsToken: string | null
  }
  readonly redis: RedisAddress
  /** Absolute. */
  readonly dataDir: string
  /** Absolute. */
  readonly contentDir: string
  readonly logLevel: (typeof LOG_LEVELS)[number]
  /** Where desk time starts; null for the time it is. */
  readonly startsAt: Instant | null
  /** Of the web desk's `admin`; null: the first start prints a link. */
  readonly adminPassword: string | null
  readonly telegram: TelegramConfig
  readonly wechat: WechatConfig
}

export type TelegramConfig =
  | { readonly status: 'off' }
  | {
      readonly status: 'on'
      readonly token: string
      /** Ends with a slash. */
      readonly apiRoot: string
      readonly staffChatId: number | null
      /** Whether the desk keeps to Telegram's limits by itself; without it only Telegram's refusals (429) slow it down. */
      readonly pacing: boolean
      /** Null: the bot polls. */
      readonly webhook: WebhookConfig | null
      /** `http:`, `https:`, `socks5:` or `socks5h:`; null for the direct way. */
      readonly proxy: string | null
    }

export type WechatConfig =
  | { readonly status: 'off' }
  | {
      readonly status: 'on'
      readonly puppet: string
      readonly token: string | null
      readonly endpoint: string | null
      /** Null: as the puppet does by itself. */
      readonly tls: boolean | null
      /** `WECHATY_PUPPET_SERVICE_*` and `WECHATY_PUPPET_OA_*`, for the puppet as they are. */
      readonly service: Environment
      /** The id or topic of the room that staff work in. */
      readonly staffRoom: string | null
      /** All that the account's process is given: those, and what any program needs of the system. */
      readonly environment: Environment
    }

export type Environment = Readonly<Record<string, string>>

/** `warnings` and `problems` are lines for the operator, each naming its variable. */
export type ConfigResult =
  | { readonly ok: true; readonly config: Config; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[] }

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const DEFAULT_PORT = 8_080
const DEFAULT_API_ROOT = 'https://api.telegram.org/'
const NEEDS_TOKEN = ['wechaty-puppet-service', 'wechaty-puppet-padlocal']
/** Of the environment a child process gets no more than this: no secret of another part. */
const OF_THE_SYSTEM =
  /^(?:PATH|LANG|LC_\w+|TZ|TMPDIR|SystemRoot|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|(?:https?|grpc|no)_proxy)$/i
const MAX_SHOWN = 60

/** The configuration of this process: its environment, and beneath it the `.env` of the working directory. */
export function loadConfig(): ConfigResult {
  const file = readDotEnv(process.cwd())
  return file.ok ? readConfig({ ...file.values, ...process.env }) : { ok: false, problems: [file.problem] }
}

/** The configuration that an environment describes. An empty value counts as none; paths are taken from the working directory. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const given = trimmed(env)
  const parsed = VARIABLES.safeParse(given)
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error, given) }
  const missing = missingOf(parsed.data)
  if (missing.length > 0) return { ok: false, problems: missing }
  const names = new Set(VARIABLE_NAMES.filter((name) => given[name] !== undefined))
  const warnings = [...unknownNames(Object.keys(given)), ...withoutEffect(names)]
  return { ok: true, config: assemble(parsed.data, given), warnings }
}

/** The variables of a directory's `.env`; none without that file. */
export function readDotEnv(
  directory: string,
): { readonly ok: true; readonly values: Environment } | { readonly ok: false; readonly problem: string } {
  const path = join(directory, '.env')
  try {
    return { ok: true, values: parseEnv(readFileSync(path, 'utf8')) as Environment }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    return code === 'ENOENT'
      ? { ok: true, values: {} }
      : { ok: false, problem: `${path} cannot be read: ${code ?? error}` }
  }
}

function assemble(values: Values, given: Environment): Config {
  return {
    http: {
      host: values.HOST ?? '127.0.0.1',
      port: values.PORT ?? DEFAULT_PORT,
      publicUrl: values.PUBLIC_URL ?? null,
      trustProxy: values.TRUST_PROXY ?? false,
      metricsToken: values.METRICS_TOKEN ?? null,
    },
    redis: values.REDIS_URL ?? { kind: 'embedded' },
    dataDir: resolve(values.DATA_DIR ?? '.aftercare'),
    contentDir: values.CONTENT_DIR === undefined ? join(ROOT, 'content') : resolve(values.CONTENT_DIR),
    logLevel: values.LOG_LEVEL ?? 'info',
    startsAt: values.AFTERCARE_NOW ?? null,
    adminPassword: values.DESK_ADMIN_PASSWORD ?? null,
    telegram: telegramOf(values),
    wechat: wechatOf(values, given),
  }
}

function telegramOf(values: Values): TelegramConfig {
  if (values.TELEGRAM_BOT_TOKEN === undefined) return { status: 'off' }
  return {
    status: 'on',
    token: values.TELEGRAM_BOT_TOKEN,
    apiRoot: values.TELEGRAM_API_ROOT ?? DEFAULT_API_ROOT,
    staffChatId: values.TELEGRAM_STAFF_CHAT_ID ?? null,
    pacing: values.TELEGRAM_PACING ?? true,
    webhook: webhookOf(values.TELEGRAM_WEBHOOK_URL, values.TELEGRAM_WEBHOOK_SECRET, values.TELEGRAM_BOT_TOKEN),
    proxy: values.TELEGRAM_PROXY ?? null,
  }
}

function wechatOf(values: Values, given: Environment): WechatConfig {
  if (values.WECHATY_PUPPET === undefined) return { status: 'off' }
  const service = pick(given, (name) => /^WECHATY_PUPPET_(?:SERVICE|OA)_/.test(name))
  return {
    status: 'on',
    puppet: values.WECHATY_PUPPET,
    token: values.WECHATY_TOKEN ?? null,
    endpoint: values.WECHATY_ENDPOINT ?? null,
    tls: values.WECHATY_TLS ?? null,
    service,
    staffRoom: values.WECHAT_STAFF_ROOM ?? null,
    environment: { ...pick(given, (name) => OF_THE_SYSTEM.test(name)), ...service },
  }
}

function pick(given: Environment, isWanted: (name: string) => boolean): Environment {
  return Object.fromEntries(Object.entries(given).filter(([name]) => isWanted(name)))
}

function missingOf(values: Values): string[] {
  const puppet = values.WECHATY_PUPPET
  if (puppet === undefined || !NEEDS_TOKEN.includes(puppet) || values.WECHATY_TOKEN !== undefined) return []
  return [`WECHATY_TOKEN must be set: ${puppet} needs the token of its gateway`]
}

function problemsOf(error: ZodError, given: Environment): string[] {
  return error.issues.map((issue) => {
    const name = String(issue.path[0]) as VariableName
    return `${name} ${issue.message}${SECRET.has(name) ? '' : `, not ${shown(given[name] ?? '')}`}`
  })
}

function shown(value: string): string {
  return JSON.stringify(value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value)
}

function trimmed(env: Readonly<Record<string, string | undefined>>): Environment {
  const entries = Object.entries(env).flatMap(([name, value]) => {
    const text = value?.trim() ?? ''
    return text === '' ? [] : [[name, text] as const]
  })
  return Object.fromEntries(entries)
}
