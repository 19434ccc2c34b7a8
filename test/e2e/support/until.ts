/** Waiting for something to become so. Beside `expect.poll`, for tests that run at the same time and for what is no test. */
import { setTimeout as sleep } from 'node:timers/promises'

const LOOK_EVERY_MS = 2

export class NotInTime extends Error {
  override readonly name = 'NotInTime'
}

/** Rejects with `NotInTime`, naming `what`, when it is not so within `timeoutMs`. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, timeoutMs = 20_000): Promise<void> {
  const deadline = performance.now() + timeoutMs
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new NotInTime(`not within ${timeoutMs} ms: ${what}`)
    await sleep(LOOK_EVERY_MS)
  }
}
