/** The cookie that holds a sign-in: 256 random bits that only the browser keeps; the desk knows their digest. Pure but for the drawing. */
import { createHash, randomBytes } from 'node:crypto'
import type { Asked, Way } from './origin.ts'

const SECRET_BYTES = 32
/** Over TLS the name itself binds it to this host and to https; on the machine itself, without TLS, no browser would keep it so. */
const COOKIES = {
  secure: { name: '__Host-aftercare_desk', attributes: 'Path=/; HttpOnly; SameSite=Strict; Secure' },
  local: { name: 'aftercare_desk', attributes: 'Path=/desk; HttpOnly; SameSite=Strict' },
} as const
type Kept = keyof typeof COOKIES

export const drawSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url')
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Null where there is none, or the way is open to others. */
export function secretOf({ headers }: Pick<Asked, 'headers'>, way: Way): string | null {
  if (way === 'open') return null
  const cookies = headers['cookie']
  if (typeof cookies !== 'string') return null
  const pattern = new RegExp(`(?:^|;) *${COOKIES[way].name}=([A-Za-z0-9_-]{43})(?=;|$)`)
  return pattern.exec(cookies)?.[1] ?? null
}

/** A Set-Cookie value. It goes with the browser's session; the desk ends it earlier. */
export const cookieFor = (secret: string, way: Kept): string =>
  `${COOKIES[way].name}=${secret}; ${COOKIES[way].attributes}`
export const cookieGone = (way: Kept): string => `${COOKIES[way].name}=; Max-Age=0; ${COOKIES[way].attributes}`
