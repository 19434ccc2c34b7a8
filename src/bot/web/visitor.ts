/** Who asks: the secret in the cookie, the address, and whether the request comes from a page of the desk. */
import { createHash, randomBytes } from 'node:crypto'
import { DAY, SECOND } from '../../domain/values.ts'
import type { ConversationId } from '../../ports.ts'

/** As far as fastify's request is needed. */
export interface Asked {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly protocol: string
  readonly host: string
}

const COOKIE = 'aftercare_chat'
const COOKIE_KEPT_S = (400 * DAY) / SECOND
const SECRET_BYTES = 32
const ID_BYTES = 18
const IN_COOKIES = new RegExp(`(?:^|;) *${COOKIE}=([A-Za-z0-9_-]{43})(?=;|$)`)

/** 256 random bits, which only the customer's browser keeps. */
export const drawSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url')
/** Unguessable, and unrelated to the secret: staff see it. */
export const drawConversation = (): ConversationId =>
  `web:${randomBytes(ID_BYTES).toString('base64url')}` as ConversationId

export const isWebConversation = (conversation: ConversationId): boolean =>
  /^web:[A-Za-z0-9_-]{22,}$/.test(conversation)

export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** The secret of a returning customer; null without one. */
// A private link that opens the talk on another device would be a second way to a secret: it belongs here.
export const secretOf = ({ headers }: Asked): string | null => IN_COOKIES.exec(headerOf(headers['cookie']))?.[1] ?? null

/** The Set-Cookie value that keeps a secret; never sent without TLS where the desk has it. */
export function cookieFor(secret: string, asked: Asked, publicUrl: string | null): string {
  const isSecure = asked.protocol === 'https' || (publicUrl?.startsWith('https:') ?? false)
  const attributes = [
    'Path=/chat',
    `Max-Age=${COOKIE_KEPT_S}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(isSecure ? ['Secure'] : []),
  ]
  return [`${COOKIE}=${secret}`, ...attributes].join('; ')
}

/**
 * Whether a page of somebody else sends this: browsers name the page's origin. Hosts are compared, not schemes: a proxy may take TLS off. A
 * request that names none is no browser's, and holds no cookie that its sender does not know.
 */
export function isForeign({ headers, host }: Asked, publicUrl: string | null): boolean {
  const origin = headerOf(headers['origin'])
  const site = headerOf(headers['sec-fetch-site'])
  if (origin === '') return site !== '' && site !== 'same-origin'
  if (!URL.canParse(origin)) return true
  const named = new URL(origin).host
  return named !== host.toLowerCase() && (publicUrl === null || named !== new URL(publicUrl).host)
}

const headerOf = (value: string | readonly string[] | undefined): string => (typeof value === 'string' ? value : '')
