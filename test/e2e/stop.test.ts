/** The end of a desk: a clean stop by SIGTERM, a second one as the same stop, and nothing left behind by a SIGKILL. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { test as base, expect, vi } from 'vitest'
import { layoutOf } from '../../src/store/embedded-layout.ts'
import { isAlive } from '../../src/store/guard-lock.ts'
import { serverPid } from '../../src/store/redis-probe.ts'
import { guardPid } from '../support/desk-process.ts'
import { PROJECT } from '../support/temp-project.ts'
import { answerTo, openStage, questionOf, type Stage } from './support/stage.ts'
import { until } from './support/until.ts'

vi.setConfig({ testTimeout: 120_000 })

const test = base.extend<{ stage: Stage }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of the fixtures asked for from this pattern
  stage: async ({}, use) => {
    const stage = await openStage()
    await stage.start()
    await use(stage)
    await stage.close()
    expect(stage.api.violations).toEqual([])
  },
})

/** The guard and the redis-server of a running desk. */
async function companions({ dataDir }: Stage): Promise<readonly number[]> {
  const redis = await serverPid(layoutOf(dataDir).socketPath)
  if (redis === null) throw new Error('Redis does not answer')
  return [guardPid(dataDir), redis]
}

test.concurrent('SIGTERM in a long poll stops all within ten seconds with 0, and what waits is answered by the next start', async ({
  stage,
}) => {
  await until('a long poll', () => stage.api.isPolled())
  const pids = await companions(stage)
  const stoppingAt = performance.now()
  const ended = await stage.desk().stop()
  expect(performance.now() - stoppingAt).toBeLessThan(10_000)
  expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' })
  expect(pids.map(isAlive)).toEqual([false, false])
  expect(existsSync(join(stage.dataDir, 'guard.lock'))).toBe(false)
  const customer = stage.customer()
  customer.says('my X16-Q shows zero hashrate')
  await stage.start()
  expect(questionOf(await answerTo(stage, customer))).toBe('danger')
})

test.concurrent('a second SIGTERM and a SIGINT are the same stop', async ({ stage }) => {
  const desk = stage.desk()
  const pids = await companions(stage)
  process.kill(desk.pid, 'SIGTERM')
  process.kill(desk.pid, 'SIGTERM')
  await sleep(30)
  if (isAlive(desk.pid)) process.kill(desk.pid, 'SIGINT')
  expect(await desk.ended).toMatchObject({ code: 0, signal: null, stderr: '' })
  expect(pids.map(isAlive)).toEqual([false, false])
})

test.concurrent('SIGTERM while a send hangs waits no longer than ten seconds, and the line goes out at the next start', async ({
  stage,
}) => {
  stage.api.fault('sendMessage', { kind: 'hang' })
  const customer = stage.customer()
  customer.says('my X16-Q shows zero hashrate')
  await until('a send', () => stage.api.calls('sendMessage').length === 1)
  const pids = await companions(stage)
  const stoppingAt = performance.now()
  expect(await stage.desk().stop()).toMatchObject({ code: 0, signal: null })
  expect(performance.now() - stoppingAt).toBeLessThan(10_000)
  await gone(pids)
  await stage.start()
  expect(questionOf(await answerTo(stage, customer))).toBe('danger')
})

test('SIGKILL leaves neither guard nor redis-server after two seconds', async ({ stage }) => {
  const pids = await companions(stage)
  await stage.desk().kill()
  const killedAt = performance.now()
  await gone(pids)
  expect(performance.now() - killedAt).toBeLessThan(2_000)
})

base('SIGTERM to `npm start` alone is a stop of the desk behind it', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'aftercare-npm-'))
  const env = { PATH: process.env['PATH'] ?? '', HOME: dataDir, DATA_DIR: dataDir, PORT: '0' }
  const npm = spawn('npm', ['start'], { cwd: PROJECT, env, stdio: ['ignore', 'pipe', 'ignore'] })
  let said = ''
  npm.stdout.setEncoding('utf8').on('data', (text) => {
    said += text
  })
  await until('a desk that is ready', () => said.includes('Aftercare is ready'), 50_000)
  const pids = [guardPid(dataDir), await serverPid(layoutOf(dataDir).socketPath)].filter((pid) => pid !== null)
  expect(pids).toHaveLength(2)
  npm.kill('SIGTERM')
  await gone(pids)
  rmSync(dataDir, { recursive: true, force: true })
})

const gone = (pids: readonly number[]) => until('the end of guard and redis-server', () => !pids.some(isAlive))
