/** `aftercare chat`: its options. The conversation itself is in `chat.ts`. */
import { readFileSync } from 'node:fs'
import { parseInstant } from '../config/instant.ts'
import { LANGUAGES } from '../domain/values.ts'
import { converse, createChat, playScript } from './chat.ts'
import type { Command } from './command.ts'
import { textOption } from './command.ts'
import { EXIT, type Exit, type Output } from './output.ts'
import { loadWorkbench } from './workbench.ts'

export const chatCommand: Command = {
  name: 'chat',
  summary: 'talk to the bot in this terminal, in memory',
  usage: '[--lang en|zh] [--at ISO] [--script FILE|-]',
  help: [
    '--lang L      the language to begin in, before the customer has written',
    '--at ISO      when it is (default: now)',
    '--script F    customer lines from a file or, with -, from standard input; (10 minutes pass) moves the clock',
    'Answer by number, by the words of an answer, or in your own words. Ctrl-D ends the talk.',
  ],
  options: { lang: { type: 'string' }, at: { type: 'string' }, script: { type: 'string' } },
  words: 0,
  async run(invocation) {
    const { config, json, out } = invocation
    const langText = textOption(invocation, 'lang')
    const lang = LANGUAGES.find((known) => known === langText) ?? null
    if (langText !== undefined && lang === null) return wrong(out, `--lang must be en or zh, not ${langText}`)
    const atText = textOption(invocation, 'at')
    const at = atText === undefined ? (config.startsAt ?? Date.now()) : parseInstant(atText)
    if (at === null) return wrong(out, `--at must be an ISO instant such as 2026-03-10T10:00, not ${atText}`)
    const loaded = loadWorkbench(config.contentDir)
    if (!loaded.ok) {
      for (const problem of loaded.problems) out.error(problem)
      return EXIT.wrongUsage
    }
    const script = textOption(invocation, 'script')
    const read = script === undefined ? null : readScript(script)
    if (read?.ok === false) return wrong(out, read.problem)
    const talk = loaded.workbench.talk({ staffReachable: true })
    const echo = json || read !== null || !process.stdin.isTTY
    const chat = createChat({ talk, at, lang, json, echo, out })
    if (read === null) await converse(chat, process.stdin, (text) => json || out.part(text))
    else playScript(chat, read.text)
    return EXIT.done
  },
}

function wrong(out: Output, problem: string): Exit {
  out.error(problem)
  return EXIT.wrongUsage
}

function readScript(
  path: string,
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: string } {
  try {
    return { ok: true, text: readFileSync(path === '-' ? 0 : path, 'utf8') }
  } catch (error) {
    return {
      ok: false,
      problem: `--script: ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`,
    }
  }
}
