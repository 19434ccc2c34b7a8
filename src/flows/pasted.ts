/**
 * A status or log pasted into the conversation, as the flows take it: is it one, what does it say, which checks does it answer, what is kept.
 * `pasted/` holds the parts. Pure; the reading itself is the domain's.
 */
import type { Shown } from '../domain/content/seen.ts'
import { type Model, modelIn } from '../domain/models.ts'
import { INTAKE_C } from '../domain/reading/judge-parts.ts'
import { logLines } from '../domain/reading/log-lines.ts'
import { type Gap, type Reading, readStatus } from '../domain/reading.ts'
import { HOUR, MINUTE } from '../domain/values.ts'
import { highlightsOf } from './pasted/highlights.ts'
import { looksLikeStatus, wordsBeside } from './pasted/looks.ts'
import type { Highlights, Missing, Pasted } from './pasted/types.ts'

export { answersSeen } from './pasted/answers.ts'
export { isRead, readBackOf } from './pasted/read-back.ts'
export { doubtIn, sentOf } from './pasted/sent.ts'
export { symptomSeen } from './pasted/symptom.ts'
export { looksLikeStatus, wordsBeside }

const LONGEST_QUOTE = 80
const HOUR_MINUTES = HOUR / MINUTE
const DAY_MINUTES = 24 * HOUR_MINUTES

/** Of another maker's machine nothing is taken in. */
const NOTHING: Pasted = {
  format: 'cgminer',
  model: null,
  serial: null,
  found: [],
  maybe: [],
  shown: [],
  measured: highlightsOf(readStatus(''), null),
  logged: null,
  missing: null,
  rateUnjudged: false,
}

/** The first of these that a reading has is what is missing. */
const MISSING: readonly (readonly [Gap, Missing])[] = [
  ['empty', 'no_status'],
  ['not_a_status', 'no_status'],
  ['nothing_known', 'no_status'],
  ['no_error_in_log', 'no_error'],
  ['several_machines', 'one_machine'],
  ['cut', 'rest'],
  ['shortened', 'too_long'],
  ['dag_building', 'after_dag'],
  ['just_started', 'later'],
  ['average_missing', 'average'],
  ['rate_unit_unknown', 'unit'],
  ['pool_state_unknown', 'pool_state'],
]
/**
 * What a customer's message says as a status or log; null when it is none. `models` is the vendor's list, `told` the model that the customer
 * named: it is what the hash rate is compared with when the paste names none. Never throws; about a millisecond for a whole status.
 */
export function readPasted(text: string, models: readonly Model[], told: string | null = null): Pasted | null {
  if (!looksLikeStatus(text)) return null
  const reading = readStatus(text, models, told)
  if (reading.gaps.includes('other_maker')) return { ...NOTHING, missing: 'another_maker' }
  const nominal = modelIn(reading.model ?? told ?? '', models)?.nominalMhs ?? null
  const measured = highlightsOf(reading, nominal)
  const codes = (certain: boolean) =>
    reading.findings.filter(({ severity }) => (severity !== 'warning') === certain).map(({ code }) => code)
  const found = codes(true)
  return {
    format: reading.format,
    model: reading.model,
    serial: reading.serial,
    found,
    maybe: codes(false),
    shown: shownIn(reading, measured),
    measured,
    logged: loggedIn(reading),
    missing: missingIn(reading.gaps, found.length > 0),
    rateUnjudged: reading.gaps.includes('model_unknown'),
  }
}

function missingIn(gaps: readonly Gap[], isFaultFound: boolean): Missing | null {
  const missing = MISSING.flatMap(([gap, name]) => (gaps.includes(gap) ? [name] : []))
  // Even where the fault is found it may be another machine's.
  return missing.find((name) => !isFaultFound || name === 'one_machine') ?? null
}

function shownIn({ measured: { pools, accepted }, findings }: Reading, read: Highlights): readonly Shown[] {
  const isFound = (...codes: readonly string[]) => findings.some(({ code }) => codes.includes(code))
  const { boards, intake, pool, uptimeMinutes } = read
  const taken = Math.max(accepted?.value ?? 0, ...pools.map((one) => one.accepted ?? 0))
  const shown: readonly (readonly [Shown, boolean])[] = [
    ['boards_ok', boards.sound.length > 0 && !isFound('board_missing')],
    ['intake_ok', intake !== null && intake >= INTAKE_C.from && intake <= INTAKE_C.to],
    ['pool_alive', pool === 'alive'],
    ['shares_accepted', taken > 0 && !isFound('wrong_coin', 'pool_connect')],
    ['up_an_hour', (uptimeMinutes ?? 0) >= HOUR_MINUTES],
    ['up_a_day', (uptimeMinutes ?? 0) >= DAY_MINUTES],
  ]
  return shown.flatMap(([name, holds]) => (holds ? [name] : []))
}

/** The words of the log, without its time stamp, if that is where the first thing found stands. */
function loggedIn({ findings }: Reading): string | null {
  const says = logLines(findings[0]?.evidence ?? '')[0]?.says.replace(/[“”]/g, '"')
  if (says === undefined) return null
  return says.length <= LONGEST_QUOTE ? says : `${says.slice(0, LONGEST_QUOTE - 1)}…`
}
