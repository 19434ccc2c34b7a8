// Sees that `redis-server` is on this machine: installs it with apt-get (as root) or brew, saying so, or names the one line that does.
// Never starts it: the service that Debian's package would start is held back while it installs, and switched off where systemd runs.
import { existsSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { aptInstall, findOnPath, run } from './programs.mjs'

/** Debian's maintainer scripts ask this program whether they may start a service; 101 says no. */
const POLICY = '/usr/sbin/policy-rc.d'
const POLICY_SAYS_NO = '#!/bin/sh\nexit 101\n'
const WRONG_SETUP = 2

/**
 * Answers `{ ok: true }` once `redis-server` is on PATH, else `{ ok: false, problem }` with one line that says what to do. `say` gets a
 * line before something is installed. `policyFile` is another path in tests.
 */
export function ensureRedis(say, { isRoot = process.getuid?.() === 0, policyFile = POLICY } = {}) {
  if (onPath('redis-server')) return { ok: true }
  const install = installer(isRoot, policyFile)
  if (install === null) return { ok: false, problem: `redis-server is not installed. ${advice()}` }
  say(`redis-server is not installed: installing it with ${install.name} …`)
  const failure = install.run()
  if (onPath('redis-server')) return { ok: true }
  return {
    ok: false,
    problem: `${install.name} could not install redis-server (${failure ?? 'it is still not on PATH'}). ${advice()}`,
  }
}

function installer(isRoot, policyFile) {
  if (onPath('apt-get') && isRoot) return { name: 'apt-get', run: () => installWithApt(policyFile) }
  if (onPath('brew')) return { name: 'brew', run: () => run('brew', ['install', 'redis']) }
  return null
}

function advice() {
  if (onPath('apt-get')) return 'Run: sudo apt-get install -y --no-install-recommends redis-server'
  if (process.platform === 'darwin') return 'Run: brew install redis'
  return "Install redis-server 6.2 or later with this system's package manager, or set REDIS_URL to a Redis that runs."
}

function installWithApt(policyFile) {
  const held = holdServicesBack(policyFile)
  try {
    const failure = aptInstall('redis-server')
    if (failure === null && existsSync('/run/systemd/system')) run('systemctl', ['disable', '--now', 'redis-server'])
    return failure
  } finally {
    if (held) rmSync(policyFile, { force: true })
  }
}

/** True when the policy is ours to remove again; one that is there already stays as it is. */
function holdServicesBack(policyFile) {
  if (existsSync(policyFile)) return false
  writeFileSync(policyFile, POLICY_SAYS_NO, { mode: 0o755 })
  return true
}

const onPath = (command) => findOnPath(command) !== null

function main() {
  const redis = ensureRedis((line) => console.error(line))
  if (redis.ok) return 0
  console.error(redis.problem)
  return WRONG_SETUP
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exitCode = main()
