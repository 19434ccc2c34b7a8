/** Waits for what will come about: how long that takes on a busy machine judges nothing. */
import { vi } from 'vitest'

const PATIENCE_MS = 20_000

export const patiently = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: PATIENCE_MS, interval: 20 })
