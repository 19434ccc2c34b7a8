/** The pages that look at conversations through this process: each waits for news of one, and is told to go when too many do. */
import type { ConversationId } from '../../ports.ts'

export interface Tab {
  /** Aborts when the page has gone or is to go; its reason is `moved` when others of the conversation took its place. */
  readonly signal: AbortSignal
  /** Resolves on news, after `ms`, or when the tab ends. */
  news(ms: number): Promise<void>
  end(): void
}

export const MOVED = 'moved'

/** Browsers open six connections to a host over HTTP/1.1: two are left for messages. */
const MOST_OF_A_TALK = 4
const MOST_IN_ALL = 2_000

export interface Tabs {
  /** Null when this process serves as many as it can. Beyond four of a conversation the one opened first ends. */
  open(conversation: ConversationId): Tab | null
  /** There is something new in a conversation. */
  tell(conversation: ConversationId): void
  /** Ends all, and opens no more. */
  close(): void
}

export function createTabs(): Tabs {
  const talks = new Map<ConversationId, Set<ReturnType<typeof createTab>>>()
  let count = 0
  let isClosed = false

  function drop(conversation: ConversationId, tab: ReturnType<typeof createTab>): void {
    const tabs = talks.get(conversation)
    if (!tabs?.delete(tab)) return
    count -= 1
    if (tabs.size === 0) talks.delete(conversation)
  }

  return {
    open(conversation) {
      if (isClosed || count >= MOST_IN_ALL) return null
      const tabs = talks.get(conversation) ?? new Set()
      talks.set(conversation, tabs)
      const tab = createTab(() => drop(conversation, tab))
      tabs.add(tab)
      count += 1
      if (tabs.size > MOST_OF_A_TALK) tabs.values().next().value?.end(MOVED)
      return tab
    },
    tell(conversation) {
      for (const tab of talks.get(conversation) ?? []) tab.wake()
    },
    close() {
      isClosed = true
      for (const tab of [...talks.values()].flatMap((tabs) => [...tabs])) tab.end()
    },
  }
}

function createTab(onEnd: () => void) {
  const ending = new AbortController()
  let hasNews = false
  let waiting: (() => void) | null = null
  const wake = () => {
    hasNews = true
    waiting?.()
  }
  return {
    signal: ending.signal,
    wake,
    news: (ms: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(done, ms)
        waiting = done
        function done(): void {
          clearTimeout(timer)
          waiting = null
          hasNews = false
          resolve()
        }
        if (hasNews || ending.signal.aborted) done()
      }),
    end(reason?: typeof MOVED) {
      ending.abort(reason)
      onEnd()
      wake()
    },
  }
}
