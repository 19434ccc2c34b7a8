/** Calls that nobody misses: once Telegram asks to wait, none of them is made until then. Known to this process alone. */
import type { Client } from './client.ts'

export function createQuiet(client: Client): Client {
  let until = 0
  return {
    async call(method, payload, limits) {
      const leftMs = until - performance.now()
      if (leftMs > 0) return { status: 'throttled', afterMs: leftMs }
      const answer = await client.call(method, payload, limits)
      if (answer.status === 'throttled') until = performance.now() + answer.afterMs
      return answer
    },
  }
}
