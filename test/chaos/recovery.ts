/** How long customers wait after a kill whose process held their conversation: from its end to the next new line. */
import type { ConversationId } from '../../src/ports.ts'
import type { Disturbance } from './disturbances.ts'
import type { Platform } from './platform.ts'

export interface Recovery {
  /** Takes in a disturbance, with what the process it met held; null when it met all. */
  disturbed(disturbance: Disturbance, held: readonly string[] | null): void
  /** Milliseconds, in no order. */
  readonly afterKill: readonly number[]
  /** From when Redis serves again. */
  readonly afterRedis: readonly number[]
}

export function measureRecovery(platform: Platform, isWaiting: (conversation: ConversationId) => boolean): Recovery {
  const since = new Map<ConversationId, { readonly at: number; readonly from: 'kill' | 'redis' }>()
  const afterKill: number[] = []
  const afterRedis: number[] = []

  platform.onLine(({ conversation }, { at }) => {
    const begun = since.get(conversation)
    since.delete(conversation)
    if (begun === undefined || at < begun.at) return
    const after = begun.from === 'kill' ? afterKill : afterRedis
    after.push(at - begun.at)
  })

  return {
    afterKill,
    afterRedis,
    disturbed({ kind, to }, held) {
      if (kind === 'redis') {
        since.clear()
        for (const conversation of platform.chats.keys())
          if (isWaiting(conversation)) since.set(conversation, { at: to, from: 'redis' })
      }
      if (kind !== 'kill') return
      for (const what of held ?? []) {
        const conversation = what.slice(what.indexOf(' ') + 1) as ConversationId
        if (isWaiting(conversation)) since.set(conversation, { at: to, from: 'kill' })
      }
    },
  }
}
