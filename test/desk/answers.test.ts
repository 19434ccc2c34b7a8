/** What goes to a customer beside typed words: files that are told by their bytes, words that lie ready, and a colleague who takes the talk. */
import { request } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ConversationId } from '../../src/ports.ts'
import { STAFF_ROOM, useBench } from '../bot/bench.ts'
import { until } from '../e2e/support/until.ts'
import { photo } from '../support/sample-files.ts'
import { freshId, type Staff, type Stage, startStage } from './stage.ts'

const bench = useBench()
let stage: Stage
let ana: Staff
const TALK = 'tg:970' as ConversationId
const OTHER = 'tg:971' as ConversationId
beforeEach(async () => {
  stage = await startStage(bench())
  ana = await stage.signIn('ana')
  await stage.customerSays(TALK, 'my X16-Q shows zero hashrate', 'no', 'I want to talk to a person')
})
afterEach(async () => {
  await stage.stop()
  expect(stage.troubles).toEqual([])
  expect(bench().logged.join('\n')).not.toMatch(/Example|wiring|label\.jpg/)
})

interface View {
  readonly row: { readonly owner: string; readonly by: string | null }
  readonly lines: readonly { who: string; text: string; by?: string; files?: readonly { name?: string }[] }[]
}
const view = () => ana.json<View>(`talks/${TALK}`)
const bring = (bytes: Uint8Array, id = freshId(), headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${stage.url}/desk/api/talks/${TALK}/files?id=${id}`, {
    method: 'POST',
    headers: { origin: stage.url, cookie: ana.cookie, 'content-type': 'application/octet-stream', ...headers },
    body: new Uint8Array(bytes),
  })
const broughtFile = async (bytes: Uint8Array, id = freshId()) =>
  (await (await bring(bytes, id)).json()) as { readonly file: string; readonly kind: string }
/** What is answered to so many bytes before they are there. */
const announced = (bytes: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { cookie: ana.cookie, 'content-type': 'application/octet-stream', 'content-length': bytes }
    const sent = request(`${stage.url}/desk/api/talks/${TALK}/files?id=${freshId()}`, { method: 'POST', headers })
    sent.on('error', reject).on('response', ({ statusCode = 0 }) => {
      resolve(statusCode)
      sent.destroy()
    })
    sent.flushHeaders()
  })
const fileLines = (conversation: ConversationId) =>
  stage.channel.delivered.flatMap((one) =>
    one.conversation === conversation && one.line.file !== undefined ? [one.line] : [],
  )

test('a photo goes to the customer with its words, and into the group; sent again it is the same', async () => {
  const picture = await photo()
  const id = freshId()
  const [first, again] = [await broughtFile(picture, id), await broughtFile(picture, id)]
  expect(first).toMatchObject({ kind: 'photo' })
  expect(again.file).toBe(first.file)
  const line = { id: freshId(), text: 'The wiring looks like this.', file: { id: first.file, name: '../label.jpg' } }
  for (let time = 0; time < 2; time += 1) expect((await ana.post(`talks/${TALK}/say`, line)).status).toBe(200)
  await until('the customer', async () => fileLines(TALK).length > 0)
  expect(fileLines(TALK)).toMatchObject([
    {
      from: 'staff',
      text: 'The wiring looks like this.',
      file: { id: first.file, kind: 'photo', name: '.._label.jpg' },
    },
  ])
  await until('the group', async () => fileLines(STAFF_ROOM).some(({ text }) => text.includes('The wiring looks')))
  expect((await view()).lines.at(-1)).toMatchObject({ who: 'staff', files: [{ name: '.._label.jpg' }] })
  expect((await view()).row.by).toBe('ana Example')
})

test('a file may go without words, and one of no known kind as it is', async () => {
  const { file, kind } = await broughtFile(Uint8Array.of(0, 1, 2, 3, 0, 255))
  expect(kind).toBe('file')
  await ana.act(TALK, 'say', { text: '', file: { id: file, name: 'firmware.bin' } })
  await until('the customer', async () => fileLines(TALK).length > 0)
  expect((await ana.act(TALK, 'say', { text: '  ' })).status).toBe(400)
})

test('what is no file, too large, broken or of another conversation is refused', async () => {
  const code = async (response: Response) => ((await response.json()) as { code: string }).code
  expect(await code(await bring(new Uint8Array(0)))).toBe('empty_file')
  expect(await announced(21 * 1024 * 1024)).toBe(413)
  expect(await code(await bring((await photo()).subarray(0, 200)))).toBe('broken_file')
  expect(await code(await bring(Uint8Array.of(65), 'x'))).toBe('bad_request')
  expect(await code(await bring(Uint8Array.of(65), freshId(), { origin: 'https://elsewhere.example' }))).toBe(
    'foreign_origin',
  )
  const { file } = await broughtFile(Uint8Array.of(65))
  await stage.customerSays(OTHER, 'hello')
  expect((await ana.act(OTHER, 'say', { text: '', file: { id: file, name: 'a.txt' } })).status).toBe(404)
  expect((await ana.act(TALK, 'say', { text: '', file: { id: '../../../etc/passwd000', name: 'a' } })).status).toBe(400)
  expect(fileLines(TALK)).toEqual([])
})

test('words that lie ready are there in both languages', async () => {
  const { canned } = await ana.json<{ canned: { name: string; text: { en: string; zh: string } }[] }>('canned')
  const label = canned.find(({ name }) => name === 'label')
  expect(label?.text.en).toContain('serial number')
  expect(label?.text.zh).toContain('序列号')
})

test('a talk is given to a colleague: they have it, the talk says by whom, and it returns to the queue when they leave', async () => {
  await stage.signIn('bo')
  await stage.store.addStaff({ id: 'tg:5', name: 'Chen Example', role: 'staff' })
  const { colleagues } = await ana.json<{ colleagues: { id: string; name: string }[] }>('colleagues')
  expect(colleagues.map(({ name }) => name)).toEqual(['ana Example', 'bo Example', 'Chen Example'])
  expect((await ana.act(TALK, 'assign', { to: 'desk:nobody' })).status).toBe(404)
  expect((await ana.act(TALK, 'assign', { to: 'desk:bo' })).status).toBe(200)
  await until('Bo', async () => (await view()).row.by === 'bo Example')
  const lines = (await view()).lines
  expect(lines.find(({ who }) => who === 'note')).toMatchObject({ by: 'ana Example', text: '→ bo Example' })
  const lead = await stage.signIn('lead', 'lead')
  await lead.request('DELETE', 'people/bo')
  await until('the queue', async () => (await view()).row.owner === 'waiting')
})
