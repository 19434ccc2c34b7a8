/** What a status shows: every judge on its own part of what was measured. The rules are those of domain sections 2 and 3. */
import { judgeCoin } from './judge-coin.ts'
import { judgeBoards, judgeFans, judgeTemperatures } from './judge-parts.ts'
import { judgePools, judgeRejects } from './judge-pools.ts'
import { judgeRate } from './judge-rate.ts'
import type { Judged, Known } from './raised.ts'
import type { Measured } from './types.ts'

/** The parts before what follows from them: boards, fans, temperatures, pools and coin, then the hash rate. */
export function judge(measured: Measured, known: Known): Judged {
  const all = [
    judgeBoards(measured, known),
    judgeFans(measured, known),
    judgeTemperatures(measured),
    judgeCoin(measured),
    judgePools(measured),
    judgeRejects(measured),
    judgeRate(measured, known),
  ]
  return { raised: all.flatMap(({ raised }) => raised), gaps: all.flatMap(({ gaps }) => gaps) }
}
