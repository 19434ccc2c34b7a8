/** The environment: what each variable must be, what an operator reads when it is not, and that a secret never appears. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseInstant } from '../src/config/instant.ts'
import { type Config, readConfig, readDotEnv } from '../src/config.ts'

const TOKEN = `1234:${'a'.repeat(30)}`

function configOf(env: Record<string, string>): Config {
  const read = readConfig(env)
  if (!read.ok) throw new Error(read.problems.join('\n'))
  return read.config
}

function problemsOf(env: Record<string, string>): readonly string[] {
  const read = readConfig(env)
  return read.ok ? [] : read.problems
}

function warningsOf(env: Record<string, string>): readonly string[] {
  const read = readConfig(env)
  return read.ok ? read.warnings : ['not read at all']
}

describe('an empty environment', () => {
  it('is a desk on the loopback with a Redis of its own and no channel of a platform', () => {
    expect(readConfig({})).toEqual({
      ok: true,
      warnings: [],
      config: {
        http: { host: '127.0.0.1', port: 8080, publicUrl: null, trustProxy: false, metricsToken: null },
        redis: { kind: 'embedded' },
        adminPassword: null,
        dataDir: resolve('.aftercare'),
        contentDir: resolve(import.meta.dirname, '../content'),
        logLevel: 'info',
        startsAt: null,
        telegram: { status: 'off' },
        wechat: { status: 'off' },
      },
    })
  })

  it('is what empty values mean too', () => {
    expect(configOf({ PORT: '', REDIS_URL: ' ', TELEGRAM_BOT_TOKEN: '' })).toEqual(configOf({}))
  })
})

describe('a right value', () => {
  const CLUSTER = {
    kind: 'cluster',
    nodes: [
      { host: '10.0.0.1', port: 7_000 },
      { host: '::1', port: 7_001 },
    ],
  }

  it.each([
    ['PORT', '0', 0],
    ['PORT', '65535', 65_535],
  ])('%s=%s', (name, value, port) => expect(configOf({ [name]: value }).http.port).toBe(port))

  it.each([
    ['redis://127.0.0.1:6379/2', { kind: 'url', url: 'redis://127.0.0.1:6379/2' }],
    ['rediss://user:word@redis.example.com', { kind: 'url', url: 'rediss://user:word@redis.example.com' }],
    ['/run/redis/redis.sock', { kind: 'socket', path: '/run/redis/redis.sock' }],
    ['unix:///run/redis.sock', { kind: 'socket', path: '/run/redis.sock' }],
    ['rediss://10.0.0.1/?ca=/etc/redis/ca.pem', { kind: 'url', url: 'rediss://10.0.0.1/?ca=/etc/redis/ca.pem' }],
    ['redis-cluster://10.0.0.1:7000,[::1]:7001', { ...CLUSTER, credentials: null, tls: null }],
    [
      'redis-cluster://desk:p%40ss@10.0.0.1:7000,[::1]:7001',
      { ...CLUSTER, credentials: { username: 'desk', password: 'p@ss' }, tls: null },
    ],
    [
      'rediss-cluster://:word@10.0.0.1:7000,[::1]:7001?ca=/etc/redis/ca.pem',
      { ...CLUSTER, credentials: { username: 'default', password: 'word' }, tls: { ca: '/etc/redis/ca.pem' } },
    ],
  ])('REDIS_URL=%s', (value, redis) => expect(configOf({ REDIS_URL: value }).redis).toEqual(redis))

  it.each([
    ['true', true],
    ['false', false],
    ['10.0.0.0/8, ::1', '10.0.0.0/8,::1'],
  ])('TRUST_PROXY=%s', (value, trust) => expect(configOf({ TRUST_PROXY: value }).http.trustProxy).toBe(trust))

  it.each([
    ['http://127.0.0.1:9999', 'http://127.0.0.1:9999/'],
    ['http://127.0.0.1:9999/any/path', 'http://127.0.0.1:9999/any/path/'],
    ['https://api.example.com/', 'https://api.example.com/'],
  ])('TELEGRAM_API_ROOT=%s gets the slash that keeps its path', (value, apiRoot) => {
    const { telegram } = configOf({ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: value })
    expect(telegram).toMatchObject({ status: 'on', token: TOKEN, apiRoot, staffChatId: null })
  })

  it('gives a webhook its path, and all processes the same secret where none is set', () => {
    const url = 'https://desk.example.com/a/telegram'
    const webhook = (env: Record<string, string>) => {
      const { telegram } = configOf({ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_WEBHOOK_URL: url, ...env })
      return telegram.status === 'on' ? telegram.webhook : null
    }
    expect(webhook({})).toEqual({ url, path: '/a/telegram', secret: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(webhook({})).toEqual(webhook({}))
    expect(webhook({ TELEGRAM_BOT_TOKEN: `${TOKEN}x` })?.secret).not.toBe(webhook({})?.secret)
    expect(webhook({ TELEGRAM_WEBHOOK_SECRET: 'mine' })?.secret).toBe('mine')
  })

  it.each(['https://desk.example.com', 'https://desk.example.com/chat', 'https://desk.example.com/:id'])(
    'TELEGRAM_WEBHOOK_URL=%s has no path of its own',
    (url) => {
      const read = readConfig({ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_WEBHOOK_URL: url })
      expect(read).toMatchObject({ ok: false, problems: [expect.stringContaining('a path of its own')] })
    },
  )

  it('reads the staff group as a number', () => {
    const { telegram } = configOf({ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_STAFF_CHAT_ID: '-1001234567890' })
    expect(telegram).toMatchObject({ staffChatId: -1_001_234_567_890, apiRoot: 'https://api.telegram.org/' })
  })

  it('hands the options of a Wechaty service on as they are', () => {
    const ours = { WECHATY_PUPPET: 'wechaty-puppet-mock', WECHATY_TLS: 'off', METRICS_TOKEN: 'secret' }
    const env = { ...ours, WECHATY_PUPPET_SERVICE_AUTHORITY: 'x', PATH: '/bin', no_proxy: 'localhost' }
    expect(configOf(env).wechat).toEqual({
      status: 'on',
      puppet: 'wechaty-puppet-mock',
      token: null,
      endpoint: null,
      tls: false,
      service: { WECHATY_PUPPET_SERVICE_AUTHORITY: 'x' },
      staffRoom: null,
      environment: { WECHATY_PUPPET_SERVICE_AUTHORITY: 'x', PATH: '/bin', no_proxy: 'localhost' },
    })
  })

  it('takes CONTENT_DIR and DATA_DIR from the working directory', () => {
    const config = configOf({ CONTENT_DIR: 'mine', DATA_DIR: '/var/lib/desk' })
    expect([config.contentDir, config.dataDir]).toEqual([resolve('mine'), '/var/lib/desk'])
  })
})

describe('a wrong value', () => {
  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80a'],
    ['HOST', 'not a host'],
    ['PUBLIC_URL', 'desk.example.com'],
    ['TRUST_PROXY', 'maybe'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['LOG_LEVEL', 'loud'],
    ['TELEGRAM_STAFF_CHAT_ID', '12345'],
    ['TELEGRAM_STAFF_CHAT_ID', '@staff'],
    ['WECHATY_PUPPET', 'puppet'],
    ['WECHATY_ENDPOINT', 'gateway'],
    ['WECHATY_TLS', 'perhaps'],
    ['AFTERCARE_NOW', 'tomorrow'],
    ['AFTERCARE_NOW', '2026-02-30T10:00'],
  ])('%s=%s is named with what it must be and what it is', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([
      expect.stringMatching(new RegExp(`^${name} must be .+, not ${JSON.stringify(value)}$`)),
    ])
  })

  it.each([
    ['TELEGRAM_BOT_TOKEN', 'hunter2-hunter2'],
    ['TELEGRAM_BOT_TOKEN', `1234:${'hunter2'.repeat(5)}!`],
    ['TELEGRAM_API_ROOT', 'hunter2.example.com'],
    ['TELEGRAM_PROXY', 'ftp://user:hunter2@proxy.example.com'],
    ['TELEGRAM_WEBHOOK_URL', 'hunter2'],
    ['TELEGRAM_WEBHOOK_SECRET', 'hunter 2 hunter2'],
    ['REDIS_URL', 'redi://:hunter2@127.0.0.1'],
    ['DESK_ADMIN_PASSWORD', 'hunter2'],
    ['METRICS_TOKEN', 'hunter2 hunter2'],
    ['WECHATY_TOKEN', 'hunter2 hunter2'],
  ])('%s is named without being shown', (name, value) => {
    const problems = problemsOf({ [name]: value })
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${name} must `))])
    expect(problems.join()).not.toMatch(/hunter/)
  })

  it('stands beside every other one', () => {
    expect(problemsOf({ PORT: 'x', LOG_LEVEL: 'y', HOST: '' })).toHaveLength(2)
  })

  it('is cut when it is long', () => {
    expect(problemsOf({ LOG_LEVEL: 'x'.repeat(10_000) }).join().length).toBeLessThan(200)
  })

  it.each([
    'redis-cluster://',
    'redis-cluster://10.0.0.1',
    'redis-cluster://10.0.0.1:7000,',
    'redis-cluster://10.0.0.1:7000 10.0.0.2:7001',
    'redis-cluster://10.0.0.1:70000',
    'redis-cluster://10.0.0.1:7000/2',
    'redis-cluster://nocolon@10.0.0.1:7000',
    'redis-cluster://user:%zz@10.0.0.1:7000',
    'redis-cluster://10.0.0.1:7000?ca=/etc/ca.pem',
    'rediss-cluster://10.0.0.1:7000?ca=relative.pem',
    'rediss-cluster://10.0.0.1:7000?key=/etc/key.pem',
    'redis://10.0.0.1?ca=/etc/ca.pem',
    'rediss://10.0.0.1?db=3',
  ])('is %s, which no Redis can be reached by', (REDIS_URL) => {
    expect(problemsOf({ REDIS_URL })).toEqual([
      'REDIS_URL must be redis://host:port, rediss://host:port, redis-cluster://host:port,host:port or the path of a unix socket',
    ])
  })

  it('is a service puppet without its token', () => {
    expect(problemsOf({ WECHATY_PUPPET: 'wechaty-puppet-service' })).toEqual([
      'WECHATY_TOKEN must be set: wechaty-puppet-service needs the token of its gateway',
    ])
  })
})

describe('a warning', () => {
  it('names the variable that was probably meant', () => {
    expect(warningsOf({ TELEGRAM_BOTTOKEN: TOKEN, AFTERCARE_NOWW: 'x', WECHATY_PUPET: 'x' })).toEqual([
      'TELEGRAM_BOTTOKEN is not known: did you mean TELEGRAM_BOT_TOKEN?',
      'AFTERCARE_NOWW is not known: did you mean AFTERCARE_NOW?',
      'WECHATY_PUPET is not known: did you mean WECHATY_PUPPET?',
    ])
  })

  it('leaves alone what belongs to others', () => {
    expect(warningsOf({ WECHATY_LOG: 'silly', WECHATY_PUPPET_SERVICE_TIMEOUT: '1', HOME: '/root' })).toEqual([])
  })

  it('says which variables are without effect', () => {
    expect(warningsOf({ TELEGRAM_STAFF_CHAT_ID: '-100', DESK_ADMIN_PASSWORD: 'long enough' })).toEqual([
      'TELEGRAM_STAFF_CHAT_ID is set, but Telegram is off as long as TELEGRAM_BOT_TOKEN is not set',
    ])
  })
})

describe('an instant', () => {
  it.each([
    ['2026-03-10T10:00', '2026-03-10T02:00:00.000Z'],
    ['2026-03-10 10:00:30', '2026-03-10T02:00:30.000Z'],
    ['2026-03-10T10:00:00.5+09:00', '2026-03-10T01:00:00.500Z'],
    ['2024-02-29T23:59:59Z', '2024-02-29T23:59:59.000Z'],
  ])('%s is %s', (text, iso) => expect(parseInstant(text)).toBe(Date.parse(iso)))

  it.each([
    '',
    '10:00',
    '2026-03-10',
    '2026-13-01T10:00',
    '2026-02-29T10:00',
    '2026-03-10T24:01',
    '2026-03-10T10:60',
    '1773100800000',
  ])('%j is none', (text) => expect(parseInstant(text)).toBeNull())
})

describe('.env', () => {
  const directory = mkdtempSync(join(tmpdir(), 'aftercare-env-'))
  afterAll(() => rmSync(directory, { recursive: true }))

  it('may be absent', () => expect(readDotEnv(directory)).toEqual({ ok: true, values: {} }))

  it('is read with comments and quotes', () => {
    writeFileSync(join(directory, '.env'), `# a comment\nPORT=9090\nTELEGRAM_BOT_TOKEN="${TOKEN}" # trailing\n`)
    expect(readDotEnv(directory)).toEqual({ ok: true, values: { PORT: '9090', TELEGRAM_BOT_TOKEN: TOKEN } })
  })

  it('is a problem when it is there and no file', () => {
    expect(readDotEnv('/dev/null')).toEqual({ ok: false, problem: '/dev/null/.env cannot be read: ENOTDIR' })
  })
})
