/** The order of the rules, and that no message is too much for them. */
import { expect, test } from 'vitest'
import type { Asked } from '../../../src/flows/questions.ts'
import { createReader } from '../../../src/flows/understand/facts.ts'
import { RULES } from '../../../src/flows/understand/rules.ts'
import { createUnderstanding, type Understood } from '../../../src/flows/understand.ts'
import { hostile } from '../../domain/hostile.ts'
import { content, OPEN, triage } from '../../support/conversation-desk.ts'
import { costOf } from '../../support/cost.ts'

const LIMIT_MS = 50
/** With every fact read, which no step does. */
const WHOLE_LIMIT_MS = 200
const understand = createUnderstanding(content, triage)
const check: Asked = {
  id: 'check.plain_http',
  prompt: 'Try another browser. Does the page open?',
  takesText: false,
  offers: [
    { id: 'opens', label: 'It opens now' },
    { id: 'still_not', label: "It still doesn't open" },
    { id: 'cannot', label: "I can't try that" },
  ],
  better: 'opens',
  same: 'still_not',
  cannot: 'cannot',
}
const name: Asked = { id: 'name', prompt: 'Your name?', takesText: true, offers: [] }
const danger: Asked = {
  ...check,
  id: 'danger',
  prompt: 'Any smoke?',
  offers: [
    { id: 'no', label: 'No' },
    { id: 'yes', label: 'Yes' },
  ],
  yes: 'yes',
  no: 'no',
}
const under = (asked: Asked | null) => ({
  asked,
  dangerKnown: false,
  opening: false,
  idle: asked === null,
  hasOrders: false,
  model: null,
  at: OPEN,
})

/** By which rule a text is understood; null for plain words. */
function ruleFor(text: string, asked: Asked | null): string | null {
  const message = createReader(content, triage)(text, OPEN)
  return RULES.find(({ read }) => read(message, under(asked)) !== null)?.name ?? null
}

test.each<[string, Asked | null, string | null]>([
  ['2', check, 'it names an offer by place or label'],
  ['2. It still doesn’t open', check, 'it names an offer by place or label'],
  ['it still doesnt opne', check, 'it names an offer by place or label'],
  ['no smoke, no smell', danger, 'it answers whether there is a danger'],
  ['stop', danger, 'it is a wish that holds at any moment'],
  ['no, but it smells burnt', check, 'it tells of a danger'],
  ['still not, and there is smoke', check, 'it tells of a danger'],
  ['cancle', check, 'it is a wish that holds at any moment'],
  ['not at the site now', check, 'its writer cannot do what is asked'],
  ['skip', check, 'it is a wish that holds at any moment'],
  ['yes it loads fine now', check, 'it describes one of the offers'],
  ['打不开，帮我转人工客服', check, 'it asks for a person'],
  ['can a real person look at it?', check, 'it asks for a person'],
  ['what are your working hours?', check, 'it asks about a rule'],
  ['thanks, it hashes now!', null, 'it brings good news, with nothing under way'],
  ['serial is JX0000000013, still not', check, null],
  ['Li Example', name, null],
])('“%s”', (text, asked, rule) => {
  expect(ruleFor(text, asked)).toBe(rule)
})

test('a rule has a name of its own', () => {
  expect(new Set(RULES.map((rule) => rule.name)).size).toBe(RULES.length)
})

test.each([
  ...hostile,
  [
    'a status of 256 KB',
    `{"summary":{"miner":"Jasminer X16-Q 1950","log":"${'daemon.err accepted share 0 '.repeat(9_500)}"}}`,
  ],
  ['names without end', 'my name is '.repeat(20_000)],
  ['not without end', 'not still no change but '.repeat(10_000)],
] as const)('%s is understood in time', (_, text) => {
  for (const asked of [check, name, danger, null]) {
    const listen = () => understand({ kind: 'said', text }, under(asked))
    expect(costOf(listen)).toBeLessThan(LIMIT_MS)
    expect(costOf(() => readAll(listen()))).toBeLessThan(WHOLE_LIMIT_MS)
  }
})

/** Every fact that there is. */
function readAll(understood: Understood): void {
  const facts: object = understood.for === 'flow' && 'facts' in understood.event ? (understood.event.facts ?? {}) : {}
  for (const key in facts) void facts[key as keyof typeof facts]
}
