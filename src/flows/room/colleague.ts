/** Who of staff is meant by a name that somebody types. Pure. */
import { fold } from '../../domain/fold.ts'

/** `id` carries its channel (`tg:42`). */
export interface Colleague {
  readonly id: string
  readonly name: string
}

const NAME_LIMIT = 200
const plain = (name: string): string => fold(name, NAME_LIMIT).toLowerCase().replace(/^@/, '')

/** By the whole name, else by how it begins if that fits one alone; null for nobody and for several. */
export function colleagueNamed(typed: string, colleagues: readonly Colleague[]): Colleague | null {
  const wanted = plain(typed)
  const named = colleagues.filter(({ name }) => name !== '')
  const whole = named.filter(({ name }) => plain(name) === wanted)
  const fitting = whole.length > 0 ? whole : named.filter(({ name }) => plain(name).startsWith(wanted))
  return fitting.length === 1 ? (fitting[0] ?? null) : null
}
