/** The reports: what happened week by week, as it was counted, and as a sheet. Nothing is counted while somebody waits for it. */
import { stringify } from 'csv-stringify/sync'
import type { FastifyReply } from 'fastify'
import type { DeskAccount, WeekBook, WeekReport } from '../desk-ports.ts'
import type { SymptomText } from '../domain/content/machines.ts'
import { ORDER_STATES } from '../domain/order.ts'
import { SYMPTOMS } from '../domain/values.ts'
import { type Answer, json, SENT } from './answers.ts'
import type { Route } from './routes.ts'

const WEEKS_SHOWN = 26

export interface ReportRoutesOptions {
  readonly book: Pick<WeekBook, 'weeks' | 'ordersInState'>
  /** What each kind of fault is called. */
  readonly symptoms: readonly SymptomText[]
}

export function reportRoutes({ book: { weeks, ordersInState }, symptoms }: ReportRoutesOptions): readonly Route[] {
  const names = symptoms.map(({ code, name }) => ({ code, name }))
  const newest = async (): Promise<readonly WeekReport[]> => (await weeks()).slice(0, WEEKS_SHOWN)

  async function sheet(_who: DeskAccount, _request: unknown, reply: FastifyReply): Promise<Answer> {
    const rows = [COLUMNS, ...(await newest()).map(rowOf)]
    void reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="aftercare-weeks.csv"')
      // A sheet takes what begins like a formula for one.
      .send(stringify(rows as (string | number)[][], { bom: true, escape_formulas: true, record_delimiter: 'windows' }))
    return SENT
  }

  return [
    {
      method: 'GET',
      path: '/reports',
      role: 'lead',
      act: async () => json({ weeks: await newest(), symptoms: names }),
    },
    { method: 'GET', path: '/reports/csv', role: 'lead', act: sheet },
    { method: 'GET', path: '/orders/counts', role: 'staff', act: async () => json({ counts: await ordersInState() }) },
  ]
}

const KINDS = [...SYMPTOMS, 'other'] as const
const COLUMNS = [
  ...['week', 'conversations', 'solved_with_the_bot', 'escalated'],
  ...['waits', 'wait_median_working_minutes', 'wait_nine_in_ten_working_minutes'],
  ...['rated_good', 'rated_fair', 'rated_bad'],
  ...ORDER_STATES.map((state) => `orders_${state}`),
  ...KINDS.map((symptom) => `orders_for_${symptom}`),
]

const rowOf = (report: WeekReport): readonly (string | number)[] => [
  ...[report.week, report.conversations, report.solved, report.escalated],
  ...[report.waits.count, report.waits.median, report.waits.nineInTen],
  ...[report.ratings[3], report.ratings[2], report.ratings[1]],
  ...ORDER_STATES.map((state) => report.states[state] ?? 0),
  ...KINDS.map((symptom) => report.symptoms[symptom] ?? 0),
]
