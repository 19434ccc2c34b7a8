/** The product's own content and hours, and the talk built from them once: what every test of conversations stands on. */
import { join } from 'node:path'
import { loadContent } from '../../src/domain/content.ts'
import { createLivingHours } from '../../src/domain/hours-by-hand.ts'
import { makeOrderNumber, ORDER_BITS_LIMIT } from '../../src/domain/order-number.ts'
import { createTriage } from '../../src/domain/triage.ts'
import type { Instant, OrderNumber } from '../../src/domain/values.ts'
import { createTalk } from '../../src/flows/step.ts'
import type { Inbound, StepEvent } from '../../src/flows/types.ts'

const loaded = loadContent(join(import.meta.dirname, '../../content'))
if (!loaded.ok) throw new Error(loaded.problems.map(({ file, message }) => `${file}: ${message}`).join('\n'))

export const content = loaded.content
export const hours = createLivingHours(content.calendar)
export const triage = recalled(createTriage(content.triage))
export const talk = createTalk({ content, hours, triage, staffReachable: true })

/** As `talk`, where no staff room is configured. */
export const lonelyTalk = createTalk({ content, hours, triage, staffReachable: false })

/** Tests say the same words at many places: what was read once is known. */
function recalled<Reading>(read: (text: string) => Reading): (text: string) => Reading {
  const known = new Map<string, Reading>()
  return (text) => {
    const reading = known.get(text) ?? read(text)
    if (text.length < 200) known.set(text, reading)
    return reading
  }
}

const SPREAD = 2_654_435_761

/** Order numbers that look drawn and are the same in every run. */
export function drawing(): () => OrderNumber {
  let drawn = 0
  return () => {
    drawn += 1
    return makeOrderNumber(drawn % 64, (drawn * SPREAD) % ORDER_BITS_LIMIT)
  }
}

const A_NUMBER = drawing()()

/** A Tuesday morning in China, the desk open; and the night of the same day. */
export const OPEN: Instant = Date.parse('2026-03-10T10:00:00+08:00')
export const CLOSED: Instant = Date.parse('2026-03-10T22:00:00+08:00')

export const inbound = (what: Inbound, at: Instant = OPEN, draw: OrderNumber = A_NUMBER): StepEvent => ({
  kind: 'inbound',
  at,
  inbound: what,
  draw,
})

export const said = (text: string, at: Instant = OPEN): StepEvent => inbound({ kind: 'said', text }, at)
