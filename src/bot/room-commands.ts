/**
 * Commands of the staff group that are about the desk and not about one customer: the hours, what waits for staff, who is banned. Who may is asked of the
 * staff list; an answer goes back to the group and nowhere else.
 */
import { dateInChina, startOfDay } from '../domain/calendar.ts'
import { fold } from '../domain/fold.ts'
import type { LivingHours } from '../domain/hours-by-hand.ts'
import { mayActAs } from '../domain/staff-role.ts'
import { type Instant, MINUTE } from '../domain/values.ts'
import { bansShown } from '../flows/room/ban-words.ts'
import { type HoursCommand, readHoursCommand } from '../flows/room/hours-command.ts'
import { hoursCleared, hoursRefused, hoursSet, hoursShown } from '../flows/room/hours-words.ts'
import { helpShown } from '../flows/room/queue-words.ts'
import { REFUSED } from '../flows/room/refused-words.ts'
import { needsRole } from '../flows/room/roles-words.ts'
import { todoShown } from '../flows/room/todo-words.ts'
import { usageOf } from '../flows/staff-room.ts'
import type { StaffRoomInbound } from '../flows/types.ts'
import type { ConversationId, StaffMember } from '../ports.ts'
import type { HoursByHand } from './hours-by-hand.ts'
import { joinedWith } from './joined-with.ts'
import { type MenuOptions, menuNow } from './room-menu.ts'
import { isOfMembers } from './room-standing.ts'
import type { StaffWorkList } from './staff-work.ts'
import { bannedIn } from './talks-listed.ts'
import { waitingList } from './waiting-list.ts'

export type Typed = Extract<StaffRoomInbound, { kind: 'typed' }>

/** What a command is answered from. */
export interface RoomCommandOptions {
  readonly hours: LivingHours
  readonly hoursByHand: HoursByHand
  readonly work: StaffWorkList
  readonly store: MenuOptions['store']
  readonly talk: MenuOptions['talk']
}

/** `staff`: the list as it is; while it is empty nobody is a lead. */
export interface Asked {
  readonly room: ConversationId
  readonly inbound: Typed
  readonly now: Instant
  readonly staff: readonly StaffMember[]
}

export interface RoomCommands {
  /** What the group reads in answer; null for what is no such command. Rejects with `StoreUnavailable`. */
  answer(asked: Asked): Promise<string | null>
  /** What a button of the group's menu shows; null for no such button. Rejects with `StoreUnavailable`. */
  pressed(offer: string, room: ConversationId, now: Instant): Promise<Shown | null>
  /** Talks of the same customer in other apps, whose cards are shown along. Rejects with `StoreUnavailable`. */
  joinedWith(about: string): Promise<readonly ConversationId[]>
}

/** The menu anew, or a list of its own. */
export interface Shown {
  readonly kind: 'menu' | 'list'
  readonly text: string
}

/** Where there is no desk around: a tool, a test. */
export const NO_COMMANDS: RoomCommands = {
  answer: async () => null,
  pressed: async () => null,
  joinedWith: async () => [],
}

const LINE_LIMIT = 4_096
const MOST_LISTED = 20
const COMMAND = /^\/(hours|todo|queue|bans|help)(?:@\w+)?(?:\s+(.*))?$/i

export function createRoomCommands({ hours, hoursByHand, work, store, talk }: RoomCommandOptions): RoomCommands {
  async function changeHours(command: HoursCommand, asked: Asked): Promise<string> {
    const { inbound, room, now, staff } = asked
    if (command.kind === 'misused') return usageOf(command.usage)
    if (command.kind === 'shown') return hoursShown(hours, await hoursByHand.list(), now)
    if (!mayActAs('lead', roleOf(asked))) return needsRole('lead', inbound.by.id, staff)
    const by = inbound.by.name
    if (command.kind === 'cleared') {
      await hoursByHand.clear(command.date, by)
      return hoursCleared(hours, command.date, now)
    }
    const source = `${room} ${inbound.messageId}`
    const set = await hoursByHand.set(command.wish, { by, source, reason: command.reason })
    return set.ok ? hoursSet(hours, set.day, now) : hoursRefused(set.refusal)
  }

  async function todo(now: Instant): Promise<string> {
    const [todos, count, customers] = await Promise.all([
      work.list(MOST_LISTED, now),
      store.staffTaskCount(),
      store.waitingBefore(now + 1),
    ])
    return todoShown(todos, count, customers)
  }

  return {
    async answer(asked) {
      const { inbound, now, staff } = asked
      const [, name = null, rest = ''] = COMMAND.exec(fold(inbound.text, LINE_LIMIT)) ?? []
      if (name === null) return null
      if (inbound.author !== 'person') return REFUSED.borrowed
      if (staff.length > 0 && !isOfMembers(asked.room) && roleOf(asked) === null) return REFUSED.stranger(inbound.by.id)
      if (name.toLowerCase() === 'todo') return await todo(now)
      if (name.toLowerCase() === 'queue') return await waitingList({ store, hours, talk }, asked.room, now)
      if (name.toLowerCase() === 'bans') return bansShown(await bannedIn({ store, talk }, asked.room), now)
      if (name.toLowerCase() === 'help') return helpShown()
      return await changeHours(readHoursCommand(rest, todayAt(now)), asked)
    },
    joinedWith: (about) => joinedWith({ store, talk }, about),
    async pressed(offer, room, now) {
      if (offer === 'todo') return { kind: 'list', text: await todo(now) }
      if (offer !== 'refresh') return null
      return { kind: 'menu', text: (await menuNow({ store, hours, talk }, room, now)).text }
    },
  }
}

const roleOf = ({ staff, inbound }: Asked) => staff.find(({ id }) => id === inbound.by.id)?.role ?? null

function todayAt(now: Instant) {
  const date = dateInChina(now)
  return { date, minute: Math.floor((now - startOfDay(date)) / MINUTE) }
}
