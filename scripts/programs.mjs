// Programs of the machine: whether one is there, and running one quietly. For the scripts that see that what is needed is installed.
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The path of the first of these commands that is on PATH; null when none is. */
export function findOnPath(...commands) {
  const directories = (process.env.PATH ?? '').split(delimiter).map((directory) => directory || '.')
  const paths = commands.flatMap((command) => directories.map((directory) => join(directory, command)))
  return paths.find(isExecutable) ?? null
}

/** Runs a command quietly; null when it went well, else the last thing it said. */
export function run(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const done = spawnSync(command, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  if (done.status === 0) return null
  const said = `${done.stdout ?? ''}\n${done.stderr ?? ''}`.trim().split('\n').at(-1)
  return said || done.error?.message || `${command} ended with ${done.status ?? done.signal}`
}

/** Installs a Debian package, after a look at newer lists where the known ones do not have it. Answers as `run`. */
export function aptInstall(name) {
  const install = () => run('apt-get', ['install', '-y', '-q', '--no-install-recommends', name])
  return install() === null ? null : (run('apt-get', ['update', '-q']) ?? install())
}

export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
