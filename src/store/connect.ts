/** The connection to Redis: a deadline for every call, refusals that pass tried again, scripts by their digest. Knows no key and no conversation. */
import { setTimeout as sleep } from 'node:timers/promises'
import { SECOND } from '../domain/values.ts'
import { StoreUnavailable } from '../ports.ts'
import { checkProtocol, placeOf, type RedisConnection } from './connection.ts'
import { CONNECT_DEADLINE_MS, type Link, linkTo, type Server } from './link.ts'
import type { Reply } from './reply.ts'
import { type ScriptName, script } from './scripts.ts'

export { placeOf, type RedisConnection } from './connection.ts'

/** Redis as the rest of this room uses it. Every call rejects with `StoreUnavailable`, or with what it is when a script is wrong. */
export interface Redis {
  /** A command and its key (`GET`, key), with what follows. */
  command(...parts: readonly string[]): Promise<Reply>
  /** All keys are of one shard, unless `shardsAScript` allows others. `once`: a refusal that would pass is not waited for. */
  run(
    name: ScriptName,
    keys: readonly string[],
    values: readonly (string | number)[],
    patience?: 'once',
  ): Promise<Reply>
  readonly shardsAScript: Link['shardsAScript']
  /** Those that hold the keys, for commands without one (`INFO`, `SCAN`): one, or each master of a cluster. */
  servers(): Promise<readonly Server[]>
  close(): Promise<void>
}

const CALL_DEADLINE_MS = 5 * SECOND
/** A connection that breaks while its last answers are awaited would never say that it has ended. */
const CLOSE_DEADLINE_MS = SECOND
const FIRST_PAUSE_MS = 10
const LAST_PAUSE_MS = 320

type Within = <T>(what: string, work: Promise<T>) => Promise<T>

/**
 * Rejects with `StoreUnavailable` after `ms`; the command itself may still happen, which every script allows for. All wait equally long, so
 * one timer does for all of them: the oldest is the next to be late.
 */
function withinEach(ms: number): Within {
  const under = new Set<{ readonly until: number; readonly late: () => void }>()
  let isWatched = false

  function look(): void {
    const now = performance.now()
    for (const call of under) {
      if (call.until > now) break
      under.delete(call)
      call.late()
    }
    const [oldest] = under
    isWatched = false
    if (oldest !== undefined) lookAfter(oldest.until - now)
  }
  function lookAfter(delayMs: number): void {
    isWatched = true
    // A call under way has a connection that keeps the process going.
    setTimeout(look, Math.ceil(delayMs)).unref()
  }

  return (what, work) =>
    new Promise((resolve, reject) => {
      const late = () => reject(new StoreUnavailable(`Redis did not answer ${what} within ${ms} ms`))
      const call = { until: performance.now() + ms, late }
      under.add(call)
      if (!isWatched) lookAfter(ms)
      const after =
        <Value>(settle: (value: Value) => void) =>
        (value: Value): void => {
          under.delete(call)
          settle(value)
        }
      work.then(after(resolve), after(reject))
    })
}

const withinCall = withinEach(CALL_DEADLINE_MS)
const withinConnect = withinEach(CONNECT_DEADLINE_MS)

/** Codes by which Redis says that the command or script itself is wrong. Older versions wrap a refused write in ERR. */
const DEFECT = /^(ERR|WRONGTYPE|CROSSSLOT|NOSCRIPT)\b/
const REFUSED_INSIDE = /\b(OOM|READONLY|MISCONF|NOREPLICAS|LOADING|MASTERDOWN|max number of clients)\b/
/** Nothing was done, and soon it may be: a slot is on its way to another master, a master is missing or still reads its data. */
const PASSING = /^(TRYAGAIN|CLUSTERDOWN|LOADING|MASTERDOWN)\b/

const PART_OF_A_CLUSTER = 'this Redis belongs to a cluster: name its masters as redis-cluster://host:port,host:port'

const says = (error: unknown, what: RegExp): boolean => error instanceof Error && what.test(error.message)

function asUnavailable(error: unknown): Error {
  if (error instanceof StoreUnavailable) return error
  if (error instanceof Error && says(error, DEFECT) && !says(error, REFUSED_INSIDE)) return error
  if (says(error, /^MOVED\b/)) return new StoreUnavailable(PART_OF_A_CLUSTER, { cause: error })
  return new StoreUnavailable(`Redis: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
}

/** Calls again with growing pauses while the refusal passes, as long as the call's deadline leaves time. */
async function callAgain<T>(call: () => Promise<T>, refusal: unknown): Promise<T> {
  const until = performance.now() + CALL_DEADLINE_MS
  let last = refusal
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LAST_PAUSE_MS)) {
    if (!says(last, PASSING) || performance.now() + pause > until) throw last
    await sleep(pause)
    try {
      return await call()
    } catch (error) {
      last = error
    }
  }
}

async function ask(what: string, call: () => Promise<Reply>, patience?: 'once'): Promise<Reply> {
  try {
    const first = call()
    return await withinCall(what, patience === 'once' ? first : first.catch((refusal) => callAgain(call, refusal)))
  } catch (error) {
    throw asUnavailable(error)
  }
}

/**
 * Connects, and reconnects by itself from then on. Rejects with `StoreUnavailable` when Redis is not there within 5 s,
 * and with a `RangeError` for a URL of another kind or a certificate that cannot be read.
 * `onTrouble` hears of every failure of the connection; calls meanwhile reject by themselves.
 */
export async function connect(connection: RedisConnection, onTrouble?: (error: Error) => void): Promise<Redis> {
  checkProtocol(connection)
  let last = 'no answer'
  const link = linkTo(connection, (error) => {
    last = error.message || error.name
    onTrouble?.(error)
  })
  try {
    await withinConnect('the connection', link.connect())
  } catch (error) {
    link.destroy()
    throw new StoreUnavailable(`Redis at ${placeOf(connection)} cannot be reached: ${last}`, { cause: error })
  }
  return redisOver(link)
}

/** What is under way is waited for; what then still hangs is let go. */
async function endOf(link: Link): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, CLOSE_DEADLINE_MS, 'late')
  })
  try {
    if ((await Promise.race([link.close(), late])) === 'late') link.destroy()
  } finally {
    clearTimeout(timer)
  }
}

function redisOver(link: Link): Redis {
  const send = (key: string, parts: readonly string[], patience?: 'once') =>
    ask(parts[0] ?? '', () => link.send(key, parts), patience)
  return {
    command: (...parts) => send(parts[1] ?? '', parts),
    shardsAScript: link.shardsAScript,
    async run(name, keys, values, patience) {
      const { sha, text } = script(name)
      const [key = ''] = keys
      const rest = [String(keys.length), ...keys, ...values.map(String)]
      try {
        return await send(key, ['EVALSHA', sha, ...rest], patience)
      } catch (error) {
        // A server that is new, or was started again, learns the script so.
        if (!says(error, /^NOSCRIPT/)) throw error
        return await send(key, ['EVAL', text, ...rest], patience)
      }
    },
    servers: async () =>
      (await link.servers()).map(({ place, command }) => ({
        place,
        command: (...parts) => ask(parts[0] ?? '', () => command(...parts)),
      })),
    close: () => endOf(link),
  }
}
