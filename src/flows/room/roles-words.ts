/** What the staff group reads when somebody may not do what they asked for: who may. */
import { mayActAs, type StaffRole } from '../../domain/staff-role.ts'

const ROLES: Readonly<Record<StaffRole, string>> = {
  staff: 'staff · 客服',
  lead: 'a lead · 组长',
  admin: 'an admin · 管理员',
}

/** Names those who may; where there is nobody, how somebody comes to. `asker`: an id that nobody could know otherwise is told. */
export function needsRole(
  needed: StaffRole,
  asker: string,
  staff: readonly { readonly id: string; readonly name: string; readonly role: StaffRole }[],
): string {
  const able = staff.filter(({ role }) => mayActAs(needed, role)).map(({ name, id }) => (name === '' ? id : name))
  const who =
    able.length > 0
      ? `They can · 可以操作的人: ${able.join(', ')}`
      : `Nobody can yet; someone with access to the server adds one with · 目前没有，请在服务器执行: aftercare staff add <id> --role ${needed}`
  return `⛔ Not done, this needs ${ROLES[needed]} · 未执行，权限不够\n${who}${asker.startsWith(WECHAT) ? `\nYou are · 您的编号: ${asker}` : ''}`
}

/** No app shows these. */
const WECHAT = 'wx:'
