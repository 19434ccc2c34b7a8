import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWechat } from '../../../src/bot/wechat/channel.ts'
import { puppetOptionsOf, SERVICE_PUPPET } from '../../../src/bot/wechat/gateway.ts'
import { conversationOf } from '../../../src/bot/wechat/ids.ts'
import { type Sleep, sleep } from '../../../src/bot/wechat/sleep.ts'
import { freePort, GATEWAY_TOKEN, startGateway } from '../../support/wechat-gateway.ts'
import { acceptAll, botLine, inTime, quiet } from './support.ts'

// The service puppet keeps contacts under HOME, locked by one process.
let home = ''
const formerHome = process.env['HOME']
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'aftercare-wechat-home-'))
  process.env['HOME'] = home
})
afterAll(async () => {
  if (formerHome === undefined) delete process.env['HOME']
  else process.env['HOME'] = formerHome
  await rm(home, { recursive: true, force: true, maxRetries: 5 })
})

/** Both sides load wechaty: a second each, from a cold disk far more. */
const COLD_LOAD_MS = 60_000
/** The waits between two probes of the gateway, a tenth as long. */
const hurried: Sleep = (ms, signal) => sleep(ms / 10, signal)
const poll = { interval: 10, timeout: 30_000 }

function channelTo(endpoint: string, tls: boolean) {
  const checked = puppetOptionsOf({ puppet: SERVICE_PUPPET, token: GATEWAY_TOKEN, endpoint, tls, service: {} })
  if (checked.status === 'wrong') throw new Error(checked.reason)
  const inbox = acceptAll()
  const log = quiet()
  const options = { puppet: SERVICE_PUPPET, puppetOptions: checked.options, dataDir: null, accept: inbox.accept, log }
  return { channel: createWechat({ ...options, sleep: hurried, pace: { minMs: 0, jitterMs: 0 } }), inbox, log }
}

describe.each([{ tls: true }, { tls: false }])('a gateway over gRPC, TLS $tls', ({ tls }) => {
  test(
    'is waited for, asks for a scan, logs in, and carries a talk; killed, it shows',
    async () => {
      const port = await freePort()
      const { channel, inbox } = channelTo(`127.0.0.1:${port}`, tls)
      channel.start()
      await expect.poll(() => channel.state(), poll).toMatchObject({ status: 'degraded' })
      const gateway = await startGateway({ port, tls })
      try {
        await expect.poll(() => gateway.news, poll).toContainEqual({ kind: 'puppet_started' })
        gateway.tell({ kind: 'scan', code: 'https://login.weixin.qq.com/l/x' })
        await expect.poll(() => JSON.stringify(channel.state()), poll).toContain('https://login.weixin.qq.com/l/x')
        gateway.tell({ kind: 'login' })
        await expect.poll(() => channel.state(), poll).toEqual({ status: 'ready', as: 'ShopBot' })

        for (const text of ['one', 'two', 'three']) gateway.tell({ kind: 'say', from: 'wxid_a', name: '小王', text })
        await expect
          .poll(() => inbox.bodies(), poll)
          .toMatchObject([
            { kind: 'said', text: 'one', name: '小王' },
            { kind: 'said', text: 'two' },
            { kind: 'said', text: 'three' },
          ])
        const question = { id: 'menu', offers: [{ id: 'fault', label: '报修' }] }
        expect((await channel.send(conversationOf('wxid_a'), botLine('您好', question), inTime(), 1)).status).toBe(
          'sent',
        )
        await expect.poll(() => gateway.received(), poll).toEqual([{ to: 'wxid_a', text: '您好\n1  报修' }])
        expect((await channel.send(conversationOf('nobody'), botLine('hi'), inTime(), 1)).status).toBe('unreachable')
      } finally {
        await gateway.kill()
      }
      await expect.poll(() => channel.state().status, poll).toBe('degraded')
      expect((await channel.send(conversationOf('wxid_a'), botLine('hi'), inTime(), 1)).status).toBe('again')
      await channel.stop()
      expect(channel.state().status).toBe('off')
    },
    COLD_LOAD_MS,
  )
})
