/** The tables, and the targets beside what was reached: medians over the passes. */
import { table } from '../step/report.ts'
import { percentile } from './load.ts'
import { AT_ONCE, type Cell, DISKS, type Disk, type Results } from './run.ts'

const BESIDE = 'telegraf WizardScene'
const median = (figures: readonly number[]): number => percentile(figures, 0.5)

export function report({ cells, paced, bytes }: Results): void {
  for (const disk of DISKS) table(`appendfsync ${disk}: turns/s (of telegraf's), p50/p99 in ms`, speeds(cells, disk))
  table('appendfsync everysec, 64 at once: µs a turn, and calls of Redis a turn', costs(cells))
  table(
    'Bytes a conversation at its eighth question',
    bytes.map(({ side, state, transcript }) => ({
      '': side,
      'all but transcript': Math.round(state),
      transcript: Math.round(transcript),
    })),
  )
  table(
    'appendfsync always, 50 turns a second whatever they take: ms',
    paced.map(({ side, p50, p99, max }) => ({
      '': side,
      p50: p50.toFixed(1),
      p99: p99.toFixed(1),
      max: max.toFixed(1),
    })),
  )
}

const sidesIn = (cells: readonly Cell[]): readonly string[] => [...new Set(cells.map(({ side }) => side))].toSorted()

function of(cells: readonly Cell[], side: string, disk: Disk, atOnce: number) {
  const passes = cells.filter((cell) => cell.side === side && cell.disk === disk && cell.atOnce === atOnce)
  const figure = (pick: (cell: Cell) => number): number => median(passes.map(pick))
  return {
    perSecond: figure((cell) => cell.perSecond),
    p50: figure((cell) => cell.p50),
    p99: figure((cell) => cell.p99),
    node: figure((cell) => cell.node),
    redis: figure((cell) => cell.redis),
    calls: figure((cell) => cell.calls),
  }
}

const speeds = (cells: readonly Cell[], disk: Disk) =>
  sidesIn(cells).map((side) => ({
    '': side,
    ...Object.fromEntries(
      AT_ONCE.flatMap((atOnce) => {
        const { perSecond, p50, p99 } = of(cells, side, disk, atOnce)
        const ratio = perSecond / of(cells, BESIDE, disk, atOnce).perSecond
        return [
          [`${atOnce} at once`, `${Math.round(perSecond)} (${ratio.toFixed(2)})`],
          [`ms ${atOnce}`, `${p50.toFixed(2)}/${p99.toFixed(1)}`],
        ]
      }),
    ),
  }))

const costs = (cells: readonly Cell[]) =>
  sidesIn(cells).map((side) => {
    const { node, redis, calls } = of(cells, side, 'everysec', 64)
    return { '': side, node: node.toFixed(0), redis: redis.toFixed(0), calls: calls.toFixed(2) }
  })
