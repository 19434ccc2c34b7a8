#!/usr/bin/env node
/** The `aftercare` command: this process's arguments, environment, output and exit code. What it does is in `commands/`. */
import { dispatch } from './commands/dispatch.ts'
import { EXIT, processOutput } from './commands/output.ts'
import { loadConfig } from './config.ts'

const args = process.argv.slice(2)
const out = processOutput(args.includes('--json'))

// Who reads our lines has read enough (`| head`): nothing is left to do.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(EXIT.done)
})

try {
  process.exitCode = await dispatch(args, out, loadConfig)
} catch (error) {
  out.error(error instanceof Error ? error.message : String(error))
  process.exitCode = EXIT.failed
}
