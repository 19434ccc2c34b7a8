/** `aftercare backup` and `restore` as an operator runs them. What they write is tested with the store. */
import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { aftercare, temporary, useDirectory } from './run.ts'

useDirectory()

let redis: TestRedis
let env: Record<string, string>

/** A port that was free a moment ago. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })

beforeAll(async () => {
  const port = await freePort()
  redis = await startRedis({ args: ['--bind', '127.0.0.1', '--port', String(port)] })
  env = { REDIS_URL: `redis://127.0.0.1:${port}` }
})
afterAll(() => redis.stop())

test('a backup is made and restored, and both say how much', async () => {
  const file = temporary('desk.backup')
  await aftercare(['staff', 'add', '123', '--name', 'Chen Example'], { env })
  const made = await aftercare(['backup', file, '--json'], { env })
  expect([made.status, made.stderr]).toEqual([0, ''])
  const told = JSON.parse(made.stdout)
  expect(told).toEqual({ file, keys: 1, digest: expect.stringMatching(/^[0-9a-f]{64}$/) })

  const full = await aftercare(['restore', file], { env })
  expect([full.status, full.stdout]).toEqual([1, ''])
  expect(full.stderr).toMatch(/^this Redis holds a desk already.*\n$/)

  await aftercare(['staff', 'remove', '123'], { env })
  const restored = await aftercare(['restore', file, '--json'], { env })
  expect([restored.status, JSON.parse(restored.stdout)]).toEqual([0, told])
  expect((await aftercare(['staff', 'list'], { env })).stdout).toContain('Chen Example')
})

test('a file that is not there is one clear line', async () => {
  const ran = await aftercare(['restore', temporary('nowhere')], { env })
  expect([ran.status, ran.stdout]).toEqual([1, ''])
  expect(ran.stderr).toMatch(/^\S*nowhere cannot be read \(ENOENT\)\n$/)
})

test.each(['backup', 'restore'])('%s without a file is wrong usage', async (name) => {
  const ran = await aftercare([name], { env })
  expect([ran.status, ran.stdout]).toEqual([2, ''])
})
