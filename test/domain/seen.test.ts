/** What a tree may rest on a pasted status, and what is refused, with the place and what is allowed. */
import { describe, expect, test } from 'vitest'
import { diagnosisSchema } from '../../src/domain/content/diagnosis.ts'

const says = (text: string) => ({ en: text, zh: text })

interface Answer {
  readonly id?: string
  readonly to?: string
  readonly [key: string]: unknown
}

/** The word `then`, without an object that looks like a promise. */
const leading = (to: string) => Object.fromEntries([['then', to]])

/** What is said of a tree of one check, one of whose answers carries the conditions. */
function told({ id = 'one_zero', to = 'next', ...conditions }: Answer): readonly string[] {
  const way = { id: id === 'cannot' ? 'other' : 'cannot', label: says('?'), ...leading('next') }
  const tree = {
    symptom: 'fan',
    checks: [
      { id: 'speed', ask: says('Look.'), options: [{ id, label: says('0'), ...leading(to), ...conditions }, way] },
    ],
    verdicts: to === 'next' ? {} : { [to]: { say: says('So.') } },
    evidence: ['status'],
  }
  const read = diagnosisSchema(null).safeParse(tree)
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.slice(4).join('.')}: ${message}`)
}

describe('an answer may rest on', () => {
  test.each([
    [{ seen: ['fan'] }],
    [{ seen: ['no_hashrate', 'pool_alive', 'shares_accepted'] }],
    [{ seen_after: ['sensor', 'restarted'] }],
    [{ seen_after: ['board_missing'], to: 'return' }],
    [{ seen: ['board_missing'], to: 'staff' }],
  ])('%j', (answer) => {
    expect(told(answer)).toEqual([])
  })
})

describe('an answer may not rest on', () => {
  test.each([
    [{ seen: [] }, 'seen: needs at least one condition; leave it out if there is none'],
    [{ seen: 'fan' }, 'seen: must be a list like [board_missing]'],
    [{ seen: ['fan_ok'] }, 'seen.0: must be of power, no_network,'],
    [{ seen: ['fan'], seen_after: ['fan'] }, 'seen_after: stands beside seen; use one'],
    [{ seen: ['fan'], to: 'solved' }, 'seen: whether it is solved is for the customer to say'],
    [{ seen_after: ['fan'], to: 'solved' }, 'seen_after: whether it is solved is for the customer to say'],
    [{ seen: ['fan'], to: 'return' }, 'seen: one status alone proposes no return; use seen_after'],
    [{ seen: ['fan'], id: 'cannot' }, 'seen: no status shows that a customer cannot do a check'],
    [{ sean: ['fan'] }, 'unknown key sean; allowed here: id, label, then, seen, seen_after'],
  ])('%j', (answer, problem) => {
    expect(told(answer).join('\n')).toContain(problem)
  })
})
