/** One run: every side on the same Redis, in an order that turns with each pass, first with one way of writing to disk, then the other. */
import { TURNS } from './form.ts'
import { closedLoop, type Load, openLoop, percentile, ROUND, standing } from './load.ts'
import { type Server, startServer } from './server.ts'
import type { Opened, Side } from './side.ts'

export const AT_ONCE = [1, 16, 64] as const
export const DISKS = ['everysec', 'always'] as const
export type Disk = (typeof DISKS)[number]

const RATE = 50
const STANDING_AT = 8

export interface Cell {
  readonly side: string
  readonly disk: Disk
  readonly atOnce: number
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  /** Microseconds a turn. */
  readonly node: number
  readonly redis: number
  /** Scripts, or plain commands of a client, a turn. */
  readonly calls: number
}

export interface Paced {
  readonly side: string
  readonly p50: number
  readonly p99: number
  readonly max: number
}

export interface Bytes {
  readonly side: string
  readonly state: number
  readonly transcript: number
}

export interface Results {
  readonly cells: readonly Cell[]
  readonly paced: readonly Paced[]
  readonly bytes: readonly Bytes[]
}

export interface Extent {
  readonly passes: number
  /** Of one cell. */
  readonly ms: number
  /** Turns before anything is measured, until the side's code is compiled. */
  readonly warmUp: number
  /** In the open loop. */
  readonly turns: number
  /** That stand at their eighth question. */
  readonly talks: number
}

export async function measure(sides: readonly Side[], extent: Extent): Promise<Results> {
  const cells: Cell[] = []
  let paced: readonly Paced[] = []
  let bytes: readonly Bytes[] = []
  for (const disk of DISKS) {
    const server = await startServer(disk)
    try {
      for (let pass = 0; pass < extent.passes; pass++) {
        console.error(`${disk}, pass ${pass + 1} of ${extent.passes}`)
        for (const side of rotated(sides, pass)) cells.push(...(await cellsOf(side, server, disk, extent)))
      }
      if (disk === 'everysec') bytes = await each(sides, server, (...each) => bytesOf(...each, extent.talks))
      else paced = await each(sides, server, (...each) => pacedBy(...each, extent.turns))
    } finally {
      await server.stop()
    }
  }
  return { cells, paced, bytes }
}

const rotated = <T>(list: readonly T[], by: number): readonly T[] => [
  ...list.slice(by % list.length),
  ...list.slice(0, by % list.length),
]

async function each<T>(
  sides: readonly Side[],
  server: Server,
  work: (side: Side, opened: Opened, server: Server) => Promise<T>,
): Promise<readonly T[]> {
  const found: T[] = []
  for (const side of sides) found.push(await opened(side, server, (open) => work(side, open, server)))
  return found
}

/** On an empty Redis, closed again whatever happens. */
async function opened<T>(side: Side, server: Server, work: (open: Opened) => Promise<T>): Promise<T> {
  await server.empty()
  const open = await side.open(server)
  try {
    return await work(open)
  } finally {
    await open.close()
  }
}

async function cellsOf(side: Side, server: Server, disk: Disk, extent: Extent): Promise<readonly Cell[]> {
  return await opened(side, server, async (open) => {
    const cells: Cell[] = []
    await closedLoop(open, 16, 0, extent.warmUp)
    for (const atOnce of AT_ONCE) {
      const [node, redis, calls] = [process.cpuUsage(), await server.cpu(), await clientCalls(server)]
      const load = await closedLoop(open, atOnce, extent.ms, leastTurns(atOnce))
      await open.settle()
      const used = process.cpuUsage(node)
      const turns = load.turns
      cells.push({
        side: side.name,
        disk,
        atOnce,
        ...speedOf(load),
        node: (used.user + used.system) / turns,
        redis: ((await server.cpu()) - redis) / turns,
        calls: ((await clientCalls(server)) - calls) / turns,
      })
    }
    return cells
  })
}

/** Whole forms: the first turn of a talk costs more than the others. */
const leastTurns = (atOnce: number): number => TURNS * (atOnce === 1 ? FORMS_ALONE : atOnce * ROUND)
const FORMS_ALONE = 20

const speedOf = ({ turns, ms, latencies }: Load) => ({
  perSecond: (turns / ms) * 1_000,
  p50: percentile(latencies, 0.5),
  p99: percentile(latencies, 0.99),
})

/** What a client calls for a turn: scripts, or GET, SET and DEL where there are none. */
async function clientCalls(server: Server): Promise<number> {
  const calls = await server.calls()
  const scripts = calls['evalsha'] ?? 0
  return scripts > 0 ? scripts : ['get', 'set', 'del'].reduce((sum, name) => sum + (calls[name] ?? 0), 0)
}

async function bytesOf(side: Side, open: Opened, server: Server, talks: number): Promise<Bytes> {
  await standing(open, 1, STANDING_AT)
  const before = await server.memory()
  await standing(open, talks, STANDING_AT)
  const all = (await server.memory()) - before
  const transcript = await server.without('*:transcript:*')
  return { side: side.name, state: (all - transcript) / talks, transcript: transcript / talks }
}

async function pacedBy(side: Side, open: Opened, _server: Server, turns: number): Promise<Paced> {
  await openLoop(open, RATE, RATE)
  const took = await openLoop(open, RATE, turns)
  return { side: side.name, p50: percentile(took, 0.5), p99: percentile(took, 0.99), max: Math.max(...took) }
}
