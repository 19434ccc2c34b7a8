/** One line of the talk as elements. All text goes in as text. */
import { fileBubble, waitingBubble } from './file.js'
import { linkButton } from './link.js'
import { button, copy, part } from './parts.js'
import { nodesOf, numbersIn } from './text.js'
import { language, say } from './words.js'

/**
 * @typedef {{ id: string, offers: { id: string, label: string }[] }} Question
 * @typedef {{ from: 'customer', key: string, text: string, cut: boolean, file?: import('./file.js').SentFile }} OwnLine
 * @typedef {import('./file.js').SentFile & { name: string }} StaffFile
 * @typedef {{ from: 'bot' | 'staff', text: string, question: Question | null, file?: StaffFile }} DeskLine
 * @typedef {{ id: number, at: number, shown: OwnLine | DeskLine }} Entry
 */

/** A longer line of the customer's own is folded. */
const FOLDED_FROM = 800

/**
 * @param {Entry} entry
 * @param {(question: Question, offer: { id: string, label: string }) => void} onChoose
 */
export function lineOf({ id, at, shown }, onChoose) {
  const item = line(shown.from)
  item.dataset['id'] = String(id)
  item.append(...bubblesOf(shown))
  if (shown.from === 'customer') {
    if (shown.cut) item.append(say(part('p', 'note'), 'cut'))
    item.append(meta(timeOf(at), say(part('span', 'state'), 'sent')))
    return item
  }
  if (shown.question !== null) item.dataset['question'] = shown.question.id
  const numbers = numbersIn(shown.text)
  item.append(meta(timeOf(at), ...numbers.map(copyButton)))
  if (numbers.length > 0) item.append(linkButton())
  if (shown.question !== null && shown.question.offers.length > 0) item.append(offersOf(shown.question, onChoose))
  return item
}

/**
 * A line that is on its way. The state says how far it is; `act` is what the customer can do about it.
 * @param {string | File} content
 * @param {{ state: import('./words.js').Word, percent: number | null, isStuck: boolean,
 *   act: { label: import('./words.js').Word, onClick: () => void } | null }} how
 */
export function pendingLine(content, { state, percent, isStuck, act }) {
  const item = line('customer')
  item.classList.add(isStuck ? 'failed' : 'pending')
  const told = part('span', 'state')
  told.append(say(part('span'), state), percent === null ? '' : ` ${percent} %`)
  item.append(typeof content === 'string' ? bubble('customer', content) : waitingBubble(content))
  item.append(meta(told, ...(act === null ? [] : [say(button('retry', act.onClick), act.label)])))
  return item
}

/** @param {number} at */
export function dayLine(at) {
  const item = part('li', 'day')
  const time = part('time')
  time.dateTime = new Date(at).toISOString().slice(0, 10)
  time.textContent = new Intl.DateTimeFormat(locale(), { weekday: 'long', day: 'numeric', month: 'long' }).format(at)
  item.append(time)
  return item
}

/** @param {number} at */
export const dayOf = (at) => new Date(at).toDateString()

/** @param {'customer' | 'bot' | 'staff'} from */
function line(from) {
  const item = part('li', `line ${from}`)
  item.append(say(part('p', 'who'), from === 'customer' ? 'you' : from))
  return item
}

/** @param {OwnLine | DeskLine} shown */
function bubblesOf(shown) {
  if (shown.file === undefined) return [bubble(shown.from, shown.text)]
  if (shown.from === 'customer') return [fileBubble(shown.file, shown.text)]
  const file = fileBubble(shown.file, shown.file.name)
  return shown.text === '' ? [file] : [file, bubble(shown.from, shown.text)]
}

/**
 * @param {'customer' | 'bot' | 'staff'} from
 * @param {string} text
 */
function bubble(from, text) {
  const element = part('div', 'bubble')
  element.dir = 'auto'
  if (from !== 'customer') element.append(...nodesOf(text))
  else if (text.length < FOLDED_FROM) element.textContent = text
  else element.append(folded(text))
  return element
}

/** @param {string} text */
function folded(text) {
  const details = part('details')
  const beginning = part('span', 'beginning')
  beginning.textContent = text.slice(0, 120)
  const summary = part('summary')
  summary.append(beginning, say(part('span', 'more'), 'long'))
  details.append(summary, text)
  return details
}

/**
 * @param {Question} question
 * @param {(question: Question, offer: { id: string, label: string }) => void} onChoose
 */
function offersOf(question, onChoose) {
  const group = say(part('div', 'offers'), 'answers', 'aria-label')
  group.setAttribute('role', 'group')
  for (const offer of question.offers) {
    const choice = button('offer', (chosen) => {
      chosen.classList.add('chosen')
      onChoose(question, offer)
    })
    choice.dataset['offer'] = offer.id
    choice.dir = 'auto'
    choice.textContent = offer.label
    group.append(choice)
  }
  return group
}

/** @param {...Node} parts */
function meta(...parts) {
  const element = part('p', 'meta')
  element.append(...parts)
  return element
}

/** @param {number} at */
function timeOf(at) {
  const time = part('time')
  time.dateTime = new Date(at).toISOString()
  time.textContent = new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    at,
  )
  return time
}

/** @param {string} number */
function copyButton(number) {
  const copied = part('span')
  const element = button('copy', () => {
    void copy(number).then(() => say(copied, 'copied'))
  })
  const shown = part('bdi')
  shown.textContent = number
  element.append(say(copied, 'copy'), ' ', shown)
  return element
}

const locale = () => (language() === 'zh' ? 'zh-CN' : 'en-GB')
