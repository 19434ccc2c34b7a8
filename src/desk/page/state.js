/** How the desk is: its channels, its store, and what is on its way. */
import { get } from './api.js'
import { html, useEffect, useState } from './html.js'
import { word } from './words.js'

const AGAIN_MS = 5_000
const MIB = 1024 * 1024

export function StatePage() {
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

/** @param {{ name: string, state: any }} given */
const Channel = ({ name, state }) => html`<li class=${state.status}>
  <h3>${word(`channel_${name}`)} <span class="state">${word(`status_${state.status}`)}</span></h3>
  <p><bdi>${state.as ?? state.reason ?? state.howTo ?? ''}</bdi></p>
</li>`
