/** The walk through the trees: where answers lead, what an edited tree does to a talk under way, and that every walk ends. */
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Content, type Diagnosis, loadContent } from '../../src/domain/content.ts'
import { SYMPTOMS, type Symptom } from '../../src/domain/values.ts'
import { conclusionOf, evidenceFor, nextCheck, outcomeOf, visits } from '../../src/flows/checks.ts'

const content = shipped()

/** Answers `check.answer` in order; what is open after them. */
function walked(symptom: Symptom, answers: readonly string[], within: Content = content) {
  const tried = answers.map((written) => {
    const [check = '', answer = ''] = written.split('.')
    return { check, answer }
  })
  const context = { symptom, tried, checked: false }
  return { context, check: nextCheck(within, context), conclusion: conclusionOf(within, context) }
}

describe('the next check', () => {
  test.each([
    ['fan', [], 'fan_speed'],
    ['fan', ['fan_speed.one_zero'], 'fan_blocked'],
    ['fan', ['fan_speed.cannot', 'fan_blocked.cannot'], null],
    ['power', ['other_outlet.dead', 'voltage.in_range'], 'rest'],
    ['power', ['other_outlet.dead', 'voltage.out_of_range'], 'right_supply'],
    ['pool_connect', ['site_online.all_down', 'line.still_down'], 'site_online'],
    ['board_missing', ['count.all_there'], 'stays'],
  ] as const)('%s after %j is %s', (symptom, answers, expected) => {
    expect(walked(symptom, answers).check?.id ?? null).toBe(expected)
  })

  test('is not asked a third time in a loop', () => {
    const round = ['site_online.all_down', 'line.still_down']
    expect(walked('pool_connect', [...round, 'site_online.all_down']).check?.id).toBe('line')
    const { context, check } = walked('pool_connect', round)
    expect(check === null ? null : visits(context.tried, check)).toBe(1)
    expect(walked('pool_connect', [...round, ...round]).check).toBeNull()
  })

  test('is none where a symptom has no tree, and none while no symptom is known', () => {
    expect(walked('fan', [], { ...content, diagnosis: {} }).check).toBeNull()
    expect(nextCheck(content, { symptom: null, tried: [], checked: false })).toBeNull()
  })

  test('goes on from the newest answer that an edited tree still has', () => {
    expect(walked('fan', ['gone.yes']).check?.id).toBe('fan_speed')
    expect(walked('fan', ['fan_speed.one_zero', 'gone.yes']).check?.id).toBe('fan_blocked')
    expect(walked('fan', ['fan_speed.old_answer']).check?.id).toBe('fan_blocked')
  })
})

describe('an answer', () => {
  test.each([
    ['fan', [], 'all_turn', 'solved'],
    ['fan', [], 'one_zero', 'more'],
    ['fan', ['fan_speed.cannot'], 'cannot', 'done'],
    ['fan', ['fan_speed.cannot'], 'clear_still', 'staff'],
    ['board_missing', ['count.missing', 'cold_start.missing'], 'missing', 'return'],
    ['fan', [], 'nonsense', null],
    ['fan', [], '__proto__', null],
  ] as const)('to %s after %j, %s, means %s', (symptom, answers, offer, outcome) => {
    const { context, check } = walked(symptom, answers)
    expect(check === null ? 'no check' : outcomeOf(content, context, check, offer)).toBe(outcome)
  })

  test('that ends the walk has something to say; a return is proposed for staff to decide (P4)', () => {
    const { conclusion } = walked('board_missing', ['count.missing', 'cold_start.missing', 'second_start.missing'])
    expect(conclusion?.verdict).toBe('return')
    expect(conclusion?.why?.en).toMatch(/our staff .* decide/i)
    expect(conclusion?.why?.zh).toMatch(/同事.*决定/)
    expect(walked('board_missing', ['count.missing']).conclusion).toBeNull()
  })
})

test('evidence is named in both languages, and what content no longer names is left out', () => {
  expect(evidenceFor(content, { symptom: 'noise', tried: [] }).map(({ en }) => en)).toContain(
    'a video of 30 seconds with sound',
  )
  expect(evidenceFor({ ...content, evidence: {} }, { symptom: 'noise', tried: [] })).toEqual([])
})

test.each(SYMPTOMS)('every walk through %s ends, with each check at most twice', (symptom) => {
  const tree = content.diagnosis[symptom] as Diagnosis
  fc.assert(
    fc.property(fc.array(fc.nat(5), { minLength: 40, maxLength: 40 }), (picks) => {
      let answers: string[] = []
      for (const pick of picks) {
        const { check, context } = walked(symptom, answers)
        if (check === null) break
        const option = check.options[pick % check.options.length]
        const outcome = outcomeOf(content, context, check, option?.id ?? '')
        answers = [...answers, `${check.id}.${option?.id}`]
        if (outcome === 'more') continue
        expect(walked(symptom, answers).conclusion?.verdict ?? 'done').toBe(outcome)
        return
      }
      throw new Error(`no end after ${answers.join(' ')} in a tree of ${tree.checks.length}`)
    }),
  )
})

function shipped(): Content {
  const loaded = loadContent(fileURLToPath(new URL('../../content', import.meta.url)))
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  return loaded.content
}
