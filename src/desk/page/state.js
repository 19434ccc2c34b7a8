/** How the desk is: its channels, its store, and what is on its way. */
import { get, post } from './api.js'
import { html, useEffect, useState } from './html.js'
import { dateAndClock } from './time.js'
import { word } from './words.js'

const AGAIN_MS = 5_000
const MIB = 1024 * 1024

/** @param {{ me: import('./app.js').Me }} given */
export function StatePage({ me }) {
  const [view, setView] = useState(/** @type {any} */ (null))
  useEffect(() => {
    const load = async () => {
      const answer = await get('state')
      if (answer.ok) setView(answer.body)
    }
    void load()
    const timer = setInterval(load, AGAIN_MS)
    return () => clearInterval(timer)
  }, [])
  if (view === null) return html`<main class="page"><p class="quiet">${word('loading')}</p></main>`
  const { channels, redis, backlog, health } = view
  return html`<main class="page">
    <h1>${word('state')}</h1>
    <section><h2>${word('channels')}</h2><ul class="channels">${channels.map((/** @type {any} */ channel) => html`<${Channel} ...${channel} />`)}</ul></section>
    ${view.wechatCode === null ? null : html`<section><h2>${word('wechatCode')}</h2><p><img class="scanCode" src=${`/desk/api/wechat-code?v=${view.wechatCode}`} alt=${word('wechatCode')} width="240" height="240" /></p><p class="quiet">${word('wechatCodeHint')}</p></section>`}
    <${ContentCheck} />
    ${me.role === 'admin' ? html`<${DeskLog} />` : null}
    <section><h2>${word('store')}</h2><dl class="facts">
      <dt>${word('store')}</dt><dd><bdi>${redis.detail}</bdi></dd>
      <dt>${word('memory')}</dt><dd>${(health.memoryBytes / MIB).toFixed(1)} MB${health.memoryLimitBytes > 0 ? ` / ${(health.memoryLimitBytes / MIB).toFixed(0)} MB` : ''}</dd>
      <dt>${word('durable')}</dt><dd>${word(health.appendOnlyFileOk ? 'fine' : 'notFine')}</dd>
    </dl></section>
    <section><h2>${word('backlog')}</h2><ul>
      <li>${word('lettersWaiting', backlog.mailboxes.letters)}</li>
      <li>${word('lanesWaiting', backlog.lanes.waiting)}</li>
      <li>${word('timersLate', backlog.timers.late)}</li>
      <li>${word('parked', backlog.parked)}</li>
    </ul></section>
  </main>`
}

/** The content as it lies there now: the desk itself works with that of its start. */
function ContentCheck() {
  const [result, setResult] = useState(/** @type {'unasked' | 'asking' | 'failed' | readonly string[]} */ ('unasked'))
  const check = async () => {
    setResult('asking')
    const answer = await post('content-check', {})
    setResult(answer.ok ? answer.body.problems : 'failed')
  }
  const says = typeof result === 'string' ? word(`content_${result}`) : result.length === 0 ? word('content_fine') : ''
  return html`<section><h2>${word('content')}</h2>
    <p><button type="button" disabled=${result === 'asking'} onClick=${check}>${word('contentCheck')}</button> <span role="status">${says}</span></p>
    ${Array.isArray(result) ? html`<ul>${result.map((problem) => html`<li><bdi>${problem}</bdi></li>`)}</ul>` : null}
  </section>`
}

/** Who handed out or erased what is kept of customers. */
function DeskLog() {
  const [acts, setActs] = useState(/** @type {readonly any[]} */ ([]))
  useEffect(() => {
    void get('desk-log').then((answer) => answer.ok && setActs(answer.body.acts))
  }, [])
  if (acts.length === 0) return null
  return html`<section><h2>${word('deskLog')}</h2><ul>${acts.map(({ at, by, act, talk }) => html`<li><time>${dateAndClock(at)}</time> <bdi>${by}</bdi> ${word(`log_${act}`)} <bdi>${talk}</bdi></li>`)}</ul></section>`
}

/** @param {{ name: string, state: any }} given */
const Channel = ({ name, state }) => html`<li class=${state.status}>
  <h3>${word(`channel_${name}`)} <span class="state">${word(`status_${state.status}`)}</span></h3>
  <p><bdi>${state.as ?? state.reason ?? state.howTo ?? ''}</bdi></p>
</li>`
