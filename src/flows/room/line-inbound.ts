/** From a line of staff to what the customer's conversation hears. Pure; who may was asked before. */
import type { Inbound, RoomMessage } from '../types.ts'
import type { StaffLine } from './staff-line.ts'

/** What a line for a customer's talk becomes there. `from`: the message in the room; null for a line from elsewhere. */
export function inboundOfLine(
  line: Extract<
    StaffLine,
    { kind: 'take' | 'release' | 'close' | 'act' | 'line' | 'open' | 'lang' | 'canned' | 'ban' | 'unban' }
  >,
  text: string,
  by: string,
  from: RoomMessage | null = null,
): Inbound {
  const origin = from === null ? {} : { from }
  switch (line.kind) {
    case 'take':
      return { kind: 'staff.took', by }
    case 'release':
      return { kind: 'staff.released', by }
    case 'close':
      return { kind: 'staff.closed', by, afterMs: line.afterMs }
    case 'ban':
      return { kind: 'staff.banned', by, reason: line.reason }
    case 'unban':
      return { kind: 'staff.unbanned', by }
    case 'act':
      return { kind: 'staff.acted', act: line.act, by }
    case 'open':
      return { kind: 'staff.opened', by }
    case 'lang':
      return { kind: 'staff.lang', lang: line.lang, by }
    case 'canned':
      return { kind: 'staff.canned', name: line.name, by, ...origin }
    case 'line':
      return { kind: 'staff.said', text, by, ...origin }
  }
}
