/** `aftercare chat`: a conversation in the terminal, in memory. Interactive, or a script of customer lines. */
import { randomInt } from 'node:crypto'
import { createInterface } from 'node:readline'
import { renderNumbered } from '../bot/numbered.ts'
import { createRehearsal, type Heard, type Rehearsal, readPassing } from '../bot/rehearsal.ts'
import { isoInChina } from '../domain/hours.ts'
import { makeOrderNumber, ORDER_BITS_LIMIT } from '../domain/order-number.ts'
import type { Instant, Language } from '../domain/values.ts'
import { headline } from '../flows/card.ts'
import type { Talk } from '../flows/step.ts'
import type { Output } from './output.ts'

/** Lines that arrive closer together than this were pasted: they are one message. */
const PASTE_GAP_MS = 40
/** Where a line's text begins, after who said it. */
export const INDENT = ' '.repeat(10)

export interface ChatOptions {
  readonly talk: Talk
  readonly at: Instant
  readonly lang: Language | null
  readonly json: boolean
  /** Show what the customer said, too; a person at the keyboard sees it already. */
  readonly echo: boolean
  readonly out: Output
}

type Who = 'customer' | 'bot' | 'staff'

export interface Chat {
  say(text: string): void
  /** Lets time pass; `words` is the line that says so. */
  pass(ms: number, words: string): void
}

export function createChat({ talk, at, lang, json, echo, out }: ChatOptions): Chat {
  const rehearsal: Rehearsal = createRehearsal({
    talk,
    at,
    draw: () => makeOrderNumber(randomInt(64), randomInt(ORDER_BITS_LIMIT)),
  })

  function show(heard: Heard): void {
    const order = heard.orders[0]?.number ?? null
    for (const line of heard.lines) {
      const offers = line.question?.offers.map(({ label }) => label) ?? []
      tell(heard.at, line.from, line.text, offers, order, renderNumbered(line))
    }
    if (!json) for (const post of heard.posts) out.line(`${INDENT}(staff are told: ${headline(post)})`)
  }

  function tell(when: Instant, who: Who, text: string, offers: readonly string[], order: string | null, shown: string) {
    if (json) out.line(JSON.stringify({ at: isoInChina(when), who, text, offers, order }))
    else out.line(`${who.padEnd(INDENT.length)}${shown.replaceAll('\n', `\n${INDENT}`)}`)
  }

  return {
    say: (text) => {
      if (echo) tell(rehearsal.now(), 'customer', text, [], null, text)
      show(rehearsal.customer({ kind: 'said', text, ...(lang !== null && { hint: lang }) }))
    },
    pass: (ms, words) => {
      if (!json && echo) out.line(`${INDENT}${words}`)
      for (const heard of rehearsal.pass(ms)) show(heard)
    },
  }
}

/** One customer line a line; `(10 minutes pass)` moves the clock; empty lines are left out. */
export function playScript(chat: Chat, script: string): void {
  for (const line of script.split(/\r?\n/)) {
    const passing = readPassing(line)
    if (passing !== null) chat.pass(passing, line.trim())
    else if (line.trim() !== '') chat.say(line)
  }
}

/** Reads what a person types until the input ends; resolves then. Rejects with what a step threw. */
export async function converse(
  chat: Chat,
  input: NodeJS.ReadableStream,
  prompt: (text: string) => void,
): Promise<void> {
  let pasted: string[] = []
  let timer: NodeJS.Timeout | null = null
  const flush = () => {
    const text = pasted.join('\n')
    pasted = []
    timer = null
    const passing = readPassing(text)
    if (passing !== null) chat.pass(passing, text.trim())
    else if (text.trim() !== '') chat.say(text)
    prompt('> ')
  }
  const lines = createInterface({ input })
  const failures: unknown[] = []
  const flushLater = () => {
    try {
      flush()
    } catch (error) {
      failures.push(error)
      lines.close()
    }
  }
  prompt('> ')
  for await (const line of lines) {
    pasted.push(line)
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(flushLater, PASTE_GAP_MS)
  }
  if (failures.length > 0) throw failures[0]
  if (timer !== null) {
    clearTimeout(timer)
    flush()
  }
}
