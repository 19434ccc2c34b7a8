/** Entries of a customer lane as they are written; `letters.ts` reads them back. */
import type { Line } from '../flows/types.ts'
import type { ConversationId } from '../ports.ts'
import type { Entry } from './letters.ts'

/** `about`: the conversation that a reply to this line is meant for (in the staff group). */
export const entry = (line: Line, about: string | null): string =>
  JSON.stringify({ line, about: about as ConversationId | null } satisfies Entry)

export const botLine = (text: string): Line => ({ from: 'bot', text, question: null })
