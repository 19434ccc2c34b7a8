/** How a desk begins and ends as a whole: why it cannot start, and a stop that never takes for ever. */

/** Ten seconds are allowed in all; the guard needs up to two of them when the rest is late. */
export const STOP_WITHIN_MS = 8_000

export type Stopped = 'ended' | 'late'

/** The desk cannot start; each line says what to do. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
  readonly lines: readonly string[]
  readonly reason: 'configuration' | 'failure'
  constructor(lines: readonly string[], reason: 'configuration' | 'failure' = 'failure', options?: ErrorOptions) {
    super(lines.join('\n'), options)
    this.lines = lines
    this.reason = reason
  }
}

/** The first call's work; every further call is the same. */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | null = null
  return () => {
    begun ??= work()
    return begun
  }
}

/** Gives up waiting after `ms`: what was accepted is in Redis, and the claims run out by themselves. */
export async function within(ms: number, work: Promise<void>): Promise<Stopped> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Stopped>((resolve) => {
    timer = setTimeout(resolve, ms, 'late')
  })
  const stopped = await Promise.race([work.then((): Stopped => 'ended'), late])
  clearTimeout(timer)
  return stopped
}
