/** What customers write instead of choosing: the table of `free-answers.txt`, read at the product's own checks. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Symptom } from '../../../src/domain/values.ts'
import { newContext } from '../../../src/flows/context.ts'
import { type Asked, createQuestions } from '../../../src/flows/questions.ts'
import { createUnderstanding } from '../../../src/flows/understand.ts'
import { content, OPEN, talk, triage } from '../../support/conversation-desk.ts'

interface Case {
  readonly at: string
  readonly meant: string
  readonly text: string
}

const understand = createUnderstanding(content, triage)
const ask = createQuestions(content, talk.catalogue)
const cases = casesOf(readFileSync(join(import.meta.dirname, 'free-answers.txt'), 'utf8'))

describe.each([...new Set(cases.map(({ at }) => at))])('%s', (check) => {
  test.each(cases.filter(({ at }) => at === check))('“$text” means $meant', ({ at, meant, text }) => {
    const asked = checkAt(at, /\p{Script=Han}/u.test(text) ? 'zh' : 'en')
    const place = { asked, dangerKnown: false, opening: false, idle: false, hasOrders: false, model: null, at: OPEN }
    const { event } = understand({ kind: 'said', text }, place) as { event?: { type: string; offer?: string } }
    expect(event?.type === 'customer.chose' ? event.offer : '-').toBe(meant)
  })
})

test('the table is long, half of it Chinese, with hard ones among it', () => {
  expect(cases.length).toBeGreaterThanOrEqual(200)
  expect(cases.filter(({ text }) => /\p{Script=Han}/u.test(text)).length).toBeGreaterThanOrEqual(cases.length * 0.4)
  expect(cases.filter(({ meant }) => meant === '-').length).toBeGreaterThanOrEqual(50)
})

function casesOf(table: string): readonly Case[] {
  let at = ''
  return table.split('\n').flatMap((line) => {
    const [, meant, text] = /^(\S+)\s+(\S.*)$/.exec(line) ?? []
    if (line.startsWith('#') || line === '') return []
    if (meant !== undefined && text !== undefined) return [{ at, meant, text }]
    at = line
    return []
  })
}

/** The question of a check, as it is asked after an answer that leads to it. */
function checkAt(place: string, lang: 'en' | 'zh'): Asked {
  const [symptom, id] = place.split('.') as [Symptom, string]
  const checks = content.diagnosis[symptom]?.checks ?? []
  const leads = (from: number, then: string) => then === id || (then === 'next' && checks[from + 1]?.id === id)
  const tried = checks.flatMap((check, from) =>
    check.options.filter(({ then }) => leads(from, then)).map((option) => ({ check: check.id, answer: option.id })),
  )
  const first = checks[0]?.id === id
  return ask('check', { ...newContext(), lang, symptom, danger: false, tried: first ? [] : tried.slice(0, 1) })
}
