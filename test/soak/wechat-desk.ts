/** A desk that dies at a point on a message's way in, for `wechat-losses.ts`: it waits until it is told to go, then hands messages in. */
import { setTimeout as sleep } from 'node:timers/promises'
import { createTakeFile } from '../../src/bot/files/take.ts'
import { createWechat } from '../../src/bot/wechat/channel.ts'
import { forkAccount } from '../../src/bot/wechat/fork.ts'
import { sleep as pause } from '../../src/bot/wechat/sleep.ts'
import { createSupervisor } from '../../src/bot/wechat/supervisor.ts'
import type { AccountOptions } from '../../src/bot/wechat/wire.ts'
import { openStore } from '../../src/store/redis-store.ts'
import { quietLog } from '../support/quiet-log.ts'

/** On the way of the third message. */
export const DESK_POINTS = ['before Redis', 'after Redis', 'after the process is told'] as const
export type DeskPoint = (typeof DESK_POINTS)[number]
const NTH = 3

async function main(folder: string, account: string, socket: string, point: string): Promise<void> {
  const log = quietLog()
  const store = await openStore({ connection: { kind: 'socket', path: socket }, deskTime: null })
  const environment = { PATH: process.env['PATH'] ?? '' }
  const tell = (news: string): void => void process.send?.(news)
  const options = JSON.parse(account) as AccountOptions
  const supervisor = createSupervisor({
    account: options,
    fork: () => forkAccount(folder, environment),
    sleep: pause,
    log,
  })
  let [mayGo, taken] = [false, 0]
  process.on('message', () => {
    mayGo = true
  })
  const dieAt = (here: DeskPoint): void =>
    void (here === point && taken === NTH && process.kill(process.pid, 'SIGKILL'))
  const files = store.filesIn(`${folder}/files`)
  createWechat(
    {
      ...supervisor,
      taken(n) {
        supervisor.taken(n)
        // It is told over a pipe.
        if (taken === NTH) setTimeout(() => point === DESK_POINTS[2] && process.kill(process.pid, 'SIGKILL'), 20)
      },
      listen: (listener) =>
        supervisor.listen({
          ...listener,
          onSign(sign) {
            tell(sign.kind)
            listener.onSign(sign)
          },
          onHeard(n, heard) {
            tell('heard')
            listener.onHeard(n, heard)
          },
        }),
    },
    {
      puppet: options.puppet,
      folder,
      store,
      files,
      takeFile: createTakeFile(files),
      print: () => {},
      showStaff: null,
      log,
      async accept(letter) {
        while (!mayGo) await sleep(5)
        taken += 1
        dieAt('before Redis')
        const ingested = await store.ingest(letter)
        dieAt('after Redis')
        return ingested
      },
    },
  ).start()
}

const [folder, account, socket, point] = process.argv.slice(2)
if (process.send !== undefined) await main(folder ?? '', account ?? '', socket ?? '', point ?? '')
