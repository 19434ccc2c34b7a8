/** The embedded Redis from outside: start, stop, crash of each process, a second owner, what a power cut leaves. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { test as base, expect } from 'vitest'
import { connect } from '../../src/store/connect.ts'
import { type Embedded, EmbeddedFailed, startEmbedded } from '../../src/store/embedded.ts'
import { isAlive } from '../../src/store/guard-lock.ts'
import { serverPid } from '../../src/store/redis-probe.ts'

interface Place {
  readonly dataDir: string
  /** Starts the embedded Redis here, or in `dir`; stopped at the end of the test. */
  start(dir?: string): Promise<Embedded>
  guardPid(): number
}

const test = base.extend<{ place: Place }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of the fixtures asked for from this pattern
  place: async ({}, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'aftercare embedded-'))
    const running: Embedded[] = []
    await use({
      dataDir,
      async start(dir = dataDir) {
        const embedded = await startEmbedded({ dataDir: dir })
        running.push(embedded)
        return embedded
      },
      guardPid: () => Number.parseInt(readFileSync(join(dataDir, 'guard.lock'), 'utf8'), 10),
    })
    await Promise.all(running.map((embedded) => embedded.stop()))
    rmSync(dataDir, { recursive: true, force: true })
  },
})

async function command(socketPath: string, ...parts: string[]): Promise<unknown> {
  const redis = await connect({ kind: 'socket', path: socketPath })
  try {
    return await redis.command(...parts)
  } finally {
    await redis.close()
  }
}

async function pidOf(socketPath: string): Promise<number> {
  const pid = await serverPid(socketPath)
  if (pid === null) throw new Error('Redis does not answer')
  return pid
}

const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())))

test.concurrent('it starts on a private socket with durable settings, keeps its data, and leaves nothing running', async ({
  place,
}) => {
  const first = await place.start()
  const [redisPid, guard] = [await pidOf(first.socketPath), place.guardPid()]
  expect(statSync(dirname(first.socketPath)).mode & 0o777).toBe(0o700)
  expect(await command(first.socketPath, 'CONFIG', 'GET', 'appendfsync')).toEqual(['appendfsync', 'always'])
  expect(await command(first.socketPath, 'CONFIG', 'GET', 'port')).toEqual(['port', '0'])
  expect(await command(first.socketPath, 'CONFIG', 'GET', 'maxmemory-policy')).toEqual([
    'maxmemory-policy',
    'noeviction',
  ])
  await command(first.socketPath, 'SET', 'kept', 'yes')
  await first.stop()
  await first.stop()
  expect([redisPid, guard].map(isAlive)).toEqual([false, false])
  expect(existsSync(join(place.dataDir, 'guard.lock'))).toBe(false)
  const second = await place.start()
  expect(await command(second.socketPath, 'GET', 'kept')).toBe('yes')
})

test.concurrent('its end disturbs nobody when its directory is gone by then', async ({ place }) => {
  const uncaught: string[] = []
  const hear = (error: Error) => void uncaught.push(error.message)
  process.on('uncaughtExceptionMonitor', hear)
  const embedded = await place.start()
  rmSync(join(place.dataDir, 'redis', 'guard.log'))
  await embedded.stop()
  // The pipe of its words closes a moment after the process has ended.
  await sleep(100)
  process.off('uncaughtExceptionMonitor', hear)
  expect(uncaught).toEqual([])
})

test.concurrent('a data directory with a long path gets a short private socket', async ({ place }) => {
  const deep = join(place.dataDir, 'x'.repeat(60), 'y'.repeat(60))
  const embedded = await place.start(deep)
  expect(Buffer.byteLength(embedded.socketPath)).toBeLessThanOrEqual(100)
  expect(await command(embedded.socketPath, 'PING')).toBe('PONG')
  await embedded.stop()
  expect(existsSync(dirname(embedded.socketPath))).toBe(false)
})

test.concurrent('when the desk is killed, guard and Redis are gone within two seconds and nothing accepted is lost', async ({
  place,
}) => {
  const app = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('./embedded-app.ts', import.meta.url)), place.dataDir],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const socketPath = await firstLine(app)
  const pids = [await pidOf(socketPath), place.guardPid()]
  await command(socketPath, 'SET', 'kept', 'yes')
  app.kill('SIGKILL')
  const killedAt = performance.now()
  while (pids.some(isAlive) && performance.now() - killedAt < 4_000) await sleep(20)
  expect(performance.now() - killedAt).toBeLessThan(2_000)
  const next = await place.start()
  expect(await command(next.socketPath, 'GET', 'kept')).toBe('yes')
})

test.concurrent('when the guard is killed, the desk hears of it and the next start replaces the orphan', async ({
  place,
}) => {
  const lost: string[] = []
  const first = await startEmbedded({ dataDir: place.dataDir, onLost: (reason) => lost.push(reason) })
  const orphan = await pidOf(first.socketPath)
  await command(first.socketPath, 'SET', 'kept', 'yes')
  process.kill(place.guardPid(), 'SIGKILL')
  await expect.poll(() => lost).toHaveLength(1)
  expect(isAlive(orphan)).toBe(true)
  const second = await place.start()
  expect(isAlive(orphan)).toBe(false)
  expect(await pidOf(second.socketPath)).not.toBe(orphan)
  expect(await command(second.socketPath, 'GET', 'kept')).toBe('yes')
})

test.concurrent('when Redis is killed, the guard starts it again', async ({ place }) => {
  const embedded = await place.start()
  const killed = await pidOf(embedded.socketPath)
  process.kill(killed, 'SIGKILL')
  await expect.poll(() => serverPid(embedded.socketPath), { timeout: 5_000 }).toEqual(expect.any(Number))
  expect(await pidOf(embedded.socketPath)).not.toBe(killed)
})

test.concurrent('of two that start at once one waits five seconds and is told who holds the directory', async ({
  place,
}) => {
  const startedAt = performance.now()
  const both = await Promise.allSettled([place.start(), place.start()])
  expect(performance.now() - startedAt).toBeGreaterThan(4_900)
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  for (const one of both) {
    if (one.status === 'fulfilled') expect(await command(one.value.socketPath, 'PING')).toBe('PONG')
    else expect(String(one.reason)).toContain(`is held by process ${place.guardPid()}:`)
  }
})

test.concurrent('a start while the old one is ending waits and succeeds', async ({ place }) => {
  const first = await place.start()
  const [, second] = await Promise.all([sleep(100).then(() => first.stop()), place.start()])
  expect(await command(second.socketPath, 'PING')).toBe('PONG')
})

test.concurrent('a data directory that cannot be made is one clear line', async ({ place }) => {
  writeFileSync(join(place.dataDir, 'file'), '')
  await expect(place.start(join(place.dataDir, 'file', 'data'))).rejects.toThrow(
    /cannot hold data .*; set another DATA_DIR$/,
  )
})

test.concurrent('what a power cut leaves behind is no obstacle', async ({ place }) => {
  mkdirSync(join(place.dataDir, 'redis'))
  writeFileSync(join(place.dataDir, 'guard.lock'), `${process.pid}\n`)
  writeFileSync(join(place.dataDir, 'redis', 'redis.sock'), '')
  const embedded = await place.start()
  expect(await command(embedded.socketPath, 'PING')).toBe('PONG')
})

test.concurrent('a missing redis-server is answered with the line that installs it', async ({ place }) => {
  const failed = await startEmbedded({ dataDir: place.dataDir, redisServer: 'no-such-redis-server' }).catch(
    (error: Error) => error,
  )
  expect(failed).toBeInstanceOf(EmbeddedFailed)
  expect((failed as Error).message).toMatch(
    /install it with: (sudo apt-get install -y redis-server|brew install redis)$/,
  )
})

test.concurrent('a redis-server that cannot start shows the end of its log', async ({ place }) => {
  const broken = join(place.dataDir, 'redis', 'appendonlydir')
  mkdirSync(broken, { recursive: true })
  writeFileSync(join(broken, 'appendonly.aof.manifest'), 'not a manifest\n')
  await expect(place.start()).rejects.toThrow(/does not start; the last lines of .*redis\.log:\n[\s\S]*manifest/)
  const script = join(place.dataDir, 'broken-server')
  writeFileSync(script, '#!/bin/sh\nexit 1\n')
  chmodSync(script, 0o700)
  await expect(startEmbedded({ dataDir: place.dataDir, redisServer: script })).rejects.toThrow(/does not start/)
})
