import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChannelState } from '../../../src/bot/channel.ts'
import { puppetOptionsOf, SERVICE_PUPPET } from '../../../src/bot/wechat/gateway.ts'
import { contactOf, conversationOf, letterId } from '../../../src/bot/wechat/ids.ts'
import { stripQuote } from '../../../src/bot/wechat/quote.ts'
import { afterSign } from '../../../src/bot/wechat/status.ts'
import type { ConversationId } from '../../../src/ports.ts'
import { costOf } from '../../support/cost.ts'

describe('ids', () => {
  test('any contact id fits a conversation id and comes back', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (contactId) => {
        const conversation = conversationOf(contactId)
        expect(conversation).toMatch(/^[a-z]+(:[A-Za-z0-9_-]+)+$/)
        expect(contactOf(conversation)).toBe(contactId)
      }),
    )
  })

  test.each(['tg:42', 'wx:', 'wx:c2hvcA==', 'wx:c2hvcA:1', 'staff:wx:c2hvcA', 'wx'])(
    '%s is no WeChat conversation',
    (id) => {
      expect(contactOf(id as ConversationId)).toBeNull()
    },
  )

  test('the same message id of two accounts are two letters', () => {
    expect(letterId('shop', '7')).toBe('wx:c2hvcA:7')
    expect(letterId('shop2', '7')).not.toBe(letterId('shop', '7'))
  })
})

describe('quotes', () => {
  test.each([
    ['「ShopBot：Which model?」\n- - - - - - - - - - - - - - -\nX16-Q', 'X16-Q'],
    ['「王：第一行\n第二行」\n- - - - - -\n１', '１'],
    ['「ShopBot：a」\r\n- - - - - - \r\ntwo\nlines', 'two\nlines'],
    ['「ShopBot：他说「好」」\n- - - - - -\n2', '2'],
  ])('%j is answered by %j', (text, own) => {
    expect(stripQuote(text)).toBe(own)
  })

  test.each(['1', '', '「只是括号」', '- - - - - -\n1', 'x「a：b」\n- - - - - -\n1', '「a：b」\n- - - - - -\n  '])(
    '%j is no quote with an answer',
    (text) => {
      expect(stripQuote(text)).toBe(text)
    },
  )

  test('a hostile text costs no time', () => {
    const text = `「${'」\n'.repeat(20_000)}${'- '.repeat(20_000)}`
    expect(stripQuote(text)).toBe(text)
    expect(costOf(() => stripQuote(text), 1)).toBeLessThan(1_000)
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
  const starting: ChannelState = { status: 'starting' }
  const ready: ChannelState = { status: 'ready', as: 'ShopBot' }

  test('a code to scan is shown', () => {
    const state = afterSign(starting, { kind: 'scan', code: 'https://login.weixin.qq.com/l/x' })
    expect(state.status === 'degraded' && state.reason).toContain('https://login.weixin.qq.com/l/x')
  })

  test('passing trouble leaves a ready account ready, a lost gateway does not', () => {
    expect(afterSign(ready, { kind: 'trouble', reason: 'no payload' })).toBe(ready)
    expect(afterSign(ready, { kind: 'trouble', reason: '14 UNAVAILABLE: Connection dropped' }).status).toBe('degraded')
    expect(afterSign(starting, { kind: 'trouble', reason: 'no such token' }).status).toBe('degraded')
  })

  test('silence matters only while starting', () => {
    expect(afterSign(ready, { kind: 'silent' })).toBe(ready)
    expect(afterSign(starting, { kind: 'silent' }).status).toBe('degraded')
  })

  test('a gateway that is back starts over, a log-in is ready', () => {
    const away = afterSign(starting, { kind: 'away', endpoint: '127.0.0.1:1' })
    expect(away.status).toBe('degraded')
    expect(afterSign(away, { kind: 'answers' })).toEqual(starting)
    expect(afterSign(away, { kind: 'logged_in', as: 'ShopBot' })).toEqual(ready)
  })
})
