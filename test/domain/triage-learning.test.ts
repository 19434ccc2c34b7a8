/** What triage learns, how the build keeps it, and how well it reads messages that it never learnt. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Learnt, learn, phrasesOf } from '../../src/domain/triage/learn.ts'
import { pack, unpack } from '../../src/domain/triage/packed.ts'
import { digestOf, storedWeights } from '../../src/domain/triage/stored.ts'
import { createTriage } from '../../src/domain/triage.ts'
import { type TriageContent, triageSchema } from '../../src/domain/triage-content.ts'

const pathOf = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const written = parse(readFileSync(pathOf('content/triage.yaml'), 'utf8'))
const content = triageSchema.parse(written)
const unseen = readFileSync(pathOf('test/domain/triage-unseen.tsv'), 'utf8')
  .split('\n')
  .filter((line) => line.includes('\t') && !line.startsWith('#'))
  .map((line) => line.split('\t') as [label: string, text: string])

let learnt: Learnt
beforeAll(() => {
  learnt = learn(content)
})

describe('messages that were never learnt', () => {
  it('are not among the phrases', () => {
    const known = new Set(phrasesOf(content).map(({ text }) => plain(text)))
    expect(unseen.filter(([, text]) => known.has(plain(text))).map(([, text]) => text)).toEqual([])
  })

  it.each(['en', 'zh'])('are read right in %s, and seldom wrong with confidence', (lang) => {
    const triage = createTriage(content, () => learnt)
    const read = unseen
      .map(([label, text]) => ({ label, ...triage(text) }))
      .filter((each) => (each.lang === 'zh') === (lang === 'zh'))
    const right = (each: (typeof read)[number]): boolean => (each.symptom ?? each.intent) === each.label
    expect(read.length).toBeGreaterThan(100)
    expect(read.filter(right).length / read.length).toBeGreaterThanOrEqual(0.85)
    expect(read.filter((each) => !right(each) && each.confidence >= 0.6).length / read.length).toBeLessThanOrEqual(0.05)
  })
})

describe('weights in a file', () => {
  const DIGEST = 'ab'.repeat(32)

  it('come back as they were', () => {
    const file = pack(learnt, DIGEST)
    const read = unpack(file, DIGEST)
    expect(read?.topics.buckets.length).toBe(learnt.topics.buckets.length)
    expect(read !== null && pack(read, DIGEST).equals(file)).toBe(true)
  })

  it('are refused when they belong to something else, are cut short, or are no weights at all', () => {
    const file = pack(learnt, DIGEST)
    expect(unpack(file, 'cd'.repeat(32))).toBeNull()
    expect(unpack(file.subarray(0, file.length - 1), DIGEST)).toBeNull()
    expect(unpack(file.subarray(0, 42), DIGEST)).toBeNull()
    expect(unpack(Buffer.from('weights'), DIGEST)).toBeNull()
    expect(unpack(Buffer.alloc(0), DIGEST)).toBeNull()
  })

  it('of the build read every message as weights learnt at the start do', () => {
    const built = spawnSync(process.execPath, [pathOf('scripts/train-triage.mjs'), pathOf('dist'), pathOf('content')])
    expect(built.status, String(built.stderr)).toBe(0)
    const stored = storedWeights(content)
    expect(stored).not.toBeNull()
    const [fast, slow] = [createTriage(content, () => stored), createTriage(content, () => null)]
    for (const [, text] of unseen) expect(fast(text)).toEqual(slow(text))
  })

  it('are left aside once a phrase changes, and kept when only the calibration does', () => {
    const taught = structuredClone(content)
    taught.phrases.fan.en.push('the propeller thing sleeps')
    expect(digestOf(taught)).not.toBe(digestOf(content))
    expect(storedWeights(taught)).toBeNull()
    expect(digestOf({ ...content, calibration: { en: 1, zh: 1 } })).toBe(digestOf(content))
  })
})

describe('the blocks of content/triage.yaml', () => {
  it('are a message a line, without remarks and empty lines', () => {
    expect(withFan("  fan dead, really \n\n# a remark\n  it's the fan\n").phrases.fan.en).toEqual([
      'fan dead, really',
      "it's the fan",
    ])
  })

  it('of words are parted by commas and line ends', () => {
    const { concepts } = triageSchema.parse({ ...written, concepts: { fan: { en: 'fan, fans,\nrpm', zh: '风扇' } } })
    expect(concepts).toEqual({ fan: { en: ['fan', 'fans', 'rpm'], zh: ['风扇'] } })
  })

  it.each([
    ['nothing but remarks', '# later\n', /^phrases\.fan\.en .*1/],
    ['a list', ['fan'], /^phrases\.fan\.en .*string/],
    ['a line that is a book', 'x'.repeat(601), /^phrases\.fan\.en\.0 no line may be longer than 600 characters/],
  ])('are refused as %s', (_, block, problem) => {
    const read = triageSchema.safeParse(withBlock(block))
    const problems = (read.error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`)
    expect(problems).toEqual([expect.stringMatching(problem)])
  })
})

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim()
const withBlock = (en: unknown) => ({ ...written, phrases: { ...written.phrases, fan: { en, zh: '风扇' } } })
const withFan = (en: string): TriageContent => triageSchema.parse(withBlock(en))
