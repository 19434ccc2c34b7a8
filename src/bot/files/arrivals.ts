/**
 * The letters of a claim as the step hears them: files that a platform still has are fetched first, while the claim is renewed, so that they
 * keep their place among the words.
 */
import { setMaxListeners } from 'node:events'
import { SECOND } from '../../domain/values.ts'
import type { Inbound } from '../../flows/types.ts'
import type { Claim, ConversationId, Mail, Store } from '../../ports.ts'
import { type Arrival, readArrival } from '../letters.ts'
import { type Log, traceOf } from '../log.ts'
import type { Attached, EditedAttached, StaffAttached } from './attached.ts'
import type { FetchFile, FetchOutcome } from './fetch.ts'

const RENEW_EVERY_MS = SECOND

export interface Arrived {
  readonly mail: Mail
  readonly inbound: Inbound
}

/** Null when the desk stops or the claim was lost: nothing of it is to be taken. Throws on a letter that cannot be read. */
export type Arrivals = (claim: Claim) => Promise<readonly Arrived[] | null>

export interface ArrivalsOptions {
  readonly store: Pick<Store, 'renew'>
  /** Null where no files are kept: that there was one is heard, and its caption. */
  readonly fetchFile: FetchFile | null
  /** Aborts when the desk stops. */
  readonly stopping: AbortSignal
  readonly log: Log
}

export function createArrivals(options: ArrivalsOptions): Arrivals {
  const { fetchFile, stopping } = options
  // Each fetching talk listens for the end.
  setMaxListeners(0, stopping)
  return async (claim) => {
    const letters = claim.mail.map((mail) => ({ mail, arrival: readArrival(mail.body) }))
    if (fetchFile === null || !letters.some(({ arrival }) => hasFile(arrival))) {
      return arrived(letters.map(({ mail, arrival }) => ({ mail, inbound: heardAlone(arrival) })))
    }
    const fetching = await whileRenewed(options, claim, (signal) =>
      Promise.all(
        letters.map(async ({ mail, arrival }) => ({
          mail,
          inbound: hasFile(arrival) ? await fetched(fetchFile, claim.conversation, arrival, signal) : arrival,
        })),
      ),
    )
    return fetching && arrived(fetching)
  }
}

/** Without what turned out to be nothing. */
const arrived = (all: readonly { readonly mail: Mail; readonly inbound: Inbound | null }[]): readonly Arrived[] =>
  all.flatMap(({ mail, inbound }) => (inbound === null ? [] : [{ mail, inbound }]))

const heardAlone = (arrival: Arrival): Inbound | null => (hasFile(arrival) ? unfetched(arrival) : arrival)

type WithFile = Attached | EditedAttached | StaffAttached

/** What a turn can hear only when its file is there. */
export const hasFile = (arrival: Arrival): arrival is WithFile => arrival.kind === 'attached' || 'attachment' in arrival

async function fetched(
  fetchFile: FetchFile,
  conversation: ConversationId,
  arrival: WithFile,
  signal: AbortSignal,
): Promise<Inbound | null> {
  if (arrival.kind === 'edited')
    return changed(arrival, await fetchFile(conversation, arrival.attachment.source, signal, 'customer'))
  if (arrival.kind === 'attached') {
    const { kind: _, what, source, ...rest } = arrival
    const taken = await fetchFile(conversation, source, signal, 'customer')
    if (taken.status === 'refused') return { kind: 'unkept', what, why: taken.why, ...rest }
    return { kind: 'sent', what: taken.file.kind, text: taken.text, file: taken.file.id, ...rest }
  }
  const { attachment, ...said } = arrival
  const taken = await fetchFile(conversation, attachment.source, signal, 'staff')
  if (taken.status === 'refused') return { kind: 'staff.unsent', why: taken.why, by: said.by }
  const { id, kind } = taken.file
  return { ...said, file: { id, kind, name: attachment.source.name } }
}

/** Another file in place of the one before is one more; the same one leaves a change of its caption, or nothing. */
function changed({ attachment, ...edited }: EditedAttached, taken: FetchOutcome): Inbound | null {
  const { text: caption, name, hint, ref } = edited
  const who = { ref, ...(name !== undefined && { name }), ...(hint !== undefined && { hint }) }
  const beside = caption === '' ? who : { caption, ...who }
  if (taken.status === 'kept' && taken.isNew)
    return { kind: 'sent', what: taken.file.kind, text: taken.text, file: taken.file.id, ...beside }
  if (caption !== '') return edited
  return taken.status === 'kept' ? null : { kind: 'unkept', what: attachment.what, why: taken.why, ...who }
}

function unfetched(arrival: WithFile): Inbound | null {
  if (arrival.kind === 'edited') {
    const { attachment: _attachment, ...edited } = arrival
    return edited.text === '' ? null : edited
  }
  if (arrival.kind !== 'attached') return { kind: 'staff.unsent', why: 'unfetched', by: arrival.by }
  const { what, caption, source: _, kind: __, ...rest } = arrival
  if (caption !== undefined) return { kind: 'said', text: caption, beside: what, ...rest }
  const { ref: _ref, quote: _quote, ...who } = rest
  return { kind: 'unreadable', what, ...who }
}

/** Does the work while the claim is renewed; null when it was lost, or the desk stops, before it was done. */
async function whileRenewed<T>(
  { store, stopping, log }: ArrivalsOptions,
  claim: Claim,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const ending = new AbortController()
  const end = (): void => ending.abort()
  const { signal } = ending
  // An album listens ten times.
  setMaxListeners(0, signal)
  stopping.addEventListener('abort', end)
  if (stopping.aborted) end()
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
    stopping.removeEventListener('abort', end)
    end()
  }
}
