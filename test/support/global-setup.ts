// Before all tests: a redis-server is on this machine and dist/ is the build of src/, as some tests start `dist/` processes.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const SCRIPTS = new URL('../../scripts/', import.meta.url)

export default function setup(): void {
  run('ensure-redis.mjs')
  run('build.mjs', '--if-older')
}

/** The scripts say themselves what they do and what went wrong. */
function run(script: string, ...args: string[]): void {
  const done = spawnSync(process.execPath, [fileURLToPath(new URL(script, SCRIPTS)), ...args], { stdio: 'inherit' })
  if (done.status !== 0) throw new Error(`scripts/${script} ended with ${done.status ?? done.signal}: see above`)
}
