/** Every key of a pattern, on every server that holds keys. */
import type { Redis } from './connect.ts'
import { asList, asText, asTexts } from './reply.ts'

const KEYS_A_CALL = '1000'

/** A key may come twice, and one that is made or deleted meanwhile may come or not. */
export async function* scan(redis: Redis, pattern: string): AsyncGenerator<string> {
  for (const server of await redis.servers()) {
    let cursor = '0'
    do {
      const [next, keys] = asList(await server.command('SCAN', cursor, 'MATCH', pattern, 'COUNT', KEYS_A_CALL))
      yield* asTexts(keys)
      cursor = asText(next)
    } while (cursor !== '0')
  }
}
