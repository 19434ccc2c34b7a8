/** Addresses as the environment writes them: web roots, proxies to trust. Each reader answers null for what is none. */
import { isIP } from 'node:net'

/** True or false, or the addresses and networks of the proxies in front with commas, as fastify's `trustProxy` takes them. */
export type TrustProxy = boolean | string

const MAX_PREFIX = { 4: 32, 6: 128 } as const

/** The address without a slash at the end of its path, if its scheme is one of `protocols` (`https:`) and it has no query or fragment. */
export function webUrl(text: string, protocols: readonly string[]): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  if (!protocols.includes(url.protocol) || url.hostname === '' || url.search !== '' || url.hash !== '') return null
  return url.href.replace(/\/+$/, '')
}

export function parseProxies(text: string): TrustProxy | null {
  if (text === 'true' || text === 'false') return text === 'true'
  const networks = text.split(',').map((part) => part.trim())
  return networks.every(isNetwork) ? networks.join(',') : null
}

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/')
  const version = isIP(address)
  if (rest.length > 0 || (version !== 4 && version !== 6)) return false
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= MAX_PREFIX[version])
}
