/** One conversation: what was said, who has it, what staff can do in it, and the card beside it. */
import { freshId, get, post } from './api.js'
import { Composer } from './composer.js'
import { html, useEffect, useRef, useState } from './html.js'
import { useKeys } from './keys.js'
import { Lines } from './lines.js'
import { SideCard } from './side-card.js'
import { nameOf, standing, standingClass } from './standing.js'
import { TalkMenu } from './talk-menu.js'
import { clock } from './time.js'
import { word } from './words.js'

/** @param {{ id: string, view: any, others: string[], me: import('./app.js').Me }} given */
export function TalkPane({ id, view, others, me }) {
  const [trouble, setTrouble] = useState('')
  const [mode, setMode] = useState(/** @type {'reply' | 'note'} */ ('reply'))
  const act = async (/** @type {string} */ name, more = {}) => {
    const answer = await post(`talks/${encodeURIComponent(id)}/${name}`, { id: freshId(), ...more })
    setTrouble(answer.ok ? '' : word(answer.code))
    return answer.ok
  }
  const write = (/** @type {'reply' | 'note'} */ which) => {
    setMode(which)
    requestAnimationFrame(() => /** @type {HTMLElement | null} */ (document.querySelector('#words'))?.focus())
  }
  const owner = view?.row.owner
  useKeys({
    r: () => write('reply'),
    n: () => write('note'),
    t: () => void act('take'),
    b: () => owner === 'person' && void act('release'),
  })
  if (view === null) return html`<section class="nothing"><p>${word('noTalk')}</p></section>`
  if (view === undefined) return html`<section class="nothing"><p class="quiet">${word('loading')}</p></section>`
  return html`<section class="talk" aria-label=${word('conversation')}>
    <${TalkHead} id=${id} view=${view} others=${others} me=${me} onAct=${act} />
    <${Log} id=${id} view=${view} me=${me} />
    <p class="trouble" role="alert">${trouble}</p>
    <${Composer} key=${id} id=${id} lang=${view.row.lang} mode=${mode} onMode=${setMode} warning=${warningOf(view, me)} />
  </section>
  <${SideCard} view=${view} id=${id} />`
}

/** @param {any} view @param {import('./app.js').Me} me */
function warningOf({ row }, me) {
  if (row.gone) return word('gone')
  if (row.owner === 'banned') return word('isBanned')
  return row.owner === 'person' && row.by !== me.name ? word('withOther', row.by ?? '') : ''
}

/** @param {{ id: string, view: any, others: string[], me: import('./app.js').Me, onAct: (name: string, more?: object) => Promise<boolean> }} given */
function TalkHead({ id, view, others, me, onAct }) {
  const { row, closeAt } = view
  const isMine = row.owner === 'person' && row.by === me.name
  const button = (/** @type {string} */ name, /** @type {string} */ label, /** @type {object} */ more, kind = '') =>
    html`<button type="button" class=${kind} onClick=${() => onAct(name, more)}>${word(label)}</button>`
  return html`<header class="talkHead">
    <a class="backLink" href="/desk" aria-label=${word('back')}>‹</a>
    <div class="whoIs">
      <h1><bdi>${nameOf(row.name, row.id)}</bdi></h1>
      <p class="quiet"><span class=${`tag ${standingClass(row.owner, row.reason)}`}>${standing(row.owner, row.by, row.reason)}</span> ${word(`channel_${row.channel}`)} · ${row.lang === 'zh' ? '中文' : 'EN'}
        ${others.length === 0 ? null : html` · <span class="here">${word('others', others.join(', '))}</span>`}
        ${closeAt === null ? null : html` · ${word('closesAt', clock(closeAt))}`}</p>
    </div>
    <div class="acts">
      ${isMine ? null : button('take', 'take', {}, 'go')}
      ${row.owner === 'bot' ? null : button('release', 'release', {})}
      ${row.owner === 'person' ? button('close', 'close', { minutes: 0 }) : null}
      <${TalkMenu} id=${id} view=${view} me=${me} onAct=${onAct} />
    </div>
  </header>`
}

/** Stays at the end while new lines come, unless somebody reads further up. @param {{ id: string, view: any, me: import('./app.js').Me }} given */
function Log({ id, view, me }) {
  const log = useRef(/** @type {HTMLElement | null} */ (null))
  const isAtEnd = useRef(true)
  const [all, setAll] = useState(/** @type {any[] | null} */ (null))
  useEffect(() => {
    if (isAtEnd.current && log.current !== null) log.current.scrollTop = log.current.scrollHeight
  })
  const onScroll = () => {
    const { scrollHeight, scrollTop, clientHeight } = /** @type {HTMLElement} */ (log.current)
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < 40
  }
  const showAll = async () => {
    const answer = await get(`talks/${encodeURIComponent(id)}/all`)
    isAtEnd.current = false
    if (answer.ok) setAll(answer.body.lines.slice(0, -view.lines.length))
  }
  return html`<div class="log" ref=${log} tabindex="0" role="log" aria-label=${word('conversation')} onScroll=${onScroll}>
    ${view.earlier > 0 && all === null ? html`<button type="button" class="earlier" onClick=${showAll}>${word('earlier', view.earlier)}</button>` : null}
    <${Lines} lines=${[...(all ?? []), ...view.lines]} files=${view.files} id=${id} me=${me} />
  </div>`
}
