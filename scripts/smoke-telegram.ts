/**
 * `npm run smoke:telegram`: the Telegram channel against a Bot API server that somebody else wrote (telegram-test-api): words in, a question
 * with buttons out, a tap in. It knows no offsets, uploads or secrets: those are for the tests' own server.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { createTelegram } from '../src/bot/telegram/channel.ts'
import type { ConversationId } from '../src/ports.ts'

const FOLDER = fileURLToPath(new URL('smoke/', import.meta.url))
const TOKEN = '1000000001:TEST-TOKEN-of-nobody-0123456789abcdef'
const PORT = 19_123
const WITHIN_MS = 10_000
const QUESTION = { id: 'danger', offers: [{ id: 'no', label: 'No' }] }

/** As far as it is used here. */
interface Client {
  makeMessage(text: string): object
  sendMessage(message: object): Promise<unknown>
  makeCallbackQuery(data: string, more: object): object
  sendCallback(query: object): Promise<unknown>
  getUpdates(): Promise<{ readonly result: readonly { readonly message: { readonly text: string } }[] }>
}
interface Server {
  readonly config: { readonly apiURL: string }
  start(): Promise<unknown>
  stop(): Promise<unknown>
  getClient(token: string, about: object): Client
}

if (!existsSync(`${FOLDER}node_modules`)) {
  console.log('Installing telegram-test-api beside this script …')
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: FOLDER, stdio: 'inherit' })
}
const TestServer = createRequire(`${FOLDER}package.json`)('telegram-test-api') as new (options: object) => Server

const server = new TestServer({ port: PORT, host: '127.0.0.1' })
await server.start()
const heard: { readonly kind: string; readonly text?: string; readonly offer?: string }[] = []
const { channel } = createTelegram({
  token: TOKEN,
  apiRoot: server.config.apiURL,
  localFolder: '/nowhere',
  staffChatId: null,
  webhook: null,
  async accept({ body }) {
    heard.push(JSON.parse(body))
    return 'taken'
  },
  park: () => Promise.reject(new Error('an update could not be read')),
  topics: null,
  lease: { take: async () => true, release: async () => {} },
  leases: { lease: async () => true, releaseLease: async () => {} },
  log: pino({ level: 'error' }),
  commands: { en: [], zh: [] },
})

async function expectHeard(what: string, isIt: (one: (typeof heard)[number]) => boolean): Promise<void> {
  const until = performance.now() + WITHIN_MS
  while (!heard.some(isIt)) {
    if (performance.now() > until) throw new Error(`not heard: ${what}`)
    await sleep(20)
  }
  console.log(`✓ heard ${what}`)
}

try {
  channel.start()
  const chat = { userId: 77, chatId: 77, firstName: 'Ana', type: 'private' }
  const client = server.getClient(TOKEN, chat)
  await client.sendMessage(client.makeMessage('my X16-Q shows zero hashrate'))
  await expectHeard('words', ({ kind, text }) => kind === 'said' && text === 'my X16-Q shows zero hashrate')
  const line = { from: 'bot', text: 'Any smoke?', question: QUESTION } as const
  const sent = await channel.send('tg:77' as ConversationId, line, AbortSignal.timeout(WITHIN_MS), 1)
  const { result } = await client.getUpdates()
  if (sent.status !== 'sent' || result[0]?.message.text !== line.text) throw new Error(`not sent: ${sent.status}`)
  console.log('✓ a question arrived')
  const on = { message: { message_id: 1, chat: { id: 77, type: 'private' } } }
  await client.sendCallback(client.makeCallbackQuery('danger:no', on))
  await expectHeard('a tap', ({ kind, offer }) => kind === 'chose' && offer === 'no')
} finally {
  await channel.stop()
  await server.stop()
}
