import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { dateInChina, type PlainDate, plusDays, startOfDay } from '../../src/domain/calendar.ts'
import { modelsSchema } from '../../src/domain/content/machines.ts'
import { policySchema } from '../../src/domain/content/policy.ts'
import { warrantySchema } from '../../src/domain/content/warranty.ts'
import { readYaml } from '../../src/domain/content/yaml-file.ts'
import type { Model } from '../../src/domain/models.ts'
import { DAY, HOUR, type Instant } from '../../src/domain/values.ts'
import {
  SCRAP_REASONS,
  VOID_REASONS,
  type WarrantyFacts,
  type WarrantyVerdict,
  warrantyOf,
  workings,
} from '../../src/domain/warranty.ts'

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))
const NOW = Date.parse('2026-03-10T10:00:00+08:00')
const unset: Model = { name: 'X16-Q', aliases: [] }
const covered: Model = { ...unset, warrantyDays: 180 }
const KNOWN: WarrantyFacts = { model: covered, releasedOn: '2025-09-11', receivedAt: NOW, voids: [], scraps: [] }

const verdict = (facts: Partial<WarrantyFacts>, now: Instant = NOW): WarrantyVerdict =>
  warrantyOf({ ...KNOWN, ...facts }, now)

describe('P12: the period runs from the factory release to the receipt', () => {
  test.each<[PlainDate, string, 'in_warranty' | 'out_of_warranty', number, number]>([
    ['2025-09-11', '2026-03-10T10:00:00+08:00', 'in_warranty', 180, 0],
    ['2025-09-11', '2026-03-10T23:59:59+08:00', 'in_warranty', 180, 0],
    ['2025-09-11', '2026-03-11T00:00:00+08:00', 'out_of_warranty', 181, -1],
    ['2025-09-11', '2026-03-10T15:59:59Z', 'in_warranty', 180, 0],
    ['2025-09-11', '2026-03-10T16:00:00Z', 'out_of_warranty', 181, -1],
    ['2026-03-10', '2026-03-10T09:00:00+08:00', 'in_warranty', 0, 180],
    ['2024-02-29', '2024-08-27T09:00:00+08:00', 'in_warranty', 180, 0],
    ['2024-02-29', '2025-02-28T09:00:00+08:00', 'out_of_warranty', 365, -185],
  ])('released %s, received %s: %s on day %i', (releasedOn, received, kind, days, daysLeft) => {
    const found = verdict({ releasedOn, receivedAt: Date.parse(received) }, Date.parse(received) + 30 * DAY)
    expect(found).toMatchObject({ kind, span: { days, daysLeft, until: 'received', periodDays: 180 } })
  })

  test('shipping time counts: what is in warranty today may be out of it on arrival', () => {
    const onItsWay = verdict({ receivedAt: null, releasedOn: '2025-09-12' })
    expect(onItsWay).toMatchObject({
      kind: 'in_warranty',
      span: { until: 'expected', countedTo: '2026-03-10', lastDay: '2026-03-11', daysLeft: 1 },
    })
    expect(verdict({ receivedAt: NOW + 3 * DAY, releasedOn: '2025-09-12' }).kind).toBe('out_of_warranty')
  })

  test.each<[string, Partial<WarrantyFacts>, readonly string[]]>([
    ['the period', { model: unset }, ['period']],
    ['the release date', { releasedOn: null }, ['release_date']],
    ['both', { model: unset, releasedOn: null }, ['period', 'release_date']],
    ['the model', { model: null }, ['model']],
    ['the model and the date', { model: null, releasedOn: null, receivedAt: null }, ['model', 'release_date']],
  ])('staff check by serial number while nobody knows %s', (_, facts, unknown) => {
    expect(verdict(facts)).toEqual({ kind: 'staff_check', unknown })
  })

  test('a release after the receipt, or after today, is no verdict but a reason to look', () => {
    const releasedOn = '2026-03-11'
    expect(verdict({ releasedOn })).toEqual({ kind: 'dates_disagree', releasedOn, countedTo: '2026-03-10' })
    expect(verdict({ releasedOn, receivedAt: null, model: unset }).kind).toBe('dates_disagree')
  })

  test('the arithmetic is shown in both languages', () => {
    const shown = (facts: Partial<WarrantyFacts>) => {
      const found = verdict(facts)
      return found.kind === 'in_warranty' || found.kind === 'out_of_warranty' ? workings(found.span) : found.kind
    }
    expect(shown({})).toEqual({
      en: '2025-09-11 + 180 days = 2026-03-10; received 2026-03-10, day 180: 0 days left',
      zh: '2025-09-11 + 180 天 = 2026-03-10；签收 2026-03-10，第 180 天，还剩 0 天',
    })
    expect(shown({ releasedOn: '2025-09-10', receivedAt: null })).toEqual({
      en: '2025-09-10 + 180 days = 2026-03-09; today 2026-03-10, day 181: 1 day over',
      zh: '2025-09-10 + 180 天 = 2026-03-09；今天 2026-03-10，第 181 天，超出 1 天',
    })
  })
})

describe('P13-P15: what staff found goes before the dates', () => {
  test.each(VOID_REASONS)('%s ends the warranty on its first day and without a period', (reason) => {
    expect(verdict({ voids: [reason], releasedOn: '2026-03-10' })).toMatchObject({ kind: 'void', reasons: [reason] })
    expect(verdict({ voids: [reason], model: null })).toEqual({ kind: 'void', reasons: [reason], span: null })
  })

  test.each(SCRAP_REASONS)('%s is scrap, and goes before a void reason', (reason) => {
    expect(verdict({ scraps: [reason], voids: ['misuse'] })).toMatchObject({ kind: 'scrap', reasons: [reason] })
  })
})

test('in warranty exactly while the receipt is not after the last day, whatever the dates', () => {
  const dates = fc.record({
    released: fc.integer({ min: 0, max: 4_000 }),
    waited: fc.integer({ min: 0, max: 1_500 }),
    period: fc.integer({ min: 1, max: 1_200 }),
    clock: fc.integer({ min: 0, max: 24 * HOUR - 1 }),
  })
  fc.assert(
    fc.property(dates, ({ released, waited, period, clock }) => {
      const releasedOn = plusDays('2020-01-01', released)
      const receivedAt = startOfDay(plusDays(releasedOn, waited)) + clock
      const found = verdict({ model: { ...unset, warrantyDays: period }, releasedOn, receivedAt }, receivedAt)
      if (found.kind !== 'in_warranty' && found.kind !== 'out_of_warranty') throw new Error(found.kind)
      expect(found.kind).toBe(waited <= period ? 'in_warranty' : 'out_of_warranty')
      expect(found.span.days + found.span.daysLeft).toBe(period)
      expect(found.kind === 'in_warranty').toBe(dateInChina(receivedAt) <= found.span.lastDay)
    }),
  )
})

describe('content', () => {
  const warranty = readYaml(CONTENT, 'warranty.yaml', warrantySchema)
  const models = readYaml(CONTENT, 'models.yaml', modelsSchema)
  const policy = readYaml(CONTENT, 'policy.yaml', policySchema)

  test('calls every reason something short in both languages, and says what caused it', () => {
    if (!warranty.ok) throw new Error(JSON.stringify(warranty.problems))
    const { voids, scraps } = warranty.value
    expect(voids.map(({ code }) => code)).toEqual(VOID_REASONS)
    expect(scraps.map(({ code }) => code)).toEqual(SCRAP_REASONS)
    expect(voids.filter(({ cause }) => cause === 'natural').map(({ code }) => code)).toEqual([
      'natural_disaster',
      'natural_wear',
    ])
    for (const { name } of [...voids, ...scraps]) {
      expect(name.en.length).toBeLessThanOrEqual(80)
      expect(name.zh).toMatch(/\p{Script=Han}/u)
    }
  })

  test('sets no period for any model: the guides name none', () => {
    expect(models.ok && models.value.map(({ warrantyDays }) => warrantyDays)).toEqual(Array(9).fill(undefined))
  })

  test('P8, P19, P21: freight, days and carriers of the way back', () => {
    expect(policy.ok && policy.value).toMatchObject({
      returnDays: 5,
      returnCarriers: ['sf', 'deppon', 'kye'],
      freight: { outOfWarranty: { en: 'Out of warranty our staff confirm.', zh: '保修期外由同事确认。' } },
    })
  })
})

describe('wrong content', () => {
  const right = {
    void_reasons: VOID_REASONS.map((code) => ({ code, cause: 'human', name: { en: code, zh: code } })),
    scrap_reasons: SCRAP_REASONS.map((code) => ({ code, name: { en: code, zh: code } })),
  }
  const told = (file: unknown) => warrantySchema.safeParse(file).error?.issues.map(({ message }) => message) ?? []

  test('a missing, a repeated and an unknown code are told', () => {
    const [first, ...others] = right.void_reasons
    expect(told(right)).toEqual([])
    expect(told({ ...right, void_reasons: others })).toEqual(['these codes are missing: misuse'])
    expect(told({ ...right, void_reasons: [...right.void_reasons, first] })).toEqual(['stands twice'])
    expect(told({ ...right, scrap_reasons: [{ ...first, code: 'dust' }] }).join()).toMatch(/"burnt_board"/)
  })

  test.each([
    [{ return_days: 0 }, 'return_days', /one day or more/],
    [{ return_days: 2.5 }, 'return_days', /whole number/],
    [{ return_days: undefined }, 'return_days', /whole number/],
    [{ return_carriers: [] }, 'return_carriers', /at least one/],
    [{ return_carriers: ['sf', 'sf'] }, 'return_carriers', /twice/],
    [{ return_carriers: ['sf', 'pigeon'] }, 'return_carriers', /"deppon"/],
    [{ freight: { in_warranty: { en: 'each', zh: '各自' } } }, 'freight', /text|expected/],
  ])('a policy with %j is refused', (change, key, message) => {
    const file = { ...parse(readFileSync(join(CONTENT, 'policy.yaml'), 'utf8')), ...change }
    const issue = policySchema.safeParse(file).error?.issues[0]
    expect([issue?.path[0], issue?.message]).toEqual([key, expect.stringMatching(message)])
  })

  test.each([0, -1, 1.5, 4_000, '180', '一年'])('a period of %j is refused', (days) => {
    const wrong = modelsSchema.safeParse({ models: [{ name: 'X1', aliases: [], warranty_days: days }] })
    expect(wrong.error?.issues[0]?.path).toEqual(['models', 0, 'warranty_days'])
  })

  test('a period of 180 days is taken', () => {
    const file = modelsSchema.safeParse({ models: [{ name: 'X1', aliases: [], warranty_days: 180 }] })
    expect(file.data?.[0]?.warrantyDays).toBe(180)
  })
})
