/** The rooms of src/: which may import which, that Biome says so for every pair, and that rules and conversations read no clock. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROJECT, TempProject } from '../support/temp-project.ts'

const TOPS = ['config', 'main', 'cli'] as const
/** What a file in each room may import; everything else of `OTHERS` must be refused. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  domain: ['xstate', 'node:fs'],
  flows: ['../domain/values', 'xstate'],
  html: ['../domain/values'],
  store: ['../domain/values', '../ports', '../ports/turn', 'redis', 'ioredis', 'bullmq', 'pino', 'node:fs'],
  bot: [
    '../domain/values',
    '../html/head',
    '../flows/types',
    '../ports',
    '../ports/turn',
    'telegraf',
    'wechaty',
    'fastify',
    'pino',
    'xstate',
    'node:fs',
  ],
  desk: ['../domain/values', '../html/head', '../ports', '../ports/turn', 'fastify', 'pino', 'xstate', 'node:fs'],
}
const OTHERS = [
  ...[
    'domain/values',
    'flows/types',
    'store/keys',
    'bot/channel',
    'desk/api',
    'html/head',
    'ports',
    'ports/turn',
    ...TOPS,
    'config/instant',
    'commands/chat',
    'wiring/life',
  ].map((name) => `../${name}`),
  ...['redis', 'ioredis', 'bullmq', 'telegraf', 'wechaty', 'fastify', 'pino', 'xstate', 'node:fs'],
]

let project: TempProject
/** `rule path` for everything that Biome refused. */
let refused: ReadonlySet<string>

function specifier(name: string): string {
  return name.startsWith('..') ? `${name}.ts` : name
}

function sample(room: string, imported: string): string {
  return `src/${room}/${imported.replace(/\W+/g, '-').replace(/^-/, '')}.ts`
}

beforeAll(() => {
  project = new TempProject()
  project.copy('biome.json')
  project.copy('.gitignore')
  for (const room of Object.keys(MAY)) {
    for (const other of OTHERS) project.write(sample(room, other), `import '${specifier(other)}'\n`)
  }
  project.write('src/flows/deep/down.ts', "import '../../store/keys.ts'\n")
  project.write('src/bot/environment.ts', 'export const home = process.env.HOME\n')
  project.write('src/config.ts', 'export const home = process.env.HOME\n')
  project.write('src/store/talk.ts', "console.log('hello')\n")
  project.write('src/store/one.ts', "import { two } from './two.ts'\n\nexport const one = (): number => two()\n")
  project.write('src/store/two.ts', "import { one } from './one.ts'\n\nexport const two = (): number => one()\n")
  refused = biome()
})
afterAll(() => project.remove())

function biome(): ReadonlySet<string> {
  const command = join(PROJECT, 'node_modules/@biomejs/biome/bin/biome')
  const ran = project.node([command, 'lint', '--reporter=json', '--max-diagnostics=none'])
  const report = JSON.parse(ran.stdout) as { diagnostics: { category: string; location: { path: unknown } }[] }
  return new Set(
    report.diagnostics.map(({ category, location }) => `${category.split('/').at(-1)} ${pathOf(location.path)}`),
  )
}

/** As a plain string or as `{ file }`, depending on the version. */
function pathOf(path: unknown): string {
  return typeof path === 'string' ? path : (path as { file: string }).file
}

const PAIRS = Object.keys(MAY).flatMap((room) =>
  OTHERS.map((other) => ({ room, other, verdict: isAllowed(room, other) ? 'may' : 'may not' })),
)

function isAllowed(room: string, other: string): boolean {
  return other.startsWith(`../${room}/`) || MAY[room]?.includes(other) === true
}

describe('the rooms', () => {
  it.each(PAIRS)('src/$room $verdict import $other', ({ room, other, verdict }) => {
    expect(refused.has(`noRestrictedImports ${sample(room, other)}`)).toBe(verdict === 'may not')
  })

  it('hold for files further down', () => {
    expect(refused).toContain('noRestrictedImports src/flows/deep/down.ts')
  })
})

describe('other house rules', () => {
  it('let only src/config.ts read the environment', () => {
    expect(refused).toContain('noProcessEnv src/bot/environment.ts')
    expect(refused).not.toContain('noProcessEnv src/config.ts')
  })

  it('forbid printing and cycles', () => {
    expect(refused).toContain('noConsole src/store/talk.ts')
    expect(refused).toContain('noImportCycles src/store/one.ts')
  })

  it('keep clocks and chance out of rules and conversations', () => {
    const impure = ['src/domain', 'src/flows']
      .flatMap(sources)
      .filter((file) => IMPURE.test(readFileSync(file, 'utf8')))
    expect(impure).toEqual([])
  })
})

const IMPURE = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bsetTimeout\(|\bsetInterval\(|\bperformance\.now\(/

function sources(room: string): string[] {
  const files = readdirSync(join(PROJECT, room), { recursive: true, encoding: 'utf8' })
  return files.filter((file) => file.endsWith('.ts')).map((file) => join(PROJECT, room, file))
}
