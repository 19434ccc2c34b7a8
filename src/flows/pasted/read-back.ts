/** What is said back after a paste, as data: the lines of what was read and what it comes to, or what has become of what was found before. */
import type { FindingCode } from '../../domain/reading/types.ts'
import { restartedSince } from './sent.ts'
import { subjectOf } from './subject.ts'
import type { BoardsRead, Bullet, Highlights, Judgement, Pasted, ReadBack, Sent } from './types.ts'

/** Something of our machine could be read; else it is as if nothing had been sent. */
export const isRead = ({ missing }: Pasted): boolean => missing !== 'no_status' && missing !== 'another_maker'

/** `before` is what was kept of the same machine's earlier status, `sent` of this one. */
export function readBackOf(pasted: Pasted, before: Sent | null, sent: Sent): ReadBack {
  const { missing, measured } = pasted
  if (missing === 'no_status' || missing === 'another_maker') return { kind: 'nothing_read', missing }
  const [earlier] = before?.found ?? []
  const kind = before === null || earlier === undefined ? null : sinceThen(earlier, pasted)
  if (before === null || earlier === undefined || kind === null)
    return { kind: 'first', bullets: bulletsOf(pasted), judgement: judgementOf(pasted), missing }
  const now = subjectOf(earlier, measured)
  return {
    ...now,
    kind,
    which: kind === 'still' ? now.which : before.which,
    restarted: COLD_STARTED.includes(earlier) ? restartedSince(before, sent.boot) : null,
    mhs: measured.rate?.mhs ?? null,
  }
}

/** What a start from cold is asked for; of others an uptime says nothing. */
const COLD_STARTED: readonly FindingCode[] = ['board_missing', 'no_hashrate', 'sensor']

/** `back` only where the status shows it to be well, not where it is silent. Null: it is about something else. */
function sinceThen(earlier: FindingCode, { found, maybe, shown, measured }: Pasted): 'still' | 'back' | null {
  if (found[0] === earlier) return 'still'
  if (found.length > 0 || maybe.length > 0) return null
  return isWell(earlier, shown, measured) ? 'back' : null
}

export function isWell(code: FindingCode, shown: Pasted['shown'], { rate, fans, temperature }: Highlights): boolean {
  switch (code) {
    case 'board_missing':
      return shown.includes('boards_ok')
    case 'fan':
      return fans !== null && fans.still.length === 0
    case 'no_hashrate':
    case 'low_hashrate':
    case 'wrong_coin':
      return rate !== null && rate.mhs > 0
    case 'pool_dead':
    case 'pool_connect':
      return shown.includes('pool_alive')
    case 'temperature':
      return shown.includes('intake_ok')
    case 'sensor':
      return temperature !== null
    default:
      return false
  }
}

/** At most six, and none of what the paste does not tell. */
function bulletsOf({ model, serial, measured, logged, missing }: Pasted): readonly Bullet[] {
  const { rate, boards, temperature, impossible, intake, fans, driven, pool, rejectPercent } = measured
  const around = { temperature, intake, fans, driven, pool }
  const bullets: readonly (Bullet | null)[] = [
    model === null && serial === null ? null : { kind: 'machine', model, serial },
    logged === null ? null : { kind: 'logged', words: logged },
    rate === null || missing === 'unit' ? null : { kind: 'rate', ...rate },
    isEmpty(boards) ? null : { kind: 'boards', ...boards },
    Object.values(around).every((value) => value === null) ? null : { kind: 'around', ...around },
    impossible.length === 0 ? null : { kind: 'impossible', values: impossible },
    rejectPercent === null ? null : { kind: 'rejects', percent: rejectPercent },
  ]
  return bullets.filter((bullet) => bullet !== null).slice(0, MOST_BULLETS)
}

const MOST_BULLETS = 6
const isEmpty = (boards: BoardsRead): boolean => Object.values(boards).every((list) => list.length === 0)

function judgementOf({ found, maybe, measured, missing, rateUnjudged }: Pasted): Judgement {
  const [fault, second] = found
  if (fault !== undefined) return { kind: second === undefined ? 'fault' : 'cause', ...subjectOf(fault, measured) }
  const [doubtful] = maybe
  const isBuilding = doubtful === 'no_hashrate' && missing === 'after_dag'
  if (doubtful !== undefined && !isBuilding) return { kind: 'maybe', ...subjectOf(doubtful, measured) }
  if (missing !== null) return { kind: 'missing' }
  return { kind: rateUnjudged ? 'rate_unjudged' : 'nothing' }
}
