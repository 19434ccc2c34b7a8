/** P19: the customer says that a fee is paid. It is noted on the order as work for staff, and decides nothing. */
import { expect, test } from 'vitest'
import { awaitedOf } from '../../src/domain/order.ts'
import { takeTurn } from '../../src/flows/turn.ts'
import { MACHINE_IS } from '../domain/order-samples.ts'
import { OPEN, said, talk } from '../support/conversation-desk.ts'

const order = MACHINE_IS.accepted

test('the order is noted with it, as staff’s to check, and stays unpaid', () => {
  const { stored } = talk.step(null, said('/start'))
  const context = { ...stored.flow.context, orders: [order.number] }
  const turn = takeTurn(talk, { ...stored, flow: { ...stored.flow, context } }, [said('I have paid')], [order])
  expect(turn.moved).toEqual([{ ...order, voucherAt: OPEN }])
  expect(turn.moved.map(awaitedOf)).toEqual([{ what: 'voucher', since: OPEN }])
  expect(turn.posts.map(({ text }) => text.split('\n')[0])).toEqual([expect.stringContaining('please check')])
})
