/** The Redis that all sides share: its own processor time, its memory, and a way to empty it between them. */
import type { Reply } from '../../src/store/reply.ts'
import { startRedis } from '../../test/support/redis.ts'

const { connect } = (await import(
  new URL('../../dist/store/connect.js', import.meta.url).href
)) as typeof import('../../src/store/connect.ts')

export interface Server {
  readonly socketPath: string
  /** Microseconds of the processor so far. */
  cpu(): Promise<number>
  /** Bytes in use. */
  memory(): Promise<number>
  /** Scripts and commands called so far, those inside scripts too. */
  calls(): Promise<Readonly<Record<string, number>>>
  /** Deletes keys of a pattern and says how many bytes that freed. */
  without(pattern: string): Promise<number>
  empty(): Promise<void>
  stop(): Promise<void>
}

/** As the desk's own Redis is set. */
const PACKED = ['--hash-max-listpack-value', '4096']

export async function startServer(appendfsync: 'everysec' | 'always'): Promise<Server> {
  const redis = await startRedis({ appendfsync, args: PACKED })
  const client = await connect(redis.connection)
  const info = async (section: string): Promise<string> => text(await client.command('INFO', section))
  const figure = (of: string, name: string): number => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(of)?.[1])
  const memory = async (): Promise<number> => figure(await info('memory'), 'used_memory')
  return {
    socketPath: redis.socketPath,
    async cpu() {
      const cpu = await info('cpu')
      return (figure(cpu, 'used_cpu_user') + figure(cpu, 'used_cpu_sys')) * 1e6
    },
    memory,
    async calls() {
      const stats = await info('commandstats')
      return Object.fromEntries(
        [...stats.matchAll(/^cmdstat_([^:]+):calls=(\d+)/gm)].map(([, name = '', calls]) => [name, Number(calls)]),
      )
    },
    async without(pattern) {
      const before = await memory()
      const keys = (await client.command('KEYS', pattern)) as readonly string[]
      for (let at = 0; at < keys.length; at += 500) await client.command('DEL', ...keys.slice(at, at + 500))
      return before - (await memory())
    },
    async empty() {
      await client.command('FLUSHALL')
    },
    async stop() {
      await client.close()
      await redis.stop()
    },
  }
}

function text(reply: Reply): string {
  if (typeof reply !== 'string') throw new TypeError('INFO answers with a text')
  return reply
}
