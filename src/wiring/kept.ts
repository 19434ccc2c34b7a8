/** What every channel is handed of what is kept. Types only. */
import type { Files } from '../ports.ts'
import type { RedisStore } from '../store/redis-store.ts'

export interface Kept {
  readonly store: RedisStore
  readonly files: Files
}
