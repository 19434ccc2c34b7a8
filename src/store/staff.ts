/** Who is staff: one hash for the desk, by platform user id. */
import { z } from 'zod'
import { STAFF_ROLES } from '../domain/staff-role.ts'
import type { StaffMember, Store } from '../ports.ts'
import type { Redis } from './connect.ts'
import { staffKey } from './keys.ts'
import { asTexts, asYes } from './reply.ts'

const Stored = z.object({ name: z.string(), role: z.enum(STAFF_ROLES) })

function membersOf(fields: readonly string[]): StaffMember[] {
  const members: StaffMember[] = []
  for (let i = 0; i + 1 < fields.length; i += 2) {
    members.push({ id: fields[i] as string, ...Stored.parse(JSON.parse(fields[i + 1] as string)) })
  }
  return members.sort((a, b) => a.id.localeCompare(b.id))
}

/** Adding a known id replaces name and role; removing an unknown one answers false. */
export function staff(redis: Redis): Pick<Store, 'staff' | 'addStaff' | 'removeStaff'> {
  return {
    staff: async () => membersOf(asTexts(await redis.command('HGETALL', staffKey()))),
    async addStaff({ id, name, role }) {
      await redis.command('HSET', staffKey(), id, JSON.stringify({ name, role }))
    },
    removeStaff: async (id) => asYes(await redis.command('HDEL', staffKey(), id)),
  }
}
