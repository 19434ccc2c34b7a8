/** The web chat's doors and limits by themselves: who is a stranger, which cookie counts, how much is too much. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMessage, readPosition } from '../../src/bot/web/doors.ts'
import { createLimiter, isLocal, networkOf } from '../../src/bot/web/limits.ts'
import { customerShown } from '../../src/bot/web/shown.ts'
import { cookieFor, drawConversation, isForeign, isWebConversation, secretOf } from '../../src/bot/web/visitor.ts'

const asked = (headers: Record<string, string>, host = '127.0.0.1:8080', protocol = 'http') => ({
  headers,
  host,
  protocol,
})

describe('a page of the desk', () => {
  it.each([
    ['of this host', { origin: 'http://127.0.0.1:8080' }, null],
    ['over TLS that a proxy took off', { origin: 'https://127.0.0.1:8080' }, null],
    ['of the public address', { origin: 'https://desk.example.com' }, 'https://desk.example.com/support'],
    ['without a browser', {}, null],
    ['of an older browser', { 'sec-fetch-site': 'same-origin' }, null],
  ])('%s may write', (_, headers, publicUrl) => {
    expect(isForeign(asked(headers as Record<string, string>), publicUrl)).toBe(false)
  })

  it.each([
    ['another port', { origin: 'http://127.0.0.1:9090' }],
    ['another host', { origin: 'https://127.0.0.1.evil.example' }],
    ['user data in front', { origin: 'http://127.0.0.1:8080@evil.example' }],
    ['no origin to name', { origin: 'null' }],
    ['nothing readable', { origin: '://' }],
    ['another site, said by the browser', { 'sec-fetch-site': 'same-site' }],
  ])('may not be one with %s', (_, headers) => {
    expect(isForeign(asked(headers as Record<string, string>), 'https://desk.example.com')).toBe(true)
  })
})

describe('the cookie', () => {
  const secret = 'a'.repeat(43)
  it('is found among others, and only whole', () => {
    const found = (cookie: string) => secretOf(asked({ cookie }))
    expect(found(`theme=dark; aftercare_chat=${secret}; x=y`)).toBe(secret)
    for (const cookie of [
      '',
      `xaftercare_chat=${secret}`,
      `aftercare_chat=${secret}b`,
      'aftercare_chat=a:b\n',
      `aftercare_chat="${secret}"`,
    ])
      expect(found(cookie), cookie).toBe(null)
  })

  it('is kept to TLS where the desk has it', () => {
    expect(cookieFor(secret, asked({}), null)).not.toContain('Secure')
    expect(cookieFor(secret, asked({}, 'desk.example.com', 'https'), null)).toContain('; Secure')
    expect(cookieFor(secret, asked({}), 'https://desk.example.com')).toContain('; Secure')
  })

  it('is never the conversation, whose id nobody can guess', () => {
    const drawn = new Set(Array.from({ length: 1_000 }, drawConversation))
    expect(drawn.size).toBe(1_000)
    for (const one of drawn) expect(isWebConversation(one)).toBe(true)
    expect(isWebConversation('web:short' as never)).toBe(false)
    expect(isWebConversation('tg:1000000000000000000000000' as never)).toBe(false)
  })
})

describe('a limiter', () => {
  it('allows the burst, then one for each interval, and says how long to wait', () => {
    let now = 0
    const take = createLimiter({ burst: 3, everyMs: 100 }, () => now)
    expect([take('a'), take('a'), take('a')]).toEqual([0, 0, 0])
    expect(take('a')).toBe(100)
    expect(take('b')).toBe(0)
    now = 99
    expect(take('a')).toBe(1)
    now = 100
    expect([take('a'), take('a')]).toEqual([0, 100])
    now = 1_000
    expect([take('a'), take('a'), take('a'), take('a')]).toEqual([0, 0, 0, 100])
  })

  it('remembers a bounded number of keys', () => {
    const take = createLimiter({ burst: 1, everyMs: 1_000 }, () => 0, 2)
    expect([take('a'), take('b'), take('c')]).toEqual([0, 0, 0])
    expect([take('c'), take('a')]).toEqual([1_000, 0])
  })

  it('counts a customer with a whole IPv6 network as one', () => {
    expect(networkOf('2001:db8::1')).toBe(networkOf('2001:DB8:0:0:1:2:3:4'))
    expect(networkOf('2001:db8::1')).not.toBe(networkOf('2001:db8:1::1'))
    expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7')
    expect(['127.0.0.1', '::1', '::ffff:127.0.0.1', '203.0.113.7'].map(isLocal)).toEqual([true, true, true, false])
  })
})

describe('a message', () => {
  it('of any JSON at all is read or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        expect(readMessage(body)).toBe(null)
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const read = readMessage({ id: 'client-id-1', text })
        expect(read?.text ?? '').not.toMatch(/\p{Surrogate}/u)
        expect(read?.text ?? '').not.toMatch(/(?![\n\t])\p{Control}/u)
      }),
    )
  })

  it('is shown whole up to a length, and never cut inside a character', () => {
    expect(customerShown('k', 'short')).toEqual({ from: 'customer', key: 'k', text: 'short', cut: false })
    const shown = customerShown('k', '👩‍🔧'.repeat(2_000))
    expect(shown).toMatchObject({ cut: true })
    expect(shown.text.length).toBeLessThanOrEqual(4_000)
    expect(shown.text.replaceAll('👩‍🔧', '')).toBe('')
  })
})

it('a position is an id, or the beginning', () => {
  expect(readPosition('7', '12')).toBe(12)
  expect(readPosition(undefined, '-1', 'NaN', ['3'], '9'.repeat(40), '__proto__')).toBe(0)
})
