/**
 * The platform of a chaos run: hands updates out in order, again and again until they are confirmed and some of them once more, and keeps the
 * ledger: what was accepted, what was sent, and when. Times are `performance.now()`.
 */
import type { Line } from '../../src/flows/types.ts'
import type { ConversationId } from '../../src/ports.ts'
import type { Update } from './messages.ts'

const MOST_A_BATCH = 16
/** How many updates are handed out again although they were confirmed. */
const AGAIN = 0.02

export interface SentLine {
  readonly sequence: number
  readonly line: Line
  readonly at: number
  /** Which process sent it. */
  readonly by: number
}

export interface Chat {
  readonly conversation: ConversationId
  /** Confirmed updates, each once. */
  accepted: number
  readonly sent: SentLine[]
  /** The line that came last in its lane's order. */
  last: number
}

export interface Platform {
  readonly chats: ReadonlyMap<ConversationId, Chat>
  chat(conversation: ConversationId): Chat
  say(conversation: ConversationId, body: unknown): void
  /** Resolves when there is something that no other worker has. */
  fetch(by: number): Promise<readonly Update[]>
  confirm(update: number): void
  refuse(updates: readonly number[]): void
  /** A worker is gone: what it had is handed out again. */
  gone(by: number): void
  /** Answers the id of the message. */
  send(by: number, conversation: ConversationId, sequence: number, line: Line): string
  /** Called for each line that was not there before. */
  onLine(hear: (chat: Chat, sent: SentLine) => void): void
  /** Updates that were not confirmed yet. */
  waiting(): number
}

interface Queued extends Update {
  confirmed: boolean
}

export function createPlatform(random: () => number): Platform {
  const chats = new Map<ConversationId, Chat>()
  const queues = new Map<ConversationId, Queued[]>()
  const updates = new Map<number, Queued>()
  /** Who has the updates of a conversation, and which of them are still open. */
  const out = new Map<ConversationId, { readonly by: number; readonly open: Set<number> }>()
  const fetching = new Map<number, (batch: readonly Update[]) => void>()
  const listeners: ((chat: Chat, sent: SentLine) => void)[] = []
  let drawn = 0
  let unconfirmed = 0

  const chat = (conversation: ConversationId): Chat => {
    const known = chats.get(conversation) ?? { conversation, accepted: 0, sent: [], last: 0 }
    chats.set(conversation, known)
    return known
  }

  function batchFor(by: number): readonly Update[] {
    const batch: Update[] = []
    for (const [conversation, queue] of queues) {
      if (batch.length >= MOST_A_BATCH) break
      if (out.has(conversation) || queue.length === 0) continue
      out.set(conversation, { by, open: new Set(queue.map(({ id }) => id)) })
      batch.push(...queue.map(({ id, body }) => ({ id, conversation, body })))
    }
    return batch
  }

  function serve(): void {
    for (const [by, answer] of fetching) {
      const batch = batchFor(by)
      if (batch.length === 0) return
      fetching.delete(by)
      answer(batch)
    }
  }

  function enqueue(update: Queued): void {
    const queue = queues.get(update.conversation)
    if (queue === undefined) queues.set(update.conversation, [update])
    else queue.push(update)
    serve()
  }

  /** Once nothing of a batch is open any more, what is left of its conversation is handed out again. */
  function giveBack({ conversation, id }: Queued): void {
    const holder = out.get(conversation)
    holder?.open.delete(id)
    if (holder !== undefined && holder.open.size > 0) return
    out.delete(conversation)
    if (queues.get(conversation)?.length === 0) queues.delete(conversation)
    serve()
  }

  return {
    chats,
    chat,
    say(conversation, body) {
      drawn += 1
      unconfirmed += 1
      const update = { id: drawn, conversation, body: JSON.stringify(body), confirmed: false }
      updates.set(drawn, update)
      enqueue(update)
    },
    fetch: (by) =>
      new Promise((resolve) => {
        fetching.set(by, resolve)
        serve()
      }),
    confirm(id) {
      const update = updates.get(id)
      if (update === undefined) throw new Error(`no update ${id}`)
      if (!update.confirmed) {
        chat(update.conversation).accepted += 1
        unconfirmed -= 1
      }
      update.confirmed = true
      const queue = queues.get(update.conversation) ?? []
      const place = queue.indexOf(update)
      if (place >= 0) queue.splice(place, 1)
      if (random() < AGAIN) queue.push(update)
      giveBack(update)
    },
    refuse(ids) {
      for (const update of ids.flatMap((id) => updates.get(id) ?? [])) giveBack(update)
    },
    gone(by) {
      fetching.delete(by)
      for (const [conversation, holder] of [...out]) if (holder.by === by) out.delete(conversation)
      serve()
    },
    send(by, conversation, sequence, line) {
      const known = chat(conversation)
      const sent = { sequence, line, at: performance.now(), by }
      known.sent.push(sent)
      const isNew = sequence > known.last
      known.last = Math.max(known.last, sequence)
      if (isNew) for (const hear of listeners) hear(known, sent)
      return `${sequence}.${known.sent.length}`
    },
    onLine: (hear) => void listeners.push(hear),
    waiting: () => unconfirmed,
  }
}
