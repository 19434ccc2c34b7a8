/** The plain last line of a test run, from real runs of vitest over tests that pass, fail, are skipped or cannot even be loaded. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { PROJECT, TempProject } from '../support/temp-project.ts'

let project: TempProject
beforeEach(() => {
  project = new TempProject()
  project.link('node_modules')
})
afterEach(() => project.remove())

function run(settings: object = {}) {
  const reporters = ['default', `${PROJECT}scripts/plain-count-reporter.ts`]
  project.write('vitest.config.mjs', `export default ${JSON.stringify({ test: { reporters, ...settings } })}`)
  const ran = project.node([`${PROJECT}node_modules/vitest/vitest.mjs`, 'run'], { PATH: process.env['PATH'] })
  return { status: ran.status, last: ran.stdout.split('\n').slice(-2) }
}

const HEAD = "import { beforeAll, describe, expect, it } from 'vitest'\n"

it('counts what passed', () => {
  project.write('a.test.ts', `${HEAD}it('a', () => expect(1).toBe(1))\nit('b', () => expect(1).toBe(1))`)
  expect(run()).toEqual({ status: 0, last: ['2 passed, 0 failed', ''] })
})

it('counts what failed, in a test or outside, what was skipped and what could not run at all, and exits with a failure', () => {
  project.write('a.test.ts', `${HEAD}it('a', () => expect(1).toBe(1))\nit('b', () => expect(1).toBe(2))\nit.skip('c')`)
  project.write('b.test.ts', `${HEAD}import './nowhere.ts'\nit('d', () => expect(1).toBe(1))`)
  project.write(
    'c.test.ts',
    `${HEAD}describe('e', () => { beforeAll(() => { throw new Error() }); it('f', () => {}) })`,
  )
  project.write('d.test.ts', `${HEAD}it('g', () => { Promise.reject(new Error('late')) })`)
  const { status, last } = run()
  expect(status).toBe(1)
  expect(last).toEqual(['2 passed, 4 failed, 2 skipped', ''])
})

it('counts a setup that fails as a failure', () => {
  project.write('a.test.ts', `${HEAD}it('a', () => expect(1).toBe(1))`)
  project.write('setup.ts', "export default () => { throw new Error('no') }")
  expect(run({ globalSetup: ['setup.ts'] })).toEqual({ status: 1, last: ['0 passed, 1 failed', ''] })
})
