/** What was said in a conversation, and, where staff ask for it, what the same customer said in other apps, in one order of time. */
import { get } from './api.js'
import { html, useEffect, useRef, useState } from './html.js'
import { Lines } from './lines.js'
import { word } from './words.js'

/** Stays at the end while new lines come, unless somebody reads further up. @param {{ id: string, view: any, me: import('./app.js').Me }} given */
export function Log({ id, view, me }) {
  const log = useRef(/** @type {HTMLElement | null} */ (null))
  const isAtEnd = useRef(true)
  const [all, setAll] = useState(/** @type {any[] | null} */ (null))
  const others = useJoined(id, view.joined)
  useEffect(() => {
    if (isAtEnd.current && log.current !== null) log.current.scrollTop = log.current.scrollHeight
  })
  const onScroll = (/** @type {Event} */ { currentTarget }) => {
    const { scrollHeight, scrollTop, clientHeight } = /** @type {HTMLElement} */ (currentTarget)
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < 40
  }
  const showAll = async () => {
    const answer = await get(`talks/${encodeURIComponent(id)}/all`)
    isAtEnd.current = false
    if (answer.ok) setAll(answer.body.lines.slice(0, -view.lines.length))
  }
  const lines = inOrder([...(all ?? []), ...view.lines], others.talks)
  return html`<div class="log" ref=${log} tabindex="0" role="log" aria-label=${word('conversation')} onScroll=${onScroll}>
    ${view.earlier > 0 && all === null ? html`<button type="button" class="earlier" onClick=${showAll}>${word('earlier', view.earlier)}</button>` : null}
    <${JoinedSwitch} joined=${view.joined} isShown=${others.isShown} onSwitch=${others.toggle} />
    <${Lines} lines=${lines} files=${view.files} id=${id} me=${me} />
  </div>`
}

/** Asked for once more whenever something was said there. @param {string} id @param {any[]} joined */
function useJoined(id, joined) {
  const [isShown, setShown] = useState(false)
  const [talks, setTalks] = useState(/** @type {any[]} */ ([]))
  const stand = joined.map((one) => `${one.id} ${one.last?.at}`).join()
  useEffect(() => {
    let isAwaited = isShown && stand !== ''
    if (!isAwaited) setTalks([])
    else
      void get(`talks/${encodeURIComponent(id)}/joined`).then((answer) => {
        if (isAwaited && answer.ok) setTalks(answer.body.talks)
      })
    return () => {
      isAwaited = false
    }
  }, [id, isShown, stand])
  return { isShown, talks, toggle: () => setShown(!isShown) }
}

/** By their time; lines of other talks name theirs. @param {any[]} lines @param {any[]} talks */
function inOrder(lines, talks) {
  const elsewhere = talks.flatMap(({ id, channel, lines: theirs, files }) =>
    theirs.map((/** @type {any} */ line) => ({ ...line, there: { id, channel, files } })),
  )
  return elsewhere.length === 0 ? lines : [...lines, ...elsewhere].sort((one, other) => one.at - other.at)
}

/** @param {{ joined: any[], isShown: boolean, onSwitch: () => void }} given */
function JoinedSwitch({ joined, isShown, onSwitch }) {
  if (joined.length === 0) return null
  const names = [...new Set(joined.map(({ channel }) => word(`channel_${channel}`)))].join(', ')
  return html`<button type="button" class="joinedSwitch" aria-pressed=${isShown} onClick=${onSwitch}>${word(isShown ? 'hideJoined' : 'showJoined', names)}</button>`
}
