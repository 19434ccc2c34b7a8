/** What the WeChat channel is given. Types and numbers only. */

import { SECOND } from '../../domain/values.ts'
import type { Files, Rate, Said, Store, Windows } from '../../ports.ts'
import type { Accept } from '../channel.ts'
import type { TakeFile } from '../files/take.ts'
import type { Log } from '../log.ts'
import { JUDGED_AFTER_MS } from './own.ts'
import type { ScanCodeParts } from './scan-code.ts'
import { type Sleep, sleep } from './sleep.ts'

/** The clockwork, other in tests. */
export interface Timing {
  /** One message in 2-3 s is what accounts are said to survive: every so often, and up to `jitterMs` later. */
  readonly rate: Rate
  readonly jitterMs: number
  /** `say` itself has no end. */
  readonly sayDeadlineMs: number
  readonly judgedAfterMs: number
  /** Friends are accepted as slowly as by a person. */
  readonly friendRate: Rate
  readonly sleep: Sleep
}

export const TIMING: Timing = {
  rate: { burst: 1, everyMs: 2.5 * SECOND },
  jitterMs: SECOND / 2,
  sayDeadlineMs: 15 * SECOND,
  judgedAfterMs: JUDGED_AFTER_MS,
  friendRate: { burst: 1, everyMs: 40 * SECOND },
  sleep,
}

export interface WechatOptions extends ScanCodeParts {
  /** The puppet's npm name. */
  readonly puppet: string
  readonly accept: Accept
  readonly store: Said & Windows & Pick<Store, 'takeSends' | 'park' | 'reference' | 'remember'>
  readonly takeFile: TakeFile
  readonly files: Pick<Files, 'keptFile' | 'openFile'>
  readonly log: Log
  readonly timing?: Partial<Timing>
}
