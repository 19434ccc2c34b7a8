// A vitest reporter that ends the run with one plain line: `412 passed, 0 failed`, with `, 3 skipped` only if any were.
import type { Reporter, TestModule } from 'vitest/node'

export default class PlainCountReporter implements Reporter {
  private passed = 0
  private failed = 0
  private skipped = 0

  /** The line is written as the process goes, after everything that others print. */
  onInit(): void {
    process.once('exit', (code) => process.stdout.write(`${this.line(code)}\n`))
  }

  onTestRunStart(): void {
    this.passed = this.failed = this.skipped = 0
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    this.failed += unhandled.length
    for (const module of modules) this.count(module)
  }

  private count(module: TestModule): void {
    this.failed += module.errors().length
    for (const suite of module.children.allSuites()) this.failed += suite.errors().length
    for (const test of module.children.allTests()) {
      const state = test.result().state
      if (state === 'passed') this.passed += 1
      else if (state === 'skipped') this.skipped += 1
      else this.failed += 1
    }
  }

  /** A run that ends badly without a failed test (a broken setup, no test file) counts as one failure. */
  private line(exitCode: number): string {
    const failed = exitCode === 0 ? this.failed : Math.max(1, this.failed)
    return `${this.passed} passed, ${failed} failed${this.skipped === 0 ? '' : `, ${this.skipped} skipped`}`
  }
}
