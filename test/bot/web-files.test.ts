/** Photos and files over HTTP on a real Redis and disk: what is taken and how it comes out again, and what is refused with one line. */
import { readdirSync } from 'node:fs'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { statusPage } from '../support/pastes.ts'
import { useBench } from './bench.ts'
import { Browser, freshId, isAnswered, type ShownEntry, startWebDesk, texts, type WebDesk } from './web-desk.ts'

const bench = useBench()
let desk: WebDesk
let customer: Browser
beforeEach(async () => {
  desk = await startWebDesk(bench())
  customer = new Browser(desk.url)
})
afterEach(() => desk.stop())

const PLACE = 'N 30 deg 12 example'
const photo = (format: 'jpeg' | 'png' | 'webp' = 'jpeg', width = 1_600, height = 1_200) =>
  sharp({ create: { width, height, channels: 3, background: '#2f6f5f' } })
    .withExifMerge({ IFD0: { Copyright: PLACE }, IFD3: { GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation: 6 })
    .toFormat(format)
    .toBuffer()
const failure = async (response: Response) => ({ status: response.status, ...((await response.json()) as object) })
const files = (entries: readonly ShownEntry[]) => entries.flatMap(({ shown }) => shown.file ?? [])
const upload = async (bytes: Uint8Array, name = 'photo.jpg') => {
  expect((await customer.upload(bytes, { name })).status).toBe(202)
  return await customer.shown(isAnswered)
}

describe('a photo', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('as %s begins a talk, is shown, and is answered', async (format) => {
    const entries = await upload(await photo(format, 400, 300), 'C:\\Users\\Li Example\\label\u202e.jpg')
    expect(entries[0]?.shown).toMatchObject({ from: 'customer', text: 'label.jpg', file: { kind: 'photo' } })
    expect(texts(entries).at(-1)).toContain('photo')
    expect(entries.at(-1)?.shown.question?.offers.length).toBeGreaterThan(1)
  })

  it('comes out drawn anew, upright, without a word of where it was taken', async () => {
    const original = await photo()
    expect(original.includes(PLACE)).toBe(true)
    const [file] = files(await upload(original))
    const whole = await customer.get(`/chat/api/files/${file?.id}`)
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': expect.stringMatching(/^attachment; filename="photo-[\w-]{6}\.jpg"$/),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    })
    const bytes = Buffer.from(await whole.arrayBuffer())
    expect(bytes.includes(PLACE)).toBe(false)
    const { exif, width, height } = await sharp(bytes).metadata()
    expect({ exif, width, height }).toEqual({ exif: undefined, width: 1_200, height: 1_600 })

    const preview = await customer.get(`/chat/api/files/${file?.id}/preview`)
    expect(preview.headers.get('content-type')).toBe('image/webp')
    expect(preview.headers.get('content-disposition')).toBe('inline')
    const small = await sharp(Buffer.from(await preview.arrayBuffer())).metadata()
    expect(file?.preview).toEqual({ width: small.width, height: small.height })
    expect(small.height).toBe(1_280)
  })

  it('is nobody else’s', async () => {
    const [file] = files(await upload(await photo()))
    const other = new Browser(desk.url)
    await other.say('hello')
    for (const path of [`/chat/api/files/${file?.id}`, `/chat/api/files/${file?.id}/preview`]) {
      for (const stranger of [other, new Browser(desk.url)]) expect((await stranger.get(path)).status).toBe(404)
      expect((await customer.get(path)).status).toBe(200)
    }
    expect((await customer.get('/chat/api/files/..%2f..%2fguard.lock')).status).toBe(404)
  })

  it('is taken once, however often it is sent', async () => {
    const [bytes, id] = [await photo(), freshId()]
    for (let i = 0; i < 3; i += 1) expect((await customer.upload(bytes, { id })).status).toBe(202)
    expect(files(await customer.shown(isAnswered))).toHaveLength(1)
    const [room = ''] = readdirSync(desk.folder)
    expect(readdirSync(`${desk.folder}/${room}`)).toHaveLength(2)
  })
})

it('a log as a file is read as if it had been pasted', async () => {
  await customer.say('my X16-Q shows zero hashrate')
  await customer.shown(isAnswered)
  await customer.upload(Buffer.from(`\ufeff${statusPage({ average: 0, chips: [1, 0, 1], uptime: 900 })}`), {
    name: 'status.json',
  })
  const entries = await customer.shown((all) => all.length > 3 && isAnswered(all))
  expect(files(entries)).toMatchObject([{ kind: 'file', preview: null }])
  expect(texts(entries).at(-1)).toMatch(/board/i)
  const served = await customer.get(`/chat/api/files/${files(entries)[0]?.id}`)
  expect(served.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(served.headers.get('content-disposition')).toMatch(/^attachment; .*\.txt"$/)
})

it('a log of 20 MB is taken; a byte more is refused', async () => {
  const log = Buffer.alloc(20 * 1024 * 1024, '2026-03-10 09:40:09 Error, fan lost\n')
  expect((await customer.upload(log, { name: 'whole.log' })).status).toBe(202)
  expect(texts(await customer.shown(isAnswered)).at(-1)).toContain('fan')
  const more = await customer.upload(Buffer.concat([log, Buffer.from('x')]))
  expect(await failure(more)).toMatchObject({ status: 413, code: 'file_too_large' })
})

describe('what is refused, with one line and nothing kept', () => {
  const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')
  const cases: readonly (readonly [string, () => Promise<Uint8Array> | Uint8Array, number, string])[] = [
    ['nothing', () => new Uint8Array(), 400, 'empty_file'],
    [
      'a program that calls itself a photo',
      () => Buffer.from('MZ\x90\0\x03\0\0\0\x04\0', 'latin1'),
      415,
      'unknown_file',
    ],
    ['an archive', () => Buffer.from('PK\x03\x04\x14\0\0\0\x08\0', 'latin1'), 415, 'unknown_file'],
    ['a HEIC photo', () => heic, 415, 'heic_file'],
    ['half a photo', async () => (await photo()).subarray(0, 900), 422, 'broken_file'],
    [
      'a photo of more than 10 MB',
      async () => Buffer.concat([await photo(), Buffer.alloc(10 * 1024 * 1024)]),
      413,
      'file_too_large',
    ],
  ]
  it.each(cases)('%s', async (_, bytes, status, code) => {
    const response = await customer.upload(await bytes())
    expect(await failure(response)).toEqual({ status, code, error: expect.stringMatching(/^[^\n]+$/) })
    expect(await customer.shown(() => true)).toEqual([])
    expect(readdirSync(desk.folder)).toEqual([])
  })

  it('a bomb: a small file of very many pixels, at once', async () => {
    const bomb = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: 'white' } })
      .png({ compressionLevel: 1, palette: false })
      .toBuffer()
    const before = performance.now()
    expect(await failure(await customer.upload(bomb))).toMatchObject({ status: 422, code: 'broken_file' })
    expect(performance.now() - before).toBeLessThan(1_000)
  })

  it('SVG and HTML are text and never more', async () => {
    const page = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    const [file] = files(await upload(page, 'drawing.svg'))
    const served = await customer.get(`/chat/api/files/${file?.id}`)
    expect(served.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect((await customer.get(`/chat/api/files/${file?.id}/preview`)).status).toBe(404)
  })

  it('other types of body, missing ids, another site', async () => {
    const post = (query: string, type: string, origin = desk.url) =>
      fetch(`${desk.url}/chat/api/files?${query}`, {
        method: 'POST',
        headers: { 'content-type': type, origin },
        body: 'x',
      })
    const bytes = 'application/octet-stream'
    expect((await post('id=client-id-1', 'multipart/form-data; boundary=x')).status).toBe(415)
    expect((await post('id=client-id-1', 'application/json')).status).toBe(400)
    expect((await post('id=a:b', bytes)).status).toBe(400)
    expect((await post('id=client-id-1&staff=1', bytes)).status).toBe(400)
    expect((await post('id=client-id-1', bytes, 'https://evil.example')).status).toBe(403)
  })
})

it('a flood of files meets a limit that says when to go on', async () => {
  const bytes = await photo('png', 20, 20)
  const answers: Response[] = []
  for (let i = 0; i < 14; i += 1) answers.push(await customer.upload(bytes))
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThan(0)
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await failure(refused[0] as Response)).toMatchObject({ code: 'too_many_files' })
})

it('/forget takes them away at once, and a sweep from the disk', async () => {
  const [file] = files(await upload(await photo()))
  await customer.say('/forget')
  const asked = (await customer.shown((all) => all.length > 3 && isAnswered(all))).at(-1)?.shown.question
  await customer.post('choice', { id: freshId(), question: asked?.id, offer: asked?.offers[0]?.id })
  await expect.poll(async () => (await customer.get(`/chat/api/files/${file?.id}`)).status).toBe(404)
  expect(readdirSync(desk.folder)).toHaveLength(1)
  expect(await desk.files.sweepFiles()).toBe(1)
  expect(readdirSync(desk.folder)).toEqual([])
  expect(await desk.files.sweepFiles()).toBe(0)
})
