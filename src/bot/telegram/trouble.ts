/** What a failed call means for the receiver: how long to wait, and one line for the operator that says what to do. Pure. */
import { SECOND } from '../../domain/values.ts'
import type { Trouble } from './client.ts'
import type { Timing } from './options.ts'
import { backoffMs } from './options.ts'

export interface Advice {
  readonly waitMs: number
  readonly reason: string
}

/** `failures` counts those in a row before this one. */
export function adviceOn(trouble: Exclude<Trouble, { status: 'aborted' }>, failures: number, timing: Timing): Advice {
  switch (trouble.status) {
    case 'throttled':
      return { waitMs: trouble.afterMs, reason: `Telegram asks to wait ${Math.ceil(trouble.afterMs / SECOND)} s` }
    case 'failed':
      return {
        waitMs: backoffMs(failures, timing),
        reason: `Telegram cannot be reached (${trouble.reason}): check the network, TELEGRAM_API_ROOT and TELEGRAM_PROXY`,
      }
    case 'refused':
      return adviceOnRefusal(trouble.code, trouble.reason, timing)
  }
}

function adviceOnRefusal(code: number, reason: string, timing: Timing): Advice {
  if (code === 401 || code === 404) {
    return {
      waitMs: timing.refusedMs,
      reason: 'TELEGRAM_BOT_TOKEN was refused by Telegram: check it with @BotFather',
    }
  }
  if (code === 409) {
    return {
      waitMs: timing.conflictMs,
      reason: 'another process polls this bot: stop it, or give this desk a bot of its own',
    }
  }
  return { waitMs: timing.lastRetryMs, reason: `Telegram refused a call (${code} ${reason})` }
}
