/** A reading as lines for a person at a terminal: what it is, what was measured, what was found, what is missing. */
import type { Gap, Reading, Wanted } from '../domain/reading.ts'

const GAPS: Readonly<Record<Gap, string>> = {
  empty: 'there is nothing to read',
  not_a_status: 'this is neither a status nor a log',
  nothing_known: 'nothing in it is known here',
  no_error_in_log: 'no line of this log names a fault that is known here',
  other_maker: 'a status in the manner of another maker: only what is common to all was read',
  several_machines: 'more than one machine; this is the last one',
  cut: 'part of it is missing',
  shortened: 'it is very long: the middle was not read',
  dag_building: 'the DAG may still be in the making: zero is normal for some minutes after power-on',
  just_started: 'it has not run long enough for an average',
  model_unknown: 'the model is not in the list, so no hash rate can be called low',
  average_missing: 'it tells no average hash rate',
  rate_unit_unknown: 'the hash rate has no unit',
  pool_state_unknown: 'it cannot be told whether a pool is connected',
  counts_contradict: 'as many shares rejected as accepted: these counts cannot be used',
}

const WANTED: Readonly<Record<Wanted, string>> = {
  whole_status: 'the whole status page as text',
  full_log: 'the full log',
  label_photo: 'a photo of the label',
  one_machine: 'one machine at a time',
  status_again_later: 'the status again, 30 minutes after power-on',
}

/** One line each; the first always names the format. */
export function readingInWords(reading: Reading): readonly string[] {
  const { format, model, serial, findings, gaps, wanted } = reading
  const name = [format, model ?? 'model not told', serial === null ? 'serial not told' : `serial ${serial}`].join(', ')
  return [
    name,
    ...measuredInWords(reading),
    ...findings.map(({ code, severity, evidence, causedBy }) => {
      const because = causedBy === null ? '' : ` (of ${causedBy})`
      return `${severity.padEnd(12)}${code}${because}: ${evidence}`
    }),
    ...(findings.length === 0 && format !== 'unknown' ? ['nothing wrong was found'] : []),
    ...gaps.map((gap) => `${'note'.padEnd(12)}${GAPS[gap]}`),
    ...(wanted === null ? [] : [`${'send'.padEnd(12)}${WANTED[wanted]}`]),
  ]
}

function measuredInWords({ measured }: Reading): readonly string[] {
  const { average, realtime, uptimeSeconds, boards, fans, pools, version } = measured
  const chips = boards.map((board) => board.chips ?? '?')
  const speeds = fans.map(({ rpm, percent }) => (rpm === null ? `${percent} %` : `${rpm} rpm`))
  const parts = [
    average === null ? null : `average ${round(average.value)} MH/s`,
    realtime === null ? null : `now ${round(realtime.value)} MH/s`,
    uptimeSeconds === null ? null : `up ${round(uptimeSeconds.value / 3600)} h`,
    chips.length === 0 ? null : `chips per board ${chips.join(', ')}`,
    speeds.length === 0 ? null : `fans ${speeds.join(', ')}`,
    pools.length === 0 ? null : `pools ${pools.map(({ state }) => state).join(', ')}`,
    version === null ? null : `version ${version.value}`,
  ].filter((part) => part !== null)
  return parts.length === 0 ? [] : [`${'measured'.padEnd(12)}${parts.join('; ')}`]
}

const round = (value: number): number => Math.round(value * 100) / 100
