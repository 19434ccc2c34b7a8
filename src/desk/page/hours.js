/** The hours: whether the desk is open, the next fortnight day by day, and what customers are told right now (P1). */
import { get } from './api.js'
import { html, useEffect, useState } from './html.js'
import { dateAndClock, ofDay } from './time.js'
import { language, word } from './words.js'

export function HoursPage() {
  const [view, setView] = useState(/** @type {any} */ (null))
  const load = async () => {
    const answer = await get('hours')
    if (answer.ok) setView(answer.body)
  }
  useEffect(() => void load(), [])
  if (view === null) return html`<main class="page"><p class="quiet">${word('loading')}</p></main>`
  const { is, days, text } = view
  return html`<main class="page">
    <h1>${word('hours')}</h1>
    <p class=${`lead standing ${is.open ? 'open' : 'closed'}`}>${word(is.open ? 'open_now' : 'closed_now')} → ${dateAndClock(is.open ? is.closesAt : is.opensAt)} <span class="quiet">${word('chinaTime')}</span></p>
    <section><h2>${word('fortnight')}</h2>
      <ol class="fortnight">${days.map((/** @type {any} */ day, /** @type {number} */ place) => html`<${Day} day=${day} isToday=${place === 0} />`)}</ol>
      ${days.some((/** @type {any} */ { provisional }) => provisional) ? html`<p class="quiet">* ${word('provisional')}</p>` : null}
    </section>
    <section><h2>${word('customersHear')}</h2>
      <div class="columns"><blockquote lang="en"><p>${text.en}</p></blockquote><blockquote lang="zh-CN"><p>${text.zh}</p></blockquote></div>
    </section>
  </main>`
}

/** @param {{ day: any, isToday: boolean }} given */
function Day({ day, isToday }) {
  const { date, weekday, kind, shifts, name, provisional } = day
  const why = name === null ? word(`kind_${kind}`) : name[language()]
  return html`<li class=${`dayCell ${shifts.length > 0 ? 'open' : 'closed'} ${kind} ${isToday ? 'today' : ''}`}>
    <span class="date">${isToday ? word('today') : weekdayName(weekday, date)}</span>
    <strong>${date.slice(5)}${provisional ? '*' : ''}</strong>
    <span class="shifts">${shifts.length === 0 ? word('closedAllDay') : shifts.map((/** @type {any} */ { from, to }) => `${ofDay(from)}–${ofDay(to)}`).join(', ')}</span>
    <span class="quiet why"><bdi>${why}</bdi></span>
  </li>`
}

/** @param {string} _weekday @param {string} date */
const weekdayName = (_weekday, date) =>
  new Intl.DateTimeFormat(language() === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'short', timeZone: 'UTC' }).format(
    Date.parse(`${date}T00:00:00Z`),
  )
