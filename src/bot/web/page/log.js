/** The talk on the page: lines in their order, what is on its way below them, the open question's buttons, and where it is scrolled to. */
import { dayLine, dayOf, lineOf, pendingLine } from './lines.js'
import { open as openLink } from './link.js'
import { button, part } from './parts.js'
import { say } from './words.js'

/**
 * @typedef {import('./lines.js').Entry} Entry
 * @typedef {import('./lines.js').Question} Question
 * @typedef {import('./outbox.js').Pending} Pending
 * @typedef {import('./words.js').Word} Word
 */

/** As near to the end as counts as being there. */
const END_PX = 80
/** @type {readonly Word[]} */
const EXAMPLES = ['exampleFault', 'exampleOrder', 'exampleHours']
/** Failures that the page has words for. @type {readonly string[]} */
const KNOWN = [
  'too_long',
  'too_fast',
  'too_many_waiting',
  'too_many_talks',
  'no_such_button',
  'no_talk',
  'away',
  'empty_file',
  'file_too_large',
  'unknown_file',
  'heic_file',
  'broken_file',
  'too_many_files',
  'files_full',
  'no_room',
  'lost_file',
]
/** What trying again would not mend. @type {readonly string[]} */
const HOPELESS = [
  'empty_file',
  'file_too_large',
  'unknown_file',
  'heic_file',
  'broken_file',
  'files_full',
  'lost_file',
  'too_long',
  'no_such_button',
]

/**
 * @param {HTMLElement} scroller
 * @param {{ onChoose: (question: Question, offer: { id: string, label: string }) => void,
 *   onExample: (text: string) => void, onRetry: () => void, onRemove: (id: string) => void }} listeners
 */
export function createLog(scroller, { onChoose, onExample, onRetry, onRemove }) {
  const live = say(part('div'), 'talk', 'aria-label')
  live.setAttribute('role', 'log')
  live.setAttribute('aria-live', 'off')
  const lines = part('ol', 'lines')
  const unsent = part('ol', 'lines unsent')
  const typing = say(part('p', 'typing'), 'typing', 'aria-label')
  typing.append(part('span'), part('span'), part('span'))
  typing.hidden = true
  const latest = say(button('latest', toEnd), 'latest')
  latest.hidden = true
  live.append(lines)
  scroller.append(live, unsent, typing, latest)
  scroller.addEventListener('scroll', () => {
    if (isAtEnd()) latest.hidden = true
  })
  let lastDay = ''
  /** @type {HTMLElement | null} */
  let welcome = null

  const isAtEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < END_PX
  function toEnd() {
    scroller.scrollTop = scroller.scrollHeight
    latest.hidden = true
  }

  /**
   * Changes the talk; who reads its end stays there, who reads further up is not moved.
   * @param {() => void} change
   */
  function changing(change) {
    const follows = isAtEnd()
    change()
    if (follows) toEnd()
  }

  /**
   * Only the last question can still be answered by a button.
   * @param {string | null} chosen the words of the answer, when one was given
   */
  function closeQuestion(chosen) {
    for (const offer of lines.querySelectorAll('button.offer:enabled')) {
      if (!(offer instanceof HTMLButtonElement)) continue
      if (offer.textContent === chosen) offer.classList.add('chosen')
      if (offer === document.activeElement) scroller.focus({ preventScroll: true })
      offer.disabled = true
    }
  }

  /** @param {Pending} pending */
  function unsentLine({ id, text, file, percent, status, why }) {
    const isStuck = status === 'failed' || status === 'refused'
    const isHopeless = why !== null && HOPELESS.includes(why)
    return pendingLine(file ?? text, {
      state: isStuck ? failureWord(why) : status === 'sent' ? 'sent' : 'sending',
      percent,
      isStuck,
      act: isHopeless
        ? { label: 'remove', onClick: () => onRemove(id) }
        : isStuck
          ? { label: 'retry', onClick: onRetry }
          : null,
    })
  }

  return {
    toEnd,
    /** @param {Entry} entry */
    show(entry) {
      const { at, shown } = entry
      changing(() => {
        welcome?.remove()
        if (shown.from === 'customer') closeQuestion(shown.text)
        else if (shown.question !== null) closeQuestion(null)
        if (dayOf(at) !== lastDay) lines.append(dayLine(at))
        lastDay = dayOf(at)
        lines.append(lineOf(entry, onChoose))
        typing.hidden = true
      })
      latest.hidden = isAtEnd() || shown.from === 'customer'
    },
    /** The link to the talk stands open under the newest line that offers it. */
    async showLink() {
      const holder = [...lines.querySelectorAll('.link')].at(-1)
      if (!(holder instanceof HTMLElement)) return
      const follows = isAtEnd()
      await openLink(holder)
      if (follows) toEnd()
    },
    /** @param {readonly Pending[]} pending */
    showUnsent(pending) {
      changing(() => {
        if (pending.length > 0) welcome?.remove()
        // A file answers no question.
        if (pending.some(({ path }) => path !== 'files')) closeQuestion(null)
        unsent.replaceChildren(...pending.map(unsentLine))
      })
    },
    /** @param {boolean} isUnderWay */
    showTyping(isUnderWay) {
      changing(() => {
        typing.hidden = !isUnderWay
      })
    },
    /** From here on what is added is read out: until then it is the talk so far. */
    announce: () => live.setAttribute('aria-live', 'polite'),
    /** For those who have not written yet. */
    welcome() {
      if (welcome !== null || lines.childElementCount + unsent.childElementCount > 0) return
      welcome = part('section', 'welcome')
      const examples = say(part('div', 'offers'), 'examples', 'aria-label')
      examples.setAttribute('role', 'group')
      for (const key of EXAMPLES)
        examples.append(
          say(
            button('offer', (one) => onExample(one.textContent ?? '')),
            key,
          ),
        )
      welcome.append(say(part('p', 'bubble'), 'welcome'), examples)
      scroller.prepend(welcome)
    },
  }
}

/**
 * @param {string | null} why
 * @returns {Word}
 */
const failureWord = (why) => (why !== null && KNOWN.includes(why) ? /** @type {Word} */ (why) : 'failed')
