/** Hash rate: zero, or under 90 % of the model's nominal value on the average, and only once the DAG is built (domain section 2). */
import { MINUTE, SECOND } from '../values.ts'
import { type Judged, type Known, raise } from './raised.ts'
import type { Measured, SeenRate } from './types.ts'

const LOW = 0.9
/** An average over less says nothing. */
const AVERAGE_MS = 15 * MINUTE
/** Zero for some minutes after power-on is normal; after this it is not (domain section 3). */
const DAG_MS = 30 * MINUTE
/** A bare number this far below the nominal value was not meant in MH/s. */
const OTHER_UNIT = 0.02

const NONE: Judged = { raised: [], gaps: [] }

export function judgeRate(measured: Measured, { model }: Known): Judged {
  const { average, realtime, uptimeSeconds } = measured
  const now = average ?? realtime
  if (now === null) return { raised: [], gaps: measured.maker === 'jasminer' ? ['average_missing'] : [] }
  const uptime = uptimeSeconds === null ? null : uptimeSeconds.value * SECOND
  if (now.value === 0) return zero(measured, now, uptime)
  const stopped = realtime?.value === 0 ? [raise('no_hashrate', 'warning', realtime.quote)] : []
  if (average === null) return { raised: stopped, gaps: ['average_missing'] }
  const low = judgeAverage(measured, average, uptime, model?.nominalMhs ?? null)
  return { raised: [...stopped, ...low.raised], gaps: low.gaps }
}

function zero({ dagTime, realtime, boards }: Measured, now: SeenRate, uptime: number | null): Judged {
  if (realtime !== null && realtime.value > 0) return { raised: [], gaps: ['just_started'] }
  const built = dagTime !== null && dagTime.value > 0
  const quotes = dagTime === null ? [now.quote] : [now.quote, dagTime.quote]
  const boardGone = boards.some(({ chips }) => chips === 0)
  if (!built && !boardGone && uptime !== null && uptime < DAG_MS) return { raised: [], gaps: ['dag_building'] }
  // Not built, and no telling since when: it may be about to start.
  if (dagTime !== null && !built && uptime === null) {
    return { raised: [raise('no_hashrate', 'warning', ...quotes)], gaps: ['dag_building'] }
  }
  return { raised: [raise('no_hashrate', 'fault', ...quotes)], gaps: [] }
}

function judgeAverage(
  { dagTime, maker }: Measured,
  average: SeenRate,
  uptime: number | null,
  nominal: number | null,
): Judged {
  if (nominal === null) return { raised: [], gaps: maker === 'other' ? [] : ['model_unknown'] }
  if (average.value >= nominal * LOW) return NONE
  if (!average.unitGiven && average.value < nominal * OTHER_UNIT) return { raised: [], gaps: ['rate_unit_unknown'] }
  if (uptime !== null && uptime < AVERAGE_MS) return { raised: [], gaps: ['just_started'] }
  const dagOpen = dagTime !== null && dagTime.value === 0 && (uptime === null || uptime < DAG_MS)
  if (dagOpen) return { raised: [], gaps: ['dag_building'] }
  return { raised: [raise('low_hashrate', 'fault', average.quote)], gaps: [] }
}
