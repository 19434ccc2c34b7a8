/** `aftercare chat --live`: this terminal as a customer of the running desk. Lines go in and come back through its Redis; the desk does the rest. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { renderNumbered } from '../bot/numbered.ts'
import { TERMINAL_LEASE, type TerminalShown, terminalConversation } from '../bot/terminal/channel.ts'
import { isoInChina } from '../domain/hours.ts'
import type { Instant, Language } from '../domain/values.ts'
import type { Inbound } from '../flows/types.ts'
import type { FeedEntry } from '../ports.ts'
import type { RedisStore } from '../store/redis-store.ts'
import { type Chat, converse, INDENT, playScript } from './chat.ts'
import { EXIT, type Exit, type Output } from './output.ts'

const LOOK_EVERY_MS = 150
/** After the last line: as long as a turn may take that has to be taken again. */
const LAST_ANSWER_WITHIN_MS = 15_000

export interface LiveOptions {
  readonly store: RedisStore
  /** Null: a talk of its own. */
  readonly name: string | null
  readonly lang: Language | null
  readonly json: boolean
  readonly script: string | null
  readonly out: Output
}

/** Talks until the input ends and the last answer is there. */
export async function chatLive(options: LiveOptions): Promise<Exit> {
  const { store, name, script, out, json } = options
  if ((await store.leaseOwner(TERMINAL_LEASE)) === null) {
    out.error('no desk is running on this Redis, so nobody would answer: start it with npm start')
    return EXIT.failed
  }
  const conversation = terminalConversation(name ?? randomUUID())
  const live = createLive(options, conversation, (await store.shownAfter(conversation, 0)).last)
  const ended = new AbortController()
  const showing = live.showUntil(ended.signal)
  try {
    const talking = script === null ? converse(live.chat, process.stdin, prompt(json, out)) : play(live, script)
    await Promise.race([talking, showing])
    await live.settled()
  } finally {
    ended.abort()
    await showing
  }
  return EXIT.done
}

const prompt = (json: boolean, out: Output) => (text: string) => void (json || out.part(text))

/** A script's next line waits for the answer to the one before. */
async function play(live: Live, script: string): Promise<void> {
  const lines: string[] = []
  playScript({ say: (text) => void lines.push(text), pass: cannotPass }, script)
  for (const line of lines) {
    live.chat.say(line)
    await live.settled()
  }
}

function cannotPass(): never {
  throw new Error('--live: the time of a running desk cannot be moved')
}

interface Live {
  readonly chat: Chat
  /** Shows what comes until it is told to end. Rejects when Redis is away. */
  showUntil(signal: AbortSignal): Promise<void>
  /** Resolves when all that was said is answered and shown. Rejects when the desk does not answer. */
  settled(): Promise<void>
}

function createLive(options: LiveOptions, conversation: ReturnType<typeof terminalConversation>, from: number): Live {
  const { store, lang, script, json } = options
  const print = printer(options)
  let sending: Promise<unknown> = Promise.resolve()
  let shown = from

  async function say(text: string): Promise<void> {
    const inbound: Inbound = { kind: 'said', text, ...(lang !== null && { hint: lang }) }
    const letter = { conversation, id: `term:${randomUUID()}`, body: JSON.stringify(inbound), counted: true }
    const taken = await store.ingestShown(letter, JSON.stringify({ from: 'customer', text } satisfies TerminalShown))
    if (taken === 'full') throw new Error('too many messages wait already: the desk does not keep up')
  }

  /** True while an answer is still to come. One look at a time, so that each line is shown once. */
  let looking: Promise<boolean> | null = null
  const look = (): Promise<boolean> => {
    looking ??= lookOnce().finally(() => {
      looking = null
    })
    return looking
  }

  async function lookOnce(): Promise<boolean> {
    const page = await store.shownAfter(conversation, shown)
    for (const entry of page.entries) {
      print(entry, json || script !== null || !process.stdin.isTTY)
      shown = entry.id
    }
    return page.busy || shown < page.last
  }

  return {
    chat: {
      say(text) {
        sending = sending.then(() => say(text))
        // Told by `settled`.
        sending.catch(() => {})
      },
      pass: cannotPass,
    },
    async showUntil(signal) {
      while (!signal.aborted) {
        await look()
        await sleep(LOOK_EVERY_MS)
      }
    },
    async settled() {
      await sending
      const until = performance.now() + LAST_ANSWER_WITHIN_MS
      while (await look()) {
        if (performance.now() > until) throw new Error('the desk did not answer: aftercare doctor may say why')
        await sleep(LOOK_EVERY_MS)
      }
    },
  }
}

/** `echo`: the customer's own lines too; a person at the keyboard sees them already. */
function printer({ json, out }: LiveOptions) {
  return ({ at, body }: FeedEntry, echo: boolean): void => {
    const shown = JSON.parse(body) as TerminalShown
    if (shown.from === 'customer' && !echo) return
    if (json) out.line(jsonOf(at, shown))
    else {
      const text = shown.from === 'customer' ? shown.text : renderNumbered(shown)
      out.line(`${shown.from.padEnd(INDENT.length)}${text.replaceAll('\n', `\n${INDENT}`)}`)
    }
  }
}

/** As `aftercare chat` says it. Orders are looked up by their number: a running desk tells it in the text. */
function jsonOf(at: Instant, shown: TerminalShown): string {
  const offers = shown.from === 'customer' ? [] : (shown.question?.offers.map(({ label }) => label) ?? [])
  return JSON.stringify({ at: isoInChina(at), who: shown.from, text: shown.text, offers, order: null })
}
