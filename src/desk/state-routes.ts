/** The hours of the coming days with what customers are told of them, and how the desk and its channels are. Reads only. */
import type { TalkReader } from '../desk-ports.ts'
import { dateInChina, plusDays, weekdayOf } from '../domain/calendar.ts'
import type { Hours } from '../domain/hours.ts'
import type { Backlog, RedisHealth, Store } from '../ports.ts'
import { json } from './answers.ts'
import type { Route } from './routes.ts'

export interface StateRoutesOptions {
  readonly store: Pick<Store, 'now'> & {
    backlog(): Promise<Backlog>
    health(): Promise<RedisHealth>
  }
  readonly hours: Hours
  readonly reader: TalkReader
  /** As `/readyz` tells it. */
  readonly status: () => Promise<object>
}

const DAYS_SHOWN = 14

export function stateRoutes({ store, hours, reader, status }: StateRoutesOptions): readonly Route[] {
  async function showHours() {
    const now = await store.now()
    const today = dateInChina(now)
    const days = Array.from({ length: DAYS_SHOWN }, (_, place) => hours.day(plusDays(today, place)))
    return json({
      now,
      is: hours.describe(now),
      text: reader.hoursText(now),
      days: days.map((day) => ({ ...day, weekday: weekdayOf(day.date) })),
    })
  }

  async function showState() {
    const [about, backlog, redis] = await Promise.all([status(), store.backlog(), store.health()])
    return json({ ...about, backlog, health: redis })
  }

  return [
    { method: 'GET', path: '/hours', role: 'staff', act: showHours },
    { method: 'GET', path: '/state', role: 'lead', act: showState },
  ]
}
