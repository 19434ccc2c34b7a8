/** The shipped diagnosis trees against domain section 3, and what is told, with its line, of a tree that is wrong. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { diagnosisSchema } from '../../src/domain/content/diagnosis.ts'
import { evidenceSchema } from '../../src/domain/content/evidence.ts'
import { readYaml } from '../../src/domain/content/yaml-file.ts'
import { type Content, loadContent } from '../../src/domain/content.ts'
import { SYMPTOMS, type Symptom } from '../../src/domain/values.ts'

const SHIPPED = fileURLToPath(new URL('../../content', import.meta.url))
const dir = mkdtempSync(join(tmpdir(), 'trees-'))
const content = shipped()

afterAll(() => rmSync(dir, { recursive: true }))

const targets = (symptom: Symptom) =>
  new Set(content.diagnosis[symptom]?.checks.flatMap(({ options }) => options.map((option) => option['then'])))
const wordsOf = (symptom: Symptom, lang: 'en' | 'zh') =>
  (content.diagnosis[symptom]?.checks ?? []).map(({ ask, why }) => `${ask[lang]} ${why?.[lang] ?? ''}`).join('\n')

describe('the shipped trees', () => {
  test('are there for every symptom, of two to six checks', () => {
    const sizes = SYMPTOMS.map((symptom) => content.diagnosis[symptom]?.checks.length ?? 0)
    expect(sizes.filter((size) => size < 2 || size > 6)).toEqual([])
  })

  test('propose a return exactly where domain section 3 does, the older trees apart', () => {
    const proposing = SYMPTOMS.filter((symptom) => targets(symptom).has('return'))
    expect(proposing).toEqual([
      'power',
      'low_hashrate',
      'board_missing',
      'temperature',
      'high_reject',
      'reboot',
      'firmware',
    ])
  })

  test.each(['firmware', 'led_fault', 'noise', 'factory_reset'] as const)('leave %s to staff', (symptom) => {
    expect(targets(symptom).has('solved')).toBe(false)
    expect(targets(symptom).has('staff')).toBe(true)
  })

  test('know the mains of the big models, and leave an unknown rating to staff', () => {
    for (const lang of ['en', 'zh'] as const) {
      expect(wordsOf('power', lang)).toMatch(/X44-P.{0,5}(?:needs|需要) 16 ?A/)
      expect(wordsOf('power', lang)).toMatch(/X16-P.*200-240 ?V/)
    }
    const outlet = content.diagnosis.power?.checks[0]?.options.find(({ id }) => id === 'unsure')
    expect(outlet?.['then']).toBe('staff')
  })

  test('have the plug pulled before hands touch the machine', () => {
    const cleaning = SYMPTOMS.flatMap((symptom) => content.diagnosis[symptom]?.checks ?? []).filter(({ ask }) =>
      /\b(?:brush|vacuum|take away)\b/i.test(ask.en),
    )
    expect(cleaning.length).toBeGreaterThanOrEqual(4)
    for (const { ask } of cleaning) {
      expect(ask.en).toMatch(/plug/)
      expect(ask.zh).toMatch(/拔(?:掉|下).*插头/)
    }
  })

  test.each(['no_hashrate', 'board_missing', 'reboot'] as const)(
    'save the records of %s before a restart',
    (symptom) => {
      expect(wordsOf(symptom, 'en')).toMatch(/restart hides the first error/)
      expect(wordsOf(symptom, 'zh')).toMatch(/重启后最初的报错/)
    },
  )
})

describe('a wrong tree', () => {
  beforeEach(() => {
    for (const file of ['diagnosis/fan.yaml', 'evidence.yaml']) cpSync(join(SHIPPED, file), join(dir, file))
  })

  test.each([
    [
      'then: staff }',
      'then: someone }',
      /options\.1\.then: someone leads nowhere; allowed: next, solved, staff, return, fan/,
    ],
    [
      'id: cannot, label: { en: "I can\'t do that"',
      'id: later, label: { en: "Later"',
      /needs an answer with the id cannot/,
    ],
    [
      'meant: { better: all_turn }',
      'meant: { better: all_turns }',
      /meant\.better: all_turns is no answer of this check; its answers: all_turn, one_zero/,
    ],
    [
      'meant: { better: all_turn }',
      'meant: { good: all_turn }',
      /unknown key good; allowed here: yes, no, better, same/,
    ],
    ['zh: 清理后转了 }', '}', /options\.0\.label\.zh: is missing/],
    [
      'en: All turn normally now',
      'en: All of them turn normally again by now',
      /label\.en: is too long for a button: at most 34/,
    ],
    ['zh: 有风扇转速为0', 'zh: 有一个或者好几个风扇的转速显示为零转', /label\.zh: is too long for a button/],
    ["Please open the machine's web page", 'Please open the machine', /ask\.en: must not advise opening the machine/],
    ['螺丝请一颗都不要动', '螺丝请全部拧下', /why\.zh: must not advise opening/],
    ['多半是风扇本身', '请更换风扇，多半是风扇本身', /verdicts\.staff\.say\.zh: must not advise swapping/],
    ['All turn normally now', 'Swap the fans', /options\.0\.label\.en: must not advise swapping/],
    ['evidence: [label_photo, status', 'evidence: [label_foto, status', /^evidence\.0: .*"label_photo"/],
    ['  solved:\n', '  solvd:\n', /verdicts/],
    ['symptom: fan', 'symptom: fan\n__proto__: {}', /unknown key __proto__/],
  ])('%s as %s', (right, wrong, message) => {
    const line = edit(right, wrong)
    const problem = problems().find((found) => message.test(found.message))
    expect(problem?.file, JSON.stringify(problems())).toBe('diagnosis/fan.yaml')
    expect(Math.abs((problem?.line ?? 0) - line)).toBeLessThanOrEqual(SAME_RECORD_LINES)
  })

  test('is told all of its problems at once, however different', () => {
    edit('then: solved }', 'then: nowhere }')
    edit('zh: 有风扇转速为0 }', '}')
    edit("Please open the machine's web page", 'Please open the case')
    edit('  - id: fan_blocked', '  - id: fan_speed')
    const all = problems()
    expect(all.map(({ message }) => message)).toEqual([
      expect.stringMatching(/must not advise opening/),
      expect.stringMatching(/nowhere leads nowhere/),
      expect.stringMatching(/label\.zh: is missing/),
      expect.stringMatching(/this id stands twice/),
    ])
    expect(all.map(({ line }) => line)).toEqual(all.map(({ line }) => line).toSorted((a, b) => a - b))
  })

  test('of evidence that stands twice is told', () => {
    const path = join(dir, 'evidence.yaml')
    writeFileSync(path, readFileSync(path, 'utf8').replace('code: status', 'code: label_photo'))
    expect(readYaml(dir, 'evidence.yaml', evidenceSchema)).toMatchObject({
      ok: false,
      problems: [{ message: 'evidence.1.code: stands twice', line: 8 }],
    })
  })

  test.each([
    ['nothing', ''],
    ['a list of lists', `checks: ${'['.repeat(500)}`],
    [
      'a list where texts belong',
      'symptom: fan\nchecks: [[], 1, null, { id: [], options: { a: 1 } }]\nverdicts: []\nevidence: {}',
    ],
    ['a nest of maps', `symptom: fan\nchecks: ${'{a: '.repeat(200)}`],
  ])('that is only %s is a problem, never a throw', (_, text) => {
    writeFileSync(join(dir, 'diagnosis/fan.yaml'), text)
    expect(problems().length).toBeGreaterThan(0)
  })
})

/** What is missing or repeated is told at the record around it. */
const SAME_RECORD_LINES = 3

function edit(right: string, wrong: string): number {
  const path = join(dir, 'diagnosis/fan.yaml')
  const text = readFileSync(path, 'utf8')
  if (!text.includes(right)) throw new Error(`the tree has no ${right}`)
  writeFileSync(path, text.replace(right, wrong))
  return text.slice(0, text.indexOf(right)).split('\n').length
}

function problems() {
  const loaded = readYaml(dir, 'diagnosis/fan.yaml', diagnosisSchema(Object.keys(content.evidence)))
  return loaded.ok ? [] : loaded.problems
}

function shipped(): Content {
  const loaded = loadContent(SHIPPED)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  return loaded.content
}
