/** `aftercare staff`: whose lines in the staff group reach customers. */
import { removeFromStaff } from '../bot/staff-list.ts'
import { STAFF_ROLES } from '../domain/staff-role.ts'
import { shownName } from '../flows/room/colleague.ts'
import type { StaffMember } from '../ports.ts'
import type { Command } from './command.ts'
import { textOption } from './command.ts'
import { openLive } from './live.ts'
import { EXIT, type Exit, type Output } from './output.ts'

const TELEGRAM_ID = /^(?:tg:)?(\d{1,16})$/
/** As the staff room in WeChat names it. */
const WECHAT_ID = /^wx:[\x21-\x7e]{1,128}$/

/** As messages name whoever wrote them; null for what is no id. */
function idIn(given: string): string | null {
  const telegram = TELEGRAM_ID.exec(given)?.[1]
  if (telegram !== undefined) return `tg:${telegram}`
  return WECHAT_ID.test(given) ? given : null
}

export const staffCommand: Command = {
  name: 'staff',
  summary: 'who may answer customers from the staff group',
  usage: 'list | add ID [--name NAME] [--role staff|lead|admin] | remove ID',
  help: [
    'ID          a Telegram user id, as the staff group shows it when a line was not sent; or wx: and a WeChat id,',
    '            as the staff room shows it when something needs a lead. Who is in that room is staff without a list.',
    'While the list is empty, everyone in the staff group counts as staff.',
    'The hours are changed by a lead or an admin. Who is removed while they have a talk leaves it to the queue.',
  ],
  options: { role: { type: 'string' }, name: { type: 'string' } },
  words: 2,
  async run(invocation) {
    const { positionals, out } = invocation
    const [action = 'list', given] = positionals
    const role = STAFF_ROLES.find((known) => known === (textOption(invocation, 'role') ?? 'staff'))
    const id = idIn(given ?? '')
    if (!['list', 'add', 'remove'].includes(action))
      return wrong(out, `unknown: staff ${action}; use list, add or remove`)
    if (action === 'list' && given !== undefined) return wrong(out, `unexpected: ${given}`)
    if (role === undefined) return wrong(out, `--role must be one of ${STAFF_ROLES.join(', ')}`)
    if (action !== 'list' && id === null)
      return wrong(
        out,
        `staff ${action} needs a Telegram user id, such as 123456789, or a WeChat id, such as wx:wxid_example`,
      )
    const store = await openLive(invocation.config)
    try {
      if (action === 'add' && id !== null)
        await store.addStaff({ id, name: shownName(textOption(invocation, 'name') ?? ''), role })
      if (action === 'remove' && id !== null && !(await removeFromStaff(store, id))) {
        out.error(`${given} is not on the staff list`)
        return EXIT.failed
      }
      list(await store.staff(), invocation.json, out)
      return EXIT.done
    } finally {
      await store.close()
    }
  },
}

function wrong(out: Output, problem: string): Exit {
  out.error(problem)
  return EXIT.wrongUsage
}

function list(members: readonly StaffMember[], json: boolean, out: Output): void {
  if (json) out.line(JSON.stringify(members))
  else if (members.length === 0) out.line('The staff list is empty: everyone in the staff group counts as staff.')
  else for (const { id, name, role } of members) out.line(`${id}  ${role}  ${name}`)
}
