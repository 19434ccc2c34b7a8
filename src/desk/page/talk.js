/** One conversation: what was said, who has it, what staff can do in it, and the card beside it. */
import { freshId, post } from './api.js'
import { Composer } from './composer.js'
import { html, useState } from './html.js'
import { useKeys } from './keys.js'
import { Log } from './log.js'
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
    <${Log} key=${id} id=${id} view=${view} me=${me} />
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
