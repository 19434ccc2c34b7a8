/** Finding or installing Chromium, on a PATH of the test's own. */
import { existsSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { PROJECT, TempProject } from '../support/temp-project.ts'

let project: TempProject
beforeEach(() => {
  project = new TempProject()
  project.write('bin/README', 'the only directory on PATH')
})
afterEach(() => project.remove())

function ensure({ isRoot }: { isRoot: boolean }) {
  const program = `
    const { ensureChromium } = await import(${JSON.stringify(`${PROJECT}scripts/ensure-chromium.mjs`)})
    const said = []
    const result = ensureChromium((line) => said.push(line), ${JSON.stringify({ isRoot, elsewhere: [] })})
    console.log(JSON.stringify({ result, said }))`
  const env = { PATH: project.path('bin'), LOG: project.path('log'), BIN: project.path('bin') }
  const ran = project.node(['--input-type=module', '-e', program], env)
  if (ran.status !== 0) throw new Error(ran.stderr)
  return JSON.parse(ran.stdout)
}

it('finds the one that is there, under any of its names', () => {
  project.command('google-chrome', 'exit 0')
  expect(ensure({ isRoot: true })).toEqual({ result: { ok: true, path: project.path('bin/google-chrome') }, said: [] })
})

it('installs with apt-get as root, saying so', () => {
  project.command('apt-get', 'echo "$*" >> "$LOG"; : > "$BIN/chromium"; /bin/chmod +x "$BIN/chromium"')
  expect(ensure({ isRoot: true })).toEqual({
    result: { ok: true, path: project.path('bin/chromium') },
    said: ['Chromium is not installed: installing it with apt-get …'],
  })
  expect(readFileSync(project.path('log'), 'utf8')).toBe('install -y -q --no-install-recommends chromium\n')
})

it('names the one line that installs it to those who may not, and why it failed', () => {
  const line = 'Run: sudo apt-get install -y --no-install-recommends chromium'
  project.command('apt-get', 'echo called >> "$LOG"; echo \'E: no network\' >&2; exit 100')
  expect(ensure({ isRoot: false }).result).toEqual({ ok: false, problem: `Chromium is not installed. ${line}` })
  expect(existsSync(project.path('log'))).toBe(false)
  const failed = `apt-get could not install chromium (E: no network). ${line}`
  expect(ensure({ isRoot: true }).result).toEqual({ ok: false, problem: failed })
})
