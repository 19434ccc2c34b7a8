/** `REDIS_URL` as the environment writes it: one server, a unix socket, or some masters of a cluster. Null for what is none of them. */

/** The Redis to use. `embedded`: one that the desk starts itself. */
export type RedisAddress =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'socket'; readonly path: string }
  | {
      readonly kind: 'cluster'
      readonly nodes: readonly { readonly host: string; readonly port: number }[]
      readonly credentials: { readonly username: string; readonly password: string } | null
      /** `ca`: the file of the authority that signed the certificates, null for those that Node.js trusts. */
      readonly tls: { readonly ca: string | null } | null
    }

export const REDIS_URL_MUST_BE =
  'must be redis://host:port, rediss://host:port, redis-cluster://host:port,host:port or the path of a unix socket'

const MAX_PORT = 65_535
/** The user comes before the last `@`, since a password may hold one. */
const CLUSTER = /^(?<scheme>rediss?)-cluster:\/\/(?:(?<user>.*)@)?(?<nodes>[^@/?#]+)\/?(?<query>\?.*)?$/
const NODE = /^(?<host>[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):(?<port>\d{1,5})$/

export function parseRedis(text: string): RedisAddress | null {
  if (/^rediss?-cluster:/.test(text)) return parseCluster(text)
  const path = text.replace(/^unix:(\/\/)?(?=\/)/, '')
  if (path.startsWith('/')) return { kind: 'socket', path }
  return isServerUrl(text) ? { kind: 'url', url: text } : null
}

function isServerUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  const isTls = url.protocol === 'rediss:'
  const database = url.pathname.slice(1)
  if ((!isTls && url.protocol !== 'redis:') || url.hostname === '' || !/^\d{0,5}$/.test(database)) return false
  return url.search === '' || (isTls && certificateIn(url.search) !== null)
}

function parseCluster(text: string): RedisAddress | null {
  const { scheme, user, nodes: list = '', query } = CLUSTER.exec(text)?.groups ?? {}
  const nodes = list.split(',').map(parseNode)
  const credentials = user === undefined ? null : parseUser(user)
  const ca = query === undefined ? null : certificateIn(query)
  const isTls = scheme === 'rediss'
  if (!nodes.every((node) => node !== null)) return null
  if ((user !== undefined && credentials === null) || (query !== undefined && (ca === null || !isTls))) return null
  return { kind: 'cluster', nodes, credentials, tls: isTls ? { ca } : null }
}

function parseNode(text: string): { host: string; port: number } | null {
  const { host, port } = NODE.exec(text.trim())?.groups ?? {}
  const number = Number(port)
  return host !== undefined && number > 0 && number <= MAX_PORT
    ? { host: host.replace(/^\[|\]$/g, ''), port: number }
    : null
}

/** `user:password` or `:password`, percent-encoded as in any URL. */
function parseUser(text: string): { username: string; password: string } | null {
  const colon = text.indexOf(':')
  if (colon === -1) return null
  try {
    const [username, password] = [text.slice(0, colon), text.slice(colon + 1)].map(decodeURIComponent)
    return { username: username || 'default', password: password ?? '' }
  } catch {
    return null
  }
}

/** The one thing that may stand behind the question mark. */
function certificateIn(query: string): string | null {
  const [[name, file] = [], ...others] = [...new URLSearchParams(query)]
  return name === 'ca' && file?.startsWith('/') && others.length === 0 ? file : null
}
