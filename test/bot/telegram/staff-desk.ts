/** A process of the desk with Telegram, its staff group and the web chat, on a real store: what passes between customers and staff. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHttp } from '../../../src/bot/http.ts'
import { createTelegram } from '../../../src/bot/telegram/channel.ts'
import { createWeb } from '../../../src/bot/web/channel.ts'
import { createWorker } from '../../../src/bot/worker.ts'
import type { ConversationId, Letter } from '../../../src/ports.ts'
import { type BotApi, TEST_TOKEN } from '../../support/bot-api.ts'
import type { Bench } from '../bench.ts'
import { STATUS } from '../web-desk.ts'
import { Lock, QUICK, STAFF_CHAT_ID } from './desk.ts'

const STAFF_ROOM = `staff:tg:${STAFF_CHAT_ID}` as ConversationId

/** A desk with Telegram, its staff group, and the web chat. */
export async function startStaffDesk({ store, talk, log }: Bench, api: BotApi) {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-files-'))
  const files = store.filesIn(folder)
  const accept = (letter: Letter, shown?: string) => worker.accept(letter, shown)
  const telegram = createTelegram({
    token: TEST_TOKEN,
    apiRoot: api.root,
    localFolder: '/nowhere',
    staffChatId: STAFF_CHAT_ID,
    accept,
    park: store.park,
    topics: store,
    leases: store,
    lease: new Lock().for('only'),
    files,
    pacing: false,
    webhook: null,
    log,
    commands: { en: [], zh: [] },
    timing: { ...QUICK, sendDeadlineMs: 2_000 },
  })
  const web = createWeb({
    accept,
    feed: store,
    sessions: store,
    files,
    staff: null,
    publicUrl: null,
    status: () => STATUS,
    log,
    timing: { lookEveryMs: 50, beatEveryMs: 200 },
  })
  const channels = [telegram.channel, web.channel]
  const fetchTiming = { patienceMs: 2_000, firstRetryMs: 20, lastRetryMs: 100 }
  const worker = createWorker({ store, talk, staffRoom: STAFF_ROOM, channels, files, fetchTiming, log })
  const http = createHttp({ status: () => STATUS, log, parts: [web.addTo] })
  const listening = await http.listen('127.0.0.1', 0)
  if (!listening.ok) throw new Error(listening.problem)
  worker.start()
  for (const channel of channels) channel.start()
  return {
    telegram: telegram.channel,
    url: listening.url,
    async stop() {
      for (const channel of channels) await channel.stop()
      await worker.stop()
      await http.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
