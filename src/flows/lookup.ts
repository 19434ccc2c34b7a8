/**
 * Where an order stands (P7): the customer's own at any moment, one of another conversation with the last four digits of its phone. A wrong
 * number and wrong digits get the same answer, and nothing but states is shown.
 */
import type { Asking } from './change.ts'
import type { Kit } from './kit.ts'
import { lockedFor, soughtIn } from './lookup/guards.ts'
import { ownOrders } from './own-orders.ts'
import type { Phrase } from './texts/phrase.ts'

type Said = { readonly phrase: Phrase }

/** So many orders are shown; older ones are asked for by their number. */
const MOST_SHOWN = 5

/** All own orders, newest first; one alone with its machines. */
function statusOfOwn(asking: Asking): Phrase {
  const shown = ownOrders(asking).slice(0, MOST_SHOWN)
  const rest = asking.context.orders.filter((number) => shown.every((order) => order.number !== number))
  return ['status', shown, rest.toReversed()]
}

export const tellOwn = { type: 'say', params: (asking: Asking): Said => ({ phrase: statusOfOwn(asking) }) } as const

/** The order named, whole. One that could not be looked up just now is said to be so. */
const tellNamed = {
  type: 'say',
  params: (asking: Asking): Said => {
    const order = soughtIn(asking)
    return { phrase: order === null ? ['statusUnknown'] : ['statusOf', order] }
  },
} as const

const tellForeign = {
  type: 'say',
  params: (asking: Asking): Said => {
    const order = soughtIn(asking)
    if (order === null) throw new Error('an order was unlocked that is not there')
    return { phrase: ['statusOfAnother', order] }
  },
} as const

/** Of a joined talk: its states, without the digits. */
const tellOfLinked = {
  type: 'say',
  params: (asking: Asking): Said => {
    const order = soughtIn(asking)
    return { phrase: order === null ? ['statusUnknown'] : ['statusOfAnother', order] }
  },
} as const

const tellLocked = {
  type: 'say',
  params: (asking: Asking): Said => {
    const { at } = asking.event
    return { phrase: ['lookupLocked', lockedFor(asking) ?? at, at, asking.context.misses] }
  },
} as const

/** Said with the wrong try counted already. */
const tellFailed = {
  type: 'say',
  params: ({ context }: Asking): Said => ({ phrase: ['lookupFailed', context.lookupMisses.length + 1] }),
} as const
const end = (command: string) => ({
  guard: { type: 'commanded' as const, params: { command } },
  actions: 'endLookup' as const,
  target: '#deciding',
})

/** An order number is typed, at any moment. */
export const namedOrder = (kit: Kit) =>
  kit.createStateConfig({
    on: {
      'customer.namedOrder': [
        { guard: 'isOwnOrder', actions: ['settle', tellNamed, 'ask'] },
        { guard: 'isLinkedOrder', actions: ['settle', tellOfLinked, 'ask'] },
        { guard: 'lookupLocked', actions: ['miss', tellLocked, 'ask'] },
        { guard: 'unlocksOrder', actions: ['settle', tellForeign, 'ask'] },
        { guard: 'givesDigits', actions: ['beginLookup', 'missLookup', tellFailed], target: '#lookup' },
        { actions: 'beginLookup', target: '#lookup' },
      ],
      'customer.mistypedOrder': {
        actions: ['settle', { type: 'say', params: { phrase: ['orderMistyped'] as const } }, 'ask'],
      },
    },
  })

export const lookup = (kit: Kit) =>
  kit.createStateConfig({
    id: 'lookup',
    meta: { question: 'lookup' },
    tags: 'awaiting-customer',
    entry: 'ask',
    on: {
      'customer.said': [
        { guard: 'lookupLocked', actions: ['miss', tellLocked, 'endLookup'], target: '#afterwards' },
        { guard: 'unlocksOrder', actions: [tellForeign, 'endLookup'], target: '#afterwards' },
        {
          guard: 'triesInVain',
          actions: ['missLookup', tellFailed, 'miss', tellLocked, 'endLookup'],
          target: '#afterwards',
        },
        { guard: 'givesDigits', actions: ['missLookup', tellFailed, 'ask'] },
        {
          guard: 'mayMissAgain',
          actions: [
            'miss',
            { type: 'say', params: ({ context }) => ({ phrase: ['notFourDigits', context.misses] }) },
            'ask',
          ],
        },
      ],
      'customer.commanded': [end('back'), end('cancel'), end('later')],
    },
  })
