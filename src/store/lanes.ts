/** Lanes: entries on their way out, one destination each, sent in order under a claim of their own. */
import { z } from 'zod'
import { DAY, SECOND } from '../domain/values.ts'
import type { ConversationId, Finished, LaneClaim, LaneId, Letter, Rate, Reference, Store } from '../ports.ts'
import type { Redis } from './connect.ts'
import { conversationKeys, laneMember, shardKeys, shardOf } from './keys.ts'
import { readStored } from './lane-entries.ts'
import { parkedRecord } from './parked.ts'
import { asInteger, asList, asText, asTextOrNull, asYes, type Reply } from './reply.ts'

const REFERENCE_KEPT_S = (30 * DAY) / SECOND

const Outgoing = z.object({ to: z.string(), body: z.string() })

/** A letter between conversations: its id makes the receiver take it once, however often it is sent. */
function letterOf(from: ConversationId, birth: string, sequence: number, stored: string): Letter {
  const { to, body } = Outgoing.parse(JSON.parse(stored))
  return { conversation: to as ConversationId, id: `${from}/${birth}/${sequence}`, body, counted: false }
}

/** What the lane-claim script answers. */
export function laneClaimOf(lane: LaneId, reply: readonly Reply[]): LaneClaim {
  const [fence, entry, tries, birth, newest, now] = reply
  const { sequence, body, notAfter } = readStored(asText(entry))
  return {
    lane,
    fence: asInteger(fence),
    sequence,
    body: lane.name === 'outgoing' ? JSON.stringify(letterOf(lane.conversation, asText(birth), sequence, body)) : body,
    tries: asInteger(tries),
    newest: asInteger(newest),
    notAfter,
    now: asInteger(now),
  }
}

/** The lane's index and the hash that holds its fence. */
const laneKeys = ({ conversation }: LaneId): string[] => [
  shardKeys.lanes(shardOf(conversation)),
  conversationKeys.self(conversation),
]

async function claim(redis: Redis, lane: LaneId, visibilityMs: number, rate: Rate | null): Promise<Reply> {
  const keys = [...laneKeys(lane), conversationKeys.lane(lane), shardKeys.clock(shardOf(lane.conversation))]
  const paced = rate === null ? [''] : [Math.round(rate.everyMs), rate.burst]
  return await redis.run('lane-claim', keys, [laneMember(lane), lane.name, visibilityMs, ...paced])
}

const holder = ({ lane, fence }: LaneClaim): (string | number)[] => [laneMember(lane), lane.name, fence]

async function wait(
  redis: Redis,
  claim: LaneClaim,
  ms: number,
  how: 'renew' | 'defer' | 'doubt' | 'stop',
): Promise<boolean> {
  const delay = Math.max(0, Math.round(ms))
  return asYes(await redis.run('lane-wait', laneKeys(claim.lane), [...holder(claim), delay, how]))
}

async function finish(redis: Redis, claim: LaneClaim, parked: string, reference: Reference | null): Promise<Finished> {
  const { lane, sequence } = claim
  const shard = shardOf(lane.conversation)
  const keys = [...laneKeys(lane), conversationKeys.lane(lane), shardKeys.parked(shard), shardKeys.clock(shard)]
  const values = [...holder(claim), sequence, parked]
  if (reference === null) return finishedOf(await redis.run('lane-finish', keys, values))
  keys.push(conversationKeys.reference(lane.conversation, reference.key))
  return finishedOf(await redis.run('lane-finish', keys, [...values, reference.value, REFERENCE_KEPT_S]))
}

const FINISHED = ['lost', 'empty', 'more'] as const satisfies readonly Finished[]

function finishedOf(reply: Reply): Finished {
  const finished = FINISHED[asInteger(reply)]
  if (finished === undefined) throw new TypeError(`the lane-finish script answered ${JSON.stringify(reply)}`)
  return finished
}

type Lanes = Pick<
  Store,
  'claimLane' | 'claimLaneAt' | 'renewLane' | 'sent' | 'defer' | 'stopLane' | 'parkEntry' | 'remember' | 'reference'
>

/** A claim hides a lane for `visibilityMs`; a renewal hides it as long again. References are kept 30 days. */
export function lanes(redis: Redis, visibilityMs: number): Lanes {
  return {
    async claimLane(lane) {
      const reply = await claim(redis, lane, visibilityMs, null)
      return reply === null ? null : laneClaimOf(lane, asList(reply))
    },
    async claimLaneAt(lane, rate) {
      const reply = await claim(redis, lane, visibilityMs, rate)
      if (reply === null) return null
      return typeof reply === 'number' ? { waitMs: reply } : laneClaimOf(lane, asList(reply))
    },
    renewLane: (claim) => wait(redis, claim, visibilityMs, 'renew'),
    defer: (claim, delayMs, how) => wait(redis, claim, delayMs, how === undefined ? 'defer' : 'doubt'),
    stopLane: (claim) => wait(redis, claim, 0, 'stop'),
    sent: (claim, reference) => finish(redis, claim, '', reference),
    parkEntry: (claim, reason) =>
      finish(redis, claim, parkedRecord({ origin: laneMember(claim.lane), reason, body: claim.body }), null),
    async remember(conversation, { key, value }) {
      const name = conversationKeys.reference(conversation, key)
      await redis.command('SET', name, value, 'EX', String(REFERENCE_KEPT_S))
    },
    reference: async (conversation, key) =>
      asTextOrNull(await redis.command('GET', conversationKeys.reference(conversation, key))),
  }
}
