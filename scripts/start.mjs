// `npm start`: sees that there is a Redis to start and that dist/ is the build of src/, then becomes `aftercare start` in this very process,
// so that signals reach it.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { build, canBuild, distState } from './build.mjs'
import { ensureRedis } from './ensure-redis.mjs'

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
const WRONG_SETUP = 2

/** An address of an existing Redis, in the environment or in .env; an empty value counts as none, as in src/config.ts. */
function usesOwnRedis() {
  if (process.env.REDIS_URL !== undefined) return process.env.REDIS_URL.trim() !== ''
  return existsSync('.env') && (parseEnv(readFileSync('.env', 'utf8')).REDIS_URL ?? '').trim() !== ''
}

function checkRedis() {
  if (usesOwnRedis()) return
  const redis = ensureRedis((line) => console.error(line))
  if (!redis.ok) stop(redis.problem)
}

function checkBuild() {
  const state = distState()
  if (state === 'fresh') return
  const what = state === 'older' ? 'dist/ is older than src/' : 'dist/ is missing'
  if (canBuild()) {
    console.error(`${what}: building again`)
    if (!build()) stop('src/ does not compile: see above')
  } else if (state === 'older') console.error(`${what}, and TypeScript is not installed: dist/ is used as it is`)
  else stop(`${what}, and TypeScript is not installed: run npm ci`)
}

function stop(problem) {
  console.error(problem)
  process.exit(WRONG_SETUP)
}

checkRedis()
checkBuild()
process.argv = [process.execPath, CLI, 'start', ...process.argv.slice(2)]
await import(CLI)
