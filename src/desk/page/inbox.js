/** The inbox: who waits, who is with whom, who wrote lately, and what a search finds; beside it the conversation that is open. */
import { get } from './api.js'
import { html, useEffect, useRef, useState } from './html.js'
import { useKeys } from './keys.js'
import { OrderRow } from './orders.js'
import { go, talkPath } from './route.js'
import { nameOf, standing, standingClass } from './standing.js'
import { TalkPane } from './talk.js'
import { deskNow, waited, when } from './time.js'
import { word } from './words.js'

/** @typedef {any} Row as `inbox.ts` has it */

/** @param {{ live: any, selected: string | null, me: import('./app.js').Me }} given */
export function InboxPage({ live, selected, me }) {
  /** Kept beside the state: a second key may come before the page is drawn anew. */
  const place = useRef(/** @type {string | null} */ (selected))
  const [cursor, setCursor] = useState(place.current)
  const [found, setFound] = useState(/** @type {any} */ (null))
  const rows = found === null ? shownRows(live.inbox) : found.talks
  const move = (/** @type {number} */ by) => {
    const here = rows.findIndex((/** @type {Row} */ { id }) => id === (place.current ?? selected))
    const next = rows[Math.max(0, Math.min(rows.length - 1, here + by))]
    if (next === undefined) return
    place.current = next.id
    setCursor(next.id)
    document.querySelector(`[data-talk="${CSS.escape(next.id)}"]`)?.scrollIntoView({ block: 'nearest' })
    if (selected !== null) go(talkPath(next.id))
  }
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    Enter: () => place.current !== null && go(talkPath(place.current)),
    Escape: () => go('/desk'),
    '/': () => /** @type {HTMLElement | null} */ (document.querySelector('#search'))?.focus(),
  })
  return html`<main class="inbox">
    <section class="lists" aria-label=${word('inbox')}>
      ${selected === null ? html`<h1 class="onlyHeard">${word('inbox')}</h1>` : null}
      <${Search} onFound=${setFound} />
      ${
        found === null
          ? html`<${Lists} inbox=${live.inbox} cursor=${cursor} selected=${selected} />`
          : html`<${Found} found=${found} cursor=${cursor} selected=${selected} />`
      }
    </section>
    ${
      selected === null
        ? html`<section class="nothing"><p>${word('choose')}</p><p class="quiet">${word('chooseHint')}</p></section>`
        : html`<${TalkPane} key=${selected} id=${selected} view=${live.talk} others=${live.others} me=${me} />`
    }
  </main>`
}

/** Each conversation once, in the order in which the lists show it. @param {any} inbox @returns {Row[]} */
function shownRows(inbox) {
  if (inbox === null) return []
  return [...inbox.waiting, ...inbox.withPerson, ...restOf(inbox)]
}

/** @param {any} inbox @returns {Row[]} */
function restOf(inbox) {
  const above = new Set([...inbox.waiting, ...inbox.withPerson].map(({ id }) => id))
  return inbox.lately.filter((/** @type {Row} */ { id }) => !above.has(id))
}

/** @param {{ inbox: any, cursor: string | null, selected: string | null }} given */
function Lists({ inbox, cursor, selected }) {
  if (inbox === null) return html`<p class="quiet pad">${word('loading')}</p>`
  const list = (/** @type {string} */ name, /** @type {Row[]} */ rows, /** @type {string} */ nothing) => html`
    <h2>${word(name)} <span class="number">${rows.length || ''}</span></h2>
    ${rows.length === 0 ? html`<p class="quiet pad">${word(nothing)}</p>` : html`<${Rows} rows=${rows} cursor=${cursor} selected=${selected} />`}`
  return html`
    ${list('waiting', inbox.waiting, 'nobodyWaits')}
    ${inbox.withPerson.length === 0 ? null : list('withPerson', inbox.withPerson, 'nobodyWithPerson')}
    ${shownRows(inbox).length > 0 && restOf(inbox).length === 0 ? null : list('lately', restOf(inbox), 'nothingLately')}`
}

/** @param {{ found: any, cursor: string | null, selected: string | null }} given */
function Found({ found, cursor, selected }) {
  if (found.talks.length + found.orders.length === 0) {
    return html`<p class="quiet pad" role="status">${word('foundNothing', found.text)}</p>`
  }
  return html`
    ${found.orders.length === 0 ? null : html`<h2>${word('orders')}</h2><ul class="rows">${found.orders.map((/** @type {any} */ row) => html`<${OrderRow} row=${row} />`)}</ul>`}
    ${found.talks.length === 0 ? null : html`<h2>${word('inbox')}</h2><${Rows} rows=${found.talks} cursor=${cursor} selected=${selected} />`}`
}

const SEARCH_AFTER_MS = 200

/** @param {{ onFound: (found: any) => void }} given */
function Search({ onFound }) {
  const [text, setText] = useState('')
  const asked = useRef('')
  useEffect(() => {
    asked.current = text.trim()
    if (text.trim() === '') return onFound(null)
    const timer = setTimeout(async () => {
      const wanted = text.trim()
      const answer = await get(`search?q=${encodeURIComponent(wanted)}`)
      if (answer.ok && asked.current === wanted) onFound({ ...answer.body, text: wanted })
    }, SEARCH_AFTER_MS)
    return () => clearTimeout(timer)
  }, [text])
  const leave = (/** @type {any} */ event) => {
    if (event.key !== 'Escape') return
    setText('')
    event.target.blur()
  }
  return html`<div class="search" role="search">
    <input id="search" type="search" value=${text} placeholder=${word('searchHint')} aria-label=${word('search')} maxlength="100"
      onInput=${(/** @type {any} */ event) => setText(event.target.value)}
      onKeyDown=${leave} />
  </div>`
}

/** @param {{ rows: Row[], cursor: string | null, selected: string | null }} given */
const Rows = ({ rows, cursor, selected }) => html`<ul class="rows">
  ${rows.map((row) => html`<${TalkRow} key=${row.id} row=${row} isHere=${row.id === selected} isNext=${row.id === cursor} />`)}
</ul>`

/** @param {{ row: Row, isHere: boolean, isNext: boolean }} given */
function TalkRow({ row, isHere, isNext }) {
  const { id, name, channel, lang, last, owner, by, reason, waitedMinutes } = row
  const waits = owner === 'waiting' || owner === 'queued' || (owner === 'person' && waitedMinutes !== null)
  return html`<li class=${`row ${owner} ${isNext ? 'cursor' : ''}`} data-talk=${id}>
    <a href=${talkPath(id)} aria-current=${isHere ? 'true' : undefined}>
      <span class="rowTop"><bdi class="name">${nameOf(name, id)}</bdi>
        ${waits && waitedMinutes !== null ? html`<span class=${`waited ${waitedMinutes >= 10 ? 'long' : ''}`} title=${word('waitedTitle')}>${waited(waitedMinutes)}</span>` : last === null ? null : html`<time>${when(last.at, deskNow())}</time>`}
      </span>
      <span class="rowText"><bdi>${last === null ? '' : last.text}</bdi></span>
      <span class="rowTags"><span class=${`tag ${standingClass(owner, reason)}`}>${standing(owner, by, reason)}</span> <span class="quiet">${word(`channel_${channel}`)} · ${lang === 'zh' ? '中文' : 'EN'}</span></span>
    </a>
  </li>`
}
