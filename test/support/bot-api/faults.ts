/** Scripted faults, and the memory of who was asked to wait: a call that comes too early is a violation. */

import type { Fault, Outcome } from './types.ts'
import { refused } from './types.ts'

const BY_CHANCE: readonly Fault[] = [
  { kind: 'error', code: 500 },
  { kind: 'error', code: 502 },
  { kind: 'cut before' },
  { kind: 'cut after' },
  { kind: 'throttle', retryAfterS: 1 },
  { kind: 'slow', ms: 1_500 },
]

interface Script {
  readonly fault: Fault
  /** Calls that pass before it. */
  after: number
  left: number
}

interface Limit {
  readonly calls: number
  readonly withinMs: number
  readonly made: number[]
  /** Until when a call would come too early. */
  until: number
}

/** What a group's limit does not count: questions, and what is no message. */
const UNCOUNTED = new Set(['getChat', 'getChatMember', 'answerCallbackQuery', 'sendChatAction'])

export class Faults {
  private readonly limits = new Map<number, Limit>()
  private readonly scripts = new Map<string, Script[]>()
  private readonly waits = new Map<string, number>()
  private readonly violations: string[]

  constructor(violations: string[]) {
    this.violations = violations
  }

  add(method: string, fault: Fault, times: number, after: number): void {
    this.scripts.set(method, [...(this.scripts.get(method) ?? []), { fault, left: times, after }])
  }

  /** From now on so large a share of all calls meets a fault by chance; null for none. */
  faulty: { readonly share: number; readonly random: () => number } | null = null
  /** Every fault that was met, with the chat it was about. */
  readonly met: { readonly method: string; readonly chatId: unknown; readonly fault: Fault }[] = []

  /** A call that meets none is carried out as it is. */
  meet(method: string, chatId: unknown): Fault | null {
    const fault = this.next(method) ?? this.byChance()
    if (fault !== null) this.met.push({ method, chatId, fault })
    return fault
  }

  private byChance(): Fault | null {
    if (this.faulty === null || this.faulty.random() >= this.faulty.share) return null
    return BY_CHANCE[Math.floor(this.faulty.random() * BY_CHANCE.length)] ?? null
  }

  /** The fault that this call of `method` meets, used up by it; scripts of a method follow one another. */
  next(method: string): Fault | null {
    const script = this.scripts.get(method)?.find(({ left }) => left > 0)
    if (script === undefined) return null
    if (script.after > 0) {
      script.after -= 1
      return null
    }
    script.left -= 1
    return script.fault
  }

  limit(chatId: number, calls: number, withinMs: number): void {
    this.limits.set(chatId, { calls, withinMs, made: [], until: 0 })
  }

  /** The 429 of a group that was sent more than its limit; null when the call may pass, and then it counts. */
  beyond(method: string, chatId: unknown): Outcome | null {
    const limit = this.limits.get(Number(chatId))
    if (limit === undefined || UNCOUNTED.has(method)) return null
    const now = performance.now()
    if (now < limit.until) this.violations.push(`${method} came ${Math.ceil(limit.until - now)} ms too early`)
    while ((limit.made[0] ?? now) < now - limit.withinMs) limit.made.shift()
    if (limit.made.length < limit.calls) {
      limit.made.push(now)
      return null
    }
    limit.until = Math.max(limit.until, now + 1_000)
    return tooMany(1)
  }

  /** `scope`: what the method was called about: a chat, a file, or nothing. */
  throttle(method: string, scope: unknown, retryAfterS: number): Outcome {
    this.waits.set(`${method} ${scope}`, performance.now() + retryAfterS * 1_000)
    return tooMany(retryAfterS)
  }

  /** The 429 for a call that comes before its time, noted as a violation; null when it may come. */
  early(method: string, scope: unknown): Outcome | null {
    const waitMs = (this.waits.get(`${method} ${scope}`) ?? 0) - performance.now()
    if (waitMs <= 0) return null
    this.violations.push(`${method} came ${Math.ceil(waitMs)} ms before its retry_after was over`)
    return tooMany(Math.ceil(waitMs / 1_000))
  }
}

function tooMany(retryAfterS: number): Outcome {
  return refused(429, `Too Many Requests: retry after ${retryAfterS}`, { retry_after: retryAfterS })
}
