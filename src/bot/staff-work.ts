/** Orders that wait for staff: the list that `/todo` and the web desk show, and a reminder to the group of each that has waited too long. */
import { randomUUID } from 'node:crypto'
import type { Hours } from '../domain/hours.ts'
import { isOverdue } from '../domain/order.ts'
import { DAY, type Instant } from '../domain/values.ts'
import { type Todo, todoReminder } from '../flows/room/todo-words.ts'
import type { ConversationId, Letter, StaffTask, Store } from '../ports.ts'
import { filedIn } from './records.ts'

export interface StaffWorkOptions {
  readonly store: Pick<Store, 'staffTasks'>
  readonly hours: Hours
  /** P19, in working days. */
  readonly returnDays: number
}

export interface StaffWorkList {
  /** Oldest first, at most `limit`, as they stand at `now` (desk time). Rejects with `StoreUnavailable`. */
  list(limit: number, now: Instant): Promise<readonly Todo[]>
}

export const createStaffWork = ({ store, hours, returnDays }: StaffWorkOptions): StaffWorkList => ({
  list: async (limit, now) => (await store.staffTasks(limit)).map((task) => todoOf(task, now, hours, returnDays)),
})

const todoOf = ({ number, what, since }: StaffTask, now: Instant, hours: Hours, returnDays: number): Todo => ({
  number,
  what,
  minutes: hours.workingMinutesBetween(since, now),
  overdue: isOverdue({ what, since }, now, hours, returnDays),
})

export interface ReminderOptions extends StaffWorkOptions {
  /** Null when no staff group is configured: nobody is told. */
  readonly staffRoom: ConversationId | null
  readonly store: Pick<Store, 'staffTasks' | 'order' | 'now' | 'lease'> & {
    leaseOwner(name: string): Promise<string | null>
  }
  readonly accept: (letter: Letter) => Promise<unknown>
}

const MOST_LOOKED_AT = 10_000
/** The group has other things to read as well: the rest comes with the next look. */
const MOST_AT_ONCE = 10
const AGAIN_AFTER_MS = 5 * DAY

/**
 * Reminds the group, while the desk is open, of each order that has waited too long; of the same work again after five days. A reply to the
 * reminder is about its customer. However often and by however many processes it is asked for, a reminder comes once.
 */
export async function remindOfWork(options: ReminderOptions): Promise<void> {
  const { staffRoom, store, hours, returnDays, accept } = options
  const now = await store.now()
  if (staffRoom === null || !hours.isOpen(now)) return
  let told = 0
  for (const task of await store.staffTasks(MOST_LOOKED_AT)) {
    const todo = todoOf(task, now, hours, returnDays)
    const name = `task:${task.number}:${task.what}:${task.since}`
    if (!todo.overdue || (await store.leaseOwner(name)) !== null) continue
    const record = await store.order(task.number)
    const about = record === null ? null : (filedIn(record)?.conversation ?? null)
    const body = JSON.stringify({ kind: 'posted', about, post: { kind: 'notice', text: todoReminder(todo) } })
    // The letter first: told twice within a day it is taken once, and a process that dies in between has lost nothing.
    await accept({ conversation: staffRoom, id: name, body, counted: false })
    await store.lease(name, randomUUID(), AGAIN_AFTER_MS)
    told += 1
    if (told === MOST_AT_ONCE) return
  }
}
