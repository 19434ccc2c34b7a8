/** Finding or installing redis-server, on a PATH of the test's own: what is called, what is said, and that nothing is left behind. */
import { existsSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { PROJECT, TempProject } from '../support/temp-project.ts'

const INSTALL = 'install -y -q --no-install-recommends redis-server'

let project: TempProject
beforeEach(() => {
  project = new TempProject()
  project.write('bin/README', 'the only directory on PATH')
})
afterEach(() => project.remove())

/** Calls `ensureRedis` in a process of its own; answers what it said and what came out. */
function ensure({ isRoot }: { isRoot: boolean }) {
  const policyFile = project.path('policy-rc.d')
  const program = `
    const { ensureRedis } = await import(${JSON.stringify(`${PROJECT}scripts/ensure-redis.mjs`)})
    const said = []
    const result = ensureRedis((line) => said.push(line), ${JSON.stringify({ isRoot, policyFile })})
    console.log(JSON.stringify({ result, said }))`
  const env = { PATH: project.path('bin'), LOG: project.path('log'), BIN: project.path('bin'), POLICY: policyFile }
  const ran = project.node(['--input-type=module', '-e', program], env)
  if (ran.status !== 0) throw new Error(ran.stderr)
  return JSON.parse(ran.stdout)
}

function calls(): string[] {
  return readFileSync(project.path('log'), 'utf8').trim().split('\n')
}

/** An apt-get that logs its calls, whether a service could start then, and installs on the `when`-th try. */
function aptGet(when: number): void {
  project.command(
    'apt-get',
    `if [ -x "$POLICY" ]; then held=held; else held=free; fi
echo "$held $*" >> "$LOG"
[ "$1" = install ] || exit 0
if [ ! -e "$LOG.${when - 1}" ]; then
  : > "$LOG.1"
  [ ${when} = 1 ] || { echo 'E: Unable to locate package redis-server' >&2; exit 100; }
fi
: > "$BIN/redis-server"
/bin/chmod +x "$BIN/redis-server"`,
  )
}

it('is quiet when redis-server is there', () => {
  project.command('redis-server', 'exit 0')
  expect(ensure({ isRoot: true })).toEqual({ result: { ok: true }, said: [] })
})

it('installs with apt-get as root, saying so, and holds the service back meanwhile', () => {
  aptGet(1)
  expect(ensure({ isRoot: true })).toEqual({
    result: { ok: true },
    said: ['redis-server is not installed: installing it with apt-get …'],
  })
  expect(calls()).toEqual([`held ${INSTALL}`])
  expect(existsSync(project.path('policy-rc.d'))).toBe(false)
})

it('refreshes the package lists where they are missing', () => {
  aptGet(2)
  expect(ensure({ isRoot: true }).result).toEqual({ ok: true })
  expect(calls()).toEqual([`held ${INSTALL}`, 'held update -q', `held ${INSTALL}`])
})

it("leaves a machine's own policy as it is", () => {
  project.write('policy-rc.d', '#!/bin/sh\nexit 101\n# mine\n')
  aptGet(1)
  ensure({ isRoot: true })
  expect(readFileSync(project.path('policy-rc.d'), 'utf8')).toContain('# mine')
})

it('says why apt-get failed and what to do, and leaves nothing behind', () => {
  project.command('apt-get', "echo 'E: no network' >&2; exit 100")
  expect(ensure({ isRoot: true }).result).toEqual({
    ok: false,
    problem:
      'apt-get could not install redis-server (E: no network). Run: sudo apt-get install -y --no-install-recommends redis-server',
  })
  expect(existsSync(project.path('policy-rc.d'))).toBe(false)
})

it('only names the command to those who may not install', () => {
  project.command('apt-get', 'echo called >> "$LOG"')
  expect(ensure({ isRoot: false })).toEqual({
    result: {
      ok: false,
      problem: 'redis-server is not installed. Run: sudo apt-get install -y --no-install-recommends redis-server',
    },
    said: [],
  })
  expect(existsSync(project.path('log'))).toBe(false)
})

it('installs with brew where that is the way', () => {
  project.command('brew', 'echo "$*" >> "$LOG"; : > "$BIN/redis-server"; /bin/chmod +x "$BIN/redis-server"')
  expect(ensure({ isRoot: false }).said).toEqual(['redis-server is not installed: installing it with brew …'])
  expect(calls()).toEqual(['install redis'])
})

it('is a command too, with exit code 2 and one line', () => {
  const ran = project.node([`${PROJECT}scripts/ensure-redis.mjs`], { PATH: project.path('bin') })
  expect(ran).toMatchObject({ status: 2, stdout: '' })
  expect(ran.stderr).toMatch(/^redis-server is not installed\. [^\n]+\n$/)
})
