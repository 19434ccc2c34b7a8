/**
 * Commands that cannot be taken back are asked about first: what waits for a yes, who may say it, and what comes of a button. A button stands
 * for one waiting command by a drawn token, is good for five minutes and for one press. Pure; what waits is the room's to keep.
 */
import { z } from 'zod'
import { readable } from '../../domain/fold.ts'
import { mayActAs, STAFF_ROLES, type StaffRole } from '../../domain/staff-role.ts'
import { type Instant, MINUTE } from '../../domain/values.ts'
import type { UnaimedMove } from '../order-types.ts'
import type { Line } from '../types/line.ts'
import type { StaffLine } from './staff-line.ts'

export const GOOD_FOR_MS = 5 * MINUTE
/** More than these in five minutes are nobody's work: the oldest are not asked about any more. */
export const MOST_WAITING = 50

export const unconfirmedSchema = z.object({
  /** Drawn; names the question on its buttons. */
  token: z.string(),
  /** The customer's conversation. */
  to: z.string(),
  /** As it was typed. */
  text: z.string(),
  needs: z.enum(STAFF_ROLES),
  until: z.number(),
})
export type Unconfirmed = z.infer<typeof unconfirmedSchema>

/** A customer hears of these at once, and hears no more or loses the order by them. P11, P18. */
const FINAL_MOVES: ReadonlySet<UnaimedMove['type']> = new Set([
  'return.declined',
  'parcel.rejected',
  'order.cancelled',
  'order.forfeited',
])

export type FinalLine = Extract<StaffLine, { kind: 'ban' | 'act' }>

/** The command as one to be asked about; null for any other. */
export function finalIn(line: StaffLine): FinalLine | null {
  if (line.kind === 'ban') return line
  return line.kind === 'act' && FINAL_MOVES.has(line.act.move.type) ? line : null
}

const YES = 'yes'
const WARNING = {
  ban: 'The customer is told, and nothing they write is answered any more. · 会告知客户，之后的消息不再回复。',
  act: 'The customer is told at once; that cannot be undone. · 会立即告知客户，不能撤回。',
} as const

/** The question with its buttons; where there are none, the same command once more is the yes. */
export function confirmation({ token, text }: Unconfirmed, kind: keyof typeof WARNING, hasButtons: boolean): Line {
  const asked = `❓ ${shown(text)}\n${WARNING[kind]}`
  if (!hasButtons)
    return botLine(`${asked}\nWrite the same again within 5 minutes to do it. · 5 分钟内再发一次相同命令即执行。`)
  const offers = [
    { id: YES, label: '✅ Do it · 执行' },
    { id: 'no', label: '✖️ No · 取消' },
  ]
  return { ...botLine(asked), question: { id: token, offers } }
}
const shown = (text: string): string => readable(text, 300)
const botLine = (text: string): Line => ({ from: 'bot', text, question: null })

/** What a press comes to. */
export type Pressed =
  | { readonly kind: 'confirmed' | 'declined' | 'late'; readonly of: Unconfirmed }
  | { readonly kind: 'needs_role'; readonly needs: StaffRole }
  | { readonly kind: 'unknown' }

export function press(
  { question, offer }: { readonly question: string; readonly offer: string },
  waiting: readonly Unconfirmed[],
  who: { readonly trusted: boolean; readonly role: StaffRole | null },
  now: Instant,
): Pressed {
  const of = waiting.find(({ token }) => token === question)
  if (!who.trusted || (of !== undefined && !mayDo(of.needs, who.role)))
    return { kind: 'needs_role', needs: of?.needs ?? 'staff' }
  if (of === undefined) return { kind: 'unknown' }
  if (now > of.until) return { kind: 'late', of }
  return { kind: offer === YES ? 'confirmed' : 'declined', of }
}

/** While nobody is on the list, everybody in the group is staff and nobody more. */
export const mayDo = (needs: StaffRole, role: StaffRole | null): boolean => needs === 'staff' || mayActAs(needs, role)

/** In a small window over the chat, for who pressed: at most 200 characters. */
export const TOAST: Readonly<Record<Exclude<Pressed['kind'], 'needs_role'>, string>> = {
  confirmed: 'Done · 已执行',
  declined: 'Not done · 已取消',
  late: 'Too late: nothing was done, please write the command again · 已过期，未执行，请重新输入命令',
  unknown: 'This button is no longer good; nothing was done · 按钮已失效，未执行',
}

/** The question once it is answered, without its buttons. */
export function settledText({ text }: Unconfirmed, kind: 'confirmed' | 'declined' | 'late', by: string): string {
  const how = { confirmed: `✅ ${by}`, declined: `✖️ Not done · 已取消 (${by})`, late: '⌛ Not done, too late · 已过期' }
  return `❓ ${shown(text)}\n${how[kind]}`
}
