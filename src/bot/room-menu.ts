/**
 * The menu of the staff group: drawn up again and again by one process of the desk, and told to the room where it has changed, so that it costs
 * the group's lane an edit now and then. Keeps nothing that another process could miss.
 */
import { randomUUID } from 'node:crypto'
import type { Hours } from '../domain/hours.ts'
import { HOUR, type Instant, MINUTE, SECOND } from '../domain/values.ts'
import { menuBody, menuShown } from '../flows/room/menu-words.ts'
import type { ConversationId, Letter, Store } from '../ports.ts'
import { type Log, traceOf } from './log.ts'
import { type TalksListedOptions, withUsIn } from './talks-listed.ts'
import { inLineNow, type WaitingListOptions } from './waiting-list.ts'

export interface MenuOptions extends TalksListedOptions {
  readonly store: TalksListedOptions['store'] & WaitingListOptions['store'] & Pick<Store, 'staffTaskCount'>
  readonly hours: Pick<Hours, 'describe' | 'workingMinutesBetween'>
}

/** The menu as it reads now. */
export interface Menu {
  readonly body: string
  readonly text: string
}

const MOST_SHOWN = 10
/** More are not counted. */
const MOST_COUNTED = 200

/** Rejects with `StoreUnavailable`. */
export async function menuNow(options: MenuOptions, room: ConversationId, now: Instant): Promise<Menu> {
  const { store, hours } = options
  const [{ inLine, count }, withPerson, todos] = await Promise.all([
    inLineNow(options, room, now, MOST_SHOWN),
    store.withPerson(MOST_COUNTED),
    store.staffTaskCount(),
  ])
  const withUs = await withUsIn(options, room, withPerson.slice(0, MOST_SHOWN), now)
  const at = { hours: hours.describe(now), inLine, waiting: count, withUs, withUsCount: withPerson.length, todos }
  const body = menuBody(at, now)
  return { body, text: menuShown(body, now) }
}

export interface KeptMenuOptions extends MenuOptions {
  readonly store: MenuOptions['store'] & Pick<Store, 'now' | 'lease' | 'releaseLease'>
  readonly room: ConversationId
  readonly accept: (letter: Letter) => Promise<unknown>
  readonly log: Log
  readonly timing?: MenuTiming
}

/** `everyMs`: how soon a change shows. `stampedMs`: it is told once more though nothing has changed, and comes back if somebody deleted it. */
export interface MenuTiming {
  readonly everyMs: number
  readonly stampedMs: { readonly open: number; readonly closed: number }
}
const TIMING: MenuTiming = { everyMs: 15 * SECOND, stampedMs: { open: 10 * MINUTE, closed: HOUR } }

const LEASE = 'staff menu'

/** Begins at once. The answer stops it. */
export function keepMenu(options: KeptMenuOptions): () => Promise<void> {
  const { store, hours, room, accept, log, timing = TIMING } = options
  const owner = randomUUID()
  let told: { readonly body: string; readonly at: Instant } | null = null
  let last = look()
  const timer = setInterval(() => {
    last = last.then(look)
  }, timing.everyMs)
  timer.unref()

  async function tell(): Promise<void> {
    if (!(await store.lease(LEASE, owner, timing.everyMs * 3))) {
      told = null
      return
    }
    const now = await store.now()
    const { body, text } = await menuNow(options, room, now)
    const stampedMs = hours.describe(now).open ? timing.stampedMs.open : timing.stampedMs.closed
    if (told?.body === body && now - told.at < stampedMs) return
    await accept({
      conversation: room,
      id: `menu:${randomUUID()}`,
      body: JSON.stringify({ kind: 'menu', text }),
      counted: false,
    })
    told = { body, at: now }
  }

  async function look(): Promise<void> {
    await tell().catch((error: unknown) => log.warn(traceOf(error), 'the menu of the staff group is drawn up later'))
  }

  return async () => {
    clearInterval(timer)
    await last
    await store
      .releaseLease(LEASE, owner)
      .catch((error: unknown) => log.debug(traceOf(error), 'a lease runs out by itself'))
  }
}
