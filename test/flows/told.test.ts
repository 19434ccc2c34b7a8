/** What customers are told of orders: every move, every state of an order and of a machine, every look-up, in both languages. */
import { describe, expect, it, test } from 'vitest'
import { type Move, type MoveType, moveOrder, type Order } from '../../src/domain/order.ts'
import { showOrderNumber } from '../../src/domain/order-number.ts'
import { LANGUAGES } from '../../src/domain/values.ts'
import { a, IN, MACHINE_IS, MOVES, NUMBER, after as orderAfter, REPAIRED } from '../domain/order-samples.ts'
import { talk } from '../support/conversation-desk.ts'

const { render } = talk.catalogue
const TYPES = Object.keys(MOVES) as readonly MoveType[]

/** An order after a move of each type. */
const STARTS: readonly Order[] = [...Object.values(IN), ...Object.values(MACHINE_IS), REPAIRED]
function movedBy(type: MoveType): { readonly order: Order; readonly move: Move } {
  const tries: readonly Move[] = [
    a(type),
    ...(type === 'machines.returned' ? [a('machines.returned', { machines: [0] })] : []),
  ]
  for (const order of STARTS)
    for (const move of tries) {
      const moved = moveOrder(order, move)
      if (moved.ok) return { order: moved.order, move }
    }
  throw new Error(`no order takes ${type}`)
}

/** Nothing unfilled, nothing of the code. */
const isProper = (text: string): boolean =>
  text.trim() === text && text.length > 8 && !/undefined|null|NaN|\[object|[a-z]+_[a-z]+|[a-z]\.[a-z]+ed\b/.test(text)

const withoutQuotes = (text: string): string => text.replace(/“[^”]*”/gu, '').replace(/https?:\S+/g, '')
const isIn = (lang: 'en' | 'zh', text: string): boolean =>
  lang === 'en'
    ? !/\p{Script=Han}/u.test(withoutQuotes(text))
    : !/([A-Za-z]{2,}[ ,]+){3}[A-Za-z]{2,}/.test(withoutQuotes(text))

describe.each(LANGUAGES)('in %s', (lang) => {
  it.each(TYPES)('%s is told with its order', (type) => {
    const { order, move } = movedBy(type)
    const told = render(['moved', order, [move], 'a word', false], lang)
    expect(isProper(told) && isIn(lang, told), told).toBe(true)
    expect(told).toContain(showOrderNumber(order.number))
    expect(told).toContain('“a word”')
  })

  it.each(['P11a', 'P11b', 'P11c'] as const)('a parcel rejected under %s is told with its reason', (reason) => {
    const move = a('parcel.rejected', { reason })
    const told = render(['moved', orderAfter(IN.submitted, move), [move], null, false], lang)
    expect(isProper(told) && isIn(lang, told), told).toBe(true)
  })

  it.each(['normal', 'scrapped', 'mixed', 'unrepairable'] as const)(
    'a machine found %s is told as such',
    (condition) => {
      const texts = [true, false].map((covered) => {
        const move = a('machine.inspected', { condition, covered })
        return render(['moved', orderAfter(IN.received, move), [move], null, false], lang)
      })
      for (const told of texts) expect(isProper(told) && isIn(lang, told), told).toBe(true)
    },
  )

  it.each(Object.entries(IN))('an order that is %s has its own words, and says less to others', (_, order) => {
    const own = render(['statusOf', order], lang)
    const foreign = render(['statusOfAnother', order], lang)
    for (const text of [own, foreign]) expect(isProper(text) && isIn(lang, text), text).toBe(true)
    // States only: no serial number, address, contact or parcel.
    for (const secret of ['JX00', '示例路', 'Li Wei', '8000', 'Example', 'SF 1', 'SF 9', '杭州'])
      expect(foreign).not.toContain(secret)
  })

  test('each state of an order is told in other words', () => {
    const heads = Object.values(IN).map((order) => render(['statusOfAnother', order], lang).split('\n')[0])
    expect(new Set(heads).size).toBe(heads.length)
  })

  it.each(Object.entries(MACHINE_IS))('a machine that is %s has its own words', (_, order) => {
    const text = render(['statusOf', order], lang)
    expect(isProper(text) && isIn(lang, text), text).toBe(true)
  })

  test('seventeen situations of a machine, at least fifteen of them told apart', () => {
    const lines = Object.values(MACHINE_IS).map((order) => render(['statusOf', order], lang).split('\n')[1])
    expect(lines.length).toBe(17)
    expect(new Set(lines).size).toBeGreaterThanOrEqual(15)
  })

  test('several machines are told together', () => {
    const moves = [a('machine.received'), a('machine.received', { machine: 1 })]
    const told = render(['moved', orderAfter(IN.in_transit, ...moves), moves, null, false], lang)
    expect(told).toContain(lang === 'en' ? 'all 2 machines' : '全部 2 台机器')
    const one = render(['moved', orderAfter(IN.in_transit, ...moves), moves.slice(0, 1), null, false], lang)
    expect(one).toContain(lang === 'en' ? 'machine 1 (X16-Q)' : '第 1 台（X16-Q）')
  })

  test('where to ship is told when nothing is missing, else what is missing', () => {
    const official = MOVES['official.recorded']
    const address = MOVES['repair_address.recorded']
    const cleared = orderAfter(IN.ready_to_ship, address)
    expect(render(['moved', cleared, [address], null, false], lang)).toContain('“Example Street 2”')
    const held = render(['moved', IN.ready_to_ship, [official], null, false], lang)
    expect(held).toMatch(lang === 'en' ? /don’t ship yet.*repair address/ : /先不要寄.*维修点地址/)
  })
})

test('an order that is not shown is named all the same, many are not', () => {
  expect(render(['status', [IN.submitted, IN.completed], [NUMBER]], 'en')).toContain(
    `Earlier: ${showOrderNumber(NUMBER)}`,
  )
  expect(render(['status', [], [NUMBER]], 'zh')).toContain(showOrderNumber(NUMBER))
  const many = render(['status', [], Array.from({ length: 30 }, () => NUMBER)], 'en')
  expect(many.split(showOrderNumber(NUMBER)).length).toBe(6)
})
