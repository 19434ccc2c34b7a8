/** A desk of nothing but a WeChat process, for tests that kill it: it hears all and takes nothing. Tells its child's pid and what it hears. */
import { forkAccount } from '../../src/bot/wechat/fork.ts'
import { sleep } from '../../src/bot/wechat/sleep.ts'
import { createSupervisor } from '../../src/bot/wechat/supervisor.ts'
import type { AccountOptions } from '../../src/bot/wechat/wire.ts'
import { quietLog } from './quiet-log.ts'

export type ParentNews =
  | { readonly kind: 'child'; readonly pid: number }
  | { readonly kind: 'heard'; readonly text: string }
  | { readonly kind: 'sign'; readonly sign: string }

const [folder = '', account = ''] = process.argv.slice(2)
const tell = (news: ParentNews): void => void process.send?.(news)
const environment = { PATH: process.env['PATH'] ?? '' }
const supervisor = createSupervisor({
  account: JSON.parse(account) as AccountOptions,
  fork: () => forkAccount(folder, environment),
  sleep,
  log: quietLog(),
})
supervisor.listen({
  onSign: ({ kind }) => {
    const pid = supervisor.pid()
    if (pid !== null) tell({ kind: 'child', pid })
    tell({ kind: 'sign', sign: kind })
  },
  onHeard: (_, heard) =>
    tell({ kind: 'heard', text: heard.kind === 'message' && heard.content.kind === 'text' ? heard.content.text : '' }),
  onNote: () => {},
})
supervisor.start()
