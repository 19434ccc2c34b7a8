/** How far a line of several messages got before it was put off, so that the next try goes on there. Lives in this process only. */

/** Beyond it the oldest is forgotten; its parts may then be sent twice. */
const MAX_LINES = 1_000

export interface Progress {
  /** How many messages of this very line the conversation has already. */
  doneOf(conversation: string, line: string): number
  keep(conversation: string, line: string, done: number): void
  forget(conversation: string): void
}

/** A lane sends one line at a time, so one mark a conversation is enough; another line starts from its beginning. */
export function createProgress(): Progress {
  const marks = new Map<string, { line: string; done: number }>()
  return {
    doneOf: (conversation, line) => {
      const mark = marks.get(conversation)
      return mark?.line === line ? mark.done : 0
    },
    keep: (conversation, line, done) => {
      marks.delete(conversation)
      marks.set(conversation, { line, done })
      const oldest = marks.size > MAX_LINES ? marks.keys().next() : null
      if (oldest?.done === false) marks.delete(oldest.value)
    },
    forget: (conversation) => {
      marks.delete(conversation)
    },
  }
}
