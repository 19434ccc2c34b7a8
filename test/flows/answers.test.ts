/** Every answer in both languages, at an open and a closed hour, with and without an order and a model: short, honest, and ending with P22. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { loadWorkbench } from '../../src/commands/workbench.ts'
import { forbiddenAdvice } from '../../src/domain/content/advice.ts'
import { showOrderNumber } from '../../src/domain/order-number.ts'
import { LANGUAGES, type Language } from '../../src/domain/values.ts'
import { createAnswers } from '../../src/flows/answers.ts'
import { createCatalogue } from '../../src/flows/texts/phrase.ts'
import { TOPICS, type Topic } from '../../src/flows/types.ts'
import { NUMBER } from '../domain/order-samples.ts'

const dir = fileURLToPath(new URL('../../content', import.meta.url))
const loaded = loadWorkbench(dir)
if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
const { content, hours } = loaded.workbench
const answer = createAnswers(content, hours)
const { render } = createCatalogue(content)

const OPEN = Date.parse('2026-03-10T10:00+08:00')
const CLOSED = Date.parse('2026-10-01T22:00+08:00')
const NOBODY = { orders: [], model: null }
const KNOWN = { orders: [NUMBER], model: 'X16-P' }
const ENDING = {
  en: ' If in doubt, check with our customer service first: just say “a person”.',
  zh: '拿不准的话请先和客服确认，回复“人工”就可以。',
}
const MOST_LETTERS = { en: 500, zh: 250 }

const say = (
  topics: readonly Topic[],
  lang: Language,
  at = OPEN,
  about: typeof NOBODY | typeof KNOWN = NOBODY,
): string => render(answer(topics, at, about), lang)

const all = LANGUAGES.flatMap((lang) =>
  TOPICS.flatMap((topic) =>
    [OPEN, CLOSED].flatMap((at) =>
      [NOBODY, KNOWN].map((about) => ({ lang, topic, text: say([topic], lang, at, about) })),
    ),
  ),
)
const breaking = (breaks: (text: string, lang: Language) => boolean): readonly string[] =>
  all.filter(({ text, lang }) => breaks(text, lang)).map(({ topic, text }) => `${topic}: ${text}`)

/** Numbers that the content files hold, and those that the rules themselves name (P18: 90 days; domain section 2 and 3: 10 %, 15 and 30 minutes). */
const contentText = readdirSync(dir, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml') && file !== 'triage.yaml')
  .map((file) => readFileSync(join(dir, file), 'utf8'))
  .join('\n')
const KNOWN_NUMBERS = new Set([...(contentText.match(/\d+/g) ?? []), '90', '10', '15', '30'])

describe('every answer', () => {
  test('ends with the offer to ask customer service first (P22), said once', () => {
    expect(breaking((text, lang) => !text.endsWith(ENDING[lang]))).toEqual([])
    expect(breaking((text, lang) => text.indexOf(ENDING[lang]) !== text.lastIndexOf(ENDING[lang]))).toEqual([])
  })

  test('is short', () => {
    expect(breaking((text, lang) => text.length > MOST_LETTERS[lang])).toEqual([])
  })

  test('asks nothing: the open question follows it', () => {
    expect(breaking((text) => /[?？]/.test(text))).toEqual([])
  })

  test('advises nothing forbidden (P13)', () => {
    expect(breaking((text) => forbiddenAdvice(text).length > 0)).toEqual([])
  })

  test('names no number that nobody has set', () => {
    const unknown = (text: string) =>
      (bare(text).match(/\d+/g) ?? []).filter((number) => !KNOWN_NUMBERS.has(number)).length > 0
    expect(breaking(unknown)).toEqual([])
  })

  test('names China time with every hour', () => {
    expect(breaking((text) => /\d:\d\d/.test(text) && !/China time|北京时间/.test(text))).toEqual([])
    expect(all.some(({ text }) => /\d:\d\d/.test(text))).toBe(true)
  })

  test('links to the vendor alone (P2)', () => {
    const links = all.flatMap(({ text }) => text.match(/https?:[^\s，。]+/g) ?? [])
    expect(links.length).toBeGreaterThan(0)
    expect(links.filter((link) => !/^https:\/\/(zh\.)?jasminer\.com/.test(link))).toEqual([])
  })

  test('promises no time (P19), and keeps its language', () => {
    expect(breaking((text) => /\d+ (working days|个工作日)/.test(text) && !/generally|一般/i.test(text))).toEqual([])
    expect(breaking((text, lang) => lang === 'en' && /\p{Script=Han}/u.test(text.replace('中文', '')))).toEqual([])
  })
})

describe('an answer uses what is known', () => {
  test.each(LANGUAGES)('%s: the figure of the model told of, no figure without one', (lang) => {
    expect(say(['hash_normal'], lang, OPEN, KNOWN)).toContain('5800 MH/s')
    expect(say(['hash_normal'], lang)).not.toContain('MH/s')
  })

  test.each(LANGUAGES)('%s: the order that waits for its confirmation', (lang) => {
    expect(say(['shipping'], lang, OPEN, KNOWN)).toContain(showOrderNumber(NUMBER))
    expect(say(['status'], lang, OPEN, KNOWN)).toContain(showOrderNumber(NUMBER))
  })

  test.each(['repair_address', 'led_codes', 'reset_steps', 'password', 'contacts'] as const)(
    '%s: whether those who know are there now (P1)',
    (topic) => {
      expect(say([topic], 'en')).toContain('They are there now.')
      expect(say([topic], 'en', CLOSED)).toMatch(/They are back Thursday 8 October, 9:00 China time\./)
      expect(say([topic], 'zh', CLOSED)).toContain('10月8日周四 9:00（北京时间）上班')
    },
  )

  test('the warranty period where the vendor has set one (P12)', () => {
    const models = content.models.map((model) => (model.name === 'X16-P' ? { ...model, warrantyDays: 180 } : model))
    const set = createAnswers({ ...content, models }, hours)
    expect(render(set(['warranty'], OPEN, KNOWN), 'en')).toContain('For the X16-P it lasts 180 days')
    expect(say(['warranty'], 'en', OPEN, KNOWN)).not.toMatch(/\d+ days/)
  })

  test.each(LANGUAGES)('%s: two questions get two answers and one offer', (lang) => {
    const both = say(['cost', 'return_time'], lang)
    for (const topic of ['cost', 'return_time'] as const)
      expect(both).toContain(say([topic], lang).slice(0, -ENDING[lang].length))
    expect(both.split(ENDING[lang])).toHaveLength(2)
  })
})

/** Without order numbers, model names and names of contacts, which are no figures. */
const bare = (text: string): string =>
  [showOrderNumber(NUMBER), ...content.policy.contacts.map(({ name }) => name), 'X16-P'].reduce(
    (rest, name) => rest.replaceAll(name, ''),
    text.replace(/\d{1,2}月\d{1,2}日|\d{1,2} (October|March)/g, ''),
  )
