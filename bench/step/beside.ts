/** The same answer taken in other ways: what the step adds to bare JSON, and what a live actor costs. */
import { createActor } from 'xstate'
import { measured } from './measure.ts'
import { table, us } from './report.ts'
import { move, NO_FACTS, stopAt, takeTurn, talk, talkByHeart } from './talks.ts'

const { state, answer } = stopAt('en', 'name')

/** What the conversation's machine hears when a name is said. */
const nameSaid = {
  type: 'customer.said',
  text: 'Ana Example',
  facts: NO_FACTS,
  at: answer.at,
  draw: answer.draw,
  orders: [],
} as const

const stored = () => {
  const read = talk.unpack(state)
  if (!read.ok) throw new Error(read.reason)
  return read.stored
}

function pureMachine(): string {
  const { flow, generation, ...rest } = stored()
  const moved = move(talk.machines.flow, flow, nameSaid, generation)
  return JSON.stringify({ ...rest, generation: moved.generation, flow: moved.part })
}

const { value, context } = stored().flow
const persisted = JSON.stringify({ status: 'active', value, context, children: {}, historyValue: {} })

/** A yardstick only: an actor restored from its snapshot has lost its timers. */
function liveActor(): string {
  const actor = createActor(talk.machines.flow, { snapshot: JSON.parse(persisted) }).start()
  actor.send(nameSaid as never)
  const after = JSON.stringify(actor.getPersistedSnapshot())
  actor.stop()
  return after
}

export function besides(): void {
  const sides = measured([
    { what: 'JSON.parse and JSON.stringify of the state', run: () => JSON.stringify(JSON.parse(state)) },
    { what: 'the conversation’s machine, JSON in and out', run: pureMachine },
    { what: 'a live XState actor, restored and persisted', run: liveActor },
    { what: 'the whole turn without triage', run: () => takeTurn(talkByHeart, state, [answer]) },
    { what: 'the whole turn', run: () => takeTurn(talk, state, [answer]) },
  ])
  table(
    'The same answer (a name), in µs',
    sides.map(({ what, cpu, bestCpu, p99 }) => ({
      '': what,
      'CPU median': us(cpu),
      'CPU best': us(bestCpu),
      'wall p99': us(p99),
    })),
  )
}
