/** Boards, fans and temperature sensors (domain section 3): 0 chips, 0 rpm against the others, values that cannot be. */
import { type Judged, type Known, type Raised, raise } from './raised.ts'
import type { Board, Measured, Seen } from './types.ts'

/** No limit is published for the chips: at this any chip is hot, and staff judge it. */
const HOT_C = 95
const IMPOSSIBLE_HIGH_C = 150
const IMPOSSIBLE_LOW_C = -40
export const INTAKE_C = { from: 0, to: 40 }
/** So many sensors do not agree to the degree by chance. */
const SENSORS_THAT_AGREE = 3

const found = (...raised: readonly Raised[]): Judged => ({ raised, gaps: [] })

/** Whatever a pool says: a live pool does not clear a board. */
export function judgeBoards({ boards, boardCount }: Measured, { model, cut }: Known): Judged {
  const gone = boards.filter(({ chips }) => chips === 0)
  if (gone.length > 0) return found(raise('board_missing', 'fault', ...gone.map(({ quote }) => quote)))
  const present = boards.filter(({ chips }) => chips !== null && chips > 0)
  if (boardCount !== null && present.length > 0 && present.length < boardCount.value && !cut) {
    return found(raise('board_missing', 'fault', boardCount.quote, ...present.map(({ quote }) => quote)))
  }
  const few = short(present)
  if (few.length > 0) return found(raise('board_missing', 'fault', ...few.map(({ quote }) => quote)))
  const still = idle(boards)
  if (still.length > 0) return found(raise('board_missing', 'warning', ...still.map(({ rateQuote }) => rateQuote)))
  const chips = present.reduce((sum, board) => sum + (board.chips ?? 0), 0)
  if (cut || model?.chips === undefined || present.length === 0 || chips >= model.chips) return found()
  return found(raise('board_missing', 'warning', ...present.map(({ quote }) => quote)))
}

/** A board that does nothing while others work. */
function idle(boards: readonly Board[]): readonly Board[] {
  const works = boards.some(({ rateMhs }) => rateMhs !== null && rateMhs > 0)
  return works ? boards.filter(({ rateMhs }) => rateMhs === 0) : []
}

/** Boards of one machine have as many chips each. */
function short(boards: readonly Board[]): readonly Board[] {
  const most = Math.max(0, ...boards.map(({ chips }) => chips ?? 0))
  return boards.filter(({ chips }) => chips !== null && chips < most)
}

export function judgeFans({ fans, fanCount, maker }: Measured, { model, cut }: Known): Judged {
  const measured = fans.filter(({ rpm }) => rpm !== null)
  const stopped = measured.filter(({ rpm }) => rpm === 0)
  const turning = measured.length - stopped.length
  const expected = Math.max(model?.fans ?? 0, fanCount?.value ?? 0)
  if (stopped.length > 0) {
    // Some firmware lists places that never held a fan.
    if (expected > 0 ? turning >= expected : maker === 'other') return found()
    const driven = fans.some(({ percent }) => percent !== null && percent > 0)
    return found(raise('fan', turning > 0 || driven ? 'fault' : 'warning', ...stopped.map(({ quote }) => quote)))
  }
  const idleDrive = fans.filter(({ rpm, percent }) => rpm === null && percent === 0)
  if (idleDrive.length > 0 && idleDrive.length < fans.length) {
    return found(raise('fan', 'warning', ...idleDrive.map(({ quote }) => quote)))
  }
  if (fanCount !== null && !cut && fanCount.value < (model?.fans ?? 0)) {
    return found(raise('fan', 'warning', fanCount.quote))
  }
  return found()
}

export function judgeTemperatures(measured: Measured): Judged {
  const { boards, temperatures, intake } = measured
  const allGone = boards.length > 0 && boards.every(({ chips }) => chips === 0)
  const readings = allGone ? [] : [...boards.flatMap((board) => board.temperatures), ...temperatures]
  const broken = readings.filter(({ value }) => isImpossible(value))
  const sound = readings.filter(({ value }) => !isImpossible(value))
  const raised: Raised[] = []
  if (broken.length > 0) raised.push(raise('sensor', 'fault', ...quotes(broken)))
  else if (allAgree(measured, sound)) raised.push(raise('sensor', 'warning', ...quotes(sound)))
  const hot = sound.filter(({ value }) => value >= HOT_C)
  if (hot.length > 0) raised.push(raise('temperature', 'warning', ...quotes(hot)))
  if (intake !== null && isImpossible(intake.value) && intake.value !== 0) {
    raised.push(raise('sensor', 'fault', intake.quote))
  } else if (intake !== null && (intake.value < INTAKE_C.from || intake.value > INTAKE_C.to)) {
    raised.push(raise('temperature', 'fault', intake.quote))
  }
  return found(...raised)
}

const quotes = (readings: readonly Seen<number>[]): readonly string[] => readings.map(({ quote }) => quote)

/** 255, 0, -40 and what lies beyond: no machine is as cold or as hot. */
export const isImpossible = (value: number): boolean =>
  value === 0 || value <= IMPOSSIBLE_LOW_C || value >= IMPOSSIBLE_HIGH_C

/** Every sensor says the same while the machine works: at rest, all at the temperature of the room, they may. */
function allAgree({ average, realtime, temperatures, boards }: Measured, sound: readonly Seen<number>[]): boolean {
  const working = [average, realtime].some((rate) => rate !== null && rate.value > 0)
  const own = boards.flatMap((board) => board.temperatures)
  const minimumIsMaximum = own.length === 0 && temperatures.length === 2
  const [one] = sound
  if (!working || one === undefined) return false
  return (sound.length >= SENSORS_THAT_AGREE || minimumIsMaximum) && sound.every(({ value }) => value === one.value)
}
