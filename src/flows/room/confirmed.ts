/** A command that cannot be taken back, on its way through the staff room: asked about, answered by a button, done. Pure. */
import { readable } from '../../domain/fold.ts'
import type { StaffRole } from '../../domain/staff-role.ts'
import type { StaffRoomInbound } from '../types.ts'
import { confirmation, type FinalLine, GOOD_FOR_MS, press, settledText, TOAST, type Unconfirmed } from './confirming.ts'
import { inboundOfLine } from './line-inbound.ts'
import { needsRole } from './roles-words.ts'
import type { StaffRoomEffect, Standing } from './room-effect.ts'
import { readStaffLine } from './staff-line.ts'

const LONGEST_COMMAND = 1_000

type TypedLine = Extract<StaffRoomInbound, { kind: 'typed' }>
type Room = Standing & { readonly about: string }

/** A question comes first. Where there are no buttons, the same command once more is the yes. */
export function asked(inbound: TypedLine, line: FinalLine, room: Room, needs: StaffRole): readonly StaffRoomEffect[] {
  const { about, unconfirmed, token, now, hasButtons } = room
  const text = readable(inbound.text, LONGEST_COMMAND)
  const again = unconfirmed.find((one) => one.to === about && one.text === text && now <= one.until)
  if (!hasButtons && again !== undefined)
    return [{ kind: 'answered', token: again.token }, ...done(again, inbound.by.name)]
  const waits = { token, to: about, text, needs, until: now + GOOD_FOR_MS }
  const question = { ...confirmation(waits, line.kind, hasButtons), replyTo: inbound.messageId }
  return [{ kind: 'ask', about, line: question, waits }]
}

const done = ({ to, text }: Unconfirmed, by: string): readonly StaffRoomEffect[] => {
  const line = readStaffLine(text)
  return line.kind === 'ban' || line.kind === 'act'
    ? [{ kind: 'send', to, inbound: inboundOfLine(line, text, by), holder: null }]
    : []
}

/** Whoever may do it may say yes, and answers for it. */
export function pressed(
  inbound: Extract<StaffRoomInbound, { kind: 'pressed' }>,
  standing: Standing,
): readonly StaffRoomEffect[] {
  const { tap, by, messageId } = inbound
  const who = { trusted: standing.trusted, role: roleOf(by.id, standing) }
  const outcome = press(inbound, standing.unconfirmed, who, standing.now)
  const toast = (text: string): StaffRoomEffect => ({ kind: 'toast', tap, by: by.id, text })
  if (outcome.kind === 'unknown') return [toast(TOAST.unknown)]
  if (outcome.kind === 'needs_role') return [toast(needsRole(outcome.needs, by.id, standing.colleagues))]
  const { kind, of } = outcome
  return [
    ...(kind === 'confirmed' ? done(of, by.name) : []),
    { kind: 'answered', token: of.token },
    toast(TOAST[kind]),
    { kind: 'settled', messageId, text: settledText(of, kind, by.name) },
  ]
}

/** Null for who is not on the list. */
export const roleOf = (id: string, { colleagues }: Standing): StaffRole | null =>
  colleagues.find((one) => one.id === id)?.role ?? null
