/** Posting updates as Telegram does: in order within a chat, side by side across chats, again until the answer is 200. */
import type { UpdateQueue } from './update-queue.ts'

const FIRST_RETRY_MS = 25
const LAST_RETRY_MS = 400
/** Telegram waits up to a minute; a test does not. */
const ANSWER_WITHIN_MS = 5_000

export interface Hook {
  readonly url: string
  readonly secret: string | undefined
}

/** What getWebhookInfo tells of the last failure. */
export interface LastError {
  readonly last_error_date: number
  readonly last_error_message: string
}

export class WebhookSender {
  lastError: LastError | null = null
  /** Every post, with the status of its answer; null when the connection failed. */
  readonly posts: { readonly update: unknown; readonly status: number | null }[] = []
  private hook: Hook | null = null
  private readonly queue: UpdateQueue
  private readonly chats = new Map<string, Promise<void>>()
  private readonly waits = new Set<() => void>()

  constructor(queue: UpdateQueue) {
    this.queue = queue
    queue.onNews = () => this.pump()
  }

  set(hook: Hook | null): void {
    this.hook = hook
    this.queue.webhookUrl = hook?.url ?? ''
    for (const wake of this.waits) wake()
    this.pump()
  }

  private pump(): void {
    if (this.hook === null) return
    for (const update of this.queue.waiting()) {
      const chat = chatOf(update)
      if (this.chats.has(chat)) continue
      const done = this.drain(chat).finally(() => {
        this.chats.delete(chat)
        if (this.hook !== null && this.queue.waiting().some((left) => chatOf(left) === chat)) this.pump()
      })
      this.chats.set(chat, done)
    }
  }

  private async drain(chat: string): Promise<void> {
    for (let failures = 0; this.hook !== null; ) {
      const update = this.queue.waiting().find((one) => chatOf(one) === chat)
      if (update === undefined) return
      if (await this.post(this.hook, update)) {
        this.queue.done(update)
        failures = 0
      } else await this.pause(Math.min(FIRST_RETRY_MS * 2 ** failures++, LAST_RETRY_MS))
    }
  }

  private async post({ url, secret }: Hook, update: unknown): Promise<boolean> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret }),
        },
        body: JSON.stringify(update),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      })
      await response.arrayBuffer()
      this.posts.push({ update, status: response.status })
      if (response.status === 200) return true
      this.fail(`Wrong response from the webhook: ${response.status} ${response.statusText}`)
    } catch {
      this.posts.push({ update, status: null })
      this.fail('Connection refused')
    }
    return false
  }

  private fail(last_error_message: string): void {
    this.lastError = { last_error_date: Math.floor(Date.now() / 1_000), last_error_message }
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        this.waits.delete(end)
        resolve()
      }
      const timer = setTimeout(end, ms)
      this.waits.add(end)
    })
  }
}

interface InChat {
  readonly chat?: { readonly id?: unknown }
  readonly message?: InChat
}

/** Updates of a chat come one after another; those of none as one more chat. */
function chatOf(update: unknown): string {
  for (const content of Object.values((update ?? {}) as Record<string, InChat | null>)) {
    const id = content?.chat?.id ?? content?.message?.chat?.id
    if (id !== undefined) return String(id)
  }
  return ''
}
