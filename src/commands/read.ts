/** `aftercare read`: what a pasted status or log says, so that staff and scripts can ask the reader without a conversation. */
import { readFileSync, statSync } from 'node:fs'
import { modelsSchema } from '../domain/content/machines.ts'
import { readYaml } from '../domain/content/yaml-file.ts'
import { readStatus } from '../domain/reading.ts'
import type { Command } from './command.ts'
import { EXIT } from './output.ts'
import { readingInWords } from './reading-words.ts'

const MAX_BYTES = 16 * 1024 * 1024

export const readCommand: Command = {
  name: 'read',
  summary: 'what a pasted status or log says',
  usage: 'FILE|-',
  help: [
    'FILE        a status (JSON or nearly so), a log or a copied page; - reads standard input',
    '--json      one line: {"format","model","serial","findings":[{"code","severity","evidence"}]}',
    'format      jasminer, cgminer (another maker), text, log, unknown',
    'severity    fault, warning, consequence (of a fault that is also listed); the cause comes first',
  ],
  options: {},
  words: 1,
  async run({ positionals, json, config, out }) {
    const [file] = positionals
    if (file === undefined) {
      out.error('read needs a file, or - for standard input; aftercare read --help tells more')
      return EXIT.wrongUsage
    }
    const models = readYaml(config.contentDir, 'models.yaml', modelsSchema)
    if (!models.ok) {
      for (const problem of models.problems) out.error(`${problem.file}:${problem.line}: ${problem.message}`)
      return EXIT.wrongUsage
    }
    const paste = file === '-' ? await standardInput() : contentOf(file)
    if (typeof paste !== 'string') {
      out.error(paste.problem)
      return EXIT.failed
    }
    const reading = readStatus(paste, models.value)
    if (json) {
      const { format, model, serial } = reading
      const findings = reading.findings.map(({ code, severity, evidence }) => ({ code, severity, evidence }))
      out.line(JSON.stringify({ format, model, serial, findings }))
    } else for (const line of readingInWords(reading)) out.line(line)
    return EXIT.done
  },
}

type Paste = string | { readonly problem: string }

function contentOf(file: string): Paste {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (stats === undefined) return { problem: `there is no file ${file}` }
  if (stats.isDirectory()) return { problem: `${file} is a directory; name one file` }
  if (stats.size > MAX_BYTES)
    return { problem: `${file} is larger than ${MAX_BYTES / 1024 / 1024} MB; send the part with the error` }
  return decode(readFileSync(file))
}

/** What goes beyond the limit is not kept: the reader looks at both ends of a long paste, and the first megabytes hold the first error. */
async function standardInput(): Promise<Paste> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk)
    if (size < MAX_BYTES) chunks.push(bytes)
    size += bytes.length
  }
  return decode(Buffer.concat(chunks))
}

/** UTF-8, UTF-16 by its mark, else what Chinese editors write. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  const text = new TextDecoder('utf-8').decode(bytes)
  return text.includes('\uFFFD') ? new TextDecoder('gb18030').decode(bytes) : text
}
