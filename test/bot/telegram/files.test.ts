/** What customers send beside words: fetched, kept and told of in its place among the words, through everything that may go wrong on the way. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Customer, Shown } from '../../channels/stage.ts'
import { openTelegram, type TelegramStage } from '../../channels/telegram.ts'
import { until } from '../../e2e/support/until.ts'
import type { Person } from '../../support/bot-api/people.ts'
import type { Fault } from '../../support/bot-api/types.ts'
import { TEST_TOKEN } from '../../support/bot-api.ts'
import { statusPage } from '../../support/pastes.ts'
import { HEIC, MP4, OGG, PLACE, PROGRAM, photo } from '../../support/sample-files.ts'
import { useBench } from '../bench.ts'

const bench = useBench()
let stage: TelegramStage
let ana: Customer
let person: Person
beforeEach(async () => {
  stage = await openTelegram(bench(), 'polling')
  ana = stage.customer('en')
  person = stage.person(ana)
})
afterEach(() => stage.close())

interface Kept {
  readonly who: string
  readonly text: string
  readonly files?: readonly { readonly id: string; readonly kind: string }[]
}
const transcript = async () =>
  (await bench().store.transcript(await ana.conversation())).map((line) => JSON.parse(line) as Kept)
const heard = async () => (await transcript()).filter(({ who }) => who === 'customer')
const filesOf = async () => (await heard()).flatMap(({ files = [] }) => files)

async function bytesOf(id: string): Promise<Buffer> {
  const opened = await stage.files.openFile(await ana.conversation(), id, 'whole')
  if (opened === null) throw new Error('it is not kept')
  const chunks: Buffer[] = []
  for await (const chunk of opened.stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

async function answers(count: number): Promise<readonly Shown[]> {
  let lines: readonly Shown[] = []
  await until(`answer ${count}`, async () => {
    lines = await ana.lines()
    return lines.length >= count
  })
  return lines
}
const answer = async (count: number) => (await answers(count)).at(-1)?.text ?? ''
const asPhoto = (bytes: Uint8Array) => [{ ...stage.api.file(bytes), width: 320, height: 240 }]

describe('of each kind', () => {
  test.each<[string, (bytes: Uint8Array) => object, () => Promise<Buffer> | Buffer, string]>([
    ['a photo', (bytes) => ({ photo: asPhoto(bytes) }), () => photo(), 'photo'],
    ['a photo as a document', (bytes) => ({ document: stage.api.file(bytes) }), () => photo(), 'photo'],
    ['a video', (bytes) => ({ video: stage.api.file(bytes) }), () => MP4, 'video'],
    ['a round video', (bytes) => ({ video_note: stage.api.file(bytes) }), () => MP4, 'video'],
    ['an animation', (bytes) => ({ animation: stage.api.file(bytes), document: {} }), () => MP4, 'video'],
    ['a voice message', (bytes) => ({ voice: stage.api.file(bytes) }), () => OGG, 'voice'],
    ['a log', (bytes) => ({ document: stage.api.file(bytes) }), () => Buffer.from('started\n'), 'file'],
  ])('%s is kept and thanked for', async (_what, content, sample, kind) => {
    const bytes = await sample()
    person.sends(content(bytes))
    expect(await answer(1)).toMatch(kind === 'voice' ? /recording.*please type/ : `your ${kind} is kept`)
    const [file] = await filesOf()
    expect(file).toMatchObject({ kind })
    const kept = await bytesOf(file?.id ?? '')
    if (kind === 'photo') expect(kept.includes(PLACE)).toBe(false)
    else expect(kept.equals(bytes)).toBe(true)
  })

  test('a status as a file is read as if it had been pasted', async () => {
    await ana.say('my X16-Q shows zero hashrate')
    await answers(1)
    const status = Buffer.from(statusPage({ average: 0, chips: [1, 0, 1], uptime: 900 }))
    person.sends({ document: stage.api.file(status) })
    expect(await answer(2)).toMatch(/board/i)
  })

  test('a caption is heard, also as the answer to the open question', async () => {
    await ana.say('my X16-Q shows zero hashrate')
    expect((await answers(1)).at(-1)?.question).toBe('danger')
    person.sends({ photo: asPhoto(await photo()), caption: 'no' })
    const line = (await answers(2)).at(-1)
    expect(line?.text).toContain('kept')
    expect(line?.question).toBe('serial')
  })
})

test('a caption that is added or changed later answers the question that it stood at', async () => {
  await ana.say('my X16-Q shows zero hashrate')
  await answers(1)
  const handle = asPhoto(await photo())
  const sent = person.sends({ photo: handle })
  await answers(2)
  person.edits(sent.message_id, { photo: handle, caption: 'no' })
  expect((await answers(3)).at(-1)?.question).toBe('serial')
  person.edits(sent.message_id, { photo: handle, caption: 'no' })
  await ana.say('JX0000000012')
  expect((await answers(4)).at(-1)?.question).toBe('since')
})

test('a photo that is replaced by another one is one more; nothing changes where it is the same', async () => {
  const first = asPhoto(await photo('#aa0000'))
  const sent = person.sends({ photo: first })
  await answers(1)
  person.edits(sent.message_id, { photo: first })
  person.edits(sent.message_id, { photo: asPhoto(await photo('#0000aa')), caption: 'my X16-Q shows zero hashrate' })
  const line = (await answers(2)).at(-1)
  expect(line?.text).toContain('2 photos')
  expect(line?.question).toBe('danger')
  expect(new Set((await filesOf()).map(({ id }) => id)).size).toBe(2)
  expect((await heard()).map(({ text }) => text)).toEqual(['[photo]', '[photo]\nmy X16-Q shows zero hashrate'])
})

describe('an album', () => {
  test('of ten is one message with one answer', async () => {
    const photos = await Promise.all(Array.from({ length: 10 }, (_, n) => photo(`#0000${10 + n}`)))
    for (const [n, bytes] of photos.entries()) {
      const caption = n === 0 ? { caption: 'my X16-Q shows zero hashrate' } : {}
      person.sends({ photo: asPhoto(bytes), media_group_id: 'a1', ...caption })
    }
    expect(await answer(1)).toContain('10 photos')
    expect(await filesOf()).toHaveLength(10)
    await sleep(200)
    expect(await ana.lines()).toHaveLength(1)
  })

  test('with something in it that cannot be kept: the rest is, and both are said', async () => {
    for (const bytes of [await photo(), PROGRAM, MP4, PROGRAM]) {
      person.sends({ document: stage.api.file(bytes), media_group_id: 'a1' })
    }
    expect(await answer(1)).toMatch(/1 photo and 1 video[\s\S]*can’t take files of this kind/)
    expect((await filesOf()).map(({ kind }) => kind)).toEqual(['photo', 'video'])
  })
})

test('keeps its place among the words', async () => {
  stage.api.fault('download', { kind: 'error', code: 500 }, 2)
  await ana.say('my X16-Q shows zero hashrate')
  person.sends({ photo: asPhoto(await photo()) })
  await ana.say('no')
  await until('three heard', async () => (await heard()).length === 3)
  expect((await heard()).map(({ text }) => text)).toEqual(['my X16-Q shows zero hashrate', '[photo]', 'no'])
})

test('sent a second time it is fetched and stored once', async () => {
  const content = { document: stage.api.file(Buffer.from('2026-03-10 09:40:09 Error, fan lost\n')) }
  person.sends(content)
  await answers(1)
  person.sends(content)
  await answers(2)
  expect(stage.api.calls('getFile')).toHaveLength(1)
  expect(new Set((await filesOf()).map(({ id }) => id)).size).toBe(1)
  expect((await heard()).map(({ text }) => text.includes('fan lost'))).toEqual([true, true])
})

describe('what cannot be kept is said, and the talk goes on', () => {
  test.each<[string, () => object, RegExp]>([
    ['a program that calls itself a photo', () => ({ photo: asPhoto(PROGRAM) }), /files of this kind/],
    ['a HEIC photo', () => ({ document: stage.api.file(HEIC) }), /HEIC/],
    ['half a photo', () => ({ photo: asPhoto(Buffer.from('\xff\xd8\xff\xe0 and no more', 'latin1')) }), /damaged/],
    ['an empty file', () => ({ document: stage.api.file(Buffer.alloc(0)) }), /empty/],
    ['a file said to have 21 MB', () => ({ video: { ...stage.api.file(MP4), file_size: 21 << 20 } }), /too large/],
    ['a file that has 21 MB', () => large(), /too large/],
    ['a file that Telegram has no more', () => goneFile(), /did not reach me/],
  ])('%s', async (_what, content, says) => {
    person.sends(content())
    expect(await answer(1)).toMatch(says)
    expect(await filesOf()).toEqual([])
    await ana.say('my X16-Q shows zero hashrate')
    expect((await answers(2)).at(-1)?.question).toBe('danger')
  })

  const large = () => {
    const { file_size: _, ...rest } = stage.api.file(Buffer.alloc(21 << 20, 'log '))
    return { document: rest }
  }
  const goneFile = () => {
    const handle = stage.api.file(MP4)
    stage.api.files.forget(handle.file_id)
    return { video: handle }
  }
})

describe('on the way', () => {
  test.each<[string, 'getFile' | 'download', Fault]>([
    ['500 to getFile', 'getFile', { kind: 'error', code: 500 }],
    ['429 to getFile', 'getFile', { kind: 'throttle', retryAfterS: 1 }],
    ['a cut connection at getFile', 'getFile', { kind: 'cut before' }],
    ['a file that is unavailable for a while', 'getFile', UNAVAILABLE()],
    ['429 to the download', 'download', { kind: 'throttle', retryAfterS: 1 }],
    ['500 to the download', 'download', { kind: 'error', code: 502 }],
    ['a cut connection', 'download', { kind: 'cut before' }],
    ['half a file', 'download', { kind: 'cut after' }],
    ['nothing for a while', 'download', { kind: 'hang' }],
  ])('%s: it is fetched all the same', async (_what, method, fault) => {
    stage.api.fault(method, fault)
    person.sends({ video: stage.api.file(MP4) })
    expect(await answer(1)).toContain('your video is kept')
    const [file] = await filesOf()
    expect((await bytesOf(file?.id ?? '')).equals(MP4)).toBe(true)
  })

  test('the desk ends in the middle of a download: the next one fetches it, in its place', async () => {
    stage.api.fault('download', { kind: 'hang' })
    person.sends({ video: stage.api.file(MP4) })
    await until('the download', () => stage.api.calls('getFile').length === 1)
    await ana.say('my X16-Q shows zero hashrate')
    await stage.restart()
    await until('both heard', async () => (await heard()).length === 2)
    expect((await heard()).map(({ text }) => text)).toEqual(['[video]', 'my X16-Q shows zero hashrate'])
    expect(await filesOf()).toHaveLength(1)
  })

  test('others are served while a download hangs', async () => {
    stage.api.fault('download', { kind: 'hang' }, 3)
    person.sends({ video: stage.api.file(MP4) })
    await until('the download', () => stage.api.calls('getFile').length === 1)
    const li = stage.customer('zh')
    await li.say('我的X16-Q从昨天晚上开始没有算力了')
    await until('an answer', async () => (await li.lines()).length === 1)
    expect(await ana.lines()).toEqual([])
  })

  test('what stands in no log: the token, the address of a file', async () => {
    for (const fault of [{ kind: 'error', code: 500 }, { kind: 'cut before' }, { kind: 'cut after' }] as const) {
      stage.api.fault('download', fault)
    }
    person.sends({ video: stage.api.file(MP4), caption: 'canaryword' })
    await answers(1)
    const logged = bench().logged.join('')
    for (const secret of [TEST_TOKEN, 'file/bot', 'documents/file_', 'canaryword']) expect(logged).not.toContain(secret)
  })
})

function UNAVAILABLE(): Fault {
  return { kind: 'error', code: 400, description: 'Bad Request: wrong file_id or the file is temporarily unavailable' }
}
