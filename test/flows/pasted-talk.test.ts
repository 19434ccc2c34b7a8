/** A paste at any place of a talk: what is filled in, what is never overwritten, what staff and the order hold of it. */
import { describe, expect, test } from 'vitest'
import { conclusionOf } from '../../src/flows/checks.ts'
import { draftOf } from '../../src/flows/order/draft.ts'
import type { Stored } from '../../src/flows/stored.ts'
import { pack } from '../../src/flows/stored.ts'
import { takeTurn } from '../../src/flows/turn.ts'
import type { Inbound } from '../../src/flows/types.ts'
import { CLOSED, content, inbound, OPEN, said, talk } from '../support/conversation-desk.ts'
import { statusPage } from '../support/pastes.ts'

type Act = string | Inbound

/** Turn by turn through JSON, as stored. */
function turnAfter(...acts: readonly Act[]) {
  return acts.reduce<ReturnType<typeof takeTurn> | null>((turn, act) => {
    const event = typeof act === 'string' ? said(act) : inbound(act)
    return takeTurn(talk, turn?.state ?? null, [event])
  }, null) as ReturnType<typeof takeTurn>
}
function stored(turn: ReturnType<typeof takeTurn>): Stored {
  const read = talk.unpack(turn.state)
  if (!read.ok) throw new Error(read.reason)
  return read.stored
}
const contextAfter = (...acts: readonly Act[]) => stored(turnAfter(...acts)).flow.context
const textOf = (turn: ReturnType<typeof takeTurn>): string => turn.lines.map(({ text }) => text).join('\n')

const BOARD_GONE = statusPage({ average: 0, dagTime: 0, chips: [1, 0, 1], uptime: 3_600 })
const OTHER = statusPage({ serial: 'JX0000000002' })
const FAULT = ['my X16-Q shows zero hash rate since yesterday, nothing changed, only this one', 'no'] as const

describe('several machines', () => {
  test('each has the status that names it, in the order too', () => {
    const first = ['five X16-Q fans stopped', 'no', '/order', statusPage({ average: 0, chips: [1, 0, 1] })] as const
    const { more, sent, doubt } = contextAfter(...first, OTHER)
    expect(doubt).toBeNull()
    expect(sent?.found).toContain('board_missing')
    expect(more).toEqual([{ model: null, serial: 'JX0000000002', symptom: null, sent: { found: [], which: [] } }])
    const draft = draftOf(contextAfter(...first, OTHER), OPEN)
    expect(draft.machines.map(({ status }) => status?.found.includes('board_missing'))).toEqual([true, false])
    const swapped = contextAfter(...first, OTHER, 'remove machine 1')
    expect(swapped).toMatchObject({ serial: 'JX0000000002', sent: { found: [] } })
  })
})

describe('in the diagnosis', () => {
  test('it fills the machine, refines the symptom and answers what it shows', () => {
    expect(contextAfter(...FAULT, BOARD_GONE)).toMatchObject({
      model: 'X16-Q',
      serial: 'JX0000000001',
      symptom: 'board_missing',
      tried: [{ check: 'count', answer: 'missing' }],
      checked: false,
      sent: { n: 1, found: ['board_missing', 'no_hashrate'], which: [2] },
    })
  })

  test('as first words it opens the fault, and safety is still asked', () => {
    const turn = turnAfter(BOARD_GONE)
    expect(turn.lines.at(-1)?.question?.id).toBe('danger')
    expect(stored(turn).flow.context).toMatchObject({ topic: 'fault', symptom: 'board_missing', description: '' })
  })

  test('words beside it are heard: what is wrong, and a danger before all else', () => {
    expect(contextAfter(`the fan is loud, X16-Q\n${statusPage()}`)).toMatchObject({
      symptom: expect.stringMatching(/fan|noise/),
    })
    const smoke = turnAfter(`smoke comes out! ${BOARD_GONE}`)
    expect(textOf(smoke)).toContain('Safety first')
    expect(smoke.posts.map(({ kind }) => kind)).toContain('card')
    expect(contextAfter(`smoke comes out! ${BOARD_GONE}`)).toMatchObject({ danger: true, serial: 'JX0000000001' })
  })

  test('the safety question is answered by the words beside it, no other question is', () => {
    const first = FAULT[0]
    expect(contextAfter(first, `no smoke, no smell. the page:\n${BOARD_GONE}`)).toMatchObject({
      danger: false,
      sent: { n: 1 },
    })
    expect(contextAfter(first, `没有\n${BOARD_GONE}`)).toMatchObject({ danger: false, symptom: 'board_missing' })
    const again = statusPage({ average: 0, dagTime: 0, chips: [1, 0, 1], uptime: 900 })
    expect(contextAfter(...FAULT, BOARD_GONE, `still missing\n${again}`).tried.length).toBe(2)
  })

  test('two cold starts, each shown by a page, end where the tree says', () => {
    const page = (uptime: number) => statusPage({ average: 0, dagTime: 0, chips: [1, 0, 1], uptime })
    const context = contextAfter(...FAULT, page(90_000), page(1_000), page(100))
    expect(context.checked).toBe(true)
    expect(conclusionOf(content, context)?.verdict).toBe('return')
  })

  test('a page of the same run answers no cold start', () => {
    const turn = turnAfter(...FAULT, BOARD_GONE, BOARD_GONE)
    expect(textOf(turn)).toContain('has not been started since')
    expect(turn.lines.at(-1)?.question?.id).toBe('check.cold_start')
  })

  test('back takes back one answer at a time, also those that a page gave', () => {
    const turn = turnAfter(...FAULT, BOARD_GONE, 'back')
    expect(turn.lines.at(-1)?.question?.id).toBe('check.count')
    expect(stored(turn).flow.context.tried).toEqual([])
  })

  test('a page on which all is well asks whether it is solved', () => {
    const well = turnAfter(...FAULT, 'JX0000000001', statusPage())
    expect(well.lines.at(-1)?.question?.id).toBe('solved')
    expect(contextAfter(...FAULT, 'JX0000000001', statusPage(), 'yes')).toMatchObject({ topic: 'none', sent: null })
    for (const words of ['no', 'back'])
      expect(turnAfter(...FAULT, 'JX0000000001', statusPage(), words).lines.at(-1)?.question?.id).toBe(
        'check.coin_pool',
      )
  })

  test('what is no status changes nothing and is no miss', () => {
    const before = contextAfter(...FAULT)
    const turn = turnAfter(...FAULT, '{"weather": "rain", "wind": 3}')
    expect(stored(turn).flow.context).toEqual(before)
    expect(textOf(turn)).toContain('I can’t find a miner’s status in that')
  })
})

describe('a page of another machine', () => {
  const asked = turnAfter(...FAULT, 'JX0000000001', OTHER)

  test('overwrites nothing: both are named, and the customer is asked', () => {
    expect(asked.lines.at(-1)?.question?.id).toBe('machine')
    expect(asked.lines.at(-1)?.text).toMatch(/JX0000000001.*JX0000000002/)
    expect(stored(asked).flow.context).toMatchObject({ serial: 'JX0000000001', tried: [] })
  })

  const answered = (...acts: readonly Act[]) => contextAfter(...FAULT, 'JX0000000001', OTHER, ...acts)
  test('is settled by the offers, or by naming one', () => {
    expect(answered('1')).toMatchObject({ serial: 'JX0000000002', doubt: null, sent: { n: 1 } })
    expect(answered('2')).toMatchObject({ serial: 'JX0000000001', doubt: null, sent: { n: 1 } })
    expect(answered('3')).toMatchObject({ serial: 'JX0000000001', doubt: null, sent: null })
    expect(answered('JX0000000002')).toMatchObject({ serial: 'JX0000000002', doubt: null })
    expect(answered('back')).toMatchObject({ serial: 'JX0000000001', doubt: null, sent: null })
  })

  test('of another model fills the serial number that was never told', () => {
    const page = statusPage({ model: 'X16-P 5800', serial: 'JX0000000005' })
    expect(contextAfter(...FAULT, page)).toMatchObject({ model: 'X16-Q', serial: null })
    expect(contextAfter(...FAULT, page, '2')).toMatchObject({ model: 'X16-Q', serial: 'JX0000000005' })
    expect(contextAfter(...FAULT, page, '1')).toMatchObject({ model: 'X16-P', serial: 'JX0000000005' })
  })
})

describe('elsewhere', () => {
  test('in the order form it fills what is unknown and goes with the order', () => {
    const form = [...FAULT, '/order', 'JX0000000001', BOARD_GONE] as const
    expect(contextAfter(...form)).toMatchObject({ topic: 'order', symptom: 'no_hashrate', sent: { n: 1 } })
    const filed = turnAfter(...form, 'Ana Example', '+49 30 23125 555', 'none of that', 'yes', 'I agree')
    expect(filed.orders[0]?.machines[0]?.status).toEqual({ found: ['board_missing', 'no_hashrate'], which: [2] })
    expect(filed.posts.map(({ text }) => text).join()).toContain('shows the missing board 2 · ')
  })

  test('while a person is waited for it is taken in without a word of the bot, and staff read what it shows', () => {
    const turn = turnAfter(...FAULT, 'a person', BOARD_GONE)
    expect(textOf(turn)).not.toContain('I read')
    expect(turn.posts[0]?.text).toContain('[Status: sent, shows the missing board 2')
    expect(stored(turn).flow.context).toMatchObject({ serial: 'JX0000000001', symptom: 'board_missing' })
  })

  test('while a person has the talk it is relayed, and the talk goes on with it', () => {
    const staff: Inbound = { kind: 'staff.said', text: 'Hello', by: 'Chen Example' }
    const turn = turnAfter(...FAULT, staff, BOARD_GONE)
    expect(turn.lines).toEqual([])
    expect(turn.posts.map(({ kind }) => kind)).toEqual(['relay'])
    const released = turnAfter(...FAULT, staff, BOARD_GONE, { kind: 'staff.released', by: 'Chen Example' })
    expect(released.lines.at(-1)?.question?.id).toBe('check.cold_start')
  })

  test('another machine’s page, sent to a person, settles nothing by itself', () => {
    const context = contextAfter(...FAULT, 'JX0000000001', 'a person', OTHER)
    expect(context).toMatchObject({ serial: 'JX0000000001', doubt: { serial: 'JX0000000002' } })
  })

  test('asked for at night, the card of the morning says what was sent', () => {
    const night = takeTurn(talk, turnAfter(...FAULT, BOARD_GONE).state, [said('a person', CLOSED)])
    const timer = night.timers.find(({ machine }) => machine === 'desk')
    if (timer === undefined) throw new Error('nobody is put down for the opening')
    const morning = takeTurn(talk, night.state, [{ kind: 'timer', at: timer.dueAt, timer, draw: said('').draw }])
    expect(morning.posts[0]?.text ?? '').toContain('Status: sent, shows the missing board 2 · 状态信息：已发送')
  })

  test('with a wish for a person beside it, it is read first', () => {
    const turn = turnAfter(...FAULT, `I want a person please\n${BOARD_GONE}`)
    expect(textOf(turn)).toContain('The likely cause is the missing board 2.')
    expect(turn.posts.map(({ kind }) => kind)).toContain('card')
  })
})

test('the language of a talk is not that of a page', () => {
  const first = takeTurn(talk, null, [inbound({ kind: 'said', text: BOARD_GONE, hint: 'zh' })])
  expect(textOf(first)).toContain('谢谢')
  const rested = turnAfter('你好', BOARD_GONE)
  expect(textOf(rested)).toContain('谢谢')
})

test('what is kept of it is small, and gone with the fault', () => {
  const before = turnAfter(...FAULT, 'JX0000000001').state.length
  const kept = turnAfter(...FAULT, 'JX0000000001', BOARD_GONE).state.length
  expect(kept - before).toBeLessThan(250)
  expect(pack(stored(turnAfter(...FAULT, BOARD_GONE, 'cancel', 'yes')))).not.toContain('"sent"')
})

test('the moment comes with the event', () => {
  const [first, second] = [OPEN, CLOSED].map((at) => talk.step(null, said(BOARD_GONE, at)).stored.flow.context.sent)
  expect((second?.boot ?? 0) - (first?.boot ?? 0)).toBe((CLOSED - OPEN) / 60_000)
})
