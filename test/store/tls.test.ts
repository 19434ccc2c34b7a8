/** A Redis that speaks TLS alone, with a certificate that only its own authority vouches for. Where openssl or a Redis with TLS is missing this is skipped. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { StoreUnavailable } from '../../src/ports.ts'
import { connect } from '../../src/store/connect.ts'
import { startJobs } from '../../src/store/jobs.ts'
import { openStore } from '../../src/store/redis-store.ts'
import { hasOpenssl, makeCertificate } from '../support/certificate.ts'
import { freePort } from '../support/free-port.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { freshConversation, letter } from './support.ts'

const directory = mkdtempSync(join(tmpdir(), 'aftercare-tls-'))
/** It names the first directive that it does not know. */
const knowsTls = !spawnSync('redis-server', ['--tls-port', '0', '--nonsense'], { encoding: 'utf8' }).stderr.includes(
  'tls',
)

describe.skipIf(!hasOpenssl || !knowsTls)('a Redis behind TLS', () => {
  let redis: TestRedis
  let place: string
  let ca: string

  beforeAll(async () => {
    const certificate = makeCertificate(directory)
    ca = certificate.caFile
    const port = await freePort()
    const pair = ['--tls-cert-file', ca, '--tls-key-file', certificate.keyFile]
    const files = [...pair, '--tls-ca-cert-file', ca, '--tls-auth-clients', 'no']
    redis = await startRedis({ args: ['--tls-port', String(port), ...files] })
    const raw = await connect(redis.connection)
    await raw.command('CONFIG', 'SET', 'requirepass', 'geheim')
    await raw.close()
    place = `:geheim@127.0.0.1:${port}`
  })
  afterAll(async () => {
    await redis?.stop()
    rmSync(directory, { recursive: true, force: true })
  })

  test('is trusted when its authority stands in the URL, by the store and by background jobs', async () => {
    const connection = { kind: 'url', url: `rediss://${place}/0?ca=${ca}` } as const
    const store = await openStore({ connection, deskTime: null })
    expect(await store.ingest(letter(freshConversation(), 'tg:1'))).toBe('taken')
    const done: string[] = []
    const jobs = await startJobs({
      connection,
      work: { retention: async () => {}, summary: async () => {} },
      onDone: (job) => done.push(job),
      onTrouble: (error) => expect.fail(error.message),
    })
    await jobs.run('retention')
    await expect.poll(() => done, { timeout: 5_000 }).toEqual(['retention'])
    await jobs.stop()
    await store.close()
  })

  test('is refused in one clear line without it', async () => {
    const opening = openStore({ connection: { kind: 'url', url: `rediss://${place}/0` }, deskTime: null })
    const failed = await opening.catch((error: Error) => error)
    expect(failed).toBeInstanceOf(StoreUnavailable)
    expect((failed as Error).message).toMatch(/^Redis at rediss:.* cannot be reached: .*certificate/i)
    expect((failed as Error).message).not.toContain('geheim')
  })
})

test('a certificate file that cannot be read is named', async () => {
  const missing = join(directory, 'missing.pem')
  const connection = { kind: 'url', url: `rediss://127.0.0.1:1/0?ca=${missing}` } as const
  await expect(openStore({ connection, deskTime: null })).rejects.toThrow(
    `REDIS_URL names the certificate file ${missing}, which cannot be read (ENOENT)`,
  )
})
