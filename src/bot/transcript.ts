/** What a turn adds to the transcript: what was heard, then what the bot said and what staff were told, each a JSON line. Pure. */
import { filesIn } from '../flows/files/arriving.ts'
import type { Inbound, Line, Question, StaffPost, StepEvent } from '../flows/types.ts'

/** What the desk tells itself. */
const SILENT: ReadonlySet<Inbound['kind']> = new Set(['undeliverable', 'reach', 'registry.answered', 'link'])

export interface Told {
  readonly lines: readonly Line[]
  readonly posts: readonly StaffPost[]
  /** The question that was open when the first words came; it is kept with them where they can be edited later. */
  readonly asked: string | null
  /** What could be tapped before the turn. */
  readonly offered: Question | null
}

/** People's words, then the bot's, then notices to staff. A person's line is recorded where it was heard, not again where it goes out. */
export function transcriptOf(events: readonly StepEvent[], { lines, posts, asked, offered }: Told): readonly string[] {
  let open = asked
  const heard = events.flatMap((event) => {
    if (event.kind !== 'inbound' || SILENT.has(event.inbound.kind)) return []
    const { at, inbound } = event
    const line = { at, who: speaker(inbound), text: words(inbound, lines, offered), ...origin(inbound, open) }
    open = null
    return [JSON.stringify(line)]
  })
  const at = events.at(-1)?.at ?? 0
  const said = lines.filter(({ from }) => from === 'bot').map(({ text }) => JSON.stringify({ at, who: 'bot', text }))
  // What a customer wrote stands here already, as they wrote it.
  const told = posts
    .filter(({ kind }) => kind !== 'relay')
    .map(({ kind, text }) => JSON.stringify({ at, who: 'desk', post: kind, text }))
  return [...heard, ...said, ...told]
}

/** Lines of one message of the staff room have one `ref`: what it says, and what it was changed to. */
const isOfRoom = (
  inbound: Inbound,
): inbound is Extract<Inbound, { kind: 'staff.said' | 'staff.edited' | 'staff.deleted' }> =>
  inbound.kind === 'staff.said' || inbound.kind === 'staff.edited' || inbound.kind === 'staff.deleted'

function speaker(inbound: Inbound): 'customer' | 'staff' | 'note' {
  if (inbound.kind === 'staff.noted') return 'note'
  if (inbound.kind === 'recorded') return inbound.who
  return inbound.kind.startsWith('staff.') ? 'staff' : 'customer'
}

function words(inbound: Inbound, lines: readonly Line[], offered: Question | null): string {
  switch (inbound.kind) {
    case 'said':
    case 'edited':
    case 'staff.noted':
    case 'staff.edited':
    case 'staff.wrote':
    case 'recorded':
      return inbound.text
    case 'staff.said':
      return [inbound.file && `[${inbound.file.kind}]`, inbound.text].filter(Boolean).join('\n')
    case 'staff.unsent':
      return `[file: ${inbound.why}]`
    case 'staff.canned':
      return lines.find(({ origin: from }) => from?.message === inbound.from?.message)?.text ?? `!!${inbound.name}`
    case 'chose':
      return `[${labelOf(inbound, offered)}]`
    case 'sent':
      return [shownOf(inbound), inbound.caption, inbound.text].filter(Boolean).join('\n')
    case 'unkept':
      return [`[${inbound.what}: ${inbound.why}]`, inbound.caption].filter(Boolean).join('\n')
    case 'unreadable':
      return `[${inbound.what}]`
    default:
      return `[${inbound.kind}]`
  }
}

/** As the button read; its id where another question was open. */
const labelOf = ({ question, offer }: Extract<Inbound, { kind: 'chose' }>, offered: Question | null): string =>
  (offered?.id === question && offered.offers.find(({ id }) => id === offer)?.label) || offer

/** How a line came: which message it was, what it answered, what stood beside it and is kept, what it said before. */
function origin(inbound: Inbound, open: string | null): object {
  if (inbound.kind === 'edited') return { ref: inbound.ref, before: inbound.earlier?.text ?? null }
  if ('by' in inbound) return { by: inbound.by, act: inbound.kind.slice('staff.'.length), ...ofRoom(inbound) }
  if (inbound.kind !== 'said' && inbound.kind !== 'sent' && inbound.kind !== 'unkept') return {}
  const { ref, quote } = inbound
  const beside = inbound.kind === 'said' ? inbound.beside : undefined
  const files = inbound.kind === 'sent' ? filesIn(inbound) : []
  return {
    ...(ref === undefined ? {} : { ref, ...(open === null ? {} : { asked: open }), ...captionOf(inbound) }),
    ...(quote === undefined ? {} : { quote }),
    ...(beside === undefined ? {} : { beside }),
    ...(files.length === 0 ? {} : { files }),
  }
}

function ofRoom(inbound: Inbound): object {
  if (!isOfRoom(inbound)) return {}
  const ref = inbound.from === undefined ? {} : { ref: `staff:${inbound.from.message}` }
  return { ...ref, ...(inbound.kind === 'staff.said' && inbound.file !== undefined && { files: [inbound.file] }) }
}

/** What an edit of the message would change. */
const captionOf = (inbound: Inbound): object =>
  inbound.kind === 'sent' || inbound.kind === 'unkept' ? { caption: inbound.caption ?? '' } : {}

/** `[photo]`, and of an album each of its kinds. */
const shownOf = ({ what, more = [] }: Extract<Inbound, { kind: 'sent' }>): string =>
  [what, ...more.map(({ kind }) => kind)].map((kind) => `[${kind}]`).join(' ')
