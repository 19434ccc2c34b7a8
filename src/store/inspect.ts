/** What is worth saying about a Redis that somebody else runs: its version, and settings that could lose data. */
import type { Redis } from './connect.ts'
import type { Server } from './link.ts'
import { asText } from './reply.ts'

/** The oldest major version that the store is tested with. */
const OLDEST_MAJOR = 7

export interface RedisReport {
  readonly version: string
  /** One line each; empty when all is well. */
  readonly warnings: readonly string[]
}

async function info(server: Server): Promise<ReadonlyMap<string, string>> {
  const lines = asText(await server.command('INFO')).split('\r\n')
  return new Map(
    lines
      .filter((line) => line.includes(':'))
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  )
}

function warningsOf(fields: ReadonlyMap<string, string>, version: string): string[] {
  const warnings: string[] = []
  const policy = fields.get('maxmemory_policy') ?? 'unknown'
  if (Number.parseInt(version, 10) < OLDEST_MAJOR) {
    warnings.push(`Redis ${version} is older than ${OLDEST_MAJOR}.0, the oldest that is tested`)
  }
  if (policy !== 'noeviction') {
    warnings.push(`maxmemory-policy is ${policy}: Redis may throw conversations away; set it to noeviction`)
  }
  if (fields.get('aof_enabled') !== '1') {
    warnings.push(
      'appendonly is off: what was accepted since the last snapshot is lost when Redis stops; set it to yes',
    )
  }
  if (fields.get('aof_last_write_status') === 'err') warnings.push('the last write to the append-only file failed')
  if (fields.get('role') === 'slave') warnings.push('this is a replica and refuses writes')
  return warnings
}

/** Valkey says its own version beside that of the Redis it stands for. */
function versionOf(fields: ReadonlyMap<string, string>): string {
  const valkey = fields.get('valkey_version')
  const redis = fields.get('redis_version') ?? 'unknown'
  return valkey === undefined ? redis : `${redis} (Valkey ${valkey})`
}

/** Of a cluster every master is asked, and a warning says which one it is about. */
export async function inspectRedis(redis: Redis): Promise<RedisReport> {
  const servers = await redis.servers()
  const reports = await Promise.all(
    servers.map(async (server) => {
      const fields = await info(server)
      const version = versionOf(fields)
      const place = servers.length === 1 ? '' : `${server.place}: `
      return { version, warnings: warningsOf(fields, version).map((warning) => `${place}${warning}`) }
    }),
  )
  return {
    version: [...new Set(reports.map(({ version }) => version))].join(', '),
    warnings: reports.flatMap(({ warnings }) => warnings),
  }
}
