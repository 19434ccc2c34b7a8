/** The menu pinned in the group's General topic: the hours, who waits, who is with whom, how many orders wait. Both languages in one. Pure. */
import { chinaTime } from '../../domain/china-time.ts'
import type { HoursAt } from '../../domain/hours.ts'
import type { Instant } from '../../domain/values.ts'
import type { Offer } from '../types.ts'
import { hoursStand } from './hours-words.ts'
import { type InLine, warned } from './queue-words.ts'
import { workingTime } from './working-time.ts'

/** A talk that somebody of staff has. `owes`: for how many working minutes the customer has waited for an answer; null when they do not. */
export interface WithUs {
  readonly name: string
  readonly by: string
  readonly owes: number | null
  readonly link: string | null
}

/** The lists hold danger first, then who has waited longest; the counts may be more than the lists. */
export interface MenuNow {
  readonly hours: HoursAt
  readonly inLine: readonly InLine[]
  readonly waiting: number
  readonly withUs: readonly WithUs[]
  readonly withUsCount: number
  readonly todos: number
}

/** Under which the buttons of the menu come back: they do nothing that anybody could mind. */
export const MENU = 'menu'
export const MENU_OFFERS: readonly Offer[] = [
  { id: 'refresh', label: '🔄 Refresh · 刷新' },
  { id: 'todo', label: '📋 Orders · 维修单' },
]

/** Minutes go by in fives, so that the menu need not change each minute. */
const STEP = 5

/** Without the moment it was drawn up: as long as this is the same, so is the menu. */
export function menuBody({ hours, inLine, waiting, withUs, withUsCount, todos }: MenuNow, now: Instant): string {
  return [
    hoursStand(hours, now),
    '',
    `🙋 Wait for a person · 在等人工: ${waiting}`,
    ...inLine.map(
      ({ name, minutes, reason, link }, place) =>
        `${place + 1}. ${warned(reason)}${who(name)} (${ago(minutes)})${linked(link)}`,
    ),
    ...rest(waiting - inLine.length),
    `💬 With us · 处理中: ${withUsCount}`,
    ...withUs.map(withUsLine),
    ...rest(withUsCount - withUs.length),
    `📋 Orders that wait for staff · 待处理的维修单: ${todos}${todos === 0 ? '' : ' → /todo'}`,
  ].join('\n')
}

export const menuShown = (body: string, now: Instant): string => `${body}\n\n⟳ ${chinaTime(now, 'en', now)}`

function withUsLine({ name, by, owes, link }: WithUs): string {
  const answer = owes === null ? '' : ` – waits for an answer · 等回复 (${ago(owes)})`
  return `• ${who(name)} ← ${by}${answer}${linked(link)}`
}

const who = (name: string): string => (name === '' ? 'Customer 客户' : name)
const linked = (link: string | null): string => (link === null ? '' : ` ${link}`)
const rest = (more: number): readonly string[] => (more > 0 ? [`… ${more} more · 另有 ${more} 位`] : [])

function ago(minutes: number): string {
  const steps = Math.floor(minutes / STEP) * STEP
  return steps === 0 ? 'new · 刚来' : workingTime(steps)
}
