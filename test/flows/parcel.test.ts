/** What a message says for the parcel's form, whatever was asked; what is asked next; what the words about an order mean. */
import { describe, expect, it, test } from 'vitest'
import type { OrderNumber } from '../../src/domain/values.ts'
import { matterIn } from '../../src/flows/order-matters.ts'
import { addressLack, moveOf, newParcel, nextStep, type Parcel, takenBack } from '../../src/flows/parcel/form.ts'
import { filled, saysSubmit } from '../../src/flows/parcel/reading.ts'
import { trackingNamed } from '../../src/flows/parcel/tracking-words.ts'

const EMPTY = newParcel('H220W8R27' as OrderNumber, 'none')
const AT = {
  carrier: EMPTY,
  tracking: { ...EMPTY, carrier: 'sf' },
  freight: { ...EMPTY, carrier: 'sf', tracking: 'SF1234567890123' },
  packing: { ...EMPTY, carrier: 'sf', tracking: 'SF1234567890123', senderPaid: true },
  address: { ...EMPTY, carrier: 'sf', tracking: 'SF1234567890123', senderPaid: true, packed: true },
} as const satisfies Record<string, Parcel>
const WHOLE = filled({ ...AT.address, returnCarrier: 'sf' }, '上海市浦东新区世纪大道100号')

const heard = (form: Parcel, ...texts: readonly string[]): Parcel => texts.reduce(filled, form)

describe('several parts in one message', () => {
  it.each([
    ['顺丰 SF1234567890123', 'senderPaid'],
    ['SF1234567890123', 'senderPaid'],
    ['Deppon, tracking number DPK1234567890, I will pay', 'packed'],
    ['顺丰SF1234567890123，现付，包装好了，寄回地址上海市浦东新区世纪大道100号', 'returnCarrier'],
    ['收货地址：广东省深圳市南山区科技路1号，单号SF1234567890123', 'senderPaid'],
    ['UPS 1Z999AA10123456784', 'senderPaid'],
    ['Chronopost', 'tracking'],
    ['某某物流', 'tracking'],
    ['顺丰 KY4000123456789', 'compare'],
    ['hmm', 'carrier'],
    ['太贵了，不修了', 'carrier'],
    ['no, go back', 'carrier'],
    ['13800138000', 'carrier'],
  ])('%s: %s is asked next', (text, step) => {
    expect(nextStep(filled(EMPTY, text))).toBe(step)
  })

  test('the street is not the tracking number, and the number is not the street', () => {
    const form = filled(EMPTY, '顺丰SF1234567890123，地址：广东省深圳市南山区科技路1号')
    expect(form).toMatchObject({ carrier: 'sf', tracking: 'SF1234567890123', address: { street: '科技路1号' } })
    expect(filled(AT.address, '广东省深圳市南山区科技路1号 518000').tracking).toBe('SF1234567890123')
  })
})

describe('the address, part by part (P6)', () => {
  it.each([
    [['西湖区示例路1号', '浙江', '杭州市'], '西湖区', '示例路1号'],
    [['西湖区示例路1号', '浙江省杭州市'], '西湖区', '示例路1号'],
    [['广东省深圳市', '科技路1号', '南山区'], '南山区', '科技路1号'],
    [['示例路8号', '广东', '深圳', '南山区'], '南山区', '示例路8号'],
    [['示例路8号，广东省深圳市南山区'], '南山区', '示例路8号'],
  ])('%j', (texts, district, street) => {
    const form = heard(AT.address, ...texts)
    expect(form.address).toMatchObject({ kind: 'china', district, street })
    expect(addressLack(form)).toBeNull()
  })

  it.each([
    [['Example Street 5, 10115 Berlin, Germany']],
    [['Example Street 5', '10115 Berlin', 'Germany']],
    [['Example Road 2, Example Town', 'Ireland', 'there is none']],
  ])('elsewhere: %j', (texts) => {
    expect(nextStep(heard(AT.address, ...texts))).toBe('returnCarrier')
  })

  it.each([
    '1',
    'yes',
    '好的',
    '不修了，直接寄回',
    'what do you need?',
    '小区门口的菜鸟驿站',
    'a parcel locker, Example Street 5',
  ])('%s is no address', (text) => {
    expect(filled(AT.address, text).address).toBeNull()
  })
})

describe('promises and the yes', () => {
  it.each([
    ['freight', '现付', 'packed'],
    ['freight', 'I pay', 'packed'],
    ['freight', '到付', 'senderPaid'],
    ['freight', 'I will not pay', 'senderPaid'],
    ['packing', 'yes packed', 'address'],
    ['packing', '还没包装', 'packed'],
  ] as const)('at %s, “%s” leads to %s', (at, text, step) => {
    expect(nextStep(filled(AT[at], text))).toBe(step)
  })

  it.each([
    ['submit it', true],
    ['确认提交', true],
    ['提交。', true],
    ['ok', false],
    ['好的', false],
    ['不提交', false],
    ['submit what?', false],
  ])('%s', (text, yes) => {
    expect(saysSubmit(text)).toBe(yes)
  })

  test('only a whole form makes a move, and back takes the last part out', () => {
    expect(moveOf(WHOLE)).toMatchObject({ type: 'logistics.submitted', addressConfirmed: true })
    const steps: string[] = []
    for (let form = takenBack(WHOLE); steps.length < 6; form = takenBack(form)) {
      expect(moveOf(form)).toBeNull()
      steps.push(nextStep(form))
    }
    expect(steps).toEqual(['returnCarrier', 'address', 'packed', 'senderPaid', 'tracking', 'carrier'])
    expect(takenBack(EMPTY)).toEqual(EMPTY)
  })
})

describe('words about an order', () => {
  it.each([
    ['I have shipped it', 'shipped'],
    ['我寄出了', 'shipped'],
    ['sent it', 'shipped'],
    ['when will it be shipped?', null],
    ['还没寄出', null],
    ['可以寄出了吗', null],
    ['the tracking number is SF1234567890123', 'tracking'],
    ['改一下单号', 'tracking'],
    ['SF1234567890123', 'tracking'],
    ['the tracking number is wrong', 'tracking'],
    ['物流', 'parcel'],
    ['parcel', 'parcel'],
    ['I need to change my address', 'address'],
    ['收货地址写错了', 'address'],
    ['I changed the pool address', null],
    ['报价', 'quote'],
    ['paid', 'paid'],
    ['我已经付款了', 'paid'],
    ['how do I pay?', null],
    ['my miner shows zero hashrate', null],
    ['JX1600004711', null],
  ])('%s: %s', (text, matter) => {
    expect(matterIn(text, null)).toBe(matter)
  })

  test('at a question of the form they answer it, unless the parcel is gone already', () => {
    const asked = { id: 'parcel.tracking', prompt: '', offers: [], takesText: true }
    expect(matterIn('SF1234567890123', asked)).toBeNull()
    expect(matterIn('已经寄出了', asked)).toBe('shipped')
    expect(matterIn('SF1234567890123', { ...asked, id: 'serial' })).toBeNull()
  })

  test('a phone number is no tracking number', () => {
    expect(trackingNamed('顺丰 13800138000')).toBeNull()
    expect(trackingNamed('上海市浦东新区世纪大道100号 200120')).toBeNull()
  })
})
