/** What happened week by week: plotted, as a table, and as a sheet to take away. Counted by the desk every ten minutes. */
import { get } from './api.js'
import { html, useEffect, useState } from './html.js'
import { NamedBars, Plot } from './plot.js'
import { dateAndClock } from './time.js'
import { language, word } from './words.js'

/** @typedef {any} Week as `WeekReport` has it */

/** @type {readonly (readonly [string, (week: Week) => number])[]} */
const FIGURES = [
  ['conversations', (week) => week.conversations],
  ['solvedByBot', (week) => week.solved],
  ['escalations', (week) => week.escalated],
  ['waitMedian', (week) => week.waits.median],
  ['waitMost', (week) => week.waits.nineInTen],
  ['ratedGood', (week) => week.ratings[3]],
  ['ratedFair', (week) => week.ratings[2]],
  ['ratedBad', (week) => week.ratings[1]],
]
/** The others are in the table. */
const PLOTTED = ['conversations', 'solvedByBot', 'escalations', 'waitMedian']

export function ReportsPage() {
  const [weeks, setWeeks] = useState(/** @type {readonly Week[] | null} */ (null))
  const [symptoms, setSymptoms] = useState(/** @type {readonly any[]} */ ([]))
  const [chosen, setChosen] = useState(/** @type {string | null} */ (null))
  useEffect(() => {
    void get('reports').then((answer) => {
      if (!answer.ok) return
      setSymptoms(answer.body.symptoms)
      setWeeks(answer.body.weeks)
    })
  }, [])
  if (weeks === null) return html`<main class="page"><p class="quiet">${word('loading')}</p></main>`
  const [newest] = weeks
  if (newest === undefined)
    return html`<main class="page"><h1>${word('reports')}</h1><p class="quiet">${word('noReports')}</p></main>`
  const symptomName = (/** @type {string} */ code) =>
    symptoms.find((one) => one.code === code)?.name[language()] ?? word('symptom_other')
  const shown = weeks.find(({ week }) => week === chosen) ?? newest
  return html`<main class="page reports">
    <header class="orderHead"><h1>${word('reports')}</h1><div class="acts noPrint"><a class="button" href="/desk/api/reports/csv" download>${word('asSheet')}</a></div></header>
    <p class="quiet">${word('countedAt', dateAndClock(newest.countedAt))}</p>
    <div class="plots">${FIGURES.filter(([name]) => PLOTTED.includes(name)).map(([name, of]) => html`<${Plot} title=${word(name)} bars=${barsOf(weeks, of)} />`)}</div>
    <section><h2>${word('byWeek')}</h2><${Table} weeks=${weeks} /></section>
    <section><h2>${word('ordersOfWeek')}</h2>
      <label class="short">${word('week')}<select value=${shown.week} onChange=${(/** @type {any} */ { target }) => setChosen(target.value)}>${weeks.map(({ week }) => html`<option value=${week}>${week}</option>`)}</select></label>
      <div class="columns">
        <${Named} title=${word('intoState')} tally=${shown.states} nameOf=${(/** @type {string} */ state) => word(`state_${state}`)} />
        <${Named} title=${word('bySymptom')} tally=${shown.symptoms} nameOf=${symptomName} />
      </div>
    </section>
  </main>`
}

/** @param {readonly Week[]} weeks newest first @param {(week: Week) => number} of */
const barsOf = (weeks, of) =>
  weeks.toReversed().map((week) => ({ at: week.week.slice(5), value: of(week), says: `${week.week}: ${of(week)}` }))

/** @param {{ weeks: readonly Week[] }} given */
const Table = ({ weeks }) => html`<div class="wide"><table>
  <thead><tr><th scope="col">${word('week')}</th>${FIGURES.map(([name]) => html`<th scope="col" class="value">${word(name)}</th>`)}</tr></thead>
  <tbody>${weeks.map((week) => html`<tr key=${week.week}><th scope="row">${week.week}</th>${FIGURES.map(([, of]) => html`<td class="value">${of(week)}</td>`)}</tr>`)}</tbody>
</table></div>`

/** @param {{ title: string, tally: Readonly<Record<string, number>>, nameOf: (key: string) => string }} given */
function Named({ title, tally, nameOf }) {
  const rows = Object.entries(tally)
    .map(([name, value]) => ({ name: nameOf(name), value }))
    .toSorted((a, b) => b.value - a.value)
  return html`<section><h3>${title}</h3>${rows.length === 0 ? html`<p class="quiet">${word('nothingCounted')}</p>` : html`<${NamedBars} rows=${rows} />`}</section>`
}
