/** What can be checked of the containers without running them, and that .env.example and package.json tell the truth. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { VARIABLE_NAMES } from '../../src/config/variables.ts'
import { readConfig } from '../../src/config.ts'
import { PROJECT } from '../support/temp-project.ts'

interface Service {
  readonly user: string
  readonly read_only: boolean
  readonly cap_drop: readonly string[]
  readonly tmpfs: readonly string[]
  readonly volumes: readonly string[]
  readonly networks: readonly string[]
  readonly ports?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly healthcheck: { readonly test: readonly string[] }
}
interface Compose {
  readonly services: Readonly<Record<'redis' | 'aftercare', Service>>
  readonly volumes: Readonly<Record<string, unknown>>
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>
}

const read = (name: string) => readFileSync(join(PROJECT, name), 'utf8')
const compose = parse(read('docker-compose.yml')) as Compose
const dockerfile = read('Dockerfile')
const { redis, aftercare } = compose.services

describe('docker-compose.yml', () => {
  it.each(['redis', 'aftercare'] as const)('%s runs without root, on a read-only file system', (name) => {
    const service = compose.services[name]
    expect(service).toMatchObject({ user: name === 'redis' ? 'redis' : 'node', read_only: true, cap_drop: ['ALL'] })
    expect(service.tmpfs).toContain('/tmp')
  })

  it('names only volumes, networks and paths that exist', () => {
    for (const service of [redis, aftercare]) {
      for (const network of service.networks) expect(compose.networks).toHaveProperty(network)
      for (const volume of service.volumes) {
        const source = volume.split(':')[0] ?? ''
        if (source.startsWith('.')) expect(existsSync(join(PROJECT, source)), source).toBe(true)
        else expect(compose.volumes).toHaveProperty(source)
      }
    }
  })

  it('keeps Redis to itself and the desk on the loopback', () => {
    expect(redis.ports).toBeUndefined()
    expect(compose.networks['store']?.internal).toBe(true)
    expect(aftercare.ports).toEqual(['127.0.0.1:8080:8080'])
  })

  it('gives the desk an environment that it accepts', () => {
    const config = readConfig(aftercare.environment ?? {})
    expect(config).toMatchObject({
      ok: true,
      warnings: [],
      config: { redis: { kind: 'url' }, http: { host: '0.0.0.0', port: 8080 }, dataDir: '/data' },
    })
  })

  it('checks health with what the images have', () => {
    expect(redis.healthcheck.test.slice(0, 2)).toEqual(['CMD', 'redis-cli'])
    const [kind, command, flag, program] = aftercare.healthcheck.test
    expect([kind, command, flag]).toEqual(['CMD', 'node', '-e'])
    expect(program).toContain('http://127.0.0.1:8080/readyz')
    expect(() => new Function(program ?? 'no program')).not.toThrow()
  })
})

describe('Dockerfile', () => {
  it('copies only what is here and what .dockerignore lets in', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap(
      (line) => line[1]?.split(' ').slice(0, -1) ?? [],
    )
    const letIn = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
    expect(copied.length).toBeGreaterThan(5)
    for (const name of copied) {
      expect(existsSync(join(PROJECT, name)), name).toBe(true)
      expect(letIn).toContain(`!${name.replace('./', '')}`)
    }
  })

  it('runs the command of package.json without root', () => {
    const { bin } = JSON.parse(read('package.json'))
    expect(dockerfile).toContain(`ENTRYPOINT ["node", "${bin.aftercare}"]`)
    expect(dockerfile).toMatch(/^USER node$/m)
  })
})

describe('.env.example', () => {
  const lines = read('.env.example').split('\n')
  const named = lines.flatMap((line) => /^#([A-Z_]+)=/.exec(line)?.[1] ?? [])

  it('lists every variable, all switched off', () => {
    expect(named.toSorted()).toEqual([...VARIABLE_NAMES].toSorted())
    expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([])
  })
})

describe('package.json', () => {
  const { scripts, allowScripts } = JSON.parse(read('package.json'))

  it('allows no install script, and names every package that has one', () => {
    const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, { hasInstallScript?: boolean }> }
    const having = Object.entries(lock.packages).filter(
      ([path, { hasInstallScript }]) => path !== '' && hasInstallScript,
    )
    const names = having.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length))
    expect(Object.keys(allowScripts).toSorted()).toEqual([...new Set(names)].toSorted())
    expect(Object.values(allowScripts)).not.toContain(true)
  })

  it('is locked whole: npm ci refuses a lock that lacks the optional packages of other platforms', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>
    }
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
      ),
    )
    expect(missing).toEqual([])
  })

  it('has a clean install and npm test as its continuous integration', () => {
    expect(scripts.test).toBe('vitest run')
    expect(read('.ci/run')).toMatch(/\nnpm ci\nexec npm test\n$/)
    expect(statSync(join(PROJECT, '.ci/run')).mode & 0o111).toBe(0o111)
  })
})
