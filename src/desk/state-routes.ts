/** The hours of the coming days with what customers are told of them, days set by hand, and how the desk, its channels and its content are. */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DeskAccount, DeskHours, TalkReader } from '../desk-ports.ts'
import { dateInChina, type PlainDate, plusDays, weekdayOf } from '../domain/calendar.ts'
import type { Hours } from '../domain/hours.ts'
import type { Backlog, RedisHealth, Store } from '../ports.ts'
import { type Answer, DONE, json, refused, SENT } from './answers.ts'
import { read } from './doors.ts'
import type { Route } from './routes.ts'

export interface StateRoutesOptions {
  readonly store: Pick<Store, 'now'> & {
    backlog(): Promise<Backlog>
    health(): Promise<RedisHealth>
  }
  readonly hours: Hours
  readonly hoursByHand: DeskHours
  readonly reader: TalkReader
  /** As `/readyz` tells it. */
  readonly status: () => Promise<object>
  readonly operations: Operations
}

/** What only the machine that the desk runs on can tell. */
export interface Operations {
  /** The code that logs the WeChat account in, as a PNG; null while none is wanted. */
  wechatCode(): Promise<Buffer | null>
  /** What is wrong in the content directory as it lies there now, a line each. */
  checkContent(): Promise<readonly string[]>
}

const DAYS_SHOWN = 14

export function stateRoutes(options: StateRoutesOptions): readonly Route[] {
  const { store, hours, hoursByHand, reader, status, operations } = options
  let checking: Promise<readonly string[]> | null = null

  async function showHours() {
    const now = await store.now()
    const today = dateInChina(now)
    const days = Array.from({ length: DAYS_SHOWN }, (_, place) => hours.day(plusDays(today, place)))
    return json({
      now,
      is: hours.describe(now),
      text: reader.hoursText(now),
      byHand: (await hoursByHand.list()).filter(({ date }) => date >= today),
      days: days.map((day) => ({ ...day, weekday: weekdayOf(day.date) })),
    })
  }

  async function setHours(who: DeskAccount, { body }: FastifyRequest): Promise<Answer> {
    const given = read('hours', body)
    if (given === null) return refused('bad_request')
    const { id, reason, ...wish } = given
    const set = await hoursByHand.set(wish, { by: who.name, source: `desk:${who.login}:${id}`, reason })
    return set.ok ? DONE : refused('refused_hours', { reason: set.refusal })
  }

  async function clearHours(who: DeskAccount, { params }: FastifyRequest): Promise<Answer> {
    const { date = '' } = params as { readonly date?: string }
    const isDate = /^\d{4}-\d\d-\d\d$/.test(date)
    return isDate && (await hoursByHand.clear(date as PlainDate, who.name)) ? DONE : refused('not_found')
  }

  async function showState() {
    const [about, backlog, redis, code] = await Promise.all([
      status(),
      store.backlog(),
      store.health(),
      operations.wechatCode(),
    ])
    return json({ ...about, backlog, health: redis, wechatCode: code === null ? null : digestOf(code) })
  }

  async function showCode(_who: DeskAccount, _request: FastifyRequest, reply: FastifyReply): Promise<Answer> {
    const code = await operations.wechatCode()
    if (code === null) return refused('not_found')
    void reply.type('image/png').header('content-security-policy', "default-src 'none'; sandbox").send(code)
    return SENT
  }

  /** One at a time: who asks meanwhile hears the same. */
  async function check(): Promise<Answer> {
    checking ??= operations.checkContent().finally(() => {
      checking = null
    })
    return json({ problems: await checking })
  }

  return [
    { method: 'GET', path: '/hours', role: 'staff', act: showHours },
    { method: 'POST', path: '/hours', role: 'lead', act: setHours },
    { method: 'DELETE', path: '/hours/:date', role: 'lead', act: clearHours },
    { method: 'GET', path: '/state', role: 'lead', act: showState },
    { method: 'GET', path: '/wechat-code', role: 'lead', act: showCode },
    { method: 'POST', path: '/content-check', role: 'lead', act: check },
  ]
}

/** A page asks for the picture anew when it is another one. */
const digestOf = (picture: Buffer): string => createHash('sha256').update(picture).digest('base64url').slice(0, 16)
