/** Telegram for the contract: the channel on the tests' Bot API server, by polling or by webhook, with a worker on a real store. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { createHttp } from '../../src/bot/http.ts'
import { createTelegram } from '../../src/bot/telegram/channel.ts'
import { createWorker } from '../../src/bot/worker.ts'
import type { ConversationId, Files } from '../../src/ports.ts'
import type { Bench } from '../bot/bench.ts'
import { Lock, QUICK } from '../bot/telegram/desk.ts'
import { STATUS } from '../bot/web-desk.ts'
import type { Person } from '../support/bot-api/people.ts'
import type { BotMessage } from '../support/bot-api/types.ts'
import { type BotApi, startBotApi, TEST_TOKEN } from '../support/bot-api.ts'
import { freePort } from '../support/free-port.ts'
import type { Customer, FileKind, FileStage, Shown } from './stage.ts'

const SECRET = 'a-secret_of-the-tests'
const PATH = '/telegram'
const COMMANDS = { en: [{ command: 'menu', description: 'Menu' }], zh: [{ command: 'menu', description: '菜单' }] }

const QUICK_FETCH = { patienceMs: 5_000, firstRetryMs: 20, lastRetryMs: 100 }

interface Enclosed extends BotMessage {
  readonly file?: { readonly bytes: string }
}

type How = 'polling' | 'webhook'

interface Place {
  readonly api: BotApi
  readonly lock: Lock
  readonly how: How
  /** Where its webhook listens, always the same. */
  readonly port: number
  readonly files: Files
}

/** One process of the desk. */
async function startProcess({ store, talk, log }: Bench, { api, lock, how, port, files }: Place) {
  const { channel, addTo } = createTelegram({
    token: TEST_TOKEN,
    apiRoot: api.root,
    localFolder: '/nowhere',
    staffChatId: null,
    async accept(letter) {
      const ingested = await store.ingest(letter)
      worker.wake(letter.conversation)
      return ingested
    },
    park: (origin, body) => store.park(origin, body),
    topics: store,
    leases: store,
    lease: lock.for('only'),
    files,
    pacing: false,
    webhook: how === 'polling' ? null : { url: `http://127.0.0.1:${port}${PATH}`, path: PATH, secret: SECRET },
    log,
    commands: COMMANDS,
    timing: { ...QUICK, sendDeadlineMs: 2_000 },
  })
  const worker = createWorker({
    store,
    talk,
    staffRoom: null,
    channels: [channel],
    files,
    fetchTiming: QUICK_FETCH,
    log,
  })
  const http = createHttp({ status: () => STATUS, log, parts: [addTo] })
  if (how === 'webhook') {
    const listening = await http.listen('127.0.0.1', port)
    if (!listening.ok) throw new Error(listening.problem)
  }
  worker.start()
  channel.start()
  return {
    channel,
    async stop() {
      await channel.stop()
      await worker.stop()
      await http.close()
    },
  }
}

export const telegram = (how: How): FileKind => ({
  name: `Telegram by ${how}`,
  foreign: 'web:somebody' as ConversationId,
  open: (bench) => openTelegram(bench, how),
})

export interface TelegramStage extends FileStage {
  readonly api: BotApi
  /** The person whom a customer is. */
  person(customer: Customer): Person
}

/** As the contract has it, with the platform's own side for tests that disturb it. */
export async function openTelegram(bench: Bench, how: How): Promise<TelegramStage> {
  const api = await startBotApi()
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-files-'))
  const files = bench.store.filesIn(folder)
  const place = { api, lock: new Lock(), how, port: await freePort(), files }
  let customers = 0
  const people = new Map<Customer, Person>()
  let running = await startProcess(bench, place)
  const start = async () => {
    running = await startProcess(bench, place)
  }
  return {
    api,
    files,
    customer(lang) {
      customers += 1
      const about = { id: 7_000 + customers, firstName: lang === 'zh' ? '示例' : 'Ana' }
      const person = api.user({ ...about, languageCode: lang === 'zh' ? 'zh-hans' : 'en' })
      const customer = customerOf(api, person)
      people.set(customer, person)
      return customer
    },
    person(customer) {
      const person = people.get(customer)
      if (person === undefined) throw new Error('a customer of another stage')
      return person
    },
    async sendFile(customer, bytes) {
      people.get(customer)?.sends({ document: api.file(bytes) })
    },
    async received(customer) {
      const messages = api.sentTo(people.get(customer)?.id ?? 0) as readonly Enclosed[]
      return messages.flatMap(({ text, file }) => (file ? [{ text, bytes: Buffer.from(file.bytes, 'base64') }] : []))
    },
    channel: () => running.channel,
    start,
    stop: () => running.stop(),
    async restart() {
      await running.stop()
      await start()
    },
    async close() {
      await running.stop()
      await api.close()
      rmSync(folder, { recursive: true, force: true })
      expect(api.violations).toEqual([])
    },
  }
}

function customerOf(api: BotApi, person: Person): Customer {
  let last = 0
  const messages = new Map<Shown, BotMessage>()
  return {
    async say(text) {
      last = person.says(text).update.update_id
    },
    repeat: async () => api.redeliver(last),
    async pick(line, label) {
      const message = messages.get(line)
      if (message === undefined) throw new Error('a line of another customer')
      last = person.taps(message, label).update.update_id
    },
    async lines() {
      return api.arrivedAt(person.id).map((message) => {
        const known = [...messages].find(([, one]) => one === message)?.[0]
        const shown = known ?? shownOf(message)
        messages.set(shown, message)
        return shown
      })
    },
    conversation: async () => `tg:${person.id}` as ConversationId,
  }
}

function shownOf({ text, reply_markup: markup }: BotMessage): Shown {
  const buttons = markup?.inline_keyboard.flat() ?? []
  return {
    text,
    question: buttons[0]?.callback_data.split(':')[0] ?? null,
    offers: buttons.map((button) => button.text),
  }
}
