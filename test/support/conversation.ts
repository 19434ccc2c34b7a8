/**
 * A conversation as a plain text file: what people and the clock do is read and replayed, what the bot says to it is rendered again. The
 * first line says what happens, the second when and where; then one line an act (style of the files: test/conversations).
 */
import { renderNumbered } from '../../src/bot/numbered.ts'
import { createRehearsal, type Heard, type Rehearsal, readPassing } from '../../src/bot/rehearsal.ts'
import { parseInstant } from '../../src/config/instant.ts'
import { FILE_KINDS } from '../../src/domain/file-type.ts'
import { showOrderNumber } from '../../src/domain/order-number.ts'
import { type Instant, LANGUAGES, type Language } from '../../src/domain/values.ts'
import { headline } from '../../src/flows/card.ts'
import { readStaffLine } from '../../src/flows/staff-room.ts'
import { type Inbound, type Line, UNREADABLE } from '../../src/flows/types.ts'
import { drawing, hours, talk } from './conversation-desk.ts'
import { happen, isHappening } from './conversation-happenings.ts'

const MARGIN = 10
const INDENT = ' '.repeat(MARGIN)
const CHANNELS = ['telegram', 'wechat', 'web', 'terminal'] as const
/** Where offers are buttons. */
const BUTTONS: readonly Header['channel'][] = ['telegram', 'web']
const STAFF = 'Chen Example'
/** What the rendering puts in brackets. */
const RENDERED = /^ {10}\((staff are told: |filed as |the customer does not see this)/

export interface Header {
  readonly sentence: string
  readonly when: string
  readonly at: Instant
  readonly channel: (typeof CHANNELS)[number]
  readonly lang: Language
  readonly name: string | null
}

/** What somebody does, or time that passes. */
export type Act =
  | { readonly kind: 'customer' | 'staff' | 'tap'; readonly text: string }
  | { readonly kind: 'pass'; readonly text: string; readonly ms: number }
  /** Neither of them says anything: the customer blocks the bot, somebody leaves the staff, the hours change. */
  | { readonly kind: 'happening'; readonly text: string }

export interface Script {
  readonly header: Header
  readonly acts: readonly Act[]
}

/** An act and what it led to: one `Heard` for a message, one for each timer on the way of a passing time. */
export interface Beat {
  readonly act: Act
  readonly heard: readonly Heard[]
  /** The stored state after it. */
  readonly state: string
}

export interface Played extends Script {
  readonly beats: readonly Beat[]
}

/** Reads a file. What is not in the format is an error that quotes the line. */
export function readScript(file: string): Script {
  const [sentence = '', when = '', ...rest] = file.split('\n')
  const acts: Act[] = []
  let speaker = 'bot'
  for (const line of rest) {
    const passing = readPassing(line)
    const happening = line.trim()
    if (passing !== null) {
      speaker = 'bot'
      acts.push({ kind: 'pass', text: line.trim(), ms: passing })
    } else if (isHappening(happening)) {
      speaker = 'bot'
      acts.push({ kind: 'happening', text: happening })
    } else if (RENDERED.test(line)) speaker = 'bot'
    else if (line.startsWith(INDENT)) {
      const last = acts.at(-1)
      if (speaker !== 'bot' && last !== undefined && last.kind !== 'pass')
        acts[acts.length - 1] = { ...last, text: `${last.text}\n${line.slice(MARGIN)}` }
    } else if (line.trim() !== '') {
      speaker = line.slice(0, MARGIN).trim()
      if (speaker === 'customer' || speaker === 'staff' || speaker === 'tap')
        acts.push({ kind: speaker, text: line.slice(MARGIN) })
      else if (speaker !== 'bot') throw new Error(`not a line of a conversation: ${line}`)
    }
  }
  return { header: readHeader(sentence, when), acts }
}

function readHeader(sentence: string, when: string): Header {
  const [moment = '', channel, lang, named] = when.split(', ')
  const [weekday = '', date = '', clock = '', zone] = moment.split(' ')
  const at = parseInstant(`${date}T${clock}`)
  const known = CHANNELS.find((one) => one === channel)
  const language = LANGUAGES.find((one) => one === lang)
  if (sentence === '' || at === null || zone !== 'Asia/Shanghai' || known === undefined || language === undefined)
    throw new Error(`not the second line of a conversation: ${when}`)
  const actual = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: zone }).format(at)
  if (actual !== weekday) throw new Error(`${date} is a ${actual}, not a ${weekday}`)
  return { sentence, when, at, channel: known, lang: language, name: named?.replace(/^named /, '') ?? null }
}

/** Plays what people and the clock do, in memory, with a JSON round trip at every act. */
export function play(script: Script): Played {
  hours.follow([])
  const rehearsal = createRehearsal({ talk, at: script.header.at, draw: drawing() })
  const asked: Line[] = []
  const beats = script.acts.map((act): Beat => {
    const heard = perform(rehearsal, script.header, act, asked)
    asked.push(...heard.flatMap(({ lines }) => lines.filter(({ question }) => question !== null)))
    return { act, heard, state: rehearsal.state() ?? '' }
  })
  return { ...script, beats }
}

function perform(rehearsal: Rehearsal, header: Header, act: Act, asked: readonly Line[]): readonly Heard[] {
  const sender = { hint: header.lang, ...(header.name !== null && { name: header.name }) }
  switch (act.kind) {
    case 'pass':
      return rehearsal.pass(act.ms)
    case 'staff':
      return [rehearsal.staff(act.text, STAFF)]
    case 'happening':
      return [rehearsal.customer(happen(act.text, rehearsal.now()))]
    case 'tap':
      return [rehearsal.customer({ ...tapped(act.text, asked), ...sender })]
    case 'customer':
      return [rehearsal.customer({ ...typed(act.text), ...sender })]
  }
}

/** The newest button of that label, on whatever message it stands. */
function tapped(label: string, asked: readonly Line[]) {
  for (const { question } of asked.toReversed()) {
    const offer = question?.offers.find((one) => one.label === label)
    if (question && offer) return { kind: 'chose', question: question.id, offer: offer.id } as const
  }
  throw new Error(`no button was ever labelled ${label}`)
}

/**
 * `{empty}`, `{photo}` and `{U+FDFA × 4096}` stand for what a line cannot show; below `{sent photo}` stands its caption, below `{sent file}`
 * what it says.
 */
function typed(text: string): Extract<Inbound, { kind: 'said' | 'sent' | 'unreadable' }> {
  const [, sent, below] = /^\{sent (\w+)\}(?:\n([\s\S]*))?$/.exec(text) ?? []
  const kind = FILE_KINDS.find((one) => one === sent)
  if (kind === 'file') return { kind: 'sent', what: kind, text: below ?? null }
  if (kind) return { kind: 'sent', what: kind, text: null, ...(below !== undefined && { caption: below }) }
  if (text === '{empty}') return { kind: 'said', text: '' }
  const what = UNREADABLE.find((one) => text === `{${one}}`)
  if (what) return { kind: 'unreadable', what }
  const [, point, count] = /^\{U\+([0-9A-F]{4,6}) × (\d{1,4})\}$/.exec(text) ?? []
  if (point === undefined) return { kind: 'said', text }
  return { kind: 'said', text: String.fromCodePoint(Number.parseInt(point, 16)).repeat(Number(count)) }
}

/** The whole conversation as its file shows it. */
export function render({ header, beats }: Played): string {
  const body = beats.flatMap(({ act, heard }) => [...actLines(act, heard), ...heard.flatMap(replies(header, act))])
  return `${[header.sentence, header.when, '', ...body].join('\n')}\n`
}

/** A file without what is in its margin: what staff are told, and orders filed. */
export const withoutMargin = (file: string): string =>
  file
    .split('\n')
    .filter((line) => !RENDERED.test(line))
    .join('\n')

const spoken = (who: string, text: string): string => who.padEnd(MARGIN) + text.replaceAll('\n', `\n${INDENT}`)

function actLines(act: Act, heard: readonly Heard[]): readonly string[] {
  if (act.kind === 'pass' || act.kind === 'happening') return [INDENT + act.text]
  if (act.kind !== 'staff') return [spoken(act.kind, act.text)]
  const line = readStaffLine(act.text)
  const reaches = ['take', 'release', 'close'].includes(line.kind) || heard.some(({ lines }) => lines.length > 0)
  return reaches
    ? [spoken('staff', act.text)]
    : [spoken('staff', act.text), `${INDENT}(the customer does not see this)`]
}

/** A person's words stand there already, as their own act. */
const replies =
  (header: Header, act: Act) =>
  ({ lines, posts, orders }: Heard): readonly string[] => [
    ...lines
      .filter((line) => !(act.kind === 'staff' && line.from === 'staff' && line.text === act.text))
      .map((line) => spoken(line.from, BUTTONS.includes(header.channel) ? withButtons(line) : renderNumbered(line))),
    ...orders.map(({ number, contact, machines }) => {
      const what = machines.map(
        ({ model, serial, symptom }) => `${model} ${serial ?? 'no serial'} ${symptom ?? 'in words'}`,
      )
      return `${INDENT}(filed as ${showOrderNumber(number)}: ${what.join('; ')}, ${contact.name} ${contact.phone})`
    }),
    ...posts.map((post) => `${INDENT}(staff are told: ${headline(post)})`),
  ]

function withButtons({ text, question }: Line): string {
  const buttons = question?.offers.map(({ label }) => `[${label}]`).join(' ') ?? ''
  return buttons === '' ? text : `${text}\n${buttons}`
}
