/** A desk started once: how long it took, what it and the account's process hold, or, in a start of its own, what of Wechaty they have loaded. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { until } from '../../test/e2e/support/until.ts'
import { type DeskProcess, startDeskProcess } from '../../test/support/desk-process.ts'
import { GATEWAY_TOKEN, type Gateway } from '../../test/support/wechat-gateway.ts'

export const KINDS = ['without', 'off', 'on'] as const
export type Kind = (typeof KINDS)[number]

export interface Figures {
  readonly readyMs: number
  readonly deskMiB: number
  /** Of the account's process; 0 where there is none. */
  readonly childMiB: number
}

const SETTLED_MS = 4_000
const LOGGED_IN_WITHIN_MS = 60_000
const WECHATY = /node_modules\/(?:wechaty[^/]*|file-box|@juzi)\//
const ACCOUNT = 'bot/wechat/child/main.js'
const ACCOUNT_FILE = fileURLToPath(new URL(`../../dist/${ACCOUNT}`, import.meta.url))

const residentMiB = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

/** The desk's child that is the account's process; null where it has none. */
function accountOf(pid: number): number | null {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  return children.find((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes(ACCOUNT)) ?? null
}

/** Runs a desk of a kind until it has settled; with WeChat on its account is logged in by then. */
async function withDesk<Answer>(
  kind: Kind,
  cli: string,
  gateway: Gateway,
  more: Readonly<Record<string, string>>,
  look: (desk: DeskProcess, account: number | null) => Answer,
): Promise<Answer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'aftercare-bench-wechat-'))
  const wechat = {
    WECHATY_PUPPET: 'wechaty-puppet-service',
    WECHATY_TOKEN: GATEWAY_TOKEN,
    WECHATY_ENDPOINT: gateway.endpoint,
    WECHATY_TLS: 'off',
  }
  const env = { DATA_DIR: dataDir, ...(kind === 'on' && wechat), ...more }
  const desk = await startDeskProcess(env, dataDir, kind === 'without' ? cli : undefined)
  if (kind === 'on') {
    gateway.tell({ kind: 'login' })
    const isIn = async () => (await desk.readyz()).channels['wechat']?.status === 'ready'
    await until('logged in', isIn, LOGGED_IN_WITHIN_MS)
  }
  await sleep(SETTLED_MS)
  const answer = look(desk, accountOf(desk.pid))
  await desk.stop()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  return answer
}

/** `cli`: of the build without WeChat. */
export const figuresOf = (kind: Kind, cli: string, gateway: Gateway): Promise<Figures> =>
  withDesk(kind, cli, gateway, {}, ({ pid, readyAfterMs }, account) => ({
    readyMs: readyAfterMs,
    deskMiB: residentMiB(pid),
    childMiB: account === null ? 0 : residentMiB(account),
  }))

/** How many modules of Wechaty's packages the desk has run, by V8's own list of scripts at its end. */
export const loadedBy = (kind: Kind, cli: string, gateway: Gateway): Promise<number> =>
  countingModules((folder) => withDesk(kind, cli, gateway, { NODE_V8_COVERAGE: folder }, (desk) => desk.pid))

/** The same of the account's process, before it has loaded any puppet: it ends when whoever started it lets go of it. */
export const loadedByAccount = (): Promise<number> =>
  countingModules(async (folder) => {
    const child = fork(ACCOUNT_FILE, [], {
      env: { NODE_V8_COVERAGE: folder, HOME: folder },
      stdio: 'ignore',
      execArgv: [],
    })
    await sleep(SETTLED_MS)
    child.disconnect()
    await once(child, 'exit')
    return child.pid ?? 0
  })

async function countingModules(run: (folder: string) => Promise<number>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-bench-loaded-'))
  const pid = await run(folder)
  const files = readdirSync(folder).filter((name) => name.startsWith(`coverage-${pid}-`))
  if (files.length === 0) throw new Error('no list of what was loaded was left')
  const urls = files.flatMap((name) => scriptsIn(join(folder, name)))
  rmSync(folder, { recursive: true, force: true })
  return urls.filter((url) => WECHATY.test(url)).length
}

const scriptsIn = (file: string): readonly string[] =>
  (JSON.parse(readFileSync(file, 'utf8')) as { result: readonly { url: string }[] }).result.map(({ url }) => url)
