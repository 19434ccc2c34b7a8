// How the tests run: everything under test/, with one plain line of counts at the end.
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    reporters: ['default', './scripts/plain-count-reporter.ts'],
    // On two cores vitest would leave one idle; half of the work here waits for Redis and other processes.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Nothing is judged by these: they only end what hangs, also on a machine that is busy with something else.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
