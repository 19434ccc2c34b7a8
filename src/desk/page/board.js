/** Open repair orders as a board: a column a state, its newest orders in it, and how many there are in all. */
import { get } from './api.js'
import { html, useEffect, useState } from './html.js'
import { machinesWritten } from './order-words.js'
import { orderPath } from './route.js'
import { deskNow, when } from './time.js'
import { word } from './words.js'

const COLUMNS = [
  'submitted',
  'awaiting_logistics',
  'ready_to_ship',
  'in_transit',
  'received',
  'at_work',
  'awaiting_payment',
  'returning',
]
const MOST_SHOWN = 12

/** @param {{ onState: (state: string) => void }} given `onState` shows all orders of a state */
export function Board({ onState }) {
  const [counts, setCounts] = useState(/** @type {Readonly<Record<string, number>>} */ ({}))
  useEffect(() => {
    void get('orders/counts').then((answer) => answer.ok && setCounts(answer.body.counts))
  }, [])
  return html`<div class="board">${COLUMNS.map((state) => html`<${Column} key=${state} state=${state} count=${counts[state]} onState=${onState} />`)}</div>`
}

/** @param {{ state: string, count: number | undefined, onState: (state: string) => void }} given */
function Column({ state, count, onState }) {
  const [rows, setRows] = useState(/** @type {any[] | null} */ (null))
  useEffect(() => {
    void get(`orders?state=${state}&limit=${MOST_SHOWN}`).then((answer) => answer.ok && setRows(answer.body.rows))
  }, [state])
  const more = (count ?? 0) - (rows?.length ?? 0)
  return html`<section class="column" aria-labelledby=${`column-${state}`}>
    <h2 id=${`column-${state}`}>${word(`state_${state}`)} <span class="number">${count ?? ''}</span></h2>
    <ul>${(rows ?? []).map((row) => html`<${Card} key=${row.number} row=${row} />`)}</ul>
    ${rows !== null && more > 0 ? html`<button type="button" class="plain" onClick=${() => onState(state)}>${word('moreOf', more)}</button>` : null}
    ${rows?.length === 0 ? html`<p class="quiet">–</p>` : null}
  </section>`
}

/** @param {{ row: any }} given */
const Card = ({ row }) => html`<li><a class="boardCard" href=${orderPath(row.number)}>
  <span class="rowTop"><span class="orderNumber">${row.shown}</span> <time>${when(row.filedAt, deskNow())}</time></span>
  <bdi class="rowText">${row.name || '–'}</bdi>
  <bdi class="rowText quiet">${machinesWritten(row.machines)}</bdi>
</a></li>`
