/**
 * Invented staff: a few people with shifts, lunch, sick days and bad ones. Each looks at the desk now and then, takes who has waited longest,
 * answers or forgets to, hands back, closes, and sometimes writes at night.
 */

import type { Hours } from '../../src/domain/hours.ts'
import { type Instant, MINUTE } from '../../src/domain/values.ts'
import type { Agenda } from './agenda.ts'
import type { Chance } from './chance.ts'
import type { Talks } from './talks.ts'

const NAMES = ['Li Example', 'Wang Example', 'Chen Example'] as const
const LOOKS_EVERY_MS = 4 * MINUTE
/** So often a look ends in a meeting, a lunch, another matter. */
const AWAY = 0.06
const AWAY_MS = 50 * MINUTE
/** So often somebody who has left looks at the desk once more before the next opening, and writes. */
const AT_NIGHT = 0.25
const LINES: readonly [string, ...string[]] = [
  'Please check the pool.',
  '请发一下状态页。',
  'I look at it now.',
  '稍等。',
]

interface Person {
  readonly name: string
  serving: number | null
  linesLeft: number
  isThere: boolean
}

export function createStaff(agenda: Agenda, chance: Chance, hours: Hours, talks: () => Talks) {
  const people: Person[] = NAMES.map((name) => ({ name, serving: null, linesLeft: 0, isThere: true }))

  function start(until: Instant): void {
    for (const person of people) look(person, until)
  }

  function look(person: Person, until: Instant): void {
    const next = agenda.now() + chance.after(chance.is(AWAY) ? AWAY_MS : LOOKS_EVERY_MS)
    if (next >= until) return
    agenda.put(hours.isOpen(next) ? next : later(next, person), () => {
      atDesk(person)
      look(person, until)
    })
  }

  /** Who leaves comes back at the opening, on most days; some look in at night. */
  function later(at: Instant, person: Person): Instant {
    const opening = hours.nextOpening(at)
    if (chance.is(AT_NIGHT)) return chance.between(at, opening)
    person.isThere = chance.is(0.85)
    return opening + chance.after(5 * MINUTE)
  }

  function atDesk(person: Person): void {
    const isOpen = hours.isOpen(agenda.now())
    if (isOpen && (!person.isThere || chance.is(0.25))) return
    if (person.serving === null) takeNext(person)
    else serve(person, person.serving)
  }

  function takeNext(person: Person): void {
    const [customer] = talks().waiting()
    if (customer === undefined) return
    person.serving = customer
    person.linesLeft = 1 + chance.whole(5)
    if (chance.is(0.2)) talks().hear(customer, { kind: 'staff.took', by: person.name })
    else say(person, customer)
  }

  function serve(person: Person, customer: number): void {
    if (talks().stored(customer)?.desk.context.by !== person.name) person.serving = null
    else if (person.linesLeft > 0) say(person, customer)
    else finish(person, customer)
  }

  function say(person: Person, customer: number): void {
    person.linesLeft -= 1
    talks().hear(customer, { kind: 'staff.said', text: chance.among(LINES), by: person.name })
  }

  function finish(person: Person, customer: number): void {
    person.serving = null
    const by = person.name
    if (chance.is(0.4)) talks().hear(customer, { kind: 'staff.released', by })
    else if (chance.is(0.5))
      talks().hear(customer, { kind: 'staff.closed', by, afterMs: chance.is(0.5) ? 0 : 15 * MINUTE })
    else if (chance.is(0.1)) talks().hear(customer, { kind: 'staff.gone', by })
    // The rest is simply forgotten.
  }

  return { start }
}
