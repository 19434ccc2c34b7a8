/**
 * The terminal as a channel of the running desk: `aftercare chat --live` hands letters in and reads the feed, from a process of its own. While a
 * desk runs, it holds a lease by which that process knows that somebody will answer.
 */
import { SECOND } from '../../domain/values.ts'
import type { Line } from '../../flows/types.ts'
import { type ConversationId, type Feed, type Store, StoreUnavailable } from '../../ports.ts'
import type { Channel, Sent } from '../channel.ts'

/** Held while a desk runs. */
export const TERMINAL_LEASE = 'terminal'
const LEASE_MS = 6 * SECOND
const RENEW_EVERY_MS = 2 * SECOND

export interface TerminalOptions {
  readonly feed: Pick<Feed, 'show'>
  readonly store: Pick<Store, 'lease' | 'releaseLease'>
  /** Names this process: of several desks on one Redis one holds the lease. */
  readonly owner: string
}

/** What the terminal shows of a conversation, as it is kept in the feed. */
export type TerminalShown = Line | { readonly from: 'customer'; readonly text: string }

export const terminalConversation = (name: string): ConversationId => `term:${name}` as ConversationId
export const isTerminalName = (name: string): boolean => /^[A-Za-z0-9_-]{1,40}$/.test(name)

export function createTerminal({ feed, store, owner }: TerminalOptions): Channel {
  let renewal: NodeJS.Timeout | null = null
  // Redis away: the lease runs out, and is taken again once it is back.
  const renew = () => store.lease(TERMINAL_LEASE, owner, LEASE_MS).catch(() => false)
  return {
    name: 'terminal',
    state: () => ({ status: 'ready', as: 'aftercare chat --live' }),
    serves: (conversation) => conversation.startsWith('term:'),
    start() {
      void renew()
      renewal = setInterval(renew, RENEW_EVERY_MS)
    },
    async stop() {
      if (renewal !== null) clearInterval(renewal)
      await store.releaseLease(TERMINAL_LEASE, owner).catch(() => {})
    },
    send: (conversation, line, _signal, sequence) => show(feed, conversation, line, sequence),
  }
}

async function show(feed: TerminalOptions['feed'], to: ConversationId, line: Line, sequence: number): Promise<Sent> {
  try {
    await feed.show(to, JSON.stringify(line satisfies TerminalShown), sequence)
    return { status: 'sent', ref: null }
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error
    return { status: 'again', reason: 'Redis did not take the line' }
  }
}
