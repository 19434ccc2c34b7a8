// How the tests run: everything under test/, with one plain line of counts at the end.
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import SlowFirstSequencer from './scripts/slow-first-sequencer.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The files of one process share what they import, which is a third of their time: each undoes what it does, and none replaces a module.
    isolate: false,
    globalSetup: ['test/support/global-setup.ts'],
    reporters: ['default', './scripts/plain-count-reporter.ts'],
    sequence: { sequencer: SlowFirstSequencer },
    // More than there are cores: half of the time here is spent waiting for Redis, browsers and other processes.
    maxWorkers: Math.max(4, availableParallelism()),
    // Nothing is judged by these: they only end what hangs, also on a machine that is busy with something else.
    testTimeout: 60_000,
    expect: { poll: { timeout: 20_000, interval: 20 } },
    hookTimeout: 120_000,
  },
})
