/** Files between customers and staff: each way, for a customer on Telegram and one on the web, with what stays inside and what cannot go. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { until } from '../../e2e/support/until.ts'
import type { Group, Person } from '../../support/bot-api/people.ts'
import type { BotMessage } from '../../support/bot-api/types.ts'
import { type BotApi, startBotApi } from '../../support/bot-api.ts'
import { MP4, OGG, PLACE, PROGRAM, photo } from '../../support/sample-files.ts'
import { useBench } from '../bench.ts'
import { Browser } from '../web-desk.ts'
import { STAFF_CHAT_ID } from './desk.ts'
import { startStaffDesk } from './staff-desk.ts'

const bench = useBench()
let api: BotApi
let desk: Awaited<ReturnType<typeof startStaffDesk>>
let ana: Person
let yara: Person
let group: Group
beforeEach(async () => {
  api = await startBotApi()
  ana = api.user({ id: 7_001, firstName: 'Ana', languageCode: 'en' })
  yara = api.user({ id: 8_001, firstName: 'Yara' })
  group = api.group({ id: STAFF_CHAT_ID, members: [yara] })
  desk = await startStaffDesk(bench(), api)
})
afterEach(async () => {
  await desk.stop()
  await api.close()
  expect(api.violations).toEqual([])
})

interface Enclosed extends BotMessage {
  readonly file?: { readonly name: string; readonly bytes: string }
}
const bytesOf = (message: Enclosed): Buffer => Buffer.from(message.file?.bytes ?? '', 'base64')

/** The oldest message of the group or of a customer that fits, once it is there. */
async function message(chatId: number, fits: (message: Enclosed) => boolean): Promise<Enclosed> {
  let found: Enclosed | undefined
  await until('the message', () => {
    found = api.sentTo(chatId).find(fits)
    return found !== undefined
  })
  return found as Enclosed
}
const withWords = (words: string) => (one: Enclosed) => one.text.includes(words)
const withFile = (one: Enclosed) => one.file !== undefined
const asPhoto = (bytes: Uint8Array) => [{ ...api.file(bytes), width: 320, height: 240 }]

/** A customer on Telegram whom a person has: the card that staff answer. */
async function takenOver(): Promise<Enclosed> {
  ana.says('I want to talk to a person')
  const card = await message(group.id, withWords('Asks for a person'))
  yara.saysIn(group, 'Hello, this is Yara', { replyTo: card.message_id })
  await message(ana.id, withWords('Hello, this is Yara'))
  return card
}

describe('from a customer', () => {
  test('a photo reaches the group with its caption, without its place, and can be answered', async () => {
    await takenOver()
    ana.sends({ photo: asPhoto(await photo()), caption: 'the label' })
    const relayed = await message(group.id, withFile)
    expect(relayed.text).toMatch(/💬 Ana[\s\S]*\[photo/)
    expect(bytesOf(relayed).includes(PLACE)).toBe(false)
    expect(bytesOf(relayed).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
    await message(group.id, withWords('the label'))
    yara.saysIn(group, 'I can read it', { replyTo: relayed.message_id })
    await message(ana.id, withWords('I can read it'))
  })

  test('while a person is waited for, a photo reaches the group with its words, also where the bot answers them', async () => {
    ana.says('I want to talk to a person')
    await message(group.id, withWords('Asks for a person'))
    ana.sends({ photo: asPhoto(await photo()), caption: 'What are your hours?' })
    await message(group.id, withFile)
    await message(group.id, withWords('What are your hours?'))
    await message(ana.id, withWords('9:00-18:00'))
  })

  test('an album reaches it whole; a log under a name of its own', async () => {
    await takenOver()
    for (const bytes of [await photo('#112233'), MP4, OGG, Buffer.from('2026-03-10 started\n')]) {
      ana.sends({ document: api.file(bytes), media_group_id: 'a1' })
    }
    await until('four files', () => api.sentTo(group.id).filter(withFile).length === 4)
    const files = api.sentTo(group.id).filter(withFile) as Enclosed[]
    expect(files.map(({ file }) => file?.name.replace(/-.{6}\./, '.'))).toEqual([
      'photo.jpg',
      'video.mp4',
      'voice.ogg',
      'file.txt',
    ])
    expect(files.map(({ text }) => /📎 \d\/4/.exec(text)?.[0] ?? 'words')).toEqual([
      'words',
      '📎 2/4',
      '📎 3/4',
      '📎 4/4',
    ])
    expect(api.calls().filter(({ method }) => /^send(Photo|Video|Voice|Document)$/.test(method))).toHaveLength(4)
  })

  test('what was sent before a person came is shown on /files', async () => {
    ana.sends({ video: api.file(MP4) })
    await message(ana.id, withWords('your video is kept'))
    const card = await takenOver()
    yara.saysIn(group, '/files', { replyTo: card.message_id })
    const shown = await message(group.id, withFile)
    expect(bytesOf(shown).equals(MP4)).toBe(true)
    expect(shown.reply_to_message).toBeDefined()
  })

  test('on the web a photo reaches the group as well', async () => {
    const page = new Browser(desk.url)
    await page.say('I want to talk to a person')
    await message(group.id, withWords('Asks for a person'))
    await page.upload(await photo())
    expect((await message(group.id, withFile)).text).toContain('[photo')
  })

  test('a caption that is changed is told with what it said before', async () => {
    await takenOver()
    const sent = ana.sends({ photo: asPhoto(await photo()), caption: 'JX16000047' })
    await message(group.id, withFile)
    ana.edits(sent.message_id, { photo: asPhoto(await photo()), caption: 'JX1600004711' })
    expect((await message(group.id, withWords('✏️'))).text).toContain('JX16000047\n→ JX1600004711')
  })

  test('what Telegram refuses as a photo goes as a document', async () => {
    await takenOver()
    api.fault('sendPhoto', { kind: 'error', code: 400, description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' })
    ana.sends({ photo: asPhoto(await photo()) })
    await message(group.id, withFile)
    expect(api.calls('sendDocument')).toHaveLength(1)
  })
})

describe('from staff', () => {
  test.each<[string, () => Promise<object> | object, Buffer | null, string]>([
    ['a photo', async () => ({ photo: asPhoto(await photo()) }), null, 'photo-'],
    ['a document', () => ({ document: { ...api.file(PROGRAM), file_name: '升级包.zip' } }), PROGRAM, '升级包.zip'],
    ['a voice message', () => ({ voice: api.file(OGG) }), OGG, 'voice-'],
    ['a video', () => ({ video: api.file(MP4) }), MP4, 'video-'],
  ])('%s reaches a customer on Telegram, with its caption', async (_what, content, bytes, name) => {
    const card = await takenOver()
    yara.sendsIn(group, { ...(await content()), caption: 'please look' }, { replyTo: card.message_id })
    const sent = await message(ana.id, withFile)
    expect(sent.text).toBe('please look')
    expect(sent.file?.name.startsWith(name)).toBe(true)
    if (bytes === null) expect(bytesOf(sent).includes(PLACE)).toBe(false)
    else expect(bytesOf(sent).equals(bytes)).toBe(true)
  })

  test('a document reaches a customer on the web: shown, and theirs alone to fetch', async () => {
    const page = new Browser(desk.url)
    await page.say('I want to talk to a person')
    const card = await message(group.id, withWords('Asks for a person'))
    const document = { ...api.file(PROGRAM), file_name: 'tool.zip' }
    yara.sendsIn(group, { document, caption: 'the tool' }, { replyTo: card.message_id })
    const entries = await page.shown((all) =>
      all.some(({ shown }) => shown.from === 'staff' && shown.file !== undefined),
    )
    const { shown } = entries.at(-1) ?? { shown: null }
    expect(shown).toMatchObject({ text: 'the tool', file: { kind: 'file', size: PROGRAM.length, name: 'tool.zip' } })
    const served = await page.get(`/chat/api/files/${shown?.file?.id}`)
    expect(Buffer.from(await served.arrayBuffer()).equals(PROGRAM)).toBe(true)
    expect(served.headers.get('content-type')).toBe('application/octet-stream')
    expect((await new Browser(desk.url).get(`/chat/api/files/${shown?.file?.id}`)).status).toBe(404)
  })

  test.each(['// only for us', 'Note： not for them', '备注：内部看', '/note this'])(
    'with the caption %s it stays inside',
    async (caption) => {
      const card = await takenOver()
      yara.sendsIn(group, { document: api.file(MP4), caption }, { replyTo: card.message_id })
      yara.saysIn(group, 'and now for you', { replyTo: card.message_id })
      await message(ana.id, withWords('and now for you'))
      expect(api.sentTo(ana.id).filter(withFile)).toEqual([])
      expect(api.calls('getFile')).toEqual([])
    },
  )

  test('a note under one picture of an album keeps all of it inside; without one all of it goes', async () => {
    const card = await takenOver()
    const album = async (id: string, captions: readonly (string | null)[]) => {
      for (const [n, caption] of captions.entries()) {
        const content = { photo: asPhoto(await photo(`#00${n}${id}00`)), media_group_id: id }
        yara.sendsIn(group, caption === null ? content : { ...content, caption }, { replyTo: card.message_id })
      }
    }
    await album('7', [null, '// not for the customer', null])
    yara.saysIn(group, 'in between', { replyTo: card.message_id })
    await album('8', ['three for you', null, null])
    await until('three photos', () => api.sentTo(ana.id).filter(withFile).length === 3)
    const lines = api.sentTo(ana.id).slice(-4)
    expect(lines.map(({ text }) => text)).toEqual(['in between', 'three for you', '', ''])
    expect(api.calls('getFile')).toHaveLength(3)
  })

  test('too large, or gone: nothing reaches the customer, and staff are told', async () => {
    const card = await takenOver()
    const large = { ...api.file(MP4), file_size: 30 << 20 }
    yara.sendsIn(group, { video: large, caption: 'look' }, { replyTo: card.message_id })
    expect((await message(group.id, withWords('Not sent'))).text).toContain('too large')
    const gone = api.file(OGG)
    api.files.forget(gone.file_id)
    yara.sendsIn(group, { voice: gone }, { replyTo: card.message_id })
    await message(group.id, withWords('could not be fetched'))
    expect(api.sentTo(ana.id).some(withWords('look'))).toBe(false)
  })

  test('with a command as its caption nothing is done, and that is said', async () => {
    const card = await takenOver()
    yara.sendsIn(group, { document: api.file(MP4), caption: '/quote 120 USD' }, { replyTo: card.message_id })
    await message(group.id, withWords('a command takes no file'))
  })

  test('forwarded, or by a stranger to the list, it stays inside', async () => {
    const card = await takenOver()
    await bench().store.addStaff({ id: 'tg:1', name: 'Wang Example', role: 'staff' })
    yara.sendsIn(group, { document: api.file(MP4) }, { replyTo: card.message_id })
    await message(group.id, withWords('not on the staff list'))
    yara.sendsIn(group, { document: api.file(OGG), forward_origin: { type: 'user' } }, { replyTo: card.message_id })
    await message(group.id, withWords('forwarded'))
    expect(api.sentTo(ana.id).filter(withFile)).toEqual([])
  })

  test('words longer than a caption may be come before the file', async () => {
    const card = await takenOver()
    const caption = `${'算力板照片说明。'.repeat(200)}end`
    yara.sendsIn(group, { document: api.file(MP4), caption }, { replyTo: card.message_id })
    await message(ana.id, withFile)
    const [words, file] = api.sentTo(ana.id).slice(-2) as Enclosed[]
    expect(words?.text).toBe(caption)
    expect(file?.text).toBe('')
  })
})
