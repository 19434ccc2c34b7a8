/** `aftercare backup` and `aftercare restore`: all that the desk keeps, in one file and back. */
import { BackupRefused, restoreBackup, writeBackup } from '../store/backup.ts'
import { openClock } from '../store/clock.ts'
import { connect, type RedisConnection } from '../store/connect.ts'
import type { OnProgress } from '../store/contents.ts'
import { startEmbedded } from '../store/embedded.ts'
import type { Command, Invocation } from './command.ts'
import { connectionOf, openLive } from './live.ts'
import { EXIT, type Exit, type Output } from './output.ts'

const TELL_EVERY_MS = 2_000

/** A line every two seconds. */
function progress({ json, out }: Pick<Invocation, 'json' | 'out'>, what: string): OnProgress {
  let told = performance.now()
  return (done, of) => {
    if (json || performance.now() - told < TELL_EVERY_MS) return
    told = performance.now()
    out.line(`${what}: ${done} of ${of} keys`)
  }
}

export const backupCommand: Command = {
  name: 'backup',
  summary: 'write all conversations and orders to a file',
  usage: 'FILE',
  help: [
    'FILE        is written whole or not at all, gzipped, readable by you alone: it holds names, phones and addresses',
    'The desk may run meanwhile; what comes in during the backup may be missing from it.',
  ],
  options: {},
  words: 1,
  async run(invocation) {
    const [file] = invocation.positionals
    if (file === undefined) return wrong(invocation.out, 'backup needs a FILE to write')
    // Says what to do when no desk runs.
    await (await openLive(invocation.config)).close()
    const redis = await connect(connectionOf(invocation.config))
    try {
      const { keys, digest } = await writeBackup(redis, file, progress(invocation, 'read'))
      const told = invocation.json ? JSON.stringify({ file, keys, digest }) : `${file}: ${keys} keys, digest ${digest}`
      invocation.out.line(told)
      return EXIT.done
    } finally {
      await redis.close()
    }
  },
}

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'bring a backup back into an empty desk',
  usage: 'FILE',
  help: [
    'The desk must be stopped and its DATA_DIR (or the Redis of REDIS_URL) empty of conversations.',
    'The file is checked whole before anything is written, and what lies there is compared with it afterwards.',
  ],
  options: {},
  words: 1,
  async run(invocation) {
    const [file] = invocation.positionals
    const { config, json, out } = invocation
    if (file === undefined) return wrong(out, 'restore needs a FILE to read')
    const embedded = config.redis.kind === 'embedded' ? await startEmbedded({ dataDir: config.dataDir }) : null
    try {
      const { keys, digest } = await restoreInto(connectionOf(config), file, progress(invocation, 'written'))
      out.line(json ? JSON.stringify({ file, keys, digest }) : `${file}: ${keys} keys restored, digest ${digest}`)
      return EXIT.done
    } catch (error) {
      out.error(problemWith(file, error))
      return EXIT.failed
    } finally {
      await embedded?.stop()
    }
  },
}

function problemWith(file: string, error: unknown): string {
  if (error instanceof BackupRefused) return error.message
  const { code, syscall } = error as NodeJS.ErrnoException
  if (code === undefined || syscall === undefined) throw error
  return `${file} cannot be read (${code})`
}

async function restoreInto(connection: RedisConnection, file: string, onProgress: OnProgress) {
  const redis = await connect(connection)
  try {
    await openClock(redis, 'keep')
    return await restoreBackup(redis, file, onProgress)
  } finally {
    await redis.close()
  }
}

function wrong(out: Output, problem: string): Exit {
  out.error(problem)
  return EXIT.wrongUsage
}
