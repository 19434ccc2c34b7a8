/** What a turn adds to the transcript: what was heard, then what the bot said, each a JSON line. Pure. */
import type { Inbound, Line, StepEvent } from '../flows/types.ts'

/** What the desk tells itself. */
const SILENT: ReadonlySet<Inbound['kind']> = new Set(['undeliverable', 'registry.answered'])

/** People's words, then the bot's. A person's line is recorded where it was heard, not again where it goes out. */
export function transcriptOf(events: readonly StepEvent[], lines: readonly Line[]): readonly string[] {
  const heard = events.flatMap((event) =>
    event.kind === 'inbound' && !SILENT.has(event.inbound.kind)
      ? [JSON.stringify({ at: event.at, who: speaker(event.inbound), text: words(event.inbound) })]
      : [],
  )
  const at = events.at(-1)?.at ?? 0
  const said = lines.filter(({ from }) => from === 'bot').map(({ text }) => JSON.stringify({ at, who: 'bot', text }))
  return [...heard, ...said]
}

const speaker = (inbound: Inbound): 'customer' | 'staff' => (inbound.kind.startsWith('staff.') ? 'staff' : 'customer')

function words(inbound: Inbound): string {
  switch (inbound.kind) {
    case 'said':
    case 'staff.said':
      return inbound.text
    case 'chose':
      return `[${inbound.offer}]`
    case 'unreadable':
      return `[${inbound.what}]`
    default:
      return `[${inbound.kind}]`
  }
}
