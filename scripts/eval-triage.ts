/**
 * Tells how well triage reads messages it has not learnt: cross-validation over `content/triage.yaml` with a fixed seed, then the messages
 * of `test/domain/triage-unseen.tsv`, each language apart. Prints accuracy, calibration, confidently wrong answers and what is taken for
 * what. Run: `npm run eval:triage`; with the name of a file (lines of `label<TAB>message`) it reads those messages instead.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { createReader, type Reading } from '../src/domain/triage/classes.ts'
import { learn, type Phrase, phrasesOf } from '../src/domain/triage/learn.ts'
import { normalise } from '../src/domain/triage/normal.ts'
import { shuffled } from '../src/domain/triage/train.ts'
import { createTriage, type Triage } from '../src/domain/triage.ts'
import { type Topic, type TriageContent, triageSchema } from '../src/domain/triage-content.ts'
import { LANGUAGES } from '../src/domain/values.ts'

const FOLDS = 10
const SEED = 20_260_310
const SURE = 0.6
const BINS = 10
const TEMPERATURES = [0.55, 0.6, 0.65, 0.7, 0.75]
const CONFUSIONS_SHOWN = 25

interface Answer {
  readonly text: string
  readonly lang: string
  readonly expected: string
  readonly got: string
  readonly confidence: number
  /** The topic that is asked about, null for none, undefined where nobody wrote it down. */
  readonly topic?: Topic | null
  readonly topics: readonly Topic[]
}

const contentFile = fileURLToPath(new URL('../content/triage.yaml', import.meta.url))
const unseenFile = fileURLToPath(new URL('../test/domain/triage-unseen.tsv', import.meta.url))
const content = triageSchema.parse(parse(readFileSync(contentFile, 'utf8')))

const labelOf = (reading: Pick<Reading, 'intent' | 'symptoms'>): string => reading.symptoms[0] ?? reading.intent

/** Every phrase read by a classifier that has not learnt it, once for each calibration. */
function crossValidate(contents: readonly TriageContent[]): readonly (readonly Answer[])[] {
  const phrases = phrasesOf(content)
  const order = [...shuffled(phrases.length, SEED)]
  const parts = Array.from({ length: FOLDS }, (_, part) => {
    const pick = (held: boolean): Phrase[] =>
      order.flatMap((at, place) => ((place % FOLDS === part) === held ? [phrases[at] as Phrase] : []))
    const learnt = learn(content, pick(false))
    return contents.map((of) => {
      const read = createReader(of, learnt)
      return pick(true).map((phrase) => answer(phrase, read(normalise(phrase.text))))
    })
  })
  return contents.map((_, index) => parts.flatMap((part) => part[index] ?? []))
}

function answer({ text, lang, label, topic }: Phrase, reading: Reading): Answer {
  return {
    text,
    lang,
    expected: label,
    got: labelOf(reading),
    confidence: reading.confidence,
    topic,
    topics: reading.topics,
  }
}

const isRight = (each: Answer): boolean => each.expected === each.got
const share = (answers: readonly Answer[], test: (each: Answer) => boolean): number =>
  answers.length === 0 ? 0 : answers.filter(test).length / answers.length
const percent = (value: number): string => `${(100 * value).toFixed(1)} %`

/** Expected calibration error: how far confidence and share of right answers are apart, over ten bins of confidence. */
function calibrationError(answers: readonly Answer[]): number {
  return Array.from({ length: BINS }, (_, bin) => {
    const inBin = answers.filter((each) => Math.min(BINS - 1, Math.floor(each.confidence * BINS)) === bin)
    const mean = inBin.reduce((sum, each) => sum + each.confidence, 0) / (inBin.length || 1)
    return (inBin.length / answers.length) * Math.abs(mean - share(inBin, isRight))
  }).reduce((sum, part) => sum + part, 0)
}

/** What was said and what was right, bin by bin: `0.65 said, 0.70 right of 31`. */
function reliability(answers: readonly Answer[]): string {
  const bins = Array.from({ length: BINS }, (_, bin) =>
    answers.filter((each) => Math.min(BINS - 1, Math.floor(each.confidence * BINS)) === bin),
  ).filter((bin) => bin.length > 0)
  const told = bins.map((bin) => {
    const mean = bin.reduce((sum, each) => sum + each.confidence, 0) / bin.length
    return `${mean.toFixed(2)} said ${share(bin, isRight).toFixed(2)} right (${bin.length})`
  })
  return `  ${told.join(', ')}`
}

function summary(answers: readonly Answer[]): string {
  const sure = (each: Answer): boolean => each.confidence >= SURE
  return [
    `${answers.length} messages`,
    `right ${percent(share(answers, isRight))}`,
    `sure (>= ${SURE}) ${percent(share(answers, sure))}`,
    `confidently wrong ${percent(share(answers, (each) => sure(each) && !isRight(each)))}`,
    `calibration error ${calibrationError(answers).toFixed(3)}`,
  ].join(', ')
}

function confusions(answers: readonly Answer[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const each of answers.filter((one) => !isRight(one))) {
    const pair = `${each.expected} taken for ${each.got}`
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([pair, count]) => `  ${String(count).padStart(3)}  ${pair}`)
}

/** How many questions about a topic were heard as it, as another, or not at all, and how often a topic was heard where none was asked. */
function topicSummary(answers: readonly Answer[]): string {
  const asked = answers.filter(({ topic }) => topic)
  const others = answers.filter(({ topic }) => topic === null)
  return [
    `${asked.length} questions about a topic`,
    `right ${percent(share(asked, ({ topic, topics }) => topics[0] === topic))}`,
    `not heard ${percent(share(asked, ({ topics }) => topics.length === 0))}`,
    `heard in other messages ${percent(share(others, ({ topics }) => topics.length > 0))}`,
  ].join(', ')
}

function byLabel(answers: readonly Answer[]): readonly string[] {
  const labels = [...new Set(answers.map((each) => each.expected))]
  return labels.map((label) => {
    const own = answers.filter((each) => each.expected === label)
    const named = answers.filter((each) => each.got === label)
    return `  ${label.padEnd(14)} found ${percent(share(own, isRight)).padStart(7)}   right when named ${percent(share(named, isRight)).padStart(7)}`
  })
}

function report(title: string, answers: readonly Answer[]): void {
  console.log(`\n${title}: ${summary(answers)}`)
  console.log(reliability(answers))
  console.log(byLabel(answers).join('\n'))
  console.log(confusions(answers).slice(0, CONFUSIONS_SHOWN).join('\n'))
}

function evaluatePhrases(): void {
  console.log(
    `Cross-validated in ${FOLDS} parts, seed ${SEED}: every message is read by what was learnt from the others.`,
  )
  const answers = crossValidate([content])[0] ?? []
  reportByLanguage(answers)
  for (const lang of LANGUAGES) console.log(`\n${lang}: ${topicSummary(answers.filter((each) => each.lang === lang))}`)
  console.log(`\nall: ${summary(answers)}`)
  const tried = crossValidate(
    TEMPERATURES.map((temperature) => ({ ...content, calibration: { en: temperature, zh: temperature } })),
  )
  for (const lang of LANGUAGES)
    for (const [index, temperature] of TEMPERATURES.entries())
      console.log(
        `  ${lang} calibrated with ${temperature}: ${summary((tried[index] ?? []).filter((each) => each.lang === lang))}`,
      )
}

function reportByLanguage(answers: readonly Answer[]): void {
  for (const lang of LANGUAGES)
    report(
      lang,
      answers.filter((each) => each.lang === lang),
    )
}

function evaluateFile(name: string, triage: (text: string) => Triage): void {
  const answers = readFileSync(name, 'utf8')
    .split('\n')
    .filter((line) => line.includes('\t') && !line.startsWith('#'))
    .map((line): Answer => {
      const [expected = '', text = ''] = line.split('\t')
      const { lang, intent, symptoms, confidence, topics } = triage(text)
      return {
        text,
        lang: lang === 'zh' ? 'zh' : 'en',
        expected,
        got: labelOf({ intent, symptoms }),
        confidence,
        topics,
      }
    })
  reportByLanguage(answers)
  for (const each of answers.filter((one) => !isRight(one)))
    console.log(`  ${each.expected} taken for ${each.got} (${each.confidence.toFixed(2)}): ${each.text.slice(0, 140)}`)
}

function learningTime(): void {
  const began = performance.now()
  learn(content)
  console.log(`learning ${phrasesOf(content).length} messages takes ${(performance.now() - began).toFixed(0)} ms`)
}

function evaluateUnseen(): void {
  console.log('\nMessages of test/domain/triage-unseen.tsv, which are never learnt:')
  const triage = createTriage(content)
  evaluateFile(unseenFile, triage)
}

learningTime()
const [file] = process.argv.slice(2)
if (file) evaluateFile(file, createTriage(content))
else {
  evaluatePhrases()
  evaluateUnseen()
}
