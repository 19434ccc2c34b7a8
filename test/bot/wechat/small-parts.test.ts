import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainReason } from '../../../src/bot/wechat/child/reason.ts'
import { puppetOptionsOf, SERVICE_PUPPET } from '../../../src/bot/wechat/gateway.ts'
import { conversationOf, letterId, type Place, placeOf } from '../../../src/bot/wechat/places.ts'
import { readQuote } from '../../../src/bot/wechat/quote.ts'
import { splitForWechat } from '../../../src/bot/wechat/split.ts'
import { afterSign, type Sign, type Standing } from '../../../src/bot/wechat/status.ts'
import { HOUR } from '../../../src/domain/values.ts'
import type { ConversationId } from '../../../src/ports.ts'
import { costOf } from '../../support/cost.ts'

describe('ids', () => {
  const id = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' })

  test('any place fits a conversation id and comes back', () => {
    fc.assert(
      fc.property(id, id, (contact, room) => {
        const places: Place[] = [
          { kind: 'direct', contact },
          { kind: 'staff', room },
          { kind: 'room', room, contact, name: '' },
        ]
        for (const place of places) {
          const conversation = conversationOf(place)
          expect(conversation).toMatch(/^[a-z]+(:[A-Za-z0-9_-]+)+$/)
          expect(placeOf(conversation)).toEqual(place)
        }
      }),
    )
  })

  test.each(['tg:42', 'wx:', 'wx:c2hvcA==', 'wx:c2hvcA:MQ:MQ', 'staff:wx:c2hvcA:MQ', 'staff:tg:-1', 'wx'])(
    '%s is no WeChat conversation',
    (conversation) => {
      expect(placeOf(conversation as ConversationId)).toBeNull()
    },
  )

  test('the same message id of two accounts are two letters', () => {
    expect(letterId('shop', '7')).toBe('wx:c2hvcA:7')
    expect(letterId('shop2', '7')).not.toBe(letterId('shop', '7'))
  })
})

describe('quotes', () => {
  test.each([
    ['「ShopBot：Which model?」\n- - - - - - - - - - - - - - -\nX16-Q', 'X16-Q', 'Which model?'],
    ['「王：第一行\n第二行」\n- - - - - -\n１', '１', '第一行\n第二行'],
    ['「ShopBot：a」\r\n- - - - - - \r\ntwo\nlines', 'two\nlines', 'a'],
    ['「ShopBot：他说「好」」\n- - - - - -\n2', '2', '他说「好」'],
  ])('%j says %j to %j', (text, own, quote) => {
    expect(readQuote(text)).toEqual({ text: own, quote })
  })

  test.each(['1', '', '「只是括号」', '- - - - - -\n1', 'x「a：b」\n- - - - - -\n1', '「a：b」\n- - - - - -\n  '])(
    '%j is no quote with an answer',
    (text) => {
      expect(readQuote(text)).toEqual({ text, quote: null })
    },
  )

  test('a hostile text costs no time', () => {
    const text = `「${'」\n'.repeat(20_000)}${'- '.repeat(20_000)}`
    expect(readQuote(text).text).toBe(text)
    expect(costOf(() => readQuote(text), 1)).toBeLessThan(1_000)
  })
})

describe('puppet settings', () => {
  const nothing = { puppet: SERVICE_PUPPET, token: null, endpoint: null, tls: null, service: {} }
  const right = { ...nothing, token: 'insecure_abc', endpoint: '127.0.0.1:8788' }

  test.each([
    [right, { token: 'insecure_abc', endpoint: '127.0.0.1:8788' }],
    [
      { ...right, endpoint: '[::1]:8788', tls: false },
      { token: 'insecure_abc', endpoint: '[::1]:8788', tls: { disable: true } },
    ],
    [
      { ...right, tls: true },
      { token: 'insecure_abc', endpoint: '127.0.0.1:8788', tls: { disable: false } },
    ],
    [
      { ...right, endpoint: null, service: { WECHATY_PUPPET_SERVICE_ENDPOINT: 'gateway.example:1' } },
      { token: 'insecure_abc', endpoint: 'gateway.example:1' },
    ],
    [{ ...nothing, puppet: 'wechaty-puppet-wechat4u' }, {}],
    [{ ...nothing, puppet: 'wechaty-puppet-padlocal', token: 'puppet-padlocal' }, { token: 'puppet-padlocal' }],
  ])('%j become options', (settings, options) => {
    expect(puppetOptionsOf(settings)).toEqual({ status: 'ok', options })
  })

  test.each([
    [nothing, 'WECHATY_TOKEN'],
    [{ ...right, token: 'abc' }, 'WECHATY_TOKEN'],
    [{ ...right, endpoint: null }, 'WECHATY_ENDPOINT'],
    [{ ...right, endpoint: 'gateway.example' }, 'WECHATY_ENDPOINT'],
    [{ ...right, endpoint: 'https://gateway.example:8788' }, 'WECHATY_ENDPOINT'],
    [{ ...right, endpoint: 'gateway.example:70000' }, 'WECHATY_ENDPOINT'],
  ])('%j name what to set', (settings, named) => {
    const checked = puppetOptionsOf(settings)
    expect(checked.status === 'wrong' && checked.reason).toContain(named)
  })
})

describe('state', () => {
  const AT = Date.parse('2026-03-10T14:32:00+08:00')
  const starting: Standing = { state: { status: 'starting' }, goneSince: null }
  const ready: Standing = { state: { status: 'ready', as: 'ShopBot' }, goneSince: null }
  const afterSigns = (standing: Standing, ...signs: Sign[]): Standing =>
    signs.reduce((before, sign, place) => afterSign(before, sign, AT + place * HOUR), standing)
  const told = ({ state }: Standing): string => (state.status === 'degraded' ? state.reason : state.status)

  test('a code to scan is no part of the state, which anybody may read', () => {
    const standing = afterSigns(starting, { kind: 'scan', code: 'https://login.weixin.qq.com/l/x' })
    expect(told(standing)).toContain('Waiting for a scan')
    expect(JSON.stringify(standing)).not.toContain('login.weixin')
  })

  test('passing trouble leaves a ready account ready, a process that ended does not', () => {
    expect(afterSigns(ready, { kind: 'trouble', reason: 'no payload' })).toBe(ready)
    expect(told(afterSigns(starting, { kind: 'trouble', reason: 'no such token' }))).toContain('no such token')
    expect(told(afterSigns(ready, { kind: 'ended' }))).toMatch(/^Disconnected since .*14:32 China time/)
  })

  test('since when it is disconnected stays through all that is tried, until a log-in', () => {
    const away: Sign = { kind: 'away', endpoint: '127.0.0.1:1' }
    const gone = afterSigns(ready, { kind: 'ended' }, away, { kind: 'answers' }, { kind: 'scan', code: 'x' })
    expect(told(gone)).toMatch(/^Disconnected since .*14:32 China time.*Waiting for a scan/)
    expect(afterSigns(gone, { kind: 'logged_in', as: 'ShopBot' })).toEqual(ready)
  })

  test('silence matters only while starting', () => {
    expect(afterSigns(ready, { kind: 'silent' })).toBe(ready)
    expect(told(afterSigns(starting, { kind: 'silent' }))).toContain('gives no sign')
    expect(afterSigns(starting, { kind: 'answers' })).toEqual(starting)
  })
})

describe('parts', () => {
  test('are no longer than a puppet carries, and lose nothing', () => {
    const text = `${'维修'.repeat(1_100)}👨‍👩‍👧${'flow 流程'.repeat(900)}`
    for (const part of splitForWechat(text, SERVICE_PUPPET)) expect(part.length).toBeLessThanOrEqual(2_000)
    const official = splitForWechat(text, 'wechaty-puppet-official-account')
    for (const part of official) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(2_048)
    expect(official.join('')).toBe(text)
  })
})

describe('why a puppet is in trouble', () => {
  test.each([
    ['14 UNAVAILABLE: Connection dropped', '14 UNAVAILABLE, Connection dropped'],
    ['connect ECONNREFUSED 127.0.0.1:8788', 'ECONNREFUSED'],
    ["Cannot find package 'wechaty-puppet-padlocal' imported from /x", "Cannot find package 'wechaty-puppet-padlocal'"],
    ['can not send <{"content":"Li Example 13800000000"}>', 'its puppet reports an error'],
    ['LI EXAMPLE: 13800000000 HELLO', 'its puppet reports an error'],
  ])('%s', (words, told) => {
    expect(plainReason(new Error(words))).toBe(told)
  })
})
