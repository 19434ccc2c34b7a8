/** Starts the WeChat process: from source in development, from the build otherwise. */
import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const fromSource = import.meta.url.endsWith('.ts')
const program = fileURLToPath(new URL(fromSource ? './child/main.ts' : './child/main.js', import.meta.url))
const projectRoot = fileURLToPath(new URL('../../../', import.meta.url))

/**
 * A process with these variables and a HOME of its own below `folder`: the service puppet keeps contacts there, locked by one process. What it
 * writes is not read: puppets print names and texts.
 */
export function forkAccount(folder: string, environment: Readonly<Record<string, string>>): ChildProcess {
  const home = join(folder, 'home')
  mkdirSync(home, { recursive: true, mode: 0o700 })
  return fork(program, [], {
    cwd: projectRoot,
    execArgv: fromSource ? ['--import', 'tsx'] : [],
    env: { ...environment, HOME: home },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}
