/** How the desk is at this moment, as `/readyz` lists it and the start page shows it. Types only. */
import type { HoursAt } from '../../domain/hours.ts'
import type { Instant } from '../../domain/values.ts'
import type { ChannelName, ChannelState } from '../channel.ts'

export interface Status {
  /** `detail` says in one line which Redis it is or why it is away; no address with a password. */
  readonly redis: { readonly ok: boolean; readonly detail: string }
  readonly channels: readonly { readonly name: ChannelName; readonly state: ChannelState }[]
  readonly desk: DeskTime
}

/** `unknown` while Redis, whose clock it is, cannot be reached. `rehearsal`: AFTERCARE_NOW moved the clock. */
export type DeskTime =
  | { readonly status: 'known'; readonly now: Instant; readonly rehearsal: boolean; readonly hours: HoursAt }
  | { readonly status: 'unknown' }
