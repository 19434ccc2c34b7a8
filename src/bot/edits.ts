/** What an edited message said before: looked up in the transcript, which keeps the words and the question that was open for them. */
import { z } from 'zod'
import type { Earlier, Inbound, StepEvent } from '../flows/types.ts'
import type { ConversationId, Store } from '../ports.ts'

const lineSchema = z.object({
  ref: z.string(),
  text: z.string(),
  caption: z.string().optional(),
  asked: z.string().nullable().default(null),
})

/** The events with what is known of each edited message: the newest words it had, and the question they answered. */
export async function withEarlier(
  store: Pick<Store, 'transcript'>,
  conversation: ConversationId,
  events: readonly StepEvent[],
): Promise<readonly StepEvent[]> {
  if (!events.some(isEdit)) return events
  const known = new Map<string, Earlier>()
  for (const line of await store.transcript(conversation)) {
    const read = lineSchema.safeParse(JSON.parse(line))
    if (!read.success) continue
    const { ref, text, caption = text, asked } = read.data
    remember(known, ref, { text: caption, asked })
  }
  return events.map((event) => {
    if (event.kind !== 'inbound') return event
    const { inbound } = event
    const earlier = inbound.kind === 'edited' ? (known.get(inbound.ref) ?? null) : null
    // One that came in the same claim answered what was open before it, as far as can be told.
    if ('ref' in inbound && inbound.ref !== undefined)
      remember(known, inbound.ref, { text: wordsOf(inbound), asked: null })
    return inbound.kind === 'edited' ? { ...event, inbound: { ...inbound, earlier } } : event
  })
}

const isEdit = (event: StepEvent): boolean => event.kind === 'inbound' && event.inbound.kind === 'edited'

/** Of a photo or file its caption is what can be edited. */
const wordsOf = (inbound: Extract<Inbound, { readonly ref?: string }>): string =>
  'text' in inbound && inbound.kind !== 'sent' ? inbound.text : (inbound.caption ?? '')

/** An edit changes the words, not the question. */
function remember(known: Map<string, Earlier>, ref: string, { text, asked }: Earlier): void {
  known.set(ref, { text, asked: known.get(ref)?.asked ?? asked })
}
