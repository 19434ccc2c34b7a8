/** Pools and rejected shares. A state in words of which the meaning is not public stays unknown (domain section 3). */
import { MINUTE, SECOND } from '../values.ts'
import { type Judged, type Raised, raise } from './raised.ts'
import type { Measured, Pool } from './types.ts'

/** In percent. The first is worth a look, the second is no chance. */
const HIGH = 3
const VERY_HIGH = 10
/** Rejects just after connecting are normal. */
const SETTLED_MS = 15 * MINUTE
const ENOUGH_SHARES = 100

export function judgePools({ pools, average, realtime }: Measured): Judged {
  const set = pools.filter(({ url }) => url !== '')
  const idle = (realtime ?? average)?.value === 0
  if (pools.length > 0 && set.length === 0 && idle && !pools.some(({ state }) => state === 'alive')) {
    return { raised: [raise('pool_connect', 'warning', ...pools.map(({ quote }) => quote))], gaps: [] }
  }
  const dead = set.filter(({ state }) => state === 'dead')
  const alive = set.some(({ state }) => state === 'alive')
  if (dead.length > 0 && dead.length === set.length) {
    return { raised: [raise('pool_dead', 'fault', ...dead.map(({ quote }) => quote))], gaps: [] }
  }
  const raised: Raised[] = dead.length > 0 ? [raise('pool_dead', 'warning', ...dead.map(({ quote }) => quote))] : []
  const unclear = set.length > 0 && !alive && idle
  return { raised, gaps: unclear ? ['pool_state_unknown'] : [] }
}

export function judgeRejects({ rejectPercent, pools, accepted, rejected, uptimeSeconds }: Measured): Judged {
  const early = uptimeSeconds !== null && uptimeSeconds.value * SECOND < SETTLED_MS
  const told = rejectPercent === null ? null : { value: rejectPercent.value, quote: rejectPercent.quote }
  const counted = told ?? ofPools(pools) ?? ofCounts(accepted?.value ?? null, rejected?.value ?? null, rejected?.quote)
  if (counted === null) return { raised: [], gaps: [] }
  // As many rejected as accepted, to the share: a known fault of some firmware, not of the pool.
  if (told === null && ofPools(pools) === null && accepted?.value === rejected?.value) {
    return { raised: [], gaps: ['counts_contradict'] }
  }
  if (early || counted.value < HIGH || counted.value > 100) return { raised: [], gaps: [] }
  return { raised: [raise('high_reject', counted.value >= VERY_HIGH ? 'fault' : 'warning', counted.quote)], gaps: [] }
}

interface Share {
  readonly value: number
  readonly quote: string
}

function ofPools(pools: readonly Pool[]): Share | null {
  const shares = pools.flatMap(({ accepted, rejected, quote }) => {
    const share = ofCounts(accepted, rejected, `${quote}, accepted ${accepted}, rejected ${rejected}`)
    return share === null ? [] : [share]
  })
  return shares.sort((a, b) => b.value - a.value)[0] ?? null
}

function ofCounts(accepted: number | null, rejected: number | null, quote = ''): Share | null {
  if (accepted === null || rejected === null || accepted + rejected < ENOUGH_SHARES) return null
  return { value: (100 * rejected) / (accepted + rejected), quote }
}
