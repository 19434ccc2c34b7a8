/** The chat page: puts its parts together. What the desk shows comes by the stream; what the customer does goes through the outbox. */
import { createComposer } from './composer.js'
import { createDesk } from './desk.js'
import { createLog } from './log.js'
import { createOutbox } from './outbox.js'
import { send } from './send.js'
import { createStream } from './stream.js'
import { numbersIn } from './text.js'
import { language, languageOf, say } from './words.js'

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id))
/** A connection that comes back within this time is nobody's concern. */
const CALM_MS = 1_000
const SEEN_AFTER_MS = 500

const desk = createDesk()
const log = createLog(element('log'), {
  onChoose: (question, offer) =>
    outbox.add('choice', { question: question.id, offer: offer.id, lang: language() }, offer.label),
  onExample: write,
  onRetry: () => outbox.retryAll(),
  onRemove: (id) => outbox.remove(id),
})
const outbox = createOutbox({
  onChange: (pending) => log.showUnsent(pending),
  onAccepted: () => stream.open(),
})
const stream = createStream({
  onEntry(entry) {
    const { shown } = entry
    if (shown.from === 'customer') outbox.shown(shown.key)
    if (shown.from === 'bot') desk.follow(languageOf(shown.text))
    log.show(entry)
    if (namesNewOrder(shown) && isCaughtUp) void log.showLink()
    if (shown.from !== 'customer' && isCaughtUp) desk.count()
    seen(entry.id)
  },
  onState({ busy }) {
    caughtUp()
    log.showTyping(busy)
  },
  onNone: caughtUp,
  onConnection: showConnection,
})
let isCaughtUp = false

/** @type {Set<string>} */
const numbers = new Set()
/**
 * An order was filed: its number was never said before, not even by the customer.
 * @param {import('./lines.js').Entry['shown']} shown
 */
function namesNewOrder({ from, text }) {
  const fresh = numbersIn(text).filter((number) => !numbers.has(number))
  for (const number of fresh) numbers.add(number)
  return from === 'bot' && fresh.length > 0
}

/** @param {string} text */
function write(text) {
  outbox.add('message', { text, lang: language() }, text)
  log.toEnd()
}

/** @param {readonly File[]} files */
function bring(files) {
  for (const file of files) outbox.add('files', { lang: language() }, file.name, file)
  log.toEnd()
}

/** All that was said before is on the page. */
function caughtUp() {
  if (isCaughtUp) return
  isCaughtUp = true
  log.announce()
  log.welcome()
  log.toEnd()
}

/** @type {number | undefined} */
let connectionTimer
/** @param {boolean} isUp */
function showConnection(isUp) {
  clearTimeout(connectionTimer)
  const line = element('connection')
  if (isUp) {
    line.removeAttribute('data-word-text')
    line.textContent = ''
    return
  }
  log.showTyping(false)
  connectionTimer = setTimeout(() => say(line, 'connecting'), CALM_MS)
}

let shownLast = 0
/** @type {number | undefined} */
let seenTimer
/** @param {number} [id] */
function seen(id = 0) {
  shownLast = Math.max(shownLast, id)
  clearTimeout(seenTimer)
  if (!document.hidden && shownLast > 0)
    seenTimer = setTimeout(() => void send('seen', { id: shownLast }), SEEN_AFTER_MS)
}

createComposer(/** @type {HTMLFormElement} */ (element('composer')), { onText: write, onFiles: bring })
outbox.start()
if (document.documentElement.dataset['returning'] === 'yes') stream.open()
else caughtUp()
window.addEventListener('beforeunload', (event) => {
  if (outbox.holdsFile()) event.preventDefault()
})
window.addEventListener('online', () => {
  outbox.resume()
  stream.open()
})
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return
  seen()
  if (document.documentElement.dataset['returning'] === 'yes' || shownLast > 0) stream.open()
})
