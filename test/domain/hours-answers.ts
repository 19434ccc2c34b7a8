/** The answers of the shipped calendar for every half hour of two years, as one digest: the same in every process, whatever its host zone. */
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { dateInChina, type WorkCalendar } from '../../src/domain/calendar.ts'
import { loadCalendar } from '../../src/domain/content.ts'
import { chinaTime, createHours, isoInChina } from '../../src/domain/hours.ts'
import { DAY, MINUTE } from '../../src/domain/values.ts'

const FROM = Date.UTC(2024, 11, 31, 16)
const TO = Date.UTC(2026, 11, 31, 16)

export function shippedCalendar(): WorkCalendar {
  const loaded = loadCalendar(fileURLToPath(new URL('../../content', import.meta.url)))
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  return loaded.calendar
}

export function digestOfHours(): string {
  const hours = createHours(shippedCalendar())
  const digest = createHash('sha256')
  for (let at = FROM; at < TO; at += 30 * MINUTE) {
    digest.update(`${hours.isOpen(at)} ${hours.nextOpening(at)} ${hours.nextClosing(at)}\n`)
    if (at % DAY === 0) {
      digest.update(`${chinaTime(at, 'en')} ${chinaTime(at, 'zh', at)} ${isoInChina(at)} ${dateInChina(at)}\n`)
    }
  }
  return digest.digest('hex')
}
