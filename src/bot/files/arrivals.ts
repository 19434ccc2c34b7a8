/**
 * The letters of a claim as the step hears them: files that a platform still has are fetched first, while the claim is renewed, so that they
 * keep their place among the words.
 */
import { SECOND } from '../../domain/values.ts'
import type { Inbound } from '../../flows/types.ts'
import type { Claim, ConversationId, Mail, Store } from '../../ports.ts'
import { readArrival } from '../letters.ts'
import { type Log, traceOf } from '../log.ts'
import type { Attached } from './attached.ts'
import type { FetchFile } from './fetch.ts'

const RENEW_EVERY_MS = SECOND

export interface Arrived {
  readonly mail: Mail
  readonly inbound: Inbound
}

/** Null when the desk stops or the claim was lost: nothing of it is to be taken. Throws on a letter that cannot be read. */
export type Arrivals = (claim: Claim) => Promise<readonly Arrived[] | null>

/** Where no files can be had: their kind is heard, and their caption. */
export const withoutFiles: Arrivals = async ({ mail }) =>
  mail.map((one) => {
    const letter = readArrival(one.body)
    return { mail: one, inbound: letter.kind === 'attached' ? unread(letter) : letter }
  })

export interface ArrivalsOptions {
  readonly store: Pick<Store, 'renew'>
  readonly fetchFile: FetchFile
  /** Aborts when the desk stops. */
  readonly stopping: AbortSignal
  readonly log: Log
}

export function createArrivals(options: ArrivalsOptions): Arrivals {
  return async (claim) => {
    const letters = claim.mail.map((mail) => ({ mail, letter: readArrival(mail.body) }))
    if (!letters.some(({ letter }) => letter.kind === 'attached')) return await withoutFiles(claim)
    return await whileRenewed(options, claim, (signal) =>
      Promise.all(
        letters.map(async ({ mail, letter }) => ({
          mail,
          inbound: letter.kind === 'attached' ? await fetched(claim.conversation, letter, signal) : letter,
        })),
      ),
    )
  }

  async function fetched(conversation: ConversationId, attached: Attached, signal: AbortSignal): Promise<Inbound> {
    const { kind: _, what, source, ...rest } = attached
    const taken = await options.fetchFile(conversation, source, signal)
    if (taken.status === 'refused') return { kind: 'unkept', what, why: taken.why, ...rest }
    return { kind: 'sent', what: taken.file.kind, text: taken.text, file: taken.file.id, ...rest }
  }
}

/** Does the work while the claim is renewed; null when it was lost, or the desk stops, before it was done. */
async function whileRenewed<T>(
  { store, stopping, log }: ArrivalsOptions,
  claim: Claim,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const ending = new AbortController()
  const end = (): void => ending.abort()
  const signal = AbortSignal.any([ending.signal, stopping])
  const renewal = setInterval(() => {
    store.renew(claim).then(
      (isOurs) => isOurs || end(),
      // Redis may come back in time: the commit says whether the claim was kept.
      (error: unknown) => log.warn({ conversation: claim.conversation, ...traceOf(error) }, 'a claim was not renewed'),
    )
  }, RENEW_EVERY_MS)
  try {
    return await work(signal)
  } catch (error) {
    if (signal.aborted) return null
    throw error
  } finally {
    clearInterval(renewal)
    end()
  }
}

function unread({ what, caption, source: _, kind: __, ...rest }: Attached): Inbound {
  if (caption === undefined) {
    const { ref: _ref, quote: _quote, ...who } = rest
    return { kind: 'unreadable', what, ...who }
  }
  return { kind: 'said', text: caption, beside: what, ...rest }
}
