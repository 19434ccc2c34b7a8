/** The daily summary for the staff room: one letter on each day on which the desk opens, however often and by however many processes it is asked for. */
import { type Hours, isoInChina } from '../domain/hours.ts'
import { DAY, HOUR, type Instant } from '../domain/values.ts'
import type { ConversationId, Letter } from '../ports.ts'

export interface SummaryNumbers {
  readonly conversations: number
  readonly filed: number
  readonly undecided: number
  readonly tasks: number
  readonly waiting: number
  readonly parked: number
}

export interface SummaryOptions {
  /** Null when no staff group is configured: nobody is told. */
  readonly staffRoom: ConversationId | null
  readonly hours: Pick<Hours, 'describe'>
  readonly now: () => Promise<Instant>
  readonly numbersSince: (since: Instant) => Promise<SummaryNumbers>
  /** Who waits for a person, as the room reads it. */
  readonly waitingIn: (room: ConversationId, at: Instant) => Promise<string>
  readonly accept: (letter: Letter) => Promise<unknown>
}

/** A summary is of the opening: a desk that was not there then tells none in the afternoon. */
const OPENING_MS = HOUR

/** Tells it in the first hour after the desk opens. The letter's id is its day: it is taken once. */
export async function tellDailySummary(options: SummaryOptions): Promise<void> {
  const { staffRoom, hours, now, numbersSince, waitingIn, accept } = options
  if (staffRoom === null) return
  const at = await now()
  if (!hours.describe(at).open || hours.describe(at - OPENING_MS).open) return
  const numbers = await numbersSince(at - DAY)
  const inLine = numbers.waiting === 0 ? [] : ['', await waitingIn(staffRoom, at)]
  const post = { kind: 'notice', text: [summaryText(numbers), ...inLine].join('\n') }
  const body = JSON.stringify({ kind: 'posted', about: null, post, customer: null })
  await accept({ conversation: staffRoom, id: `summary:${isoInChina(at).slice(0, 10)}`, body, counted: false })
}

function summaryText({ conversations, filed, undecided, tasks, waiting, parked }: SummaryNumbers): string {
  const lines = [
    '📊 The last 24 hours · 过去 24 小时',
    `Conversations · 会话: ${conversations}`,
    `Orders filed · 新维修单: ${filed}`,
    `Orders to decide on · 待确认维修单: ${undecided}`,
    `Orders that wait for staff · 待处理维修单: ${tasks}${tasks === 0 ? '' : ' /todo'}`,
    `Customers who wait for a person · 在等人工的客户: ${waiting}`,
  ]
  return [...lines, ...(parked === 0 ? [] : [`Put aside, please look · 搁置待查: ${parked}`])].join('\n')
}
