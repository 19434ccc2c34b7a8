/** The web chat for the contract: requests with a cookie, sent again as the page does while the desk is away. */
import { setTimeout as sleep } from 'node:timers/promises'
import { digestOf } from '../../src/bot/web/visitor.ts'
import type { ConversationId } from '../../src/ports.ts'
import type { Bench } from '../bot/bench.ts'
import { Browser, freshId, type ShownEntry, startWebDesk } from '../bot/web-desk.ts'
import type { Customer, Kind, Shown, Stage } from './stage.ts'

const AGAIN_MS = 50
/** A look is a stream that is opened. */
const LOOK_EVERY_MS = 15
const AGAIN_WITHIN_MS = 10_000

export const web: Kind = {
  name: 'the web chat',
  foreign: 'tg:42' as ConversationId,
  async open(bench): Promise<Stage> {
    let desk = await startWebDesk(bench)
    const start = async () => {
      desk = await startWebDesk(bench)
    }
    return {
      customer: (lang) => customerOf(bench, () => desk.url, lang),
      channel: () => desk.web.channel,
      start,
      stop: () => desk.stop(),
      async restart() {
        await desk.stop()
        await start()
      },
      close: () => desk.stop(),
    }
  },
}

function customerOf({ store }: Bench, url: () => string, lang: 'en' | 'zh'): Customer {
  let cookie = ''
  let last: { path: string; body: object } | null = null
  const entries = new Map<Shown, ShownEntry>()

  const browser = () => {
    const fresh = new Browser(url())
    fresh.cookie = cookie
    return fresh
  }

  async function send(path: string, body: object): Promise<void> {
    last = { path, body }
    const until = performance.now() + AGAIN_WITHIN_MS
    for (;;) {
      const page = browser()
      const response = await page.post(path, body).catch(() => null)
      cookie = page.cookie
      if (response?.ok === true) return
      const isFinal = response !== null && ![429, 503].includes(response.status)
      if (isFinal || performance.now() > until) throw new Error(`${path} was not taken: ${response?.status}`)
      await sleep(AGAIN_MS)
    }
  }

  return {
    say: (text) => send('message', { id: freshId(), lang, text }),
    async repeat() {
      if (last !== null) await send(last.path, last.body)
    },
    async pick(line, label) {
      const question = entries.get(line)?.shown.question
      const offer = question?.offers.find((one) => one.label === label)
      if (question == null || offer === undefined) throw new Error(`no button ${label}`)
      await send('choice', { id: freshId(), lang, question: question.id, offer: offer.id })
    },
    async lines() {
      await sleep(LOOK_EVERY_MS)
      const all = cookie === '' ? [] : await browser().shown(() => true)
      const lines = all.filter(({ shown }) => shown.from !== 'customer')
      return lines.map((entry) => {
        const known = [...entries].find(([, { id }]) => id === entry.id)?.[0]
        const shown = known ?? shownOf(entry)
        entries.set(shown, entry)
        return shown
      })
    },
    async conversation() {
      const secret = cookie.slice(cookie.indexOf('=') + 1)
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
