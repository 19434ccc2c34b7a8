/** Deletes from the disk, again and again, what conversations were forgotten with. In Redis it has gone long before. */
import { SECOND } from '../../domain/values.ts'
import type { Files } from '../../ports.ts'
import { type Log, traceOf } from '../log.ts'

const SWEEP_EVERY_MS = 30 * SECOND

/** Begins at once, with what an earlier process left. The answer stops it. */
export function startSweeping({ sweepFiles }: Pick<Files, 'sweepFiles'>, log: Log): () => Promise<void> {
  let last = sweep()
  const timer = setInterval(() => {
    last = last.then(sweep)
  }, SWEEP_EVERY_MS)
  timer.unref()

  async function sweep(): Promise<void> {
    await sweepFiles().catch((error: unknown) => log.warn(traceOf(error), 'files were not deleted, tried again later'))
  }

  return async () => {
    clearInterval(timer)
    await last
  }
}
