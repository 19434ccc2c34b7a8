/** The chat page in a real Chromium: what a customer sees and does, without knowing the desk's words. */
import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
// @ts-expect-error A script of ours, without types.
import { ensureChromium } from '../../scripts/ensure-chromium.mjs'
import { until } from '../e2e/support/until.ts'

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string }[]
}

const ANSWER_WITHIN_MS = 45_000
/** A turn may send several lines; they follow each other at once. */
const SETTLE_MS = 60

export interface Look {
  readonly url: string
  readonly width: number
  readonly height: number
  readonly locale: string
  readonly dark?: boolean
}

/** Rejects with the one line that installs Chromium where it is missing. */
export async function launchChromium(): Promise<Browser> {
  const found = ensureChromium((line: string) => process.stderr.write(`${line}\n`))
  if (!found.ok) throw new Error(found.problem)
  return await chromium.launch({ executablePath: found.path, args: ['--no-sandbox'] })
}

/** A customer with a browser of their own: nobody else's cookies. */
export async function openChat(
  browser: Browser,
  { url, width, height, locale, dark = false }: Look,
): Promise<ChatPage> {
  const context = await browser.newContext({
    viewport: { width, height },
    locale,
    colorScheme: dark ? 'dark' : 'light',
    timezoneId: 'Asia/Shanghai',
  })
  context.setDefaultTimeout(ANSWER_WITHIN_MS)
  return await ChatPage.open(await context.newPage(), url)
}

/** One tab. */
export class ChatPage {
  /** Errors of the page's scripts, and what its policy forbade. */
  readonly troubles: string[] = []
  readonly page: Page
  readonly url: string
  private constructor(page: Page, url: string) {
    this.page = page
    this.url = url
    page.on('pageerror', ({ message }) => this.troubles.push(message))
    page.on('console', (said) => {
      if (/Content Security Policy|Trusted/i.test(said.text())) this.troubles.push(said.text())
    })
  }

  static async open(page: Page, url: string): Promise<ChatPage> {
    const chat = new ChatPage(page, url)
    await page.goto(`${url}/chat`)
    return chat
  }

  /** Another tab of the same browser. */
  secondTab = async (): Promise<ChatPage> => ChatPage.open(await this.page.context().newPage(), this.url)

  /** All lines from the feed, in order: who and what. */
  lines = (): Promise<string[]> =>
    this.shownLines().evaluateAll((all) =>
      all.map((line) => `${line.classList[1]}: ${line.querySelector('.bubble')?.textContent}`),
    )

  unsent = (): Promise<string[]> => this.page.locator('.unsent .bubble').allTextContents()

  /** The question asked last. */
  question = (): Promise<string | null> =>
    this.page
      .locator('.line[data-question]')
      .last()
      .getAttribute('data-question', { timeout: 1_000 })
      .catch(() => null)

  /** The answers that can be tapped. */
  offers = (): Promise<string[]> =>
    this.page.locator('.line button.offer:enabled').evaluateAll((all) => all.map((one) => one.dataset['offer'] ?? ''))

  async write(text: string): Promise<void> {
    await this.page.locator('#text').fill(text)
    await this.page.locator('#text').press('Enter')
  }

  tap = (offer: string): Promise<void> => this.page.locator(`.line button.offer:enabled[data-offer="${offer}"]`).click()

  /** Does something and waits until the desk has answered and is quiet. */
  async answeredAfter(act: () => Promise<void>): Promise<void> {
    const before = await this.shownLines().count()
    await act()
    await this.shows(before + 2)
    await this.quiet()
  }

  /** Nothing is on its way in either direction. */
  async quiet(): Promise<void> {
    const moving = this.page.locator('.unsent .line, .typing:not([hidden])')
    await until('quiet', async () => (await moving.count()) === 0, ANSWER_WITHIN_MS)
    await this.page.waitForTimeout(SETTLE_MS)
  }

  shows = (count: number): Promise<void> =>
    until(`${count} lines`, async () => (await this.shownLines().count()) >= count, ANSWER_WITHIN_MS)

  /** Chooses files as a customer does. */
  attach = (...files: readonly { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }[]) =>
    this.page.locator('#composer input[type=file]').setInputFiles([...files])

  notice = (): Promise<string | null> => this.page.locator('.notice').textContent()

  dropFile = (content: string, name: string): Promise<void> =>
    this.page.locator('#log').evaluate(
      (log, [text, called]) => {
        const { DataTransfer, DragEvent, File } = log.ownerDocument.defaultView
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File([text], called))
        log.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
      },
      [content, name],
    )

  /** What the page makes of a text of the desk: the text that is read, and where its links lead. */
  linksIn = (text: string): Promise<{ text: string; links: string[] }> =>
    this.page.evaluate(`import('/chat/text.js').then(({ nodesOf }) => {
      const holder = document.createElement('div')
      holder.append(...nodesOf(${JSON.stringify(text)}))
      const links = [...holder.querySelectorAll('a')].map(({ href }) => href.replace(/\\/$/, ''))
      return { text: holder.textContent, links }
    })`)

  /** What axe finds on the page that keeps somebody out: rule and element, one a line. */
  async barriers(): Promise<readonly string[]> {
    await this.page.evaluate(axe.source)
    const { violations } = await this.page.evaluate<{ readonly violations: readonly Violation[] }>('axe.run()')
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  }

  /** Does the page need a scroll to the side, and is what one acts on large enough and in view? */
  layout() {
    return this.page.locator('html').evaluate((html) => {
      const log = html.querySelector('#log')
      const targets = [...html.querySelectorAll('button.offer:enabled, button.send')]
      return {
        sideways: html.scrollWidth > html.clientWidth,
        lowestTarget: Math.min(...targets.map((one) => one.clientHeight)),
        composerInView: html.querySelector('#composer').getBoundingClientRect().bottom <= html.clientHeight + 1,
        atEnd: log.scrollHeight - log.scrollTop - log.clientHeight < 2,
      }
    })
  }

  private shownLines = () => this.page.locator('.lines:not(.unsent) .line')
}
