/** Addresses as the environment writes them: web roots, Redis servers, proxies to trust. Each reader answers null for what is none. */
import { isIP } from 'node:net'

/** The Redis to use. `embedded`: one that the desk starts itself. */
export type RedisAddress =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'socket'; readonly path: string }
/** Understood, but refused by this version. */
export interface RedisCluster {
  readonly kind: 'cluster'
  readonly nodes: readonly { readonly host: string; readonly port: number }[]
}

/** True or false, or the addresses and networks of the proxies in front with commas, as fastify's `trustProxy` takes them. */
export type TrustProxy = boolean | string

const CLUSTER = 'redis-cluster://'
const MAX_PORT = 65_535
const MAX_PREFIX = { 4: 32, 6: 128 } as const

/** The address without a slash at the end of its path, if its scheme is one of `protocols` (`https:`) and it has no query or fragment. */
export function webUrl(text: string, protocols: readonly string[]): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  if (!protocols.includes(url.protocol) || url.hostname === '' || url.search !== '' || url.hash !== '') return null
  return url.href.replace(/\/+$/, '')
}

export function parseRedis(text: string): RedisAddress | RedisCluster | null {
  if (text.startsWith(CLUSTER)) return parseCluster(text.slice(CLUSTER.length))
  const path = text.replace(/^unix:(\/\/)?(?=\/)/, '')
  if (path.startsWith('/')) return { kind: 'socket', path }
  return isRedisUrl(text) ? { kind: 'url', url: text } : null
}

export function isRedisCluster(address: RedisAddress | RedisCluster | undefined): address is RedisCluster {
  return address?.kind === 'cluster'
}

function isRedisUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  const database = url.pathname.slice(1)
  return ['redis:', 'rediss:'].includes(url.protocol) && url.hostname !== '' && /^\d{0,5}$/.test(database)
}

function parseCluster(list: string): RedisCluster | null {
  const nodes = list.split(',').map(parseNode)
  return nodes.every((node) => node !== null) ? { kind: 'cluster', nodes } : null
}

function parseNode(text: string): { host: string; port: number } | null {
  const [, host, port] = /^([A-Za-z0-9._-]+):(\d{1,5})$/.exec(text.trim()) ?? []
  return host !== undefined && Number(port) <= MAX_PORT ? { host, port: Number(port) } : null
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
