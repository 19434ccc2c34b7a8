/** Building dist/ and starting from it, in a small project with our own scripts and compiler. */
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, utimesSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TempProject } from '../support/temp-project.ts'

const CLI = `#!/usr/bin/env node
const command: string | undefined = process.argv[2]
if (process.argv[3] === 'wait') {
  const timer = setInterval(() => undefined, 1000)
  process.on('SIGTERM', () => { console.log('stopping'); clearInterval(timer) })
}
console.log('cli', command, process.pid)
`
const FUTURE = new Date(Date.UTC(2099, 0))

let project: TempProject
beforeEach(() => {
  project = new TempProject()
  for (const name of ['scripts', 'tsconfig.json', 'tsconfig.build.json', 'package.json']) project.copy(name)
  for (const name of ['typescript', '@typescript', '@types', 'undici-types']) project.link(`node_modules/${name}`)
  project.write('src/cli.ts', CLI)
  project.write('src/store/scripts/claim.lua', 'return 1')
})
afterEach(() => project.remove())

function build(...args: string[]) {
  return project.node(['scripts/build.mjs', ...args])
}

function start(...args: string[]) {
  return project.node(['scripts/start.mjs', ...args], { ...process.env, REDIS_URL: 'redis://127.0.0.1:1' })
}

describe('a build', () => {
  it('compiles, copies what is not TypeScript, and makes the command executable', () => {
    expect(build()).toMatchObject({ status: 0, stderr: '' })
    expect(readFileSync(project.path('dist/store/scripts/claim.lua'), 'utf8')).toBe('return 1')
    expect(readFileSync(project.path('dist/cli.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
    expect(statSync(project.path('dist/cli.js')).mode & 0o111).toBe(0o111)
    expect(readdirSync(project.root).filter((name) => name.startsWith('.dist-'))).toEqual([])
  })

  it('takes away what is no longer in src/ and leaves alone what did not change', () => {
    project.write('src/gone.ts', 'export const gone = 1\n')
    build()
    const before = statSync(project.path('dist/cli.js')).ino
    rmSync(project.path('src/gone.ts'))
    build()
    expect(existsSync(project.path('dist/gone.js'))).toBe(false)
    expect(statSync(project.path('dist/cli.js')).ino).toBe(before)
  })

  it('is done again only when src/ is newer', () => {
    build()
    const built = () => statSync(project.path('dist/.built')).ino
    const first = built()
    build('--if-older')
    expect(built()).toBe(first)
    utimesSync(project.path('src/cli.ts'), FUTURE, FUTURE)
    build('--if-older')
    const second = built()
    expect(second).not.toBe(first)
    build('--if-older')
    expect(built()).toBe(second)
  })

  it('fails with the words of the compiler and leaves the last good one', () => {
    build()
    project.write('src/cli.ts', 'const = ;\n')
    const failed = build()
    expect(failed.status).toBe(1)
    expect(failed.stderr).toContain('src/cli.ts')
    expect(readFileSync(project.path('dist/cli.js'), 'utf8')).toContain('cli')
  })

  it('is left out, saying so, where TypeScript is not installed', () => {
    rmSync(project.path('node_modules'), { recursive: true })
    expect(build()).toEqual({
      status: 0,
      stdout: 'TypeScript is not installed here (npm ci --omit=dev): dist/ is used as it is.\n',
      stderr: '',
    })
  })
})

describe('the command', () => {
  it('is found by npx after a build, as `aftercare`', () => {
    mkdirSync(project.path('node_modules/.bin'))
    build()
    expect(readlinkSync(project.path('node_modules/.bin/aftercare'))).toBe('../../dist/cli.js')
    expect(build().status).toBe(0)
    expect(project.node(['node_modules/.bin/aftercare', 'hours']).stdout).toMatch(/^cli hours \d+\n$/)
  })
})

describe('a start', () => {
  it('builds what is missing, then what is older, and otherwise nothing', () => {
    expect(start()).toMatchObject({ status: 0, stderr: 'dist/ is missing: building again\n' })
    const second = start()
    expect(second.stderr).toBe('')
    expect(second.stdout).toMatch(/^cli start \d+\n$/)
    utimesSync(project.path('src/cli.ts'), FUTURE, FUTURE)
    expect(start().stderr).toBe('dist/ is older than src/: building again\n')
  })

  it('becomes the desk in its own process, so that signals reach it', async () => {
    build()
    const child = project.start(['scripts/start.mjs', 'wait'], { ...process.env, REDIS_URL: 'redis://127.0.0.1:1' })
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
      if (said === `cli start ${child.pid}\n`) child.kill('SIGTERM')
    })
    const [code] = await once(child, 'close')
    expect([code, said]).toEqual([0, `cli start ${child.pid}\nstopping\n`])
  })

  it('says in one line that src/ does not compile, with exit code 2', () => {
    project.write('src/cli.ts', 'const = ;\n')
    const failed = start()
    expect(failed.status).toBe(2)
    expect(failed.stderr).toMatch(/src\/ does not compile: see above\n$/)
  })

  it('names npm ci when there is neither a dist/ nor a compiler', () => {
    rmSync(project.path('node_modules'), { recursive: true })
    expect(start()).toEqual({
      status: 2,
      stdout: '',
      stderr: 'dist/ is missing, and TypeScript is not installed: run npm ci\n',
    })
  })

  it('asks for redis-server unless .env names a Redis', () => {
    build()
    mkdirSync(project.path('bin'))
    const env = { PATH: project.path('bin') }
    const without = project.node(['scripts/start.mjs'], env)
    expect(without).toMatchObject({ status: 2, stdout: '' })
    expect(without.stderr).toMatch(/^redis-server is not installed\. .+\n$/)
    project.write('.env', 'REDIS_URL=redis://127.0.0.1:1\n')
    expect(project.node(['scripts/start.mjs'], env).stdout).toMatch(/^cli start/)
  })
})
