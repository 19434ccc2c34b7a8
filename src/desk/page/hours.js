/** The hours: whether the desk is open, the next fortnight day by day, and what customers are told right now (P1). */
import { freshId, get, post, remove } from './api.js'
import { html, useEffect, useState } from './html.js'
import { dateAndClock, ofDay } from './time.js'
import { language, word } from './words.js'

/** @param {{ me: import('./app.js').Me }} given */
export function HoursPage({ me }) {
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
    <p class=${`lead standing ${is.open ? 'open' : 'closed'}`}>${word(is.open ? 'openUntil' : 'closedUntil', dateAndClock(is.open ? is.closesAt : is.opensAt))} <span class="quiet">${word('chinaTime')}</span></p>
    <section><h2>${word('fortnight')}</h2>
      <ol class="fortnight">${days.map((/** @type {any} */ day, /** @type {number} */ place) => html`<${Day} day=${day} isToday=${place === 0} />`)}</ol>
      ${days.some((/** @type {any} */ { provisional }) => provisional) ? html`<p class="quiet">* ${word('provisional')}</p>` : null}
    </section>
    ${me.role === 'staff' ? null : html`<${ByHand} view=${view} onChanged=${load} />`}
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
    <span class="shifts">${shiftsWritten(shifts)}</span>
    <span class="quiet why"><bdi>${why}</bdi></span>
  </li>`
}

/** @param {string} _weekday @param {string} date */
const weekdayName = (_weekday, date) =>
  new Intl.DateTimeFormat(language() === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'short', timeZone: 'UTC' }).format(
    Date.parse(`${date}T00:00:00Z`),
  )

/** Leads open late, close early or take a day off, for one day at a time. @param {{ view: any, onChanged: () => Promise<void> }} given */
function ByHand({ view, onChanged }) {
  const [kind, setKind] = useState('close')
  const [trouble, setTrouble] = useState('')
  const submit = async (/** @type {any} */ event) => {
    event.preventDefault()
    const form = new FormData(event.target)
    const [hour = 0, minute = 0] = String(form.get('clock') ?? '')
      .split(':')
      .map(Number)
    const time = kind === 'off' ? {} : { minute: hour * 60 + minute }
    const wish = { id: freshId(), kind, date: form.get('date'), reason: form.get('reason'), ...time }
    const answer = await post('hours', wish)
    if (!answer.ok)
      return setTrouble(word(answer.body.reason === undefined ? answer.code : `hours_${answer.body.reason}`))
    setTrouble('')
    await onChanged()
  }
  const clear = async (/** @type {string} */ date) => {
    await remove(`hours/${date}`)
    await onChanged()
  }
  return html`<section><h2>${word('setByHand')}</h2>
    <form class="card inline" onSubmit=${submit}>
      <label>${word('day')}<input type="date" name="date" required defaultValue=${view.days[0].date} min=${view.days[0].date} /></label>
      <label>${word('what')}<select name="kind" onChange=${(/** @type {any} */ event) => setKind(event.target.value)}>${['close', 'open', 'off'].map((one) => html`<option value=${one}>${word(`wish_${one}`)}</option>`)}</select></label>
      ${kind === 'off' ? null : html`<label>${word('clock')}<input type="time" name="clock" required defaultValue=${kind === 'close' ? '16:00' : '10:00'} /></label>`}
      <label>${word('reason')}<input name="reason" required maxlength="80" /></label>
      <button class="go" type="submit">${word('set')}</button>
    </form>
    <p class="trouble" role="alert">${trouble}</p>
    <ul class="byHand">${view.byHand.map((/** @type {any} */ day) => html`<li><strong>${day.date}</strong> ${shiftsWritten(day.shifts)} · <bdi>${day.reason}</bdi> <span class="quiet"><bdi>${day.by}</bdi></span> <button type="button" class="plain grave" onClick=${() => clear(day.date)}>${word('clearDay')}</button></li>`)}</ul>
  </section>`
}

/** @param {any[]} shifts */
const shiftsWritten = (shifts) =>
  shifts.length === 0 ? word('closedAllDay') : shifts.map(({ from, to }) => `${ofDay(from)}–${ofDay(to)}`).join(', ')
