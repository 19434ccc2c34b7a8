/** Tells causes from consequences and puts them in order: what broke, what may be, what followed. */
import type { LogEvent } from './log.ts'
import type { Raised } from './raised.ts'
import type { Finding, FindingCode, Severity } from './types.ts'

/** What a fault brings with it. A board that is gone is a fault of its own, unless the log shows it being switched off. */
const EFFECTS: Readonly<Partial<Record<FindingCode, readonly FindingCode[]>>> = {
  fan: ['temperature', 'no_hashrate', 'low_hashrate', 'reboot'],
  temperature: ['no_hashrate', 'low_hashrate', 'reboot'],
  sensor: ['no_hashrate', 'low_hashrate'],
  power: ['board_missing', 'no_hashrate', 'low_hashrate', 'reboot', 'no_network'],
  board_missing: ['no_hashrate', 'low_hashrate'],
  no_network: ['pool_dead', 'pool_connect', 'no_hashrate'],
  pool_dead: ['pool_connect', 'no_hashrate'],
  pool_connect: ['pool_dead', 'no_hashrate'],
  wrong_coin: ['no_hashrate', 'high_reject', 'low_hashrate'],
  firmware: ['reboot', 'no_hashrate'],
}
const ORDER: Readonly<Record<Severity, number>> = { fault: 0, warning: 1, consequence: 2 }

/** The log's events in their order, then what the status shows: each code once, at its gravest. */
export function arrange(log: readonly LogEvent[], state: readonly Raised[]): readonly Finding[] {
  const found = new Map<FindingCode, Finding>()
  for (const event of [...log, ...state.map((raised) => ({ ...raised, causedBy: null }))]) {
    const known = found.get(event.code)
    if (known === undefined) found.set(event.code, event)
    else if (ORDER[event.severity] < ORDER[known.severity])
      found.set(event.code, { ...event, evidence: known.evidence })
  }
  const told = [...found.values()]
  const fromLog = new Set(log.map(({ code }) => code))
  return told
    .map((finding, at) => following(finding, at, told, fromLog))
    .sort((a, b) => ORDER[a.severity] - ORDER[b.severity])
}

/** Within a log a cause comes first; in a status all is true at once. */
function following(finding: Finding, at: number, told: readonly Finding[], fromLog: ReadonlySet<FindingCode>): Finding {
  if (finding.severity === 'consequence') return finding
  const cause = told.find(
    ({ code, severity }, index) =>
      severity === 'fault' && EFFECTS[code]?.includes(finding.code) && (index < at || !fromLog.has(finding.code)),
  )
  return cause === undefined ? finding : { ...finding, severity: 'consequence', causedBy: cause.code }
}
