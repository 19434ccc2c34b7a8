/** How a side is driven: closed loops for throughput, an open one for what a turn takes at a given rate, and idle talks for their bytes. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expected, TURNS } from './form.ts'
import type { Opened } from './side.ts'

/** A loop with others beside it goes round so many conversations, so that a turn is not the very next thing after the one before. */
export const ROUND = 10
const STALLED_MS = 10_000

export interface Load {
  readonly turns: number
  readonly ms: number
  /** Of each turn, ms. */
  readonly latencies: readonly number[]
}

let conversations = 0

/** One turn, checked: a side that answers something else is not measured. */
async function checkedTurn(side: Opened, conversation: number, turn: number): Promise<number> {
  const began = performance.now()
  const answer = await side.turn(conversation, turn)
  const took = performance.now() - began
  if (answer !== expected(turn)) throw new Error(`turn ${turn} was answered by ${JSON.stringify(answer)}`)
  return took
}

/** So many conversations at once, each form after form, for so long and so many turns at least. */
export async function closedLoop(side: Opened, atOnce: number, ms: number, least = 0): Promise<Load> {
  const latencies: number[] = []
  const began = performance.now()
  const isOver = (): boolean => latencies.length >= least && performance.now() - began >= ms
  const loop = async (): Promise<void> => {
    while (!isOver()) {
      const round = Array.from({ length: atOnce === 1 ? 1 : ROUND }, () => conversations++)
      for (let turn = 0; turn < TURNS && !isOver(); turn++) {
        for (const conversation of round) latencies.push(await checkedTurn(side, conversation, turn))
      }
    }
  }
  await unlessStalled(latencies, Promise.all(Array.from({ length: atOnce }, loop)))
  return { turns: latencies.length, ms: performance.now() - began, latencies }
}

/** A side that answers no more ends the run: rejects when no turn has ended for `STALLED_MS`. */
async function unlessStalled(ended: { readonly length: number }, work: Promise<unknown>): Promise<void> {
  let before = -1
  let watch: NodeJS.Timeout | undefined
  const stalled = new Promise<never>((_, reject) => {
    watch = setInterval(() => {
      if (ended.length === before) reject(new Error(`no turn was answered for ${STALLED_MS / 1_000} s`))
      before = ended.length
    }, STALLED_MS)
  })
  try {
    await Promise.race([work, stalled])
  } finally {
    clearInterval(watch)
  }
}

/** A turn begins every `1000 / perSecond` ms whether or not earlier ones have ended; a late start counts as the turn's own time. */
export async function openLoop(side: Opened, perSecond: number, turns: number): Promise<readonly number[]> {
  const first = conversations
  const atOnce = perSecond * 2
  conversations += atOnce * Math.ceil(turns / (atOnce * TURNS))
  const began = performance.now()
  const under = []
  for (let n = 0; n < turns; n++) {
    const due = (n * 1_000) / perSecond
    const early = due - (performance.now() - began)
    if (early > 0) await sleep(early)
    const conversation = first + (n % atOnce) + atOnce * Math.floor(n / (atOnce * TURNS))
    const turn = Math.floor(n / atOnce) % TURNS
    const late = performance.now() - began - due
    under.push(checkedTurn(side, conversation, turn).then((took) => took + late))
  }
  return await Promise.all(under)
}

/** Leaves so many talks standing at their `turns`th question. */
export async function standing(side: Opened, talks: number, turns: number): Promise<void> {
  const AT_ONCE = 32
  const first = conversations
  conversations += talks
  let next = 0
  const loop = async (): Promise<void> => {
    for (let one = next++; one < talks; one = next++) {
      for (let turn = 0; turn < turns; turn++) await checkedTurn(side, first + one, turn)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, loop))
  await side.settle()
}

export const percentile = (figures: readonly number[], part: number): number =>
  figures.toSorted((a, b) => a - b)[Math.min(figures.length - 1, Math.floor(figures.length * part))] ?? Number.NaN
