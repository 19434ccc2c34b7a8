/** What leads and administrators alone do with a conversation: banning, handing out and erasing, each with a trace of who did it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ConversationId } from '../../src/ports.ts'
import { post, said, useBench } from '../bot/bench.ts'
import { until } from '../e2e/support/until.ts'
import { freshId, type Staff, type Stage, startStage } from './stage.ts'

const bench = useBench()
let stage: Stage
let admin: Staff
const TALK = 'tg:990' as ConversationId
beforeEach(async () => {
  stage = await startStage(bench())
  admin = await stage.signIn('admin', 'admin')
  await stage.customerSays(TALK, 'my X16-Q shows zero hashrate', 'no', 'I want to talk to a person')
})
afterEach(async () => {
  await stage.stop()
  expect(stage.troubles).toEqual([])
})

interface View {
  readonly row: { readonly owner: string }
  readonly ban: { readonly by: string; readonly reason: string | null; readonly unread: number } | null
  readonly lines: readonly { readonly text: string; readonly who: string }[]
}
const view = () => admin.json<View>(`talks/${TALK}`)
const act = (who: Staff, what: string, body: object) => who.post(`talks/${TALK}/${what}`, { id: freshId(), ...body })
const log = async () => (await admin.json<{ acts: readonly object[] }>('desk-log')).acts

test('a banned customer is answered by nobody until a lead lifts it; staff cannot', async () => {
  const [lead, ana] = [await stage.signIn('lead', 'lead'), await stage.signIn('ana')]
  expect((await act(ana, 'ban', { reason: '' })).status).toBe(404)
  expect((await act(lead, 'ban', { reason: 'insults' })).status).toBe(200)
  await until('the ban', async () => (await view()).row.owner === 'banned')
  expect((await view()).ban).toMatchObject({ by: 'lead Example', reason: 'insults' })
  const told = stage.channel.texts(TALK).length
  await post(stage.store, TALK, said('hello?'))
  stage.worker.wake(TALK)
  await until('its count', async () => (await view()).ban?.unread === 1)
  expect(stage.channel.texts(TALK)).toHaveLength(told)
  await act(lead, 'unban', {})
  await until('the bot', async () => (await view()).row.owner === 'bot')
  expect((await view()).ban).toBeNull()
})

test('all that is kept is handed out to administrators who typed the word, and it is noted who took it', async () => {
  const lead = await stage.signIn('lead', 'lead')
  expect((await act(lead, 'export', { word: 'export' })).status).toBe(404)
  expect((await admin.post(`talks/${TALK}/export`, { word: 'yes' })).status).toBe(400)
  expect(await log()).toEqual([])
  const body = (await (await admin.post(`talks/${TALK}/export`, { word: '导出' })).json()) as { transcript: object[] }
  expect(body).toMatchObject({ conversation: TALK, language: 'en', orders: [], files: [] })
  expect(body.transcript).toContainEqual(
    expect.objectContaining({ who: 'customer', text: 'my X16-Q shows zero hashrate' }),
  )
  expect(await log()).toMatchObject([{ by: 'admin Example', act: 'exported', talk: 'telegram …:990' }])
})

test('erasing is what the customer’s own /forget is, while a person has the talk too, and it is noted who did it', async () => {
  await admin.act(TALK, 'say', { text: 'Hello, this is me.' })
  await until('the takeover', async () => (await view()).row.owner === 'person')
  expect((await act(admin, 'erase', { word: 'export' })).status).toBe(400)
  expect((await act(admin, 'erase', { word: 'erase' })).status).toBe(200)
  await until('the erasure', async () => (await view()).lines.length === 0)
  expect((await view()).row.owner).toBe('bot')
  await until('a word to the customer', async () => stage.channel.texts(TALK).at(-1)?.startsWith('Done:') === true)
  expect((await stage.store.wholeTalk(TALK, 500))?.state).not.toContain('hashrate')
  expect(await log()).toMatchObject([{ act: 'erased' }])
  await stage.customerSays(TALK, 'my X16-Q shows zero hashrate')
  expect((await view()).lines.map(({ text }) => text)).toContain('my X16-Q shows zero hashrate')
})
