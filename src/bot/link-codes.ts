/**
 * The codes that a registry has open, as its own state: whose each is, until when. A code is used up by the first who sends it, whatever they
 * answer then. Digests alone are kept. Pure.
 */
import { z } from 'zod'
import type { LinkCode } from '../domain/link-code.ts'
import type { Instant } from '../domain/values.ts'
import type { LinkNews } from '../flows/linking/news.ts'
import type { ConversationId, RegistryLetter } from '../ports.ts'
import { NOTHING_STORED } from './claimed.ts'

const stateSchema = z.object({
  codes: z.array(z.object({ digest: z.string(), talk: z.string(), until: z.number() })),
})
type Open = z.infer<typeof stateSchema>['codes'][number]
type CodeLetter = Extract<RegistryLetter, { kind: 'opened' | 'tried' }>

/** In a room of WeChat others read along. */
const isInRoom = (talk: ConversationId): boolean => /^wx:[^:]+:/.test(talk)

/** `now` is desk time, as the codes' own. Throws on a state that no registry has written. */
export function openCodes(state: string | null, now: Instant) {
  const stored = state === null || state === NOTHING_STORED ? [] : stateSchema.parse(JSON.parse(state)).codes
  let codes: readonly Open[] = stored.filter(({ until }) => until > now)

  /** What the conversation hears; null when that is nothing. */
  function hear(letter: CodeLetter): LinkNews | null {
    if (isInRoom(letter.talk)) return { kind: 'refused', why: 'room' }
    if (letter.kind === 'opened') {
      const { digest, talk, until } = letter
      codes = [...codes.filter((one) => one.talk !== talk && one.digest !== digest), { digest, talk, until }]
      return null
    }
    return tried(letter)
  }

  function tried({ digest, talk, code }: Extract<CodeLetter, { kind: 'tried' }>): LinkNews {
    const found = codes.find((one) => one.digest === digest)
    if (found === undefined) return { kind: 'refused', why: 'unknown' }
    if (found.talk === talk) return { kind: 'refused', why: 'own' }
    codes = codes.filter((one) => one !== found)
    return { kind: 'found', talk: found.talk, code: code as LinkCode }
  }

  return {
    hear,
    state: () => (codes.length === 0 ? NOTHING_STORED : JSON.stringify({ codes })),
  }
}
