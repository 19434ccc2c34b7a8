/**
 * Reads what customers paste: the status of a machine, its pools, its log, whole or cut, as JSON or nearly so. Says what was measured, what
 * is wrong and on which line that rests, and what it could not read. Pure; no text for customers.
 */
import { type Model, modelIn } from './models.ts'
import { arrange } from './reading/causes.ts'
import { judge } from './reading/judge.ts'
import { readLog } from './reading/log.ts'
import { logLines } from './reading/log-lines.ts'
import { measure } from './reading/measure.ts'
import { isAnother, merge, NOTHING_MEASURED } from './reading/merge.ts'
import { readPageLines } from './reading/page-lines.ts'
import { findPastes } from './reading/pastes.ts'
import { plain } from './reading/plain.ts'
import { type Finding, type Format, GAPS, type Gap, type Measured, type Reading, type Wanted } from './reading/types.ts'

export { FINDING_CODES, type Gap, type Reading, type Wanted } from './reading/types.ts'

/** What closes a gap; the others need nothing from the customer. */
const WANTED: Readonly<Partial<Record<Gap, Wanted>>> = {
  empty: 'whole_status',
  not_a_status: 'whole_status',
  nothing_known: 'whole_status',
  no_error_in_log: 'whole_status',
  several_machines: 'one_machine',
  cut: 'whole_status',
  shortened: 'full_log',
  dag_building: 'status_again_later',
  just_started: 'status_again_later',
  model_unknown: 'label_photo',
  average_missing: 'whole_status',
  rate_unit_unknown: 'whole_status',
  pool_state_unknown: 'full_log',
}

/**
 * The reading of a paste of any size and kind; it never throws. `models` is the vendor's list (`content/models.yaml`): without the machine's
 * nominal value no hash rate is called low. `told` names the model for a paste that names none. Costs about a
 * millisecond for a whole status and at most 128 KiB are looked at.
 */
export function readStatus(paste: string, models: readonly Model[] = [], told: string | null = null): Reading {
  const { text, shortened } = plain(paste)
  const { pastes, rest, strangers } = findPastes(text)
  const log = logLines(rest)
  const page = readPageLines(rest)
  const statuses = [...pastes, ...(page.length > 0 ? [{ blocks: page, cut: false }] : [])]
  const each = statuses.map(({ blocks }) => measure(blocks))
  const measured = each.reduce(merge, NOTHING_MEASURED)
  const cut = pastes.some((one) => one.cut)
  const model = modelOf(measured, rest, models, told)
  const judged = judge(measured, { model: model.known, cut })
  const findings = arrange(readLog(log), judged.raised)
  const format = formatOf(measured, pastes.length > 0, page.length > 0, log.length > 0)
  const gaps = inOrder([
    ...gapsOf(text, format, measured, findings, strangers),
    ...(each.some((one, at) => at > 0 && isAnother(each[at - 1] ?? one, one)) ? (['several_machines'] as const) : []),
    ...(cut ? (['cut'] as const) : []),
    ...(shortened ? (['shortened'] as const) : []),
    ...judged.gaps,
  ])
  return {
    format,
    model: format === 'unknown' ? null : model.name,
    serial: measured.serial?.value ?? null,
    measured,
    findings,
    gaps,
    wanted: gaps.map((gap) => WANTED[gap]).find((wanted) => wanted !== undefined) ?? null,
  }
}

/** By the status itself, else by the words around it. The name of another maker's machine stays as it is written. */
function modelOf(
  { machine, maker }: Measured,
  rest: string,
  models: readonly Model[],
  told: string | null,
): { readonly name: string | null; readonly known: Model | null } {
  if (maker === 'other') return { name: machine?.value ?? null, known: null }
  const known = modelIn(machine?.value ?? rest, models)
  const name = known?.name ?? machine?.value ?? null
  return { name, known: name === null && told !== null ? modelIn(told, models) : known }
}

function formatOf({ maker, average, boards, fans }: Measured, object: boolean, page: boolean, log: boolean): Format {
  if (object && maker !== null) return maker === 'other' ? 'cgminer' : 'jasminer'
  // A piece of a status that does not say whose it is.
  if (object && (average !== null || boards.length > 0 || fans.length > 0)) return 'jasminer'
  if (page && maker === 'other') return 'cgminer'
  if (log) return 'log'
  return page ? 'text' : 'unknown'
}

function gapsOf(
  text: string,
  format: Format,
  { maker }: Measured,
  findings: readonly Finding[],
  strangers: number,
): readonly Gap[] {
  if (text.trim() === '') return ['empty']
  if (format === 'unknown') return [strangers > 0 ? 'nothing_known' : 'not_a_status']
  if (format === 'log' && findings.length === 0) return ['no_error_in_log']
  return maker === 'other' ? ['other_maker'] : []
}

const inOrder = (gaps: readonly Gap[]): readonly Gap[] => GAPS.filter((gap) => gaps.includes(gap))
