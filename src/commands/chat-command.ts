/** `aftercare chat`: its options. The conversation itself is in `chat.ts`. */
import { readFileSync } from 'node:fs'
import { isTerminalName } from '../bot/terminal/channel.ts'
import { parseInstant } from '../config/instant.ts'
import { LANGUAGES, type Language } from '../domain/values.ts'
import { converse, createChat, playScript } from './chat.ts'
import { chatLive } from './chat-live.ts'
import { type Command, type Invocation, textOption } from './command.ts'
import { openLive } from './live.ts'
import { EXIT, type Exit, type Output } from './output.ts'
import { loadWorkbench } from './workbench.ts'

export const chatCommand: Command = {
  name: 'chat',
  summary: 'talk to the bot in this terminal, in memory or on the running desk',
  usage: '[--lang en|zh] [--at ISO] [--script FILE|-] [--live [--as NAME]]',
  help: [
    '--lang L      the language to begin in, before the customer has written',
    '--at ISO      when it is (default: now)',
    '--script F    customer lines from a file or, with -, from standard input; (10 minutes pass) moves the clock',
    '--live        as a customer of the running desk: real orders, real hand-over; without it nothing is kept',
    '--as NAME     goes on with the live talk of that name (default: a new one)',
    'Answer by number, by the words of an answer, or in your own words. Ctrl-D ends the talk.',
  ],
  options: {
    lang: { type: 'string' },
    at: { type: 'string' },
    script: { type: 'string' },
    live: { type: 'boolean' },
    as: { type: 'string' },
  },
  words: 0,
  async run(invocation) {
    const { config, json, out } = invocation
    const langText = textOption(invocation, 'lang')
    const lang = LANGUAGES.find((known) => known === langText) ?? null
    if (langText !== undefined && lang === null) return wrong(out, `--lang must be en or zh, not ${langText}`)
    const atText = textOption(invocation, 'at')
    const at = atText === undefined ? (config.startsAt ?? Date.now()) : parseInstant(atText)
    if (at === null) return wrong(out, `--at must be an ISO instant such as 2026-03-10T10:00, not ${atText}`)
    if (invocation.values['live'] === true) return await live(invocation, lang)
    if (textOption(invocation, 'as') !== undefined) return wrong(out, '--as goes with --live')
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

async function live(invocation: Invocation, lang: Language | null): Promise<Exit> {
  const { config, json, out } = invocation
  if (textOption(invocation, 'at') !== undefined) return wrong(out, '--at: the time of a running desk cannot be moved')
  const name = textOption(invocation, 'as') ?? null
  if (name !== null && !isTerminalName(name)) return wrong(out, '--as takes 1-40 letters, digits, - or _')
  const script = textOption(invocation, 'script')
  const read = script === undefined ? null : readScript(script)
  if (read?.ok === false) return wrong(out, read.problem)
  const store = await openLive(config)
  try {
    return await chatLive({ store, name, lang, json, script: read?.text ?? null, out })
  } finally {
    await store.close()
  }
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
