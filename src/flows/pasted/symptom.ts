/** Which symptom a status shows, and when that takes the place of the one that the customer told. */
import type { FindingCode } from '../../domain/reading/types.ts'
import { SYMPTOMS, type Symptom } from '../../domain/values.ts'
import type { Pasted } from './types.ts'

/** Findings that are no symptom have their checks in the tree of one. */
const TREES: Readonly<Partial<Record<FindingCode, Symptom>>> = {
  wrong_coin: 'no_hashrate',
  sensor: 'temperature',
  pool_dead: 'pool_connect',
}

/** What a customer may have seen of each: the outward sign of a cause, or less than what is so. */
const SIGNS: Readonly<Partial<Record<FindingCode, readonly Symptom[]>>> = {
  board_missing: ['no_hashrate', 'low_hashrate', 'high_reject'],
  fan: ['temperature', 'noise', 'no_hashrate', 'low_hashrate', 'reboot'],
  temperature: ['no_hashrate', 'low_hashrate', 'reboot'],
  sensor: ['no_hashrate', 'low_hashrate', 'reboot'],
  power: ['board_missing', 'no_hashrate', 'low_hashrate', 'reboot'],
  no_network: ['pool_connect', 'no_hashrate'],
  pool_dead: ['no_network', 'no_hashrate'],
  pool_connect: ['no_network', 'no_hashrate'],
  wrong_coin: ['low_hashrate', 'high_reject', 'pool_connect'],
  firmware: ['reboot', 'no_hashrate'],
  no_hashrate: ['low_hashrate'],
}
/** What lights mean is not public, so any fault tells more. */
const SIGN_OF_ANY: Symptom = 'led_fault'

/**
 * The symptom to go on with (domain section 3: the first error is the cause). A told one gives way only to a certain fault of which it is a
 * sign, never to something weaker; what only may be so counts where nothing was told. Null when neither tells any.
 */
export function symptomSeen({ found, maybe }: Pick<Pasted, 'found' | 'maybe'>, told: Symptom | null): Symptom | null {
  if (told === null) return symptomOf(found[0] ?? maybe[0])
  const [cause] = found
  if (cause === undefined) return told
  return SIGNS[cause]?.includes(told) || told === SIGN_OF_ANY ? symptomOf(cause) : told
}

const symptomOf = (code: FindingCode | undefined): Symptom | null =>
  code === undefined ? null : (TREES[code] ?? SYMPTOMS.find((symptom) => symptom === code) ?? null)
