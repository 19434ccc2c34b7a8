/** Where Redis is and how it is reached, as the configuration says it. Opens nothing but a certificate's file. */
import { readFileSync } from 'node:fs'

export type RedisConnection =
  | { readonly kind: 'socket'; readonly path: string }
  /** `redis://` or `rediss://`, with user, password and database as usual; `?ca=FILE` names the authority that signed its certificate. */
  | { readonly kind: 'url'; readonly url: string }
  /** Some masters of a Redis Cluster, from which the others are learnt. */
  | {
      readonly kind: 'cluster'
      readonly nodes: readonly { readonly host: string; readonly port: number }[]
      readonly credentials: { readonly username: string; readonly password: string } | null
      /** `ca`: the file of the authority that signed the certificates, null for those that Node.js trusts. */
      readonly tls: { readonly ca: string | null } | null
    }

/** Where Redis is, for people: without a password. */
export function placeOf(connection: RedisConnection): string {
  switch (connection.kind) {
    case 'socket':
      return connection.path
    case 'url': {
      const url = new URL(connection.url)
      return `${url.protocol}//${url.host}${url.pathname}`
    }
    case 'cluster': {
      const scheme = connection.tls === null ? 'redis-cluster' : 'rediss-cluster'
      return `${scheme}://${connection.nodes.map(({ host, port }) => `${host}:${port}`).join(',')}`
    }
  }
}

/** What a TLS socket needs to trust the server; null where the connection is plain. Throws a `RangeError` when the file cannot be read. */
export function trustOf(connection: RedisConnection): { readonly ca?: string } | null {
  if (connection.kind === 'socket') return null
  if (connection.kind === 'cluster') return connection.tls && trusting(connection.tls.ca)
  const url = new URL(connection.url)
  return url.protocol === 'rediss:' ? trusting(url.searchParams.get('ca')) : null
}

function trusting(file: string | null): { readonly ca?: string } {
  if (file === null) return {}
  try {
    return { ca: readFileSync(file, 'utf8') }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new RangeError(`REDIS_URL names the certificate file ${file}, which cannot be read (${code})`)
  }
}

/** Throws a `RangeError` for a URL of another kind. */
export function checkProtocol(connection: RedisConnection): void {
  if (connection.kind === 'url' && !/^rediss?:\/\//.test(connection.url)) {
    throw new RangeError('REDIS_URL must start with redis://, rediss://, redis-cluster:// or rediss-cluster://')
  }
}
