/** Where a request comes from: a page of ours or of somebody else, and a way that keeps a secret or one that does not. Pure. */

/** As far as fastify's request is needed. */
export interface Asked {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly protocol: string
  readonly host: string
}

/** `secure`: over TLS. `local`: plain, but on the machine itself. `open`: anybody on the way can read it. */
export type Way = 'secure' | 'local' | 'open'

/** Judged by the name that the browser asked for. With `publicUrl` a proxy may have taken TLS off. */
export function wayOf({ protocol, host }: Asked, publicUrl: string | null): Way {
  if (protocol === 'https') return 'secure'
  const name = host.toLowerCase()
  if (publicUrl?.startsWith('https:') && new URL(publicUrl).host === name) return 'secure'
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/.test(name) ? 'local' : 'open'
}

/**
 * Whether a page of somebody else sends this: browsers name the page's origin. Hosts are compared, not schemes: a proxy may take TLS off. A
 * request that names none is no page's, and holds no cookie that its sender does not know.
 */
export function isForeign({ headers, host }: Asked, publicUrl: string | null): boolean {
  const [origin, site] = [textOf(headers['origin']), textOf(headers['sec-fetch-site'])]
  if (origin === '') return site !== '' && site !== 'same-origin' && site !== 'none'
  if (!URL.canParse(origin)) return true
  const named = new URL(origin).host
  return named !== host.toLowerCase() && (publicUrl === null || named !== new URL(publicUrl).host)
}

const textOf = (value: string | readonly string[] | undefined): string => (typeof value === 'string' ? value : '')
