/** WeChat as configured: its account in a process of its own, and the channel in front of it. */
import { join } from 'node:path'
import type { Accept, Channel } from '../bot/channel.ts'
import { createTakeFile } from '../bot/files/take.ts'
import type { Log } from '../bot/log.ts'
import { createWechat, spoolOf } from '../bot/wechat/channel.ts'
import { forkAccount } from '../bot/wechat/fork.ts'
import { idsLastOneLogIn, puppetOptionsOf } from '../bot/wechat/gateway.ts'
import { sleep } from '../bot/wechat/sleep.ts'
import { createSupervisor } from '../bot/wechat/supervisor.ts'
import type { Config } from '../config.ts'
import type { Kept } from './kept.ts'
import { CannotStart } from './life.ts'
import { offChannel } from './off-channel.ts'
import type { ShowStaff } from './telegram.ts'

export const wechatFolder = ({ dataDir }: Config): string => join(dataDir, 'wechat')

/** Off where no puppet is named. Throws `CannotStart` when the puppet lacks what it needs. `showStaff`: shows a code for scanning. */
export function wechatFor(
  config: Config,
  { store, files }: Kept,
  accept: Accept,
  showStaff: ShowStaff | null,
  log: Log,
): Channel {
  const { wechat } = config
  if (wechat.status === 'off') {
    return offChannel('wechat', 'Set WECHATY_PUPPET, and what that puppet needs: see docs/wechat.md.')
  }
  const { puppet, environment } = wechat
  const checked = puppetOptionsOf(wechat)
  if (checked.status === 'wrong') throw new CannotStart([checked.reason], 'configuration')
  const folder = wechatFolder(config)
  const account = {
    puppet,
    puppetOptions: checked.options,
    idsLastOneLogIn: idsLastOneLogIn(puppet),
    session: join(folder, 'session'),
    spool: spoolOf(folder),
    staffRoom: wechat.staffRoom,
  }
  const supervisor = createSupervisor({ account, fork: () => forkAccount(folder, environment), sleep, log })
  const print = (text: string) => void process.stderr.write(text)
  return createWechat(supervisor, {
    puppet,
    folder,
    accept,
    store,
    takeFile: createTakeFile(files),
    files,
    print,
    showStaff,
    log,
  })
}
