/** What stands around the talk: the office hours, a rehearsal's banner, the language, and the count of unread lines in the tab's title. */
import { language, say, speak, word } from './words.js'

/**
 * @typedef {{ hours: string, rehearsal: string | null }} Lines
 * @typedef {{ state: string, en: Lines, zh: Lines }} DeskLines
 */

const LOOK_EVERY_MS = 60_000

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id))

export function createDesk() {
  const mayFollow = document.documentElement.dataset['chosen'] !== 'yes'
  const link = /** @type {HTMLAnchorElement} */ (say(element('switch'), 'other'))
  say(element('title'), 'title')
  /** @type {DeskLines | null} */
  let lines = null
  let unread = 0

  async function look() {
    try {
      const response = await fetch('/chat/api/desk')
      if (response.ok) lines = await response.json()
    } catch {
      // The stream says that the desk is away; the hours are looked up again.
    }
    show()
  }

  function show() {
    if (lines === null) return
    const { hours, rehearsal } = lines[language()]
    element('hours').textContent = hours
    element('hours').className = `hours ${lines.state}`
    element('rehearsal').hidden = rehearsal === null
    element('rehearsal').textContent = rehearsal
  }

  function title() {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${word('title')} · Aftercare`
  }

  setInterval(() => document.hidden || void look(), LOOK_EVERY_MS)
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return
    unread = 0
    title()
    void look()
  })

  return {
    /**
     * The page takes the language of the talk, unless the customer chose one.
     * @param {import('./words.js').Language} lang
     */
    follow(lang) {
      if (!mayFollow || lang === language()) return
      speak(lang)
      link.lang = link.hreflang = lang === 'zh' ? 'en' : 'zh-CN'
      link.href = `/chat?lang=${lang === 'zh' ? 'en' : 'zh'}`
      title()
      if (lines === null) void look()
      else show()
    },
    /** A line came while nobody looked. */
    count() {
      if (!document.hidden) return
      unread += 1
      title()
    },
  }
}
