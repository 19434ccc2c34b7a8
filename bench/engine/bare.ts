/**
 * The same scripts with the same payload, driven without the step: no worker, no talk, no channel. What is left of a turn when all that it
 * thinks is known beforehand.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Claim, ConversationId, LaneClaim, Version } from '../../src/ports.ts'
import type { RedisStore } from '../../src/store/redis-store.ts'
import { type Changes, createChanges, MINUTE, openStore, SECOND } from './dist.ts'
import { expected, WORDS } from './form.ts'
import { formTalk } from './form-talk.ts'
import { conversationOf, letterOf } from './ours.ts'
import type { Opened, Place, Side } from './side.ts'

/** What each turn of the form writes. */
function recorded(): readonly Changes[] {
  const { stepped } = createChanges(formTalk, null)
  const at = Date.now()
  let state: string | null = null
  return WORDS.map((text) => {
    const event = { kind: 'inbound', at, inbound: { kind: 'said', text }, draw: 'AC-0' } as const
    const { changes } = stepped({ conversation: conversationOf(0), mail: [] }, state, [event] as never, [], NOBODY)
    state = changes.state
    return changes
  })
}
const LISTED = { drafting: false, waiting: null }
/** No pace. */
const NOW = { rate: null }
const NOBODY = { locks: [], ahead: null }

export const bareWarm: Side = { name: 'the same scripts, warm', open: (place) => open(place, warmTurns) }
export const bareCold: Side = { name: 'the same scripts, cold', open: (place) => open(place, coldTurns) }

type Turns = (
  store: RedisStore,
  changes: readonly Changes[],
) => (conversation: ConversationId, turn: number) => Promise<void>

async function open({ socketPath }: Place, turns: Turns): Promise<Opened> {
  const store = await openStore({ connection: { kind: 'socket', path: socketPath }, deskTime: null })
  const take = turns(store, recorded())
  return {
    async turn(number, turn) {
      await take(conversationOf(number), turn)
      return expected(turn)
    },
    settle: () => sleep(SECOND / 5),
    close: () => store.close(),
  }
}

/** The mark is not waited for; a failure of it would end the run. */
const mark = (store: RedisStore, lane: LaneClaim | null): void => void (lane && store.sent(lane, null))

const coldTurns: Turns = (store, changes) => async (conversation, turn) => {
  const taken = await store.turn({ letter: letterOf(conversation, turn), shown: null, ahead: null })
  if (taken.kind !== 'claimed') throw new Error(`a letter that nobody disputes was ${taken.kind}`)
  await commit(store, taken.claim, changes[turn] as Changes)
}

/** Commits, and sends the line that stands in the lane. */
async function commit(store: RedisStore, claim: Claim, changes: Changes): Promise<Version> {
  const timerAt = claim.now + 30 * MINUTE
  const committed = await store.commit({ ...changes, claim, taken: 1, timerAt })
  if (committed !== 'done') throw new Error(`a turn that nobody disputes was ${committed}`)
  mark(store, await store.claimLane({ conversation: claim.conversation, name: 'customer' }))
  return { fence: claim.fence + 1, birth: claim.birth, wakeAt: timerAt, activeAt: claim.now, listed: LISTED }
}

const warmTurns: Turns = (store, changes) => {
  const versions = new Map<ConversationId, Version>()
  let ahead = 0
  return async (conversation, turn) => {
    const from = versions.get(conversation)
    const at = Math.round(performance.now() + ahead)
    const next = { ...(changes[turn] as Changes), timerAt: at + 30 * MINUTE }
    const letter = letterOf(conversation, turn)
    const turned = await store.turn({
      letter,
      shown: null,
      ahead: from ? { from, at, changes: next, lane: NOW } : null,
    })
    if (turned.kind === 'claimed') {
      ahead = turned.claim.now - performance.now()
      versions.set(conversation, await commit(store, turned.claim, next))
    } else if (turned.kind === 'committed') {
      versions.set(conversation, turned.version)
      mark(store, turned.lane)
    } else throw new Error(`a letter that nobody disputes was ${turned.kind}`)
  }
}
