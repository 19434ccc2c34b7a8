/** `aftercare triage`: what messages mean, one a line, so that an operator can try the desk's understanding on messages of their own. */
import { readYaml } from '../domain/content/yaml-file.ts'
import { createTriage, type Triage } from '../domain/triage.ts'
import { triageSchema } from '../domain/triage-content.ts'
import type { Command } from './command.ts'
import { EXIT } from './output.ts'

/** A line is read this far; what is beyond is neither read nor repeated. */
const LONGEST_LINE = 1_048_576

export const triageCommand: Command = {
  name: 'triage',
  summary: 'what messages mean, one a line on standard input',
  usage: '< FILE',
  help: [
    'Answers every line of standard input, blank ones too, with a line of JSON, with or without --json:',
    '{"text","lang","intent","symptom","symptoms","confidence"}',
    'lang        en, zh, other',
    'intent      fault, warranty_rma, human_request, other, unclear',
    'symptom     the main one of symptoms; null unless the intent is fault',
    'confidence  0-1: how often a reading that looks like this one is right; from 0.6 on the desk acts on it',
  ],
  options: {},
  words: 0,
  async run({ config, out }) {
    const content = readYaml(config.contentDir, 'triage.yaml', triageSchema)
    if (!content.ok) {
      for (const { file, line, message } of content.problems) out.error(`${file}:${line}: ${message}`)
      return EXIT.wrongUsage
    }
    const triage = createTriage(content.value)
    process.stdin.setEncoding('utf8')
    for await (const line of linesOf(process.stdin)) out.line(asJson(triage(line)))
    return EXIT.done
  },
}

function asJson({ text, lang, intent, symptom, symptoms, confidence }: Triage): string {
  return JSON.stringify({ text, lang, intent, symptom, symptoms, confidence })
}

/** Lines end at a line feed alone (and a carriage return before it), so that each line of a file has its answer; the last may lack it. */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let line = ''
  for await (const chunk of chunks) {
    const [first = '', ...others] = chunk.split('\n')
    line = grown(line, first)
    for (const next of others) {
      yield ended(line)
      line = grown('', next)
    }
  }
  if (line !== '') yield ended(line)
}

const grown = (line: string, more: string): string => (line + more.slice(0, LONGEST_LINE)).slice(0, LONGEST_LINE)
const ended = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line)
