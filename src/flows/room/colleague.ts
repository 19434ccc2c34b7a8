/** Who of staff is meant: by a name that somebody types, and by the id under which somebody writes. Pure. */
import { fold, readable } from '../../domain/fold.ts'

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

const SHOWN_LENGTH = 64

/** A name as it is shown and kept: one line, nothing unseen. */
export const shownName = (name: string): string => readable(name, SHOWN_LENGTH).replace(/\s+/g, ' ')

/**
 * Whoever writes under an id, by the name on the staff list; by the platform's, which anybody may change, where the list has none. No two of the
 * list are called the same: where their names are, the id tells them apart.
 */
export function knownAs({ id, name }: Colleague, listed: readonly Colleague[]): Colleague {
  const shown = shownName(listed.find((one) => one.id === id)?.name ?? '') || shownName(name) || id
  const isShared = listed.some((one) => one.id !== id && plain(one.name) === plain(shown))
  return { id, name: isShared ? `${shown} (${id.replace(/^\w+:/, '')})` : shown }
}
