/** What is worth saying about a Redis that somebody else runs: its version, and settings that could lose data. */
import type { RedisHealth } from '../ports.ts'
import type { Redis } from './connect.ts'
import { asText } from './reply.ts'

/** The oldest major version that the store is tested with. */
const OLDEST_MAJOR = 7

export interface RedisReport {
  readonly version: string
  /** One line each; empty when all is well. */
  readonly warnings: readonly string[]
}

async function info(redis: Redis): Promise<ReadonlyMap<string, string>> {
  const lines = asText(await redis.command('INFO')).split('\r\n')
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

/** For `aftercare doctor`. Rejects with `StoreUnavailable`. */
export async function inspectRedis(redis: Redis): Promise<RedisReport> {
  const fields = await info(redis)
  const version = fields.get('redis_version') ?? 'unknown'
  return { version, warnings: warningsOf(fields, version) }
}

/** For metrics. Rejects with `StoreUnavailable`. */
export async function healthOf(redis: Redis): Promise<RedisHealth> {
  const fields = await info(redis)
  const isOk = (name: string): boolean => (fields.get(name) ?? 'ok') === 'ok'
  return {
    memoryBytes: Number(fields.get('used_memory') ?? 0),
    memoryLimitBytes: Number(fields.get('maxmemory') ?? 0),
    appendOnlyFileOk: isOk('aof_last_write_status') && isOk('aof_last_bgrewrite_status'),
  }
}
