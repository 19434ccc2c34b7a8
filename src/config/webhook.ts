/** Where Telegram posts to: a web address whose path is nobody else's here, and the secret that comes with every post. */
import { createHash } from 'node:crypto'
import { webUrl } from './addresses.ts'

export interface WebhookConfig {
  /** As Telegram is told it. */
  readonly url: string
  readonly path: string
  readonly secret: string
}

const PATH = /^(?:\/[A-Za-z0-9._~-]+)+$/
const TAKEN = /^\/(?:chat|desk|healthz|readyz|metrics|aftercare\.css|aftercare\.svg)(?:\/|$)/

/** Null for what is no web address, or has no path of its own. */
export function webhookUrl(given: string): string | null {
  const url = webUrl(given, ['http:', 'https:'])
  if (url === null) return null
  const { pathname } = new URL(url)
  return PATH.test(pathname) && !TAKEN.test(pathname) ? url : null
}

/** Without a secret of the operator's it follows from the token, so that all processes of a desk have the same. */
export function webhookOf(url: string | undefined, secret: string | undefined, token: string): WebhookConfig | null {
  if (url === undefined) return null
  const derived = createHash('sha256').update(`aftercare webhook ${token}`).digest('hex')
  return { url, path: new URL(url).pathname, secret: secret ?? derived }
}
