/** Photos and documents out: they arrive byte for byte, under their name, with caption and reply. */
import { afterEach, expect, test } from 'vitest'
import type { Upload } from '../../../src/bot/telegram/upload.ts'
import type { ConversationId } from '../../../src/ports.ts'
import { bench, cleanUp, Mailbox, open, STAFF_CHAT_ID } from './desk.ts'

afterEach(cleanUp)

const ADA = { id: 5_001_002, firstName: 'Ada' }
const TO_ADA = 'tg:5001002' as ConversationId
const never = new AbortController().signal
const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, n) => n % 256))
const file = (more: Partial<Upload> = {}): Upload => ({
  kind: 'document',
  bytes,
  name: '维修单 (1).pdf',
  caption: '',
  replyTo: null,
  ...more,
})

test.each(['photo', 'document'] as const)('a %s arrives whole, as an answer', async (kind) => {
  const api = await bench()
  const asked = api.user(ADA).says('the label?')
  const { upload } = open(api, new Mailbox())
  const caption = 'Here it is <b>plain</b>'
  const sent = await upload(TO_ADA, file({ kind, caption, replyTo: String(asked.message_id) }), never)
  const [message] = api.sentTo(ADA.id)
  expect(sent).toEqual({ status: 'sent', ref: String(message?.message_id) })
  expect(message).toMatchObject({ text: caption, reply_to_message: { message_id: asked.message_id } })
  const { file: arrived } = message as unknown as { file: { name: string; bytes: string } }
  expect(Buffer.from(arrived.bytes, 'base64').equals(bytes)).toBe(true)
  expect(arrived.name).toBe('维修单 (1).pdf')
  expect(api.violations).toEqual([])
})

test('a name cannot write headers', async () => {
  const api = await bench()
  api.user(ADA)
  const { upload } = open(api, new Mailbox())
  await upload(TO_ADA, file({ name: 'a"; name="chat_id"\r\nx: "y.pdf' }), never)
  const [message] = api.sentTo(ADA.id) as unknown as { file: { name: string } }[]
  expect(message?.file.name).toBe('a_; name=_chat_id_x: _y.pdf')
  expect(api.violations).toEqual([])
})

test('an answer to a message that is gone arrives without it', async () => {
  const api = await bench()
  api.user(ADA)
  const { upload } = open(api, new Mailbox())
  expect(await upload(TO_ADA, file({ replyTo: '999' }), never)).toMatchObject({ status: 'sent' })
})

test.each([
  ['an empty file', file({ bytes: Buffer.alloc(0) })],
  ['a photo of 11 MB', file({ kind: 'photo', bytes: Buffer.alloc(11 * 1024 * 1024) })],
  ['a caption of 1,025 characters', file({ caption: 'x'.repeat(1_025) })],
])('%s is refused here', async (_what, upload) => {
  const api = await bench()
  api.user(ADA)
  const desk = open(api, new Mailbox())
  expect(await desk.upload(TO_ADA, upload, never)).toMatchObject({ status: 'refused' })
  expect(api.calls('sendDocument').concat(api.calls('sendPhoto'))).toEqual([])
})

test('how it ends is told as with a line', async () => {
  const api = await bench()
  const customer = api.user(ADA)
  const { upload } = open(api, new Mailbox())
  api.fault('sendDocument', { kind: 'throttle', retryAfterS: 3 })
  expect(await upload(TO_ADA, file(), never)).toEqual({ status: 'later', afterMs: 3_000 })
  customer.blocksBot()
  expect(await upload(TO_ADA, file({ kind: 'photo' }), never)).toMatchObject({ status: 'unreachable' })
  expect(await upload(`staff:tg:${STAFF_CHAT_ID - 1}` as ConversationId, file(), never)).toMatchObject({
    status: 'refused',
  })
})
