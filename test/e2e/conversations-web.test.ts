/** Conversation files, end to end: the real desk at each file's clock, the customer's lines over HTTP, the bot's lines from the event stream. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Line } from '../../src/flows/types.ts'
import { Browser, freshId, type ShownEntry } from '../bot/web-desk.ts'
import { type BotApi, startBotApi, TEST_TOKEN } from '../support/bot-api.ts'
import { type Act, readScript, render, withoutMargin } from '../support/conversation.ts'
import { conversationFiles } from '../support/conversation-files.ts'
import { type DeskProcess, startDeskProcess } from '../support/desk-process.ts'

/** By the clock at which they begin; none of them lets time pass. */
const FILES = {
  '2026-03-10T10:00': [
    'corrections/上一步',
    'from-fault-to-order/掉板直接填单',
    'languages/from-english-to-chinese-in-the-form',
    'nonsense/a-button-of-an-earlier-question',
    'pasted-status/a-cut-page-and-then-the-whole-one',
    'photos-and-files/a-chinese-customer-sends-photos-with-the-order',
    'privacy/a-web-customer-asks-and-erases',
    'several-machines/four-machines-on-one-strip',
  ],
  '2026-03-10T22:00': [
    'danger/the-danger-button-at-night',
    'from-fault-to-order/an-order-wanted-before-the-checks-are-done',
  ],
} as const
const STAFF_CHAT_ID = -1_001_234_567_890
const ANSWER_WITHIN_MS = 20_000

const file = (name: string): string => {
  const found = conversationFiles().find((one) => one.name === name)
  if (found === undefined) throw new Error(`there is no conversation ${name}`)
  return readFileSync(found.path, 'utf8')
}

describe.each(Object.entries(FILES))('at %s', (clock, names) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'aftercare-web-files-'))
  let api: BotApi
  let desk: DeskProcess
  beforeAll(async () => {
    api = await startBotApi()
    api.group({ id: STAFF_CHAT_ID, members: [] })
    const telegram = {
      TELEGRAM_API_ROOT: api.root,
      TELEGRAM_BOT_TOKEN: TEST_TOKEN,
      TELEGRAM_STAFF_CHAT_ID: String(STAFF_CHAT_ID),
    }
    desk = await startDeskProcess({ DATA_DIR: dataDir, AFTERCARE_NOW: clock, ...telegram }, dataDir)
  }, 180_000)
  afterAll(async () => {
    await desk?.stop()
    await api?.close()
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  })

  it.concurrent.each(names)(
    '%s',
    async (name) => {
      const text = file(name)
      const script = readScript(text)
      const customer = new Browser(desk.url)
      const shown: ShownEntry[] = []
      const beats = []
      for (const act of script.acts) {
        const lines = await linesAfter(customer, act, script.header.lang, shown)
        beats.push({ act, heard: [{ at: 0, lines, posts: [], orders: [] }], state: '' })
      }
      expect(anyNumbers(render({ ...script, beats }))).toBe(anyNumbers(withoutMargin(text)))
    },
    60_000,
  )
})

/** Does what the customer does, and answers what the desk says to it. */
async function linesAfter(customer: Browser, act: Act, lang: string, shown: ShownEntry[]): Promise<readonly Line[]> {
  const before = shown.at(-1)?.id ?? 0
  expect((await perform(customer, act, lang, shown)).status).toBe(202)
  const entries = await settled(customer, before)
  shown.push(...entries)
  return entries.flatMap(({ shown: { from, text, question = null } }): readonly Line[] =>
    from === 'customer' ? [] : [{ from: from as 'bot', text, question }],
  )
}

async function perform(customer: Browser, act: Act, lang: string, shown: readonly ShownEntry[]): Promise<Response> {
  const id = freshId()
  if (act.kind === 'tap') {
    const asked = shown.findLast((entry) => entry.shown.question?.offers.some(({ label }) => label === act.text))
    const offer = asked?.shown.question?.offers.find(({ label }) => label === act.text)
    return await customer.post('choice', { id, lang, question: asked?.shown.question?.id, offer: offer?.id })
  }
  if (act.text !== '{sent photo}') return await customer.post('message', { id, lang, text: act.text })
  const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: 'gray' } })
    .png()
    .toBuffer()
  return await customer.upload(photo, { id, lang })
}

/** What is shown after an entry, the customer's line with it, once nothing is on its way any more. */
async function settled(customer: Browser, after: number): Promise<readonly ShownEntry[]> {
  const entries: ShownEntry[] = []
  const ending = AbortSignal.timeout(ANSWER_WITHIN_MS)
  for await (const { name, data } of customer.events(after)) {
    if (name === 'message') entries.push(JSON.parse(data) as ShownEntry)
    const isQuiet = name === 'state' && (JSON.parse(data) as { readonly busy: boolean }).busy === false
    if (isQuiet && entries.length > 0) return entries
    if (ending.aborted) break
  }
  throw new Error(`the stream went quiet after ${entries.length} entries`)
}

/** Each run draws order numbers of its own. */
const anyNumbers = (text: string): string =>
  text.replace(/\b[0-9A-HJKMNPQRTV-Z]{3}(-[0-9A-HJKMNPQRTV-Z]{3}){2}\b/g, 'XXX-XXX-XXX')
