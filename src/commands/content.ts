/** `aftercare content check`: what is wrong in the content directory, all at once, before the desk is started on it. */
import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Content, loadContent } from '../domain/content.ts'
import type { Command } from './command.ts'
import { EXIT, type Exit, type Output } from './output.ts'

export const contentCommand: Command = {
  name: 'content',
  summary: 'is what staff edit right: policy, models, calendars, trees, phrases',
  usage: 'check [DIR]',
  help: [
    'DIR         a content directory (default: CONTENT_DIR)',
    'Every problem is one line, FILE:LINE: what is wrong and what is allowed; it ends with 1 then.',
    '--json      one line: {"ok","dir","counts"|null,"problems":[{"file","line","message"}]}',
  ],
  options: {},
  words: 2,
  async run({ positionals, config, json, out }) {
    const [action, given] = positionals
    if (action !== 'check') return wrong(out, `use content check [DIR]${action === undefined ? '' : `, not ${action}`}`)
    const dir = resolve(given ?? config.contentDir)
    if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) return wrong(out, `${dir} is no directory`)
    const loaded = loadContent(dir)
    const counts = loaded.ok ? countsOf(loaded.content) : null
    const problems = loaded.ok ? [] : loaded.problems
    if (json) out.line(JSON.stringify({ ok: loaded.ok, dir, counts, problems }))
    else if (counts !== null) out.line(`${dir} is right: ${inWords(counts)}`)
    else for (const { file, line, message } of problems) out.error(`${file}:${line}: ${message}`)
    return loaded.ok ? EXIT.done : EXIT.failed
  },
}

function wrong(out: Output, problem: string): Exit {
  out.error(problem)
  return EXIT.wrongUsage
}

type Counts = ReturnType<typeof countsOf>

function countsOf({ models, calendar, symptoms, diagnosis, triage }: Content) {
  const trees = Object.values(diagnosis)
  const phrases = Object.values(triage.phrases).flatMap((texts) => Object.values(texts))
  return {
    models: models.length,
    calendars: calendar.years.size,
    symptoms: symptoms.length,
    trees: trees.length,
    checks: trees.reduce((sum, { checks }) => sum + checks.length, 0),
    phrases: phrases.reduce((sum, { length }) => sum + length, 0),
  }
}

const inWords = ({ models, calendars, symptoms, trees, checks, phrases }: Counts): string =>
  [
    `${models} models`,
    `${calendars} calendars`,
    `${symptoms} symptoms`,
    `${trees} diagnosis trees with ${checks} checks`,
    `${phrases} triage phrases`,
  ].join(', ')
