/**
 * A worker's store as a chaos run sees it: failpoints between its acts, a word to the driver of what is claimed, and some commits and marks
 * asked for twice, as a client that resends would. The store itself is the real one.
 */
import { setImmediate as nextTick } from 'node:timers/promises'
import type { ConversationId, LaneClaim, LaneId, Store } from '../../src/ports.ts'
import type { Point } from './messages.ts'

export interface Watch {
  /** Passes a point: the process may die there, or stand still. */
  pass(point: Point): Promise<void>
  isSet(point: Point): boolean
  held(what: string): void
  freed(what: string): void
  /** Whether this call is made twice. */
  again(): boolean
}

const turnOf = (conversation: ConversationId): string => `turn ${conversation}`
const laneOf = ({ name, conversation }: LaneId): string => `${name} ${conversation}`

export function instrumented(store: Store, watch: Watch): Store {
  return { ...store, ...watchedMailbox(store, watch), ...watchedLanes(store, watch) }
}

function watchedMailbox(store: Store, watch: Watch): Pick<Store, 'ingest' | 'claim' | 'commit' | 'turn' | 'release'> {
  const { pass } = watch
  return {
    async ingest(letter) {
      const isForwarded = letter.id.includes('/')
      await pass(isForwarded ? 'before a letter goes' : 'before ingest')
      const ingested = await store.ingest(letter)
      await pass(isForwarded ? 'after a letter went' : 'after ingest')
      return ingested
    },
    async claim(conversation) {
      const claim = await store.claim(conversation)
      if (claim === null) return null
      watch.held(turnOf(conversation))
      await pass(claim.mail.length === 0 && claim.state !== null ? 'timer claim' : 'after claim')
      return claim
    },
    async commit(commit) {
      await pass('before commit')
      const answer = store.commit(commit)
      if (watch.isSet('during commit')) {
        await nextTick()
        await pass('during commit')
      }
      const committed = await answer
      await pass('after commit')
      if (watch.again()) await store.commit(commit)
      watch.freed(turnOf(commit.claim.conversation))
      return committed
    },
    async turn(turn) {
      const isAhead = turn.ahead !== null
      await pass('before ingest')
      if (isAhead) await pass('before commit')
      const answer = store.turn(turn)
      if (isAhead && watch.isSet('during commit')) {
        await nextTick()
        await pass('during commit')
      }
      const turned = await answer
      if (turned.kind === 'claimed') watch.held(turnOf(turn.letter.conversation))
      if (turned.kind === 'committed' && turned.lane !== null) watch.held(laneOf(turned.lane.lane))
      await pass('after ingest')
      if (turned.kind === 'committed') await pass('after commit')
      if (watch.again()) await store.turn(turn)
      return turned
    },
    async release(claim, delayMs) {
      await store.release(claim, delayMs)
      watch.freed(turnOf(claim.conversation))
    },
  }
}

function watchedLanes(store: Store, watch: Watch): Pick<Store, 'claimLane' | 'sent' | 'defer' | 'parkEntry'> {
  const ending = async <Ended>(claim: LaneClaim, how: () => Promise<Ended>): Promise<Ended> => {
    const ended = await how()
    watch.freed(laneOf(claim.lane))
    return ended
  }
  return {
    async claimLane(lane) {
      const claim = await store.claimLane(lane)
      if (claim !== null) watch.held(laneOf(lane))
      return claim
    },
    async sent(claim, reference) {
      const finished = await ending(claim, () => store.sent(claim, reference))
      await watch.pass('after mark')
      if (watch.again()) await store.sent(claim, reference)
      return finished
    },
    defer: (claim, delayMs) => ending(claim, () => store.defer(claim, delayMs)),
    parkEntry: (claim, reason) => ending(claim, () => store.parkEntry(claim, reason)),
  }
}
