/** A WeChat account for tests: a gateway, the process that serves it, and channels on top that come and go as desks do. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Accept, Channel } from '../../src/bot/channel.ts'
import { createTakeFile } from '../../src/bot/files/take.ts'
import type { Log } from '../../src/bot/log.ts'
import { createWechat, spoolOf } from '../../src/bot/wechat/channel.ts'
import { forkAccount } from '../../src/bot/wechat/fork.ts'
import { SERVICE_PUPPET } from '../../src/bot/wechat/gateway.ts'
import type { Timing } from '../../src/bot/wechat/options.ts'
import { sleep } from '../../src/bot/wechat/sleep.ts'
import { createSupervisor, type Supervisor } from '../../src/bot/wechat/supervisor.ts'
import type { AccountOptions } from '../../src/bot/wechat/wire.ts'
import { createWorker } from '../../src/bot/worker.ts'
import type { ConversationId } from '../../src/ports.ts'
import type { Bench } from '../bot/bench.ts'
import { GATEWAY_TOKEN, type Gateway, startGateway } from './wechat-gateway.ts'

/** No waits but those that are asked for. */
const AT_ONCE: Partial<Timing> = {
  rate: { burst: 100, everyMs: 1 },
  jitterMs: 0,
  friendRate: { burst: 100, everyMs: 1 },
  judgedAfterMs: 100,
}

export interface Shop {
  readonly gateway: Gateway
  /** The one that looks after the process now. */
  readonly supervisor: Supervisor
  readonly account: AccountOptions
  readonly folder: string
  /** What was written to the terminal. */
  readonly printed: string[]
  /** What staff were shown. */
  readonly pictures: Buffer[]
  /** A desk on the bench's Redis. Its end leaves the process to the next one; `whole` ends that as well. */
  desk(bench: Pick<Bench, 'store' | 'talk' | 'log'>, more?: DeskOptions): Desk
  /** Another supervisor, after the last one was stopped. */
  renew(): void
  close(): Promise<void>
}

export interface DeskOptions {
  readonly timing?: Partial<Timing>
  readonly accept?: (accept: Accept) => Accept
  readonly around?: (channel: Channel) => Channel
  /** What the desk takes the account's puppet for; the one that it is unless told. */
  readonly puppet?: string
  readonly whole?: boolean
  readonly staffRoom?: ConversationId
  /** Another channel of the same desk, on the same way in. */
  readonly beside?: (accept: Accept) => Channel
}

export interface Desk {
  readonly channel: Channel
  stop(): Promise<void>
}

/** Resolves when the gateway listens, unless it is away for now. */
export async function openShop(
  options: { readonly tls: boolean; readonly isAway?: boolean; readonly staffRoom?: string },
  log: Log,
): Promise<Shop> {
  const folder = await mkdtemp(join(tmpdir(), 'aftercare-wechat-'))
  const gateway = await startGateway(options)
  const account = {
    puppet: SERVICE_PUPPET,
    puppetOptions: { token: GATEWAY_TOKEN, endpoint: gateway.endpoint, tls: { disable: !options.tls } },
    idsLastOneLogIn: false,
    session: join(folder, 'session'),
    spool: spoolOf(folder),
    staffRoom: options.staffRoom ?? null,
  }
  const environment = { PATH: process.env['PATH'] ?? '' }
  const another = () => createSupervisor({ account, fork: () => forkAccount(folder, environment), sleep, log })
  let supervisor = another()
  const printed: string[] = []
  const pictures: Buffer[] = []

  return {
    gateway,
    account,
    get supervisor() {
      return supervisor
    },
    renew() {
      supervisor = another()
    },
    folder,
    printed,
    pictures,
    desk(
      bench,
      {
        timing,
        accept: accepting = asItIs,
        around = asItIs,
        whole = false,
        staffRoom = null,
        beside,
        puppet = account.puppet,
      } = {},
    ) {
      const { store, talk, log: benchLog } = bench
      const files = store.filesIn(join(folder, 'files'))
      const accept = accepting(async (letter) => {
        const ingested = await store.ingest(letter)
        worker.wake(letter.conversation)
        return ingested
      })
      const wechat = createWechat(whole ? supervisor : { ...supervisor, stop: async () => {} }, {
        puppet,
        folder,
        accept,
        store,
        takeFile: createTakeFile(files),
        files,
        print: (text) => printed.push(text),
        showStaff: async (picture) => void pictures.push(picture),
        log: benchLog,
        timing: { ...AT_ONCE, ...timing },
      })
      const channel = around(wechat)
      const channels = [channel, ...(beside === undefined ? [] : [beside(accept)])]
      const worker = createWorker({ store, talk, files, staffRoom, channels, log: benchLog })
      worker.start()
      for (const one of channels) one.start()
      return {
        channel,
        async stop() {
          for (const one of channels) await one.stop()
          await worker.stop()
        },
      }
    },
    async close() {
      await supervisor.stop()
      await gateway.close()
      await mkdir(folder, { recursive: true })
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

const asItIs = <Thing>(thing: Thing): Thing => thing
