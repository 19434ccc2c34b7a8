/**
 * Calls that no lane orders (a tap's spinner, old buttons, a sign of typing; the webhook and the command menu), made one after another in their scope over
 * all processes. So whoever comes next knows of a wait that Telegram asked for (429), also when the process that was told has died.
 */
import { randomUUID } from 'node:crypto'
import { SECOND } from '../../domain/values.ts'
import type { Store } from '../../ports.ts'
import { type Log, nameOf } from '../log.ts'
import type { Answer, Client } from './client.ts'
import { wait } from './wait.ts'

export type Leases = Pick<Store, 'lease' | 'releaseLease'>

/** How long a scope stays taken when its process dies. A call that takes longer goes on beside others. */
const HELD_MS = 3 * SECOND
const LOOK_EVERY_MS = SECOND / 10

/** `busy`: not free in time, or `signal` aborted. `unknown`: Redis cannot be asked. In both nothing was done. */
export type Ran = 'done' | 'busy' | 'unknown'

export interface OneAtATime {
  /** Gives `work` the scope once it is free, waiting for that at most `patienceMs`. After a 429 its further calls are not made. */
  in(
    scope: string,
    limits: { readonly signal: AbortSignal; readonly patienceMs: number },
    work: (client: Client) => Promise<void>,
  ): Promise<Ran>
  /** Nobody begins in a scope that is free for so long: a call of another kind was asked to wait there. */
  rest(scope: string, ms: number): Promise<void>
}

/** `account` tells bots apart. Resolves always; what goes wrong with Redis is logged. */
export function createOneAtATime(options: { client: Client; leases: Leases; account: string; log: Log }): OneAtATime {
  const { client, leases, account, log } = options
  const nameOfLease = (scope: string) => `${account}:calls:${scope}`

  async function take(scope: string, owner: string, ms: number): Promise<Ran> {
    try {
      return (await leases.lease(nameOfLease(scope), owner, ms)) ? 'done' : 'busy'
    } catch (error) {
      log.debug({ error: nameOf(error) }, 'telegram: a turn to call could not be asked for')
      return 'unknown'
    }
  }

  async function takeInTime(scope: string, owner: string, signal: AbortSignal, patienceMs: number): Promise<Ran> {
    const until = performance.now() + patienceMs
    for (;;) {
      if (signal.aborted) return 'busy'
      const taken = await take(scope, owner, HELD_MS)
      if (taken !== 'busy' || performance.now() + LOOK_EVERY_MS > until) return taken
      await wait(LOOK_EVERY_MS, signal)
    }
  }

  async function giveBack(scope: string, owner: string): Promise<void> {
    try {
      await leases.releaseLease(nameOfLease(scope), owner)
    } catch (error) {
      log.debug({ error: nameOf(error) }, 'telegram: a turn to call ends by itself')
    }
  }

  return {
    async in(scope, { signal, patienceMs }, work) {
      const owner = randomUUID()
      const taken = await takeInTime(scope, owner, signal, patienceMs)
      if (taken !== 'done') return taken
      let told: Answer | null = null
      await work({
        async call(method, payload, limits) {
          if (told !== null) return told
          const answer = await client.call(method, payload, limits)
          if (answer.status === 'throttled') {
            told = answer
            await take(scope, owner, answer.afterMs)
          }
          return answer
        },
      })
      if (told === null) await giveBack(scope, owner)
      return 'done'
    },
    async rest(scope, ms) {
      await take(scope, randomUUID(), ms)
    },
  }
}

/**
 * The same calls, each in the scope of its method, however long that takes; where Redis cannot be asked they are made all the same. Polling goes as
 * it is: the lease to poll is a turn of its own.
 */
export function taking(turns: OneAtATime, client: Client): Client {
  return {
    async call(method, payload, limits) {
      if (method === 'getUpdates') return await client.call(method, payload, limits)
      let answer: Answer = { status: 'aborted' }
      const call = async (through: Client): Promise<void> => {
        answer = await through.call(method, payload, limits)
      }
      const ran = await turns.in(method, { signal: limits.signal, patienceMs: Number.POSITIVE_INFINITY }, call)
      if (ran === 'unknown') await call(client)
      return answer
    },
  }
}
