/** Repair orders, newest first: a table by state, or a board. */
import { get } from './api.js'
import { Board } from './board.js'
import { html, useEffect, useState } from './html.js'
import { machinesWritten } from './order-words.js'
import { orderPath } from './route.js'
import { deskNow, waited, when } from './time.js'
import { word } from './words.js'

/** Not a state of orders: those on which staff have something to do. */
const WORK = 'work'

const VIEW = 'aftercare.desk.orders'

export function OrdersPage() {
  const [view, setView] = useState(localStorage.getItem(VIEW) === 'board' ? 'board' : 'table')
  const [state, setState] = useState(WORK)
  const show = (/** @type {'table' | 'board'} */ which) => {
    localStorage.setItem(VIEW, which)
    setView(which)
  }
  const showState = (/** @type {string} */ one) => {
    setState(one)
    show('table')
  }
  return html`<main class="page">
    <header class="ordersHead"><h1>${word('orders')}</h1>
      <div class="filters" role="group" aria-label=${word('view')}>${
        /** @type {const} */ (['table', 'board']).map(
          (one) =>
            html`<button type="button" class="filter" aria-pressed=${one === view ? 'true' : 'false'} onClick=${() => show(one)}>${word(`view_${one}`)}</button>`,
        )
      }</div></header>
    ${view === 'board' ? html`<${Board} onState=${showState} />` : html`<${ByState} state=${state} onState=${setState} />`}
  </main>`
}

/** @param {{ state: string, onState: (state: string) => void }} given */
function ByState({ state, onState }) {
  const [page, setPage] = useState(/** @type {any} */ (null))
  /** How many orders are in each state, in the order of their life. */
  const [counts, setCounts] = useState(/** @type {Readonly<Record<string, number>>} */ ({}))
  const load = async (/** @type {any} */ before) => {
    const after = before === null ? '' : `&after=${encodeURIComponent(before.next)}`
    const answer = await get(state === WORK ? 'work' : `orders?state=${state}${after}`)
    if (answer.ok) setPage({ ...answer.body, rows: [...(before?.rows ?? []), ...answer.body.rows] })
  }
  useEffect(() => {
    void get('orders/counts').then((answer) => answer.ok && setCounts(answer.body.counts))
  }, [])
  useEffect(() => {
    setPage(null)
    void load(null)
  }, [state])
  return html`
    <div class="filters" role="group" aria-label=${word('status')}>
      ${[WORK, '', ...Object.keys(counts)].map(
        (one) =>
          html`<button type="button" class="filter" aria-pressed=${one === state ? 'true' : 'false'} onClick=${() => onState(one)}>${filterWord(one)}${counts[one] ? html` <span class="number">${counts[one]}</span>` : null}</button>`,
      )}
    </div>
    ${page === null ? html`<p class="quiet">${word('loading')}</p>` : html`<${Table} page=${page} />`}
    ${page?.next ? html`<button type="button" onClick=${() => load(page)}>${word('more')}</button>` : null}`
}

/** @param {string} one */
function filterWord(one) {
  if (one === WORK) return word('waitsForUs')
  return word(one === '' ? 'allStates' : `state_${one}`)
}

/** @param {{ page: any }} given */
function Table({ page }) {
  if (page.rows.length === 0) return html`<p class="quiet">${word('noOrders')}</p>`
  return html`<div class="wide"><table>
    <thead><tr>${['number', 'status', 'contact', 'machines', 'officialNumber', 'filed'].map((name) => html`<th scope="col">${word(name)}</th>`)}</tr></thead>
    <tbody>${page.rows.map((/** @type {any} */ row) => html`<${TableRow} key=${row.number} row=${row} now=${page.now} />`)}</tbody>
  </table></div>`
}

/** @param {{ row: any, now: number }} given */
const TableRow = ({ row, now }) => html`<tr>
  <td><a href=${orderPath(row.number)} class="orderNumber">${row.shown}</a></td>
  <td><span class=${`tag order ${row.state}`}>${word(`state_${row.state}`)}</span>${row.waits === undefined ? null : html`<br /><span class=${`quiet ${row.waits.overdue ? 'overdue' : ''}`}>${word(`work_${row.waits.what}`)} · ${waited(row.waits.minutes)}</span>`}</td>
  <td><bdi>${row.name}</bdi></td>
  <td><bdi>${machinesWritten(row.machines)}</bdi></td>
  <td><bdi>${row.officialNumber ?? '–'}</bdi></td>
  <td><time>${when(row.filedAt, now)}</time></td>
</tr>`

/** As a search shows it. @param {{ row: any }} given */
export const OrderRow = ({ row }) => html`<li class="row"><a href=${orderPath(row.number)}>
  <span class="rowTop"><span class="orderNumber">${row.shown}</span><time>${when(row.filedAt, deskNow())}</time></span>
  <span class="rowText"><bdi>${row.name}</bdi> · <bdi>${machinesWritten(row.machines)}</bdi></span>
  <span class="rowTags"><span class="tag order">${word(`state_${row.state}`)}</span></span>
</a></li>`
