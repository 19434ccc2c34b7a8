/** The few numbers of a reading that a customer or a colleague wants to hear. Judges nothing. */
import { isImpossible } from '../../domain/reading/judge-parts.ts'
import type { Board, Fan, FindingCode, Measured, Reading, Seen } from '../../domain/reading/types.ts'
import { MINUTE, SECOND } from '../../domain/values.ts'
import type { BoardsRead, Highlights, Span } from './types.ts'

/** More of them are no help in a message. */
const MOST_NUMBERS = 12

/** `nominalMhs` is that of the machine's model, null where it is not known. */
export function highlightsOf({ measured, findings }: Reading, nominalMhs: number | null): Highlights {
  const { average, realtime, dagTime, intake, uptimeSeconds, rejectPercent } = measured
  const rate = average ?? realtime
  const told = temperaturesIn(measured)
  const isFound = (code: FindingCode) => findings.some((finding) => finding.code === code)
  return {
    rate:
      rate === null
        ? null
        : {
            mhs: rate.value,
            isAverage: average !== null,
            nominalMhs,
            dagOpen: dagTime?.value === 0 && rate.value === 0,
          },
    boards: boardsRead(measured.boards),
    temperature: spanOf(told.filter((value) => !isImpossible(value))),
    impossible: isFound('sensor') ? [...new Set(told.filter(isImpossible))].slice(0, MOST_NUMBERS) : [],
    intake: intake?.value ?? null,
    fans: fansRead(measured.fans, isFound('fan')),
    driven: spanOf(measured.fans.flatMap(({ rpm, percent }) => (rpm === null && percent !== null ? [percent] : []))),
    pool: poolIn(measured),
    rejectPercent: isFound('high_reject') ? (rejectPercent?.value ?? null) : null,
    uptimeMinutes: uptimeSeconds === null ? null : Math.round((uptimeSeconds.value * SECOND) / MINUTE),
  }
}

const temperaturesIn = ({ boards, temperatures }: Measured): readonly number[] =>
  [...boards.flatMap((board) => board.temperatures), ...temperatures].map(({ value }: Seen<number>) => value)

function spanOf(values: readonly number[]): Span | null {
  return values.length === 0 ? null : { from: Math.min(...values), to: Math.max(...values) }
}

function boardsRead(boards: readonly Board[]): BoardsRead {
  const most = Math.max(0, ...boards.map(({ chips }) => chips ?? 0))
  const works = boards.some(({ rateMhs }) => rateMhs !== null && rateMhs > 0)
  const kindOf = ({ chips, rateMhs }: Board): keyof BoardsRead => {
    if (chips === 0) return 'gone'
    if (chips !== null && chips < most) return 'short'
    return works && rateMhs === 0 ? 'idle' : 'sound'
  }
  const of = (kind: keyof BoardsRead) =>
    boards.flatMap((board, at) => (kindOf(board) === kind ? [numberOf(board, at)] : [])).slice(0, MOST_NUMBERS)
  return { gone: of('gone'), short: of('short'), idle: of('idle'), sound: of('sound') }
}

/** `board 2` names itself; `boards.board[1]` is the second. */
const numberOf = ({ name }: Board, at: number): number => Number(/ (\d{1,2})$/.exec(name)?.[1] ?? at + 1)

/** A place that never held a fan shows 0 as well: fans stand still only where the reading found that. */
function fansRead(fans: readonly Fan[], isFound: boolean): Highlights['fans'] {
  const measured = fans.filter(({ rpm }) => rpm !== null).slice(0, MOST_NUMBERS)
  if (measured.length === 0) return null
  const numbers = (still: boolean) => measured.filter(({ rpm }) => (rpm === 0) === still).map(({ number }) => number)
  return { still: isFound ? numbers(true) : [], turning: numbers(false), whole: !isFound }
}

function poolIn({ pools }: Measured): Highlights['pool'] {
  const set = pools.filter(({ url }) => url !== '')
  if (set.some(({ state }) => state === 'alive')) return 'alive'
  return set.length > 0 && set.every(({ state }) => state === 'dead') ? 'dead' : null
}
