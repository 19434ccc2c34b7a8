/** A turn of a registry: what conversations note and ask about serial numbers, phones and codes, and who is answered. See `store/registry.ts`. */
import { z } from 'zod'
import type { OrderNumber } from '../domain/values.ts'
import {
  type Claim,
  type Commit,
  MAX_LETTERS_A_CLAIM,
  type RegistryAsker,
  type RegistryEntry,
  type RegistryLetter,
  type Store,
} from '../ports.ts'
import { openCodes } from './link-codes.ts'

/** So many other orders are named in an answer; there is hardly ever one. */
const MOST_NAMED = 3
/** More than are named: letters of the same claim may take some of them away. */
const MOST_READ = MOST_NAMED + MAX_LETTERS_A_CLAIM

const asker = z.object({ conversation: z.string(), serial: z.string() })
const letterSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('noted'),
    entry: z.object({
      index: z.enum(['serial', 'phone']),
      digest: z.string(),
      number: z.string(),
      filedAt: z.number(),
      standing: z.enum(['open', 'listed', 'gone']),
    }),
    asker: asker.nullable(),
  }),
  z.object({ kind: z.literal('asked'), digest: z.string(), asker }),
  z.object({ kind: z.literal('opened'), digest: z.string(), talk: z.string(), until: z.number() }),
  z.object({ kind: z.literal('tried'), digest: z.string(), talk: z.string(), code: z.string() }),
])

/** What is taken down, and the answers. Only who has something to hear is answered. Throws on a letter that cannot be read. */
export async function registryTurn(
  store: Pick<Store, 'openBySerial'>,
  claim: Claim,
): Promise<Pick<Commit, 'state' | 'registered' | 'outgoing'>> {
  const open = createOpen(store)
  const codes = openCodes(claim.state, claim.now)
  const registered: RegistryEntry[] = []
  const outgoing: Commit['outgoing'][number][] = []
  for (const { body } of claim.mail) {
    const letter = letterSchema.parse(JSON.parse(body)) as RegistryLetter
    if (letter.kind === 'opened' || letter.kind === 'tried') {
      const news = codes.hear(letter)
      if (news !== null) outgoing.push({ to: letter.talk, body: JSON.stringify({ kind: 'link', news }) })
      continue
    }
    const [digest, own] = letter.kind === 'asked' ? [letter.digest, null] : [letter.entry.digest, letter.entry.number]
    if (letter.kind === 'noted') {
      registered.push(letter.entry)
      await open.note(letter.entry)
    }
    if (letter.asker === null) continue
    const others = (await open.under(digest)).filter((number) => number !== own)
    if (others.length > 0) outgoing.push(answer(letter.asker, others.slice(0, MOST_NAMED)))
  }
  return { state: codes.state(), registered, outgoing }
}

const answer = ({ conversation, serial }: RegistryAsker, numbers: readonly OrderNumber[]) => ({
  to: conversation,
  body: JSON.stringify({ kind: 'registry.answered', serial, numbers }),
})

/** The open orders under each digest, newest first, as the letters read so far leave them: nothing is written before the commit. */
function createOpen(store: Pick<Store, 'openBySerial'>) {
  const known = new Map<string, readonly OrderNumber[]>()
  async function under(digest: string): Promise<readonly OrderNumber[]> {
    const numbers = known.get(digest) ?? (await store.openBySerial(digest, MOST_READ))
    known.set(digest, numbers)
    return numbers
  }
  async function note({ index, digest, number, standing }: RegistryEntry): Promise<void> {
    if (index !== 'serial') return
    const others = (await under(digest)).filter((one) => one !== number)
    known.set(digest, standing === 'open' ? [number, ...others] : others)
  }
  return { under, note }
}
