/** The tree of a place where several machines fail at once: every way through it ends, and what a wrong one is refused for. */
import { describe, expect, test } from 'vitest'
import { siteSchema } from '../../src/domain/content/diagnosis.ts'
import { SITE_VERDICTS } from '../../src/domain/content/tree-check.ts'
import type { Site } from '../../src/domain/content.ts'
import { SYMPTOMS } from '../../src/domain/values.ts'
import { checkAfter, endOf } from '../../src/flows/checks.ts'
import { content } from '../support/conversation-desk.ts'

const site = shipped()

type Tried = readonly { readonly check: string; readonly answer: string }[]

/** All ends of all ways, from a symptom's first check on; `next` where the machine's own checks follow. */
function endsFrom(start: string | null, tried: Tried = []): readonly string[] {
  const check = checkAfter(site, tried, start)
  if (check === null) return [endOf(site, tried) ?? 'next']
  return check.options.flatMap(({ id }) => {
    const answered = [...tried, { check: check.id, answer: id }]
    const end = endOf(site, answered)
    return end === null ? endsFrom(start, answered) : [end]
  })
}

test.each(
  SYMPTOMS.filter((code) => content.symptoms.some((one) => one.code === code && one.askFirst.includes('several'))),
)('for %s every way ends, one of them solved', (symptom) => {
  const ends = new Set(endsFrom(site.starts[symptom] ?? null))
  expect([...ends].every((end) => end === 'next' || SITE_VERDICTS.some((verdict) => verdict === end))).toBe(true)
  expect(ends).toContain('solved')
})

test('several machines are asked about only where the place can be the cause (domain section 3)', () => {
  const asking = content.symptoms.filter(({ askFirst }) => askFirst.includes('several')).map(({ code }) => code)
  expect(asking.toSorted()).toEqual(
    [
      'high_reject',
      'low_hashrate',
      'no_hashrate',
      'no_network',
      'pool_connect',
      'power',
      'reboot',
      'temperature',
    ].sort(),
  )
})

describe('a wrong tree of a place is refused', () => {
  const told = (change: object) => {
    const parsed = siteSchema(null).safeParse({ ...plain, ...change })
    return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  }
  const plain = JSON.parse(JSON.stringify(site))

  test('but not the shipped one', () => {
    expect(told({})).toEqual([])
  })

  test('for a start that is no check', () => {
    expect(told({ starts: { power: 'nowhere' } })).toContain('starts.power: no check is called nowhere')
  })

  test('for a check that neither an answer nor a start leads to', () => {
    expect(told({ starts: {} }).join('\n')).toMatch(/no answer leads to this check/)
  })

  test('for a return, which only a machine’s own tree may propose (P4)', () => {
    const verdicts = { ...plain.verdicts, return: plain.verdicts.staff }
    expect(told({ verdicts })).not.toEqual([])
  })
})

test('a check that names a wait says how long it is', () => {
  const checks = [site, ...Object.values(content.diagnosis)].flatMap((tree) => tree.checks)
  const waiting = checks.filter(
    ({ ask }) =>
      /\bminutes?\b|\bhours?\b/i.test(ask.en) && !/24-hour|15 minutes or longer|After 2 minutes/.test(ask.en),
  )
  expect(waiting.length).toBeGreaterThan(15)
  expect(waiting.filter(({ minutes }) => minutes === undefined).map(({ id }) => id)).toEqual([])
})

function shipped(): Site {
  if (content.site === null) throw new Error('the shipped content has no site tree')
  return content.site
}
