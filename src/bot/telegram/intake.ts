/**
 * Brings one batch of updates to safety: letters of a conversation in their order, different conversations side by side. A batch is done
 * when every update is accepted, parked or known to be for nobody; only then may its offset be confirmed.
 */

import type { Store } from '../../ports.ts'
import { StoreUnavailable } from '../../ports.ts'
import type { Accept } from '../channel.ts'
import { isStaffRoom } from '../letters.ts'
import type { Log } from '../log.ts'
import { nameOf } from '../log.ts'
import type { Timing } from './options.ts'
import { backoffMs } from './options.ts'
import type { Reading, Tap } from './updates.ts'
import { readUpdate, tapOf, updateIdOf } from './updates.ts'
import { wait } from './wait.ts'

export interface Intake {
  readonly staffChatId: number | null
  readonly accept: Accept
  readonly park: Store['park']
  readonly log: Log
  readonly timing: Timing
  /** A tap that is safe now and wants its button's spinner stopped. */
  readonly onTap: (tap: Tap) => void
  /** Some updates are not safe yet; told before each new try. */
  readonly onTrouble: () => void
}

const CONVERSATIONS_AT_ONCE = 16
/** An update that the store answers but will not take is parked after so many tries. */
const TRIES_BEFORE_PARKING = 5
const NOT_TAKEN: Reading = { kind: 'park', reason: 'the store will not take its letter' }

interface Job {
  readonly update: unknown
  reading: Reading
  tries: number
}

/** Resolves true when all of the batch is safe, false when `signal` aborted first. What was accepted once is not offered again. */
export async function takeIn(intake: Intake, updates: readonly unknown[], signal: AbortSignal): Promise<boolean> {
  let chains = chainsOf(updates, intake.staffChatId)
  for (let failures = 0; ; failures++) {
    chains = await onePass(intake, chains)
    if (chains.length === 0) return true
    if (signal.aborted) return false
    intake.onTrouble()
    await wait(backoffMs(failures, intake.timing), signal)
    if (signal.aborted) return false
  }
}

/** How often the store would not take an update that comes again and again, by its id; of the newest ones. */
export function createTries(): Map<number, number> {
  return new Map()
}
const MAX_TRIES_KEPT = 1_000

/** One update that is asked for once: true when it is safe, false when it should come again. `tries` is kept between its comings. */
export async function takeOne(intake: Intake, update: unknown, tries: Map<number, number>): Promise<boolean> {
  const id = updateIdOf(update)
  const before = id === null ? 0 : (tries.get(id) ?? 0)
  const job: Job = { update, reading: readUpdate(update, intake.staffChatId), tries: before }
  if (before >= TRIES_BEFORE_PARKING) job.reading = NOT_TAKEN
  if ((await tryChain(intake, [job])).length === 0) {
    if (id !== null) tries.delete(id)
    return true
  }
  intake.onTrouble()
  if (id !== null) tries.set(id, job.tries)
  const oldest = tries.size > MAX_TRIES_KEPT ? tries.keys().next() : null
  if (oldest?.done === false) tries.delete(oldest.value)
  return false
}

/** One chain a conversation; what belongs to none shares one. */
function chainsOf(updates: readonly unknown[], staffChatId: number | null): Job[][] {
  const chains = new Map<string, Job[]>()
  for (const update of updates) {
    const reading = readUpdate(update, staffChatId)
    const key = reading.kind === 'letter' ? reading.letter.conversation : ''
    const chain = chains.get(key)
    const job = { update, reading, tries: 0 }
    if (chain === undefined) chains.set(key, [job])
    else chain.push(job)
  }
  return [...chains.values()]
}

/** What is left of the chains after each was tried up to its first failure. */
async function onePass(intake: Intake, chains: readonly Job[][]): Promise<Job[][]> {
  const left: Job[][] = []
  const next = chains.values()
  const worker = async () => {
    for (const chain of next) {
      const rest = await tryChain(intake, chain)
      if (rest.length > 0) left.push(rest)
    }
  }
  await Promise.all(Array.from({ length: CONVERSATIONS_AT_ONCE }, worker))
  return left
}

async function tryChain(intake: Intake, chain: Job[]): Promise<Job[]> {
  for (const [done, job] of chain.entries()) {
    try {
      await bringIn(intake, job)
    } catch (error) {
      afterFailure(intake, job, error)
      return chain.slice(done)
    }
  }
  return []
}

async function bringIn(intake: Intake, { reading, update }: Job): Promise<void> {
  const id = updateIdOf(update)
  switch (reading.kind) {
    case 'letter':
      await intake.accept(reading.letter)
      break
    case 'park':
      await intake.park(id === null ? 'tg' : `tg:${id}`, JSON.stringify(update))
      intake.log.warn({ update: id, reason: reading.reason }, 'telegram: an update was parked')
      break
    case 'ignore':
      intake.log.debug({ update: id, reason: reading.reason }, 'telegram: an update is for nobody')
      break
    case 'in_group':
      intake.log.info(
        { group: reading.chatId },
        'telegram: the bot is in this group; TELEGRAM_STAFF_CHAT_ID names the staff group',
      )
      break
  }
  const tap = tapOf(update)
  // In the staff group the answer depends on who pressed.
  if (tap !== null && !isOfStaffRoom(reading)) intake.onTap(tap)
}

const isOfStaffRoom = (reading: Reading): boolean =>
  reading.kind === 'letter' && isStaffRoom(reading.letter.conversation)

function afterFailure({ log }: Intake, job: Job, error: unknown): void {
  const update = updateIdOf(job.update)
  log.warn({ update, error: nameOf(error) }, 'telegram: an update could not be stored yet')
  if (error instanceof StoreUnavailable) return
  job.tries += 1
  if (job.tries === TRIES_BEFORE_PARKING) job.reading = NOT_TAKEN
}
