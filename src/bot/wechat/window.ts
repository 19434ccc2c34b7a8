/** An official account may answer a customer five times within 48 hours of their last message; other accounts may write when they like. */
import { HOUR } from '../../domain/values.ts'
import type { Sent } from '../channel.ts'

export interface Window {
  readonly sends: number
  readonly ms: number
}

const OFFICIAL: Window = { sends: 5, ms: 48 * HOUR }
const OFFICIAL_PUPPET = /official-account/

/** Null where there is none. `puppet`: its npm name. */
export const windowOf = (puppet: string): Window | null => (OFFICIAL_PUPPET.test(puppet) ? OFFICIAL : null)

/** Staff read why; what waits goes first when the customer writes again. */
export const CLOSED: Sent = {
  status: 'unreachable',
  reason:
    'An official account may answer 5 times within 48 hours of a customer’s last message; this goes out first when they write again · 公众号在客户发言后 48 小时内最多发 5 条，客户再发言时先发这条',
}
