/**
 * Reads a log by the rules of domain section 3: the first error is the cause, what the machine did about it is a consequence, the last word
 * about a pool or a chain is its state, and a live pool does not clear a board.
 */
import type { LogLine } from './log-lines.ts'
import { DENIED, LOG_RULES, POOL_ALIVE, POWER_OFF, RECOVERED, SETTING, STOPPED, WORTH_A_LOOK } from './log-rules.ts'
import type { FindingCode, Severity } from './types.ts'

/** Something the log says, in its order. */
export interface LogEvent {
  readonly code: FindingCode
  readonly severity: Severity
  readonly evidence: string
  readonly causedBy: FindingCode | null
}

/** Of so many shares or more, so many rejected in a hundred are worth a look. */
const ENOUGH_SHARES = 50
const HIGH_PERCENT = 5

const FIND_ASIC = /\b(?:chain|board) ?\[?#?j?(\d{1,2})\]?:? (?:find|found) (\d{1,4}) (?:asic|chip)s?\b(?!,? will)/i
const SHARE = /^(accepted|rejected) [0-9a-f]{6,}\b/i
const POOL_CODES: readonly FindingCode[] = ['pool_dead', 'pool_connect']
const ON_REQUEST = /\b(?:user|request(?:ed)?|restart|command|config\w*|setting)\b/i
/** A board is switched off because of one of these. */
const BEFORE_POWER_OFF: readonly FindingCode[] = ['fan', 'temperature', 'sensor', 'power', 'board_missing']

/** What the lines (oldest first) name, each code once, in the order of first mention. */
export function readLog(lines: readonly LogLine[]): readonly LogEvent[] {
  const events: Events = new Map()
  const emptyChains = new Map<string, string>()
  const shares = { accepted: 0, rejected: 0, last: '' }
  for (const line of lines) {
    countShare(line, shares)
    const chain = FIND_ASIC.exec(line.says)
    if (chain !== null) countChain(chain, line, emptyChains, events)
    else if (POOL_ALIVE.test(line.says)) settle(events, POOL_CODES)
    else if (WORTH_A_LOOK.test(line.says)) readLine(line, events)
  }
  for (const evidence of emptyChains.values()) note(events, plain('board_missing', 'fault', evidence))
  const total = shares.accepted + shares.rejected
  if (total >= ENOUGH_SHARES && shares.rejected * 100 >= total * HIGH_PERCENT) {
    note(events, plain('high_reject', 'warning', `${shares.rejected} of ${total} shares rejected: ${shares.last}`))
  }
  return [...events.values()]
}

/** In the order of first mention. */
type Events = Map<FindingCode, LogEvent>

function note(events: Events, event: LogEvent): void {
  const known = events.get(event.code)
  if (known === undefined || (known.severity !== 'fault' && event.severity === 'fault')) events.set(event.code, event)
}

function readLine(line: LogLine, events: Events): void {
  const named = ruleFor(line.says)
  if (named !== null && RECOVERED.test(line.says)) {
    settle(events, [named.code])
    return
  }
  if (named !== null) note(events, plain(named.code, named.severity, line.quote))
  if (STOPPED.test(line.says)) {
    const cause = named?.code ?? (ON_REQUEST.test(line.says) ? undefined : faultIn(events)?.code)
    if (cause !== undefined) note(events, consequence('no_hashrate', line.quote, cause))
  } else if (POWER_OFF.test(line.says) && named?.code !== 'board_missing') {
    const cause = faultIn(events, BEFORE_POWER_OFF)
    const off = plain('board_missing', 'warning', line.quote)
    note(events, cause === undefined ? off : consequence('board_missing', line.quote, cause.code))
  }
}

/** The first fault so far. */
const faultIn = (events: Events, among?: readonly FindingCode[]): LogEvent | undefined =>
  [...events.values()].find(({ code, severity }) => severity === 'fault' && (among?.includes(code) ?? true))

/** The rule a line fits, unless the line only names a setting or denies the fault. */
function ruleFor(says: string): { readonly code: FindingCode; readonly severity: 'fault' | 'warning' } | null {
  const plainly = says.toLowerCase()
  for (const { code, severity, hints, pattern } of LOG_RULES) {
    const match = hints.some((hint) => plainly.includes(hint)) ? pattern.exec(says) : null
    if (match === null) continue
    const before = says.slice(0, match.index)
    const around = `${before} ${says.slice(match.index + match[0].length)}`
    const harmless = SETTING.test(around) || DENIED.test(before)
    return harmless && !/^(?:error|fatal)/i.test(says) ? null : { code, severity }
  }
  return null
}

/** It was so and has passed. */
function settle(events: Events, codes: readonly FindingCode[]): void {
  for (const code of codes) {
    const event = events.get(code)
    if (event?.severity === 'fault') events.set(code, { ...event, severity: 'warning' })
  }
}

/** A chain is looked for several times at start: its last count holds. */
function countChain(match: RegExpExecArray, line: LogLine, empty: Map<string, string>, events: Events): void {
  const [, chain = '', count = ''] = match
  const quote = empty.get(chain)
  if (Number(count) === 0) {
    empty.set(chain, quote ?? line.quote)
    note(events, plain('board_missing', 'fault', line.quote))
  } else if (quote !== undefined) {
    empty.delete(chain)
    if (events.get('board_missing')?.evidence === quote) events.delete('board_missing')
  }
}

function countShare(line: LogLine, shares: { accepted: number; rejected: number; last: string }): void {
  const kind = SHARE.exec(line.says)?.[1]?.toLowerCase()
  if (kind === 'accepted') shares.accepted += 1
  if (kind === 'rejected') {
    shares.rejected += 1
    shares.last = line.quote
  }
}

const plain = (code: FindingCode, severity: Severity, evidence: string): LogEvent => ({
  code,
  severity,
  evidence: evidence.slice(0, 160),
  causedBy: null,
})
const consequence = (code: FindingCode, evidence: string, causedBy: FindingCode): LogEvent => ({
  ...plain(code, 'consequence', evidence),
  causedBy,
})
