import { expect, test } from 'vitest'
import { Message } from 'wechaty-puppet/types'
import { toInbound } from '../../../src/bot/wechat/inbound.ts'

test.each([
  [Message.Image, 'photo'],
  [Message.Video, 'video'],
  [Message.Audio, 'voice'],
  [Message.Attachment, 'file'],
  [Message.Emoticon, 'sticker'],
  [Message.Location, 'location'],
  [Message.Contact, 'contact'],
  [Message.RedEnvelope, 'other'],
  [Message.Transfer, 'other'],
  [Message.Url, 'other'],
  [Message.MiniProgram, 'other'],
  [Message.ChatHistory, 'other'],
  [Message.Unknown, 'other'],
])('type %i is told as %s', (type, what) => {
  expect(toInbound(type, '<xml/>', '小王')).toEqual({ kind: 'unreadable', what, name: '小王' })
})

test('a text is said as it stands, a quote excepted, and a name that is not known is left out', () => {
  expect(toInbound(Message.Text, ' X16-Q ', '')).toEqual({ kind: 'said', text: ' X16-Q ' })
  expect(toInbound(Message.Text, '「a：b」\n- - - - - -\n1', '小王')).toEqual({ kind: 'said', text: '1', name: '小王' })
})
