/** What people of staff do with a talk, as the machines hear it. Free of who may: whatever comes here was allowed in the staff room. */
import type { Content } from '../domain/content.ts'
import type { createCards } from './card.ts'
import { leaveForgetting } from './routing.ts'
import type { Running } from './running.ts'
import type { Inbound, NamedFile, RoomMessage } from './types.ts'

export type StaffInbound = Extract<Inbound, { kind: `staff.${string}` }>

export const isStaffs = (inbound: Inbound): inbound is StaffInbound => inbound.kind.startsWith('staff.')

export function createStaffHearing({ canned }: Content, cards: ReturnType<typeof createCards>) {
  function say(
    running: Running,
    text: string,
    by: string,
    from: RoomMessage | null,
    file: NamedFile | null = null,
  ): void {
    running.toDesk({ type: 'staff.said', text, by, file, from })
    leaveForgetting(running)
  }

  /** In the customer's language; of a name that content does not hold staff read those there are. */
  function sayCanned(running: Running, { name, by, from }: Extract<StaffInbound, { kind: 'staff.canned' }>): void {
    const { context } = running.stored().flow
    const words = Object.hasOwn(canned, name) ? canned[name] : undefined
    if (words !== undefined) say(running, words[context.lang], by, from ?? null)
    else running.add({ kind: 'staff', post: cards.noSuchCanned(context, name, Object.keys(canned)) })
  }

  function hear(running: Running, inbound: StaffInbound): void {
    switch (inbound.kind) {
      case 'staff.said':
        say(running, inbound.text, inbound.by, inbound.from ?? null, inbound.file ?? null)
        break
      case 'staff.wrote':
        running.toDesk({ type: 'staff.wrote', text: inbound.text, by: inbound.by })
        leaveForgetting(running)
        break
      case 'staff.canned':
        sayCanned(running, inbound)
        break
      // Nothing moves by these two: the line is changed where it is, if it ever went out.
      case 'staff.edited':
        running.add({ kind: 'amend', amendment: { text: inbound.text, origin: inbound.from } })
        break
      case 'staff.deleted':
        running.add({ kind: 'amend', amendment: { text: null, origin: inbound.from } })
        break
      case 'staff.took':
      case 'staff.released':
      case 'staff.gone':
        running.toDesk({ type: inbound.kind, by: inbound.by })
        break
      case 'staff.banned':
        leaveForgetting(running)
        running.toDesk({ type: 'staff.banned', by: inbound.by, reason: inbound.reason })
        break
      case 'staff.unbanned':
        running.toDesk({ type: 'staff.unbanned', by: inbound.by })
        break
      case 'staff.erased':
        running.toFlow({ type: 'staff.erased', by: inbound.by })
        break
      case 'staff.unsent':
        running.toDesk({ type: 'staff.unsent', why: inbound.why, by: inbound.by })
        break
      case 'staff.closed':
        running.toDesk({ type: 'staff.closed', by: inbound.by, afterMs: inbound.afterMs })
        break
      case 'staff.opened':
        showCard(running)
        break
      case 'staff.lang':
        running.toFlow({ type: 'customer.switchedLanguage', lang: inbound.lang })
        break
      case 'staff.moved':
      case 'staff.acted':
        running.moveByStaff(inbound)
        break
    }
  }

  function showCard(running: Running): void {
    const { flow, desk } = running.stored()
    running.add({ kind: 'staff', post: cards.card(flow.context, desk.context.reason) })
  }

  return hear
}
