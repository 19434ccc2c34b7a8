/** The store, the talk and the channels as they are, with a measurement around what they do. Changes no answer and swallows no error. */
import type { Talk } from '../../flows/step.ts'
import type { Claim, Feed, Store, Turned } from '../../ports.ts'
import type { Channel } from '../channel.ts'
import type { Instruments } from './instruments.ts'

type Timer = ReturnType<Instruments['turn']['startTimer']>

/** Times ingests, and turns from claim to commit; counts what ran out, was put off or put aside. */
export function meteredStore<S extends Store & Feed>(store: S, instruments: Instruments): S {
  const turns = new WeakMap<object, Timer>()
  const ingest = timed(instruments.ingest)
  const ingested = timed(instruments.ingest, ({ kind }: Turned) =>
    kind === 'duplicate' || kind === 'full' ? kind : 'taken',
  )
  return {
    ...store,
    ingest: (letter) => ingest(() => store.ingest(letter)),
    ingestShown: (letter, shown) => ingest(() => store.ingestShown(letter, shown)),
    async claim(conversation) {
      const end = instruments.turn.startTimer()
      const claim = await store.claim(conversation)
      if (claim !== null) turns.set(claim, end)
      if (claim !== null && hasRunOut(claim)) instruments.claimsExpired.inc()
      return claim
    },
    async turn(turn) {
      const end = instruments.turn.startTimer()
      const taken = await ingested(() => store.turn(turn))
      if (taken.kind === 'committed') end({ result: 'warm' })
      if (taken.kind === 'claimed') turns.set(taken.claim, end)
      return taken
    },
    async commit(commit) {
      const end = turns.get(commit.claim)
      try {
        const committed = await store.commit(commit)
        end?.({ result: committed })
        if (committed === 'done') instruments.parked.inc({ what: 'letter' }, commit.parked.length)
        return committed
      } catch (error) {
        end?.({ result: 'failed' })
        throw error
      }
    },
    async release(claim, delayMs) {
      await store.release(claim, delayMs)
      instruments.putOff.inc()
    },
    async park(origin, body) {
      await store.park(origin, body)
      instruments.parked.inc({ what: 'letter' })
    },
    async parkEntry(claim, reason) {
      const isOurs = await store.parkEntry(claim, reason)
      if (isOurs) instruments.parked.inc({ what: 'line' })
      return isOurs
    },
  }
}

const hasRunOut = ({ attempts, failures }: Claim): boolean => attempts - 1 > failures

/** Times a call by its answer's result: the answer itself, unless told. */
function timed<T = string>(histogram: Instruments['ingest'], resultOf: (answer: T) => string = String) {
  return async <A extends T>(work: () => Promise<A>): Promise<A> => {
    const end = histogram.startTimer()
    try {
      const answer = await work()
      end({ result: resultOf(answer) })
      return answer
    } catch (error) {
      end({ result: 'failed' })
      throw error
    }
  }
}

/** Times each step. */
export const meteredTalk = (talk: Talk, { step }: Instruments): Talk => ({
  ...talk,
  step(...given) {
    const end = step.startTimer()
    const stepped = talk.step(...given)
    end()
    return stepped
  },
})

/** Times each send by how it ended. */
export const meteredChannel = (channel: Channel, { send }: Instruments): Channel => ({
  ...channel,
  async send(...given) {
    const end = send.startTimer({ channel: channel.name })
    try {
      const sent = await channel.send(...given)
      end({ result: sent.status })
      return sent
    } catch (error) {
      end({ result: 'failed' })
      throw error
    }
  },
})
