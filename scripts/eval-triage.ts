/**
 * Tells how well triage reads messages it has not learnt: cross-validation over `content/triage.yaml` with a fixed seed, each language
 * apart. Prints accuracy, calibration, confidently wrong answers and what is taken for what. Run: `npx tsx scripts/eval-triage.ts`.
 *
 * With the name of a file (lines of `label<TAB>message`) it reads those messages instead, with everything learnt.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { classesOf, createReader, type Phrase, phrasesOf, type Reading } from '../src/domain/triage/classes.ts'
import { languageOf } from '../src/domain/triage/language.ts'
import { normalise } from '../src/domain/triage/normal.ts'
import { shuffled } from '../src/domain/triage/train.ts'
import { createTriage } from '../src/domain/triage.ts'
import { type TriageContent, triageSchema } from '../src/domain/triage-content.ts'

const FOLDS = 5
const SEED = 20_260_310
const SURE = 0.6
const BINS = 10
const TEMPERATURES = [0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1, 1.2]
const CONFUSIONS_SHOWN = 25

interface Answer {
  readonly text: string
  readonly lang: string
  readonly expected: string
  readonly got: string
  readonly confidence: number
}

const contentFile = fileURLToPath(new URL('../content/triage.yaml', import.meta.url))
const content = triageSchema.parse(parse(readFileSync(contentFile, 'utf8')))

const labelOf = (reading: Pick<Reading, 'intent' | 'symptoms'>): string => reading.symptoms[0] ?? reading.intent

/** Every phrase read by a classifier that has not learnt it. */
function crossValidate(of: TriageContent): readonly Answer[] {
  const phrases = phrasesOf(of)
  const order = [...shuffled(phrases.length, SEED)]
  return Array.from({ length: FOLDS }, (_, part) => {
    const isHeld = (place: number): boolean => place % FOLDS === part
    const pick = (held: boolean): Phrase[] =>
      order.flatMap((at, place) => (isHeld(place) === held ? [phrases[at] as Phrase] : []))
    const read = createReader(of, pick(false))
    return pick(true).map((phrase) => answer(of, phrase, read(normalise(phrase.text))))
  }).flat()
}

function answer(of: TriageContent, phrase: Phrase, reading: Reading): Answer {
  const expected = classesOf(of)[phrase.class]
  if (!expected) throw new Error(`no class ${phrase.class}`)
  const label = expected.kind === 'symptom' ? expected.symptom : expected.intent
  return {
    text: phrase.text,
    lang: phrase.lang,
    expected: label,
    got: labelOf(reading),
    confidence: reading.confidence,
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
  console.log(byLabel(answers).join('\n'))
  console.log(confusions(answers).slice(0, CONFUSIONS_SHOWN).join('\n'))
}

function evaluatePhrases(): void {
  const answers = crossValidate(content)
  for (const lang of ['en', 'zh'])
    report(
      lang,
      answers.filter((each) => each.lang === lang),
    )
  console.log(`\nall: ${summary(answers)}`)
  for (const temperature of TEMPERATURES) {
    const tried = crossValidate({ ...content, calibration: { temperature } })
    console.log(`  temperature ${temperature}: ${summary(tried)}`)
  }
}

function evaluateFile(file: string): void {
  const triage = createTriage(content)
  const answers = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.includes('\t'))
    .map((line): Answer => {
      const [expected = '', text = ''] = line.split('\t')
      const read = triage(text)
      return { text, lang: languageOf(text), expected, got: labelOf(read), confidence: read.confidence }
    })
  for (const lang of new Set(answers.map((each) => each.lang)))
    report(
      lang,
      answers.filter((each) => each.lang === lang),
    )
  for (const each of answers.filter((one) => !isRight(one)))
    console.log(`  ${each.expected} taken for ${each.got} (${each.confidence.toFixed(2)}): ${each.text.slice(0, 140)}`)
}

function speed(): void {
  const began = performance.now()
  const triage = createTriage(content)
  const trained = performance.now()
  const phrases = phrasesOf(content)
  for (const phrase of phrases) triage(phrase.text)
  const read = performance.now()
  console.log(
    `\ntraining ${(trained - began).toFixed(0)} ms, a message ${((read - trained) / phrases.length).toFixed(3)} ms`,
  )
}

speed()
const [file] = process.argv.slice(2)
if (file) evaluateFile(file)
else evaluatePhrases()
