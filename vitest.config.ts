// How the tests run: everything under test/, with one plain line of counts at the end.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    reporters: ['default', './scripts/plain-count-reporter.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
