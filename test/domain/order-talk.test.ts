// What the bot itself must keep to around an order, in a talk: remote checks first (P3), no shipping yet (P4), status at any time (P7), the offer
// to ask first (P22).
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createRehearsal } from '../../src/bot/rehearsal.ts'
import { loadWorkbench } from '../../src/commands/workbench.ts'
import { showOrderNumber } from '../../src/domain/order-number.ts'
import { LANGUAGES } from '../../src/domain/values.ts'
import { createAnswers } from '../../src/flows/answers.ts'
import { createCatalogue } from '../../src/flows/texts/phrase.ts'
import { TOPICS } from '../../src/flows/types.ts'
import { FILED_AT, IN, NUMBER } from './order-samples.ts'

const loaded = loadWorkbench(fileURLToPath(new URL('../../content', import.meta.url)))
if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
const { content, hours } = loaded.workbench
const talk = loaded.workbench.talk({ staffReachable: true })

const FAULT = 'my X16-Q SN JX0000000001 shows zero hashrate'

function customer() {
  const rehearsal = createRehearsal({ talk, at: FILED_AT, draw: () => NUMBER })
  return (text: string) => {
    const { lines, orders } = rehearsal.customer({ kind: 'said', text })
    const offers = lines.flatMap(({ question }) => question?.offers.map(({ id }) => id) ?? [])
    return { text: lines.map((line) => line.text).join('\n'), offers, orders }
  }
}

test('P3: a fault is asked about and checked from afar before an order is offered', () => {
  const say = customer()
  expect(say(FAULT).offers).toEqual(['no', 'yes'])
  for (const text of ['no', 'yesterday', 'nothing']) expect(say(text).offers).not.toContain('draft')
  const check = say('only this one')
  const [first] = content.diagnosis.no_hashrate?.checks ?? []
  expect(check.offers).toEqual(first?.options.map(({ id }) => id))
  expect(check.offers).not.toContain('draft')
})

test('P4, P7: an order is filed without a promise, and its status is told at any moment without leaving the step', () => {
  const say = customer()
  const shown = showOrderNumber(NUMBER)
  say(FAULT)
  const asked = say('no')
  const during = say('/status')
  expect(during.offers).toEqual(asked.offers)
  expect(during.text).not.toContain(shown)
  for (const text of ['/order', 'Li Wei', '13800138000', 'none of that', 'that is right']) say(text)
  const filed = say('I agree')
  expect(filed.orders).toMatchObject([{ number: NUMBER, state: 'submitted', official: content.policy.orders.official }])
  expect(filed.text).toContain('Please don’t ship before that')
  expect(say('/status').text).toContain(shown)
  say('/human')
  // While a person is awaited, too.
  expect(say('/status').text).toContain(shown)
})

test.each(LANGUAGES)(
  'P22: every answer about a rule ends with the offer to ask customer service first (%s)',
  (lang) => {
    const answer = createAnswers(content, hours)
    const { render } = createCatalogue(content)
    const answers = TOPICS.flatMap((topic) =>
      topic === 'status'
        ? [render(['status', [], []], lang), ...Object.values(IN).map((order) => render(['status', [order], []], lang))]
        : [
            render(answer([topic], FILED_AT, { orders: [], model: null }), lang),
            render(answer([topic], FILED_AT, { orders: [NUMBER], model: 'X16-Q' }), lang),
          ],
    )
    const offer = {
      en: 'If in doubt, check with our customer service first: just say “a person”.',
      zh: '回复“人工”就可以。',
    }
    expect(answers.filter((text) => !text.endsWith(offer[lang]))).toEqual([])
  },
)
