/** What people ask about, in words that triage never learns (`topics-unseen.tsv`): each topic, two at once, and what asks about nothing. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { phrasesOf } from '../../src/domain/triage/learn.ts'
import { createTriage } from '../../src/domain/triage.ts'
import { TOPICS, triageSchema } from '../../src/domain/triage-content.ts'

const fileOf = (path: string): string => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')
const content = triageSchema.parse(parse(fileOf('content/triage.yaml')))
const triage = createTriage(content)

const heard = fileOf('test/domain/topics-unseen.tsv')
  .split('\n')
  .filter((line) => line.includes('\t') && !line.startsWith('#'))
  .map((line) => {
    const [asked = '', text = ''] = line.split('\t')
    return { asked: asked === 'none' ? [] : asked.split('+'), ...triage(text) }
  })
type Heard = (typeof heard)[number]

const single = heard.filter(({ asked }) => asked.length === 1)
const isMissed = ({ topics }: Heard): boolean => topics.length === 0
const isWrong = ({ asked, topics }: Heard): boolean => topics.length > 0 && topics[0] !== asked[0]
const share = (all: readonly Heard[], test: (each: Heard) => boolean): number => all.filter(test).length / all.length

/** What was taken for what, with the words, for whoever reads a failure. */
const confusions = (all: readonly Heard[]): string =>
  all
    .map(({ asked, topics, text }) => `${asked.join('+') || 'none'} → ${topics.join('+') || 'none'}: ${text}`)
    .join('\n')

describe('questions in words that were never learnt', () => {
  it('are not among the phrases, and ask about every topic', () => {
    const known = new Set(phrasesOf(content).map(({ text }) => plain(text)))
    expect(heard.filter(({ text }) => known.has(plain(text))).map(({ text }) => text)).toEqual([])
    expect(heard.length).toBeGreaterThanOrEqual(300)
    expect(TOPICS.filter((topic) => !single.some(({ asked }) => asked[0] === topic))).toEqual([])
  })

  it('are heard as what they ask, seldom as something else', () => {
    expect(share(single, isWrong), confusions(single.filter(isWrong))).toBeLessThanOrEqual(0.06)
    expect(share(single, isMissed), confusions(single.filter(isMissed))).toBeLessThanOrEqual(0.14)
  })

  it('are heard in each language', () => {
    for (const lang of ['en', 'zh']) {
      const own = single.filter((each) => (each.lang === 'zh') === (lang === 'zh'))
      const lost = own.filter((each) => isMissed(each) || isWrong(each))
      expect(lost.length / own.length, `${lang}\n${confusions(lost)}`).toBeLessThanOrEqual(0.2)
    }
  })

  it('are both heard when two stand in one message', () => {
    const several = heard.filter(({ asked }) => asked.length > 1)
    const lost = several.filter(({ asked, topics }) => !asked.every((each) => topics.some((topic) => topic === each)))
    expect(several.length).toBeGreaterThanOrEqual(12)
    expect(lost.length, confusions(lost)).toBeLessThanOrEqual(2)
  })

  it('are hardly ever heard in faults, answers to a form and small talk', () => {
    const silent = heard.filter(({ asked }) => asked.length === 0)
    const misheard = silent.filter((each) => !isMissed(each))
    expect(silent.length).toBeGreaterThanOrEqual(100)
    expect(misheard.length / silent.length, confusions(misheard)).toBeLessThanOrEqual(0.06)
  })
})

describe('a question and a fault', () => {
  it.each([
    ['my X16-Q sits at zero, shipped to me last week', 'no_hashrate'],
    ['fan 2 stopped after the courier dropped the box', 'fan'],
    ['机器昨天刚寄到就开不了机', 'power'],
  ])('%s: stays a fault', (text, symptom) => {
    expect(triage(text)).toMatchObject({ intent: 'fault', symptom, topic: null, topics: [] })
  })

  it('in one message: the fault goes first, the question is not lost', () => {
    const read = triage('one fan is not spinning anymore. who pays the shipping?')
    expect(read).toMatchObject({ intent: 'fault', symptom: 'fan', topic: null, topics: ['freight'] })
  })

  it.each([
    ['what does the red light mean', 'led_fault', 'led_codes'],
    ['how do i factory reset it', 'factory_reset', 'reset_steps'],
    ['默认密码是多少', 'login', 'password'],
  ])('%s: a question about a symptom is both', (text, symptom, topic) => {
    expect(triage(text)).toMatchObject({ intent: 'fault', symptom, topic: null, topics: [topic] })
  })
})

describe('a question that names a danger', () => {
  it.each(['is water damage covered', '进水保修吗'])('%s: is about a rule', (text) => {
    expect(triage(text)).toMatchObject({ danger: false, topic: 'not_covered' })
  })
  it.each(['water got in, is that covered', '机器进水了,还保修吗'])('%s: goes before the rule', (text) => {
    expect(triage(text).danger).toBe(true)
  })
})

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim()
