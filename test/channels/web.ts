/** The web chat for the contract: requests with a cookie, sent again as the page does while the desk is away. */
import { setTimeout as sleep } from 'node:timers/promises'
import { digestOf } from '../../src/bot/web/visitor.ts'
import type { ConversationId } from '../../src/ports.ts'
import type { Bench } from '../bot/bench.ts'
import { Browser, freshId, type ShownEntry, startWebDesk } from '../bot/web-desk.ts'
import type { Customer, FileKind, FileStage, Received, Shown } from './stage.ts'

const AGAIN_MS = 25
const AGAIN_WITHIN_MS = 10_000

export const web: FileKind = {
  name: 'the web chat',
  foreign: 'tg:42' as ConversationId,
  async open(bench): Promise<FileStage> {
    let desk = await startWebDesk(bench)
    let isOver = false
    const pages: Promise<void>[] = []
    const pageOf = new Map<Customer, Page>()
    const start = async () => {
      desk = await startWebDesk(bench)
    }
    return {
      customer(lang) {
        const page = new Page(lang, () => desk.url)
        pages.push(page.follow(() => isOver))
        const customer = customerOf(bench, page)
        pageOf.set(customer, page)
        return customer
      },
      get files() {
        return desk.files
      },
      sendFile: async (customer, bytes) => await pageOf.get(customer)?.upload(bytes),
      received: async (customer) => (await pageOf.get(customer)?.received()) ?? [],
      channel: () => desk.web.channel,
      start,
      stop: () => desk.stop(),
      async restart() {
        await desk.stop()
        await start()
      },
      async close() {
        isOver = true
        await desk.stop()
        await Promise.all(pages)
      },
    }
  },
}

/** A page without a screen: it sends again while the desk is away, and follows one stream, opened anew when it ends. */
class Page {
  cookie = ''
  entries: ShownEntry[] = []
  private last: { readonly path: string; readonly body: object } | null = null
  private readonly lang: 'en' | 'zh'
  private readonly url: () => string

  constructor(lang: 'en' | 'zh', url: () => string) {
    this.lang = lang
    this.url = url
  }

  async send(path: string, content: object): Promise<void> {
    this.last = { path, body: { id: freshId(), lang: this.lang, ...content } }
    await this.sendLast()
  }

  async sendLast(): Promise<void> {
    if (this.last === null) throw new Error('nothing was sent')
    const until = performance.now() + AGAIN_WITHIN_MS
    for (;;) {
      const page = this.browser()
      const response = await page.post(this.last.path, this.last.body).catch(() => null)
      this.cookie = page.cookie
      if (response?.ok === true) return
      const isFinal = response !== null && ![429, 503].includes(response.status)
      if (isFinal || performance.now() > until) throw new Error(`${this.last.path}: ${response?.status}`)
      await sleep(AGAIN_MS)
    }
  }

  async follow(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      if (this.cookie !== '') await this.read().catch(() => {})
      await sleep(AGAIN_MS)
    }
  }

  private async read(): Promise<void> {
    for await (const { name, data } of this.browser().events(this.entries.at(-1)?.id ?? 0)) {
      if (name === 'message') this.entries.push(JSON.parse(data))
      if (name === 'reset') this.entries = []
    }
  }

  async upload(bytes: Uint8Array): Promise<void> {
    const browser = this.browser()
    const { status } = await browser.upload(bytes, { lang: this.lang })
    if (status !== 202) throw new Error(`an upload was answered ${status}`)
    this.cookie = browser.cookie
  }

  async received(): Promise<readonly Received[]> {
    const lines = this.entries.flatMap(({ shown }) =>
      shown.from === 'staff' && shown.file ? [{ text: shown.text, id: shown.file.id }] : [],
    )
    return await Promise.all(
      lines.map(async ({ text, id }) => {
        const served = await this.browser().get(`/chat/api/files/${id}`)
        return { text, bytes: Buffer.from(await served.arrayBuffer()) }
      }),
    )
  }

  private browser(): Browser {
    const browser = new Browser(this.url())
    browser.cookie = this.cookie
    return browser
  }
}

function customerOf({ store }: Bench, page: Page): Customer {
  const entries = new Map<Shown, ShownEntry>()
  return {
    say: (text) => page.send('message', { text }),
    repeat: () => page.sendLast(),
    async pick(line, label) {
      const question = entries.get(line)?.shown.question
      const offer = question?.offers.find((one) => one.label === label)
      if (question == null || offer === undefined) throw new Error(`no button ${label}`)
      await page.send('choice', { question: question.id, offer: offer.id })
    },
    async lines() {
      return page.entries
        .filter(({ shown }) => shown.from !== 'customer')
        .map((entry) => {
          const shown = [...entries].find(([, known]) => known === entry)?.[0] ?? shownOf(entry)
          entries.set(shown, entry)
          return shown
        })
    },
    async conversation() {
      const secret = page.cookie.slice(page.cookie.indexOf('=') + 1)
      const found = await store.session(digestOf(secret))
      if (found === null) throw new Error('nothing was said yet')
      return found
    },
  }
}

function shownOf({ shown: { text, question } }: ShownEntry): Shown {
  const offers = question?.offers.map(({ label }) => label) ?? []
  return { text, question: offers.length === 0 ? null : (question?.id ?? null), offers }
}
