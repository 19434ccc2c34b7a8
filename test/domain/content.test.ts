import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type Content, loadContent } from '../../src/domain/content.ts'
import { SYMPTOMS } from '../../src/domain/values.ts'

const SHIPPED = fileURLToPath(new URL('../../content', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'content-'))
const dir = join(scratch, 'content')

/** One phrase of each kind is enough here, and quick to read. JSON is YAML. */
const SHORT_TRIAGE = JSON.stringify(shipped().triage, (_, value) => (Array.isArray(value) ? value[0] : value))

afterAll(() => rmSync(scratch, { recursive: true }))

describe('the shipped content', () => {
  const content = shipped()

  test('has the policy of the guides', () => {
    expect(content.policy.hours.week.mon).toEqual([{ from: 9 * 60, to: 18 * 60 }])
    expect(content.policy.orders.official).toBe(false)
    expect(content.policy.retention.transcriptDays).toBe(90)
    expect(content.policy.contacts[0]).toEqual({
      name: 'Jasminer2021',
      app: 'wechat',
      roles: ['after_sales', 'customer_service'],
    })
    expect(content.policy.links.site).toEqual({ en: 'https://jasminer.com', zh: 'https://zh.jasminer.com' })
  })

  test('has the models with what is published and nothing else', () => {
    expect(content.models.map(({ name, nominalMhs, powerW }) => [name, nominalMhs, powerW])).toEqual([
      ['X4', 2500, 1200],
      ['X4-1U', 520, undefined],
      ['X4-Q', 1040, 370],
      ['X4-Q-C', 900, 340],
      ['X16-Q', 1950, 620],
      ['X16-QE', 1750, undefined],
      ['X16-Q Pro', 2050, 520],
      ['X16-P', 5800, 1900],
      ['X44-P', 23400, 2550],
    ])
  })

  test('calls every symptom something, and offers the common ones in a menu', () => {
    expect(content.symptoms.map(({ code }) => code).sort()).toEqual([...SYMPTOMS].sort())
    expect(content.symptoms[0]).toMatchObject({ code: 'no_hashrate', name: { en: 'zero hash rate', zh: '算力为零' } })
    expect(content.symptoms.filter(({ menu }) => menu !== null).length).toBeGreaterThanOrEqual(6)
  })

  test('has three calendars, the last one provisional', () => {
    const years = [...content.calendar.years.values()].map(({ year, provisional }) => [year, provisional])
    expect(years).toEqual([
      [2025, false],
      [2026, false],
      [2027, true],
    ])
  })

  test.each(['no_hashrate', 'fan', 'no_network'] as const)(
    'asks two checks for %s, each with a way on for who cannot do it',
    (symptom) => {
      const checks = content.diagnosis[symptom]?.checks ?? []
      expect(checks).toHaveLength(2)
      for (const check of checks) {
        expect(check.options.find(({ id }) => id === 'cannot')?.then).toBe('next')
        expect(check.options.some(({ then }) => then === 'solved')).toBe(true)
      }
    },
  )

  test('leaves no gap in a Chinese sentence where the file breaks the line', () => {
    expect(JSON.stringify(content.diagnosis)).not.toMatch(/[\p{Script=Han}，。？！] [\p{Script=Han}]/u)
  })
})

describe('wrong content', () => {
  beforeEach(() => {
    rmSync(dir, { recursive: true, force: true })
    cpSync(SHIPPED, dir, { recursive: true })
    writeFileSync(join(dir, 'triage.yaml'), SHORT_TRIAGE)
  })

  test.each([
    ['policy.yaml', 'official: false', 'official: perhaps', /^orders\.official: must be true or false$/],
    ['policy.yaml', 'official: false', 'officiall: false', /unknown key officiall; allowed here: official/],
    [
      'policy.yaml',
      'tue: ["9:00-18:00"]',
      'tue: ["9:00-25:00"]',
      /^hours\.week\.tue\.0: 9:00-25:00 is no shift; .*like 9:00-18:00/,
    ],
    ['policy.yaml', 'tue: ["9:00-18:00"]', 'tue: ["9:00-12:00", "11:00-18:00"]', /^hours\.week\.tue: shifts overlap/],
    ['policy.yaml', 'tue: ["9:00-18:00"]', 'tue: closed', /^hours\.week\.tue: must be a list of shifts .*or \[\]/],
    ['policy.yaml', 'time_zone: Asia/Shanghai', 'time_zone: Asia/Tokyo', /^hours\.time_zone: must be Asia\/Shanghai/],
    [
      'policy.yaml',
      'warranty: https://jasminer.com/',
      'warranty: https://example.com/',
      /^links\.warranty: .*jasminer\.com.*P2/,
    ],
    ['policy.yaml', 'zh: https://zh.jasminer.com', 'zh: nowhere', /^links\.site\.zh: must be a web address that/],
    ['policy.yaml', 'transcript_days: 90', 'transcript_days: 0', /^retention\.transcript_days: /],
    ['policy.yaml', 'overrides: []', 'overrides: &none []', /the anchor &none is not allowed/],
    ['policy.yaml', 'roles: [customer_service]', 'roles: !role [customer_service]', /!role/],
    ['models.yaml', 'power_w: 370', 'power_w: a lot', /^models\.2\.power_w: .*number/],
    ['models.yaml', '  - name: X16-QE', '  - name: x16 q', /^models\.5: the spelling x16 q stands twice/],
    ['models.yaml', 'power_w: 370', '__proto__: 1', /unknown key __proto__/],
    ['symptoms.yaml', 'code: fan', 'code: fans', /^symptoms\.4\.code: .*"power"/],
    [
      'symptoms.yaml',
      '{ en: fan fault, zh: 风扇异常 }',
      '{ en: fan fault }',
      /^symptoms\.4\.name\.zh: is missing; must be a text/,
    ],
    ['calendars/2026.yaml', 'provisional: false', 'provisional: false\nprovisional: true', /this key stands twice/],
    ['calendars/2026.yaml', 'to: 2026-02-23', 'to: 2026-02-30', /^closed\.1\.to: must be a date that exists/],
    [
      'calendars/2026.yaml',
      'to: 2026-02-23',
      'to: 2026-02-01',
      /^closed\.1\.to: must be the same day as 2026-02-15 or up to 31 days later/,
    ],
    ['calendars/2026.yaml', 'from: 2026-10-01', 'from: 2026-09-27', /^closed\.6\.from: overlaps a holiday/],
    ['calendars/2026.yaml', 'from: 2026-01-01', 'from: 2025-12-31', /^closed\.0\.from: must lie in 2026/],
    ['calendars/2026.yaml', '2026-10-10', '2026-10-12', /^worked\.5: is no Saturday or Sunday/],
    ['calendars/2026.yaml', '2026-10-10', '2026-10-04', /^worked\.5: is a holiday above/],
    ['calendars/2026.yaml', '2026-10-10', '2026-09-20', /^worked\.5: stands twice/],
    [
      'diagnosis/fan.yaml',
      'then: staff',
      'then: someone',
      /^checks\.1\.options\.1\.then: .*next, solved, staff, return, fan_speed/,
    ],
    ['diagnosis/fan.yaml', 'id: fan_blocked', 'id: fan_speed', /^checks\.1\.id: this id stands twice/],
    ['diagnosis/fan.yaml', 'symptom: fan', 'symptom: power', /^symptom: must be fan, as the file is called/],
    ['diagnosis/fan.yaml', 'checks:', 'checks: [', /^not valid YAML/],
  ])('%s with "%s" as "%s"', (file, right, wrong, message) => {
    const line = edit(file, right, wrong)
    const problem = problems().find((found) => message.test(found.message))
    expect(problem?.file, JSON.stringify(problems())).toBe(file)
    expect(Math.abs((problem?.line ?? 0) - line)).toBeLessThanOrEqual(SAME_RECORD_LINES)
  })

  test('a calendar must be of the year that its file is called by', () => {
    cpSync(join(dir, 'calendars/2027.yaml'), join(dir, 'calendars/2028.yaml'))
    expect(problems()).toEqual([
      { file: 'calendars/2028.yaml', line: 4, message: 'year: must be 2028, as the file is called' },
    ])
  })

  test('all problems of all files come at once, in the order of their lines', () => {
    edit('policy.yaml', 'official: false', 'official: perhaps')
    edit('policy.yaml', 'time_zone: Asia/Shanghai', 'time_zone: Asia/Tokyo')
    edit('calendars/2026.yaml', '2026-10-10', '2026-10-12')
    rmSync(join(dir, 'models.yaml'))
    renameSync(join(dir, 'calendars/2025.yaml'), join(dir, 'calendars/2025.yml'))
    writeFileSync(join(dir, 'diagnosis/hiccups.yaml'), 'symptom: hiccups\n')
    const found = problems()
    expect(found.map(({ file }) => file)).toEqual([
      'policy.yaml',
      'policy.yaml',
      'calendars/2025.yml',
      'calendars/2026.yaml',
      'models.yaml',
      'diagnosis/hiccups.yaml',
    ])
    expect(found[0]?.message).toMatch(/time_zone/)
    expect(found[4]).toEqual({ file: 'models.yaml', line: 1, message: 'the file is missing' })
    expect(found[5]?.message).toMatch(/no symptom is called hiccups; allowed: power, no_network/)
  })

  test('an alias is refused even where it would be convenient', () => {
    edit('models.yaml', 'aliases: [X4 Server]', 'aliases: &list [X4 Server]')
    edit('models.yaml', 'aliases: []', 'aliases: *list')
    expect(problems().map(({ message }) => message)).toEqual([
      expect.stringMatching(/the anchor &list/),
      expect.stringMatching(/the alias \*list/),
    ])
  })

  test.each([
    ['nothing', ''],
    ['words', 'just words'],
    ['a list', '[]'],
    ['a null', '\u0000'],
    ['an open bracket', '{'],
    ['three thousand brackets', '['.repeat(3_000)],
  ])('a policy that is only %s is a problem, never a throw', (_, text) => {
    writeFileSync(join(dir, 'policy.yaml'), text)
    expect(problems()[0]).toMatchObject({ file: 'policy.yaml', line: 1 })
  })

  test('a directory that is not there is told by its files', () => {
    const loaded = loadContent(join(scratch, 'nowhere'))
    expect(loaded).toMatchObject({
      ok: false,
      problems: [{ file: 'policy.yaml', message: 'the file is missing' }, {}, {}, {}, {}, {}],
    })
  })

  test('a year without a file follows the weekly rule', () => {
    rmSync(join(dir, 'calendars'), { recursive: true })
    expect(loadContent(dir)).toMatchObject({ ok: true, content: { calendar: { years: new Map() } } })
  })
})

/** A wrong value is told at its own line; what is missing or repeated, at the record around it. */
const SAME_RECORD_LINES = 3

function edit(file: string, right: string, wrong: string): number {
  const path = join(dir, file)
  const text = readFileSync(path, 'utf8')
  if (!text.includes(right)) throw new Error(`${file} has no ${right}`)
  writeFileSync(path, text.replace(right, wrong))
  return text.slice(0, text.indexOf(right)).split('\n').length
}

function problems() {
  const loaded = loadContent(dir)
  return loaded.ok ? [] : loaded.problems
}

function shipped(): Content {
  const loaded = loadContent(SHIPPED)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  return loaded.content
}
