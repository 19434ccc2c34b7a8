import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DIVISIONS } from '../../src/domain/address/divisions.ts'
import { type AddressParts, checkAddress, countryNamed, readAddress, showAddress } from '../../src/domain/address.ts'
import { cases } from './cases/read.ts'
import { hostile, quickly } from './hostile.ts'

const orNull = (field = ''): string | null => (field === '-' ? null : field)
const words = (field = ''): string[] => field.split(' ').filter((word) => word !== '')

describe('in China', () => {
  test.each(cases('address-china'))('%j', (text = '', province, city, district, street, missing, doubts) => {
    const read = readAddress(text)
    if (!read.ok && read.reason === 'empty') throw new Error('empty')
    expect(read.address).toMatchObject({
      kind: 'china',
      province: orNull(province),
      city: orNull(city),
      district: orNull(district),
      street: orNull(street),
    })
    expect(read.ok ? [] : read.missing).toEqual(words(missing))
    expect(read.ok ? read.doubts : []).toEqual(words(doubts))
  })

  test('every place of the table is found with and without its province, and read back as written', () => {
    for (const { province, cities } of table()) {
      for (const { city, counties, withoutDistricts } of cities) {
        for (const county of counties.length > 0 ? counties : [withoutDistricts ? null : '示例区']) {
          const line = `${province}${city}${county ?? ''}示例路1号`
          const expected = { ok: true, address: { province, city, district: county, street: '示例路1号' } }
          for (const written of [line, line.slice(province.length)])
            expect(readAddress(written), written).toMatchObject(expected)
          const read = readAddress(line)
          expect(read.ok && showAddress(read.address)).toBe(line)
        }
      }
    }
  })

  test('every county-level city brings its prefecture', () => {
    for (const { province, cities } of table()) {
      for (const { city, counties } of cities) {
        for (const county of counties) {
          expect(readAddress(`${county}示例路1号`), county).toMatchObject({
            address: { province, city, district: county },
          })
        }
      }
    }
  })

  test('is asked for part by part: known names become full, unknown ones stay as typed', () => {
    const parts = {
      kind: 'china',
      province: '广东',
      city: '深圳',
      district: '南山区',
      street: '科技路1号',
      postcode: '',
    } as const
    expect(checkAddress(parts)).toEqual({
      ok: true,
      address: { ...parts, province: '广东省', city: '深圳市', postcode: null },
      doubts: [],
    })
    expect(checkAddress({ ...parts, province: null, city: '昆山市', district: null })).toMatchObject({
      ok: true,
      address: { province: '江苏省', city: '苏州市', district: '昆山市' },
    })
    expect(checkAddress({ ...parts, province: '北京', city: null })).toMatchObject({ address: { city: '北京市' } })
    expect(checkAddress({ ...parts, province: null, city: '上海' })).toMatchObject({ address: { province: '上海市' } })
    expect(checkAddress({ ...parts, province: 'Guangdong', city: 'Shenzhen' })).toMatchObject({
      ok: true,
      address: { province: 'Guangdong', city: 'Shenzhen' },
    })
    expect(checkAddress({ ...parts, street: ' \u200b ' })).toMatchObject({ ok: false, missing: ['street'] })
  })

  test('a postcode is taken where it stands alone or is named', () => {
    const postcodes = ['518000 广东省深圳市南山区科技路1号', '广东省深圳市南山区科技路1号 邮编：518000'].map((text) => {
      const read = readAddress(text)
      return read.ok && read.address.postcode
    })
    expect(postcodes).toEqual(['518000', '518000'])
  })
})

describe('elsewhere', () => {
  test.each(cases('address-elsewhere'))('%j', (text = '', lines = '', postcode, country, missing) => {
    const read = readAddress(text)
    if (!read.ok && read.reason === 'empty') throw new Error('empty')
    expect(read.address).toEqual({
      kind: 'elsewhere',
      lines: lines.split('; ').filter((line) => line !== ''),
      postcode: orNull(postcode),
      country: orNull(country),
    })
    expect(read.ok ? [] : read.missing).toEqual(words(missing))
  })

  test('a customer without a postcode can say so', () => {
    const parts = { kind: 'elsewhere', lines: ['1 Sample Road', 'Sampleton'], postcode: '', country: 'IE' } as const
    expect(checkAddress(parts).ok).toBe(true)
    expect(showAddress(parts)).toBe('1 Sample Road\nSampleton\nIreland')
    expect(checkAddress({ ...parts, postcode: null })).toMatchObject({ missing: ['postcode'] })
  })

  test.each([
    ['Germany', 'DE'],
    ['德国', 'DE'],
    ['united states', 'US'],
    ['U.S.A.', 'US'],
    ['DE', 'DE'],
    ['de', null],
    ['Berlin', null],
    ['__proto__', null],
    ['constructor', null],
    ['', null],
  ])('%j is the country %s', (text, country) => expect(countryNamed(text)).toBe(country))
})

test.each(cases('address-beside'))('%j', (text = '', recipient, phone, aside = '', shown = '') => {
  const read = readAddress(text)
  if (!read.ok && read.reason === 'empty') throw new Error('empty')
  expect([read.recipient, read.phone, read.aside, showAddress(read.address)]).toEqual([
    orNull(recipient),
    orNull(phone),
    aside,
    shown,
  ])
})

test('nothing is nothing', () => {
  for (const text of ['', ' \n ', '\u200b']) expect(readAddress(text)).toEqual({ ok: false, reason: 'empty' })
})

test('P6: whatever is pasted, nothing is in the address that does not stand there or in the table', () => {
  const bits = fc.constantFrom(
    ...'广东省 深圳 市 南山区 科技路 1号 北京 朝阳 区 县 昆山市 , \n 收货人： 13800138000 Berlin Germany 10115'.split(
      ' ',
    ),
  )
  const pasted = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.array(bits, { maxLength: 12 }).map((all) => all.join('')),
  )
  const provinces = new Set(DIVISIONS.split('\n').map((line) => line.split(': ')[0]))
  fc.assert(
    fc.property(pasted, (text) => {
      const read = readAddress(text)
      if (!read.ok && read.reason === 'empty') return
      const { address } = read
      const written = text.normalize('NFKC').replace(/\s/g, '')
      if (address.kind === 'china') {
        if (address.province !== null) expect(provinces).toContain(address.province)
        for (const letter of (address.street ?? '').replace(/\s/g, '')) expect(written).toContain(letter)
      }
      const again: AddressParts = address
      expect(checkAddress(again)).toMatchObject({ ok: read.ok })
    }),
    { numRuns: 400 },
  )
})

test.each(hostile)('%s is answered at once', (_, text) => {
  quickly(() => readAddress(text))
  quickly(() => countryNamed(text))
})

function table() {
  return DIVISIONS.split('\n').map((line) => {
    const [province = '', cities = ''] = line.split(': ')
    const read = cities.split(' ').filter((one) => one !== '')
    return {
      province,
      cities: read.map((one) => ({
        city: one.replace(/[*(].*/, ''),
        withoutDistricts: one.includes('*'),
        counties: (/\((.*)\)/.exec(one)?.[1] ?? '').split(',').filter((county) => county !== ''),
      })),
    }
  })
}
