/** A log that nobody reads. */
import { createLog, type Log } from '../../src/bot/log.ts'

export const quietLog = (): Log => createLog('silent', { write: () => {} })
