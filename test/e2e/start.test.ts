/** Starts that cannot succeed: one clear line on stderr that says what to do, the exit code of the design, and nothing left running. */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test as base, expect, vi } from 'vitest'
import { type Ended, type Environment, runCli } from '../support/desk-process.ts'
import { openStage } from './support/stage.ts'
import { until } from './support/until.ts'

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))

const test = base.extend<{ dir: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of the fixtures asked for from this pattern
  dir: async ({}, use) => {
    const dir = mkdtempSync(join(tmpdir(), 'aftercare-e2e-'))
    await use(dir)
    rmSync(dir, { recursive: true, force: true })
  },
})

vi.setConfig({ testTimeout: 120_000 })

const start = (dir: string, env: Environment): Promise<Ended> =>
  runCli(['start'], { DATA_DIR: join(dir, 'data'), PORT: '0', ...env }, dir)

/** Exactly one line, on stderr; the desk left no guard behind. */
function expectOneLine(dir: string, ended: Ended, code: number, line: RegExp): void {
  expect(ended.stderr).toMatch(line)
  expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1)
  expect(ended.code).toBe(code)
  expect(existsSync(join(dir, 'data', 'guard.lock'))).toBe(false)
}

for (const [name, value, line] of [
  ['PORT', '80800', /^PORT must be a whole number from 0 to 65535, not "80800"$/m],
  ['TELEGRAM_BOT_TOKEN', 'secret-and-short', /^TELEGRAM_BOT_TOKEN must be a bot token/],
  ['TELEGRAM_STAFF_CHAT_ID', '@staff', /^TELEGRAM_STAFF_CHAT_ID must be the id of a group/],
  ['AFTERCARE_NOW', '2026-02-30T10:00', /^AFTERCARE_NOW must be an ISO instant/],
  ['REDIS_URL', 'http://127.0.0.1', /^REDIS_URL must be redis:/],
] as const) {
  test.concurrent(`a wrong ${name} is named with what it must be`, async ({ dir }) => {
    const ended = await start(dir, { [name]: value })
    expectOneLine(dir, ended, 2, line)
    expect(ended.stderr).not.toContain('secret')
  })
}

test.concurrent('a port in use is named', async ({ dir }) => {
  const other = createServer()
  const port = await new Promise<number>((resolve) =>
    other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
  )
  const ended = await start(dir, { PORT: String(port) })
  other.close()
  expectOneLine(dir, ended, 1, new RegExp(`^PORT ${port} is in use on 127.0.0.1: `))
})

test.concurrent('without a redis-server the line says how to install one', async ({ dir }) => {
  const ended = await start(dir, { PATH: join(dir, 'no-programs-here') })
  expectOneLine(dir, ended, 1, /^redis-server was not found; install it with: /)
})

test.concurrent('a Redis that is not there is named', async ({ dir }) => {
  const ended = await start(dir, { REDIS_URL: join(dir, 'nobody.sock') })
  expectOneLine(dir, ended, 1, /nobody\.sock cannot be reached/)
})

test.concurrent('a missing content file is named', async ({ dir }) => {
  const content = join(dir, 'content')
  cpSync(CONTENT, content, { recursive: true })
  rmSync(join(content, 'models.yaml'))
  expectOneLine(dir, await start(dir, { CONTENT_DIR: content }), 2, /models\.yaml/)
})

test.concurrent('a data directory of another desk that runs is named with the process that holds it', async ({
  dir,
}) => {
  const stage = await openStage()
  try {
    await stage.start()
    const ended = await start(dir, { DATA_DIR: stage.dataDir })
    expectOneLine(dir, ended, 1, /is held by process \d+: another desk runs on it/)
    expect((await stage.desk().readyz()).ready).toBe(true)
  } finally {
    await stage.close()
  }
})

test.concurrent('a token that Telegram refuses leaves the desk running, and /readyz says what to do', async ({
  expect,
}) => {
  const stage = await openStage()
  try {
    stage.api.changeToken('1000000001:another-token-of-nobody-0123456789abc')
    const desk = await stage.start()
    const telegram = async () => (await desk.readyz()).channels['telegram']
    await until('the refusal', async () => (await telegram())?.status === 'degraded')
    expect((await telegram())?.reason).toMatch(/^TELEGRAM_BOT_TOKEN was refused/)
    expect((await fetch(`${desk.url}/readyz`)).status).toBe(200)
    expect(desk.log()).not.toContain('TEST-TOKEN')
    expect(await desk.stop()).toMatchObject({ code: 0 })
  } finally {
    await stage.close()
  }
})
