/** What the staff group hears of acts at the web desk, so that both places show the same. Pure. */
import type { Inbound, StaffPost, StepEvent } from '../flows/types.ts'

export const deskActs = (events: readonly StepEvent[]): readonly StaffPost[] =>
  events.flatMap((event) => (event.kind === 'inbound' ? postsOf(event.inbound) : []))

function postsOf(inbound: Inbound): readonly StaffPost[] {
  if (!('via' in inbound) || inbound.via !== 'desk') return []
  const at = `🖥 ${inbound.by}`
  switch (inbound.kind) {
    case 'staff.said':
      return [
        {
          kind: 'relay',
          text: `${at}:\n${inbound.text}`.trimEnd(),
          ...(inbound.file !== undefined && { files: [{ id: inbound.file.id, kind: inbound.file.kind }] }),
        },
      ]
    case 'staff.noted':
      return [{ kind: 'relay', text: `📝 ${inbound.by}:\n${inbound.text}` }]
    case 'staff.took':
      return [{ kind: 'relay', text: `${at} has the talk now · 已接手` }]
  }
}
