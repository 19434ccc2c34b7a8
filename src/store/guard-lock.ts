/** One owner for a data directory: a file with the guard's process id, which outlives its owner only as a stale one. */
import { execFileSync } from 'node:child_process'
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const POLL_MS = 50
/** Long enough for another starter that saw the same stale file to have finished replacing it. */
const SETTLE_MS = 30

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code

/** Whether a process still runs; one of another user's counts as well. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** It has ended, and only its parent has not asked yet: orphans wait up to some seconds for that in containers. Told by Linux alone. */
function isZombie(pid: number): boolean {
  const stat = `/proc/${pid}/stat`
  return existsSync(stat) && /\) Z /.test(readFileSync(stat, 'utf8'))
}

/** The command line of a process, empty when it is gone or a zombie. */
function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

/** A process id may have gone to another program since: a guard names its data directory in its command line. */
const isGuardOf = (pid: number, dataDir: string): boolean =>
  pid !== process.pid && isAlive(pid) && /guard\.[jt]s/.test(commandLine(pid)) && commandLine(pid).includes(dataDir)

function ownerIn(lock: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(lock, 'utf8'), 10)
    return Number.isInteger(pid) ? pid : null
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

/** Written under a name of our own and linked: nobody ever reads half a lock. */
function create(lock: string): boolean {
  const own = `${lock}.${process.pid}`
  writeFileSync(own, `${process.pid}\n`)
  try {
    linkSync(own, lock)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    rmSync(own)
  }
}

/** Set aside first; a lock that somebody else made since we looked is put back. */
function removeStale(lock: string, stale: number | null): void {
  const aside = `${lock}.${process.pid}`
  try {
    renameSync(lock, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  if (ownerIn(aside) === stale) rmSync(aside)
  else renameSync(aside, lock)
}

async function tryToTake(lock: string, dataDir: string): Promise<number | null> {
  const owner = ownerIn(lock)
  if (owner !== null && isGuardOf(owner, dataDir)) return owner
  removeStale(lock, owner)
  if (!create(lock)) return ownerIn(lock)
  await sleep(SETTLE_MS)
  const settled = ownerIn(lock)
  return settled === process.pid ? null : settled
}

/** Takes the lock, waiting up to `waitMs` for an owner that is going. Resolves with null when taken, else with the owner's process id. */
export async function takeLock(lock: string, dataDir: string, waitMs: number): Promise<number | null> {
  const deadline = performance.now() + waitMs
  for (;;) {
    const owner = await tryToTake(lock, dataDir)
    if (owner === null && ownerIn(lock) === process.pid) return null
    if (owner !== null && performance.now() > deadline) return owner
    await sleep(POLL_MS)
  }
}

export function dropLock(lock: string): void {
  if (ownerIn(lock) === process.pid) rmSync(lock)
}
