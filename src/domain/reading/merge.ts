/** Several objects of one paste as one machine: what comes later is the state, and fills in what the earlier ones left open. */
import type { Measured, Pool } from './types.ts'

export const NOTHING_MEASURED: Measured = {
  maker: null,
  machine: null,
  serial: null,
  version: null,
  uptimeSeconds: null,
  dagTime: null,
  realtime: null,
  average: null,
  rejectPercent: null,
  accepted: null,
  rejected: null,
  intake: null,
  temperatures: [],
  fans: [],
  fanCount: null,
  boards: [],
  boardCount: null,
  pools: [],
  coin: null,
}

/** Two serials are two machines. */
export const isAnother = (before: Measured, after: Measured): boolean =>
  before.serial !== null && after.serial !== null && before.serial.value !== after.serial.value

/** The later object wins field by field; lists are taken whole. A machine that is told to be another starts afresh. */
export function merge(before: Measured, after: Measured): Measured {
  if (isAnother(before, after)) return after
  return {
    maker: after.maker ?? before.maker,
    machine: after.machine ?? before.machine,
    serial: after.serial ?? before.serial,
    version: after.version ?? before.version,
    uptimeSeconds: after.uptimeSeconds ?? before.uptimeSeconds,
    dagTime: after.dagTime ?? before.dagTime,
    realtime: after.realtime ?? before.realtime,
    average: after.average ?? before.average,
    rejectPercent: after.rejectPercent ?? before.rejectPercent,
    accepted: after.accepted ?? before.accepted,
    rejected: after.rejected ?? before.rejected,
    intake: after.intake ?? before.intake,
    temperatures: later(before.temperatures, after.temperatures),
    fans: later(before.fans, after.fans),
    fanCount: after.fanCount ?? before.fanCount,
    boards: later(before.boards, after.boards),
    boardCount: after.boardCount ?? before.boardCount,
    pools: laterPools(before.pools, after.pools),
    coin: after.coin ?? before.coin,
  }
}

const later = <Item>(before: readonly Item[], after: readonly Item[]): readonly Item[] =>
  after.length > 0 ? after : before

/** The pool settings name the pools without a state: they do not hide the states that another object told. */
function laterPools(before: readonly Pool[], after: readonly Pool[]): readonly Pool[] {
  const told = (pools: readonly Pool[]) => pools.some(({ state }) => state !== 'unknown')
  return told(before) && !told(after) ? before : later(before, after)
}
