/** One repair order: who, which machines, what happened, and what staff may do with it now; it prints as it stands. */
import { get } from './api.js'
import { html, useEffect, useState } from './html.js'
import { Moves } from './moves.js'
import { talkPath } from './route.js'
import { dateAndClock } from './time.js'
import { word } from './words.js'

/** @param {{ number: string }} given */
export function OrderPage({ number }) {
  const [view, setView] = useState(/** @type {any} */ (null))
  const [trouble, setTrouble] = useState('')
  useEffect(() => {
    void get(`orders/${encodeURIComponent(number)}`).then((answer) =>
      answer.ok ? setView(answer.body) : setTrouble(word(answer.code)),
    )
  }, [number])
  if (view === null)
    return html`<main class="page"><p class="quiet" role="status">${trouble || word('loading')}</p></main>`
  const { order, shown, conversation } = view
  return html`<main class="page order">
    <header class="orderHead">
      <div><h1 class="orderNumber">${shown}</h1><p class="orderState"><span class=${`tag order ${order.state}`}>${word(`state_${order.state}`)}</span></p></div>
      <div class="acts noPrint"><a class="button" href=${talkPath(conversation)}>${word('conversation')}</a>
        <button type="button" onClick=${() => print()}>${word('print')}</button></div>
    </header>
    <${Moves} view=${view} onMoved=${setView} />
    <div class="columns">
      <section><h2>${word('contact')}</h2><${Facts} facts=${contactFacts(order)} /></section>
      <section><h2>${word('logistics')}</h2><${Facts} facts=${parcelFacts(order)} /></section>
    </div>
    <section><h2>${word('machines')}</h2>${order.machines.map((/** @type {any} */ machine, /** @type {number} */ place) => html`<${Machine} machine=${machine} place=${place} />`)}</section>
    <section><h2>${word('history')}</h2><${History} order=${order} /></section>
  </main>`
}

/** @param {{ facts: readonly (readonly [string, string | null])[] }} given */
const Facts = ({ facts }) =>
  html`<dl class="facts">${facts.map(([name, value]) => html`<dt>${word(name)}</dt><dd><bdi>${value || '–'}</bdi></dd>`)}</dl>`

/** @param {any} order @returns {readonly (readonly [string, string | null])[]} */
const contactFacts = ({ contact, officialNumber, filedAt }) => [
  ['contact', contact.name],
  ['phone', contact.phone],
  ['country', contact.country],
  ['officialNumber', officialNumber],
  ['filed', dateAndClock(filedAt)],
]

/** @param {any} order @returns {readonly (readonly [string, string | null])[]} */
const parcelFacts = ({ logistics, repairAddress }) => [
  ['repairAddress', repairAddress],
  ['carrier', logistics?.carrier ?? null],
  ['tracking', logistics?.tracking ?? null],
  ['address', logistics === null ? null : addressWritten(logistics.address)],
]

/** @param {any} address */
function addressWritten({ kind, ...parts }) {
  const told =
    kind === 'china' ? [parts.province, parts.city, parts.district, parts.street] : [...parts.lines, parts.country]
  return [...told, parts.postcode].filter(Boolean).join(kind === 'china' ? ' ' : ', ')
}

/** @param {{ machine: any, place: number }} given */
const Machine = ({ machine, place }) => html`<article class="machine">
  <p class="machineHead"><strong>${place + 1}</strong> <bdi>${machine.model}</bdi> · <bdi class="serial">${machine.serial ?? word('noSerial')}</bdi>
    <span class="tag">${word(`machine_${machine.state}`)}</span>${machine.danger ? html` <span class="tag danger">${word('reason_danger')}</span>` : null}</p>
  ${machine.description === '' ? null : html`<p><bdi>${machine.description}</bdi></p>`}
  ${'condition' in machine ? html`<p class="quiet">${word(`choice_${machine.condition}`)} · ${word('covered')}: ${word(machine.covered ? 'yes' : 'no')}${machine.bill === null ? '' : ` · ${machine.bill.amount} ${machine.bill.currency}${machine.bill.paidAt === null ? '' : ' ✓'}`}</p>` : null}
</article>`

/** @param {{ order: any }} given */
const History = ({ order }) => html`<ol class="history">
  <li><time>${dateAndClock(order.filedAt)}</time> ${word('filed')} <span class="quiet">${word('who_customer')}</span></li>
  ${order.history.map((/** @type {any} */ entry) => html`<li><time>${dateAndClock(entry.at)}</time> ${word(`move_${entry.type}`)} <span class="quiet"><bdi>${entry.by ?? word(`who_${entry.who}`)}</bdi>${details(entry)}</span>${entry.note === undefined ? null : html`<p class="said"><bdi>${entry.note}</bdi></p>`}</li>`)}
</ol>`

/** What an entry names beside itself. @param {any} entry */
function details({ machine, machines, officialNumber, amount, currency, reason, condition, tracking, repairAddress }) {
  const places = machine === undefined ? (machines ?? []) : [machine]
  const told = [
    ...(places.length === 0
      ? []
      : [`${word('machine')} ${places.map((/** @type {number} */ place) => place + 1).join(', ')}`]),
    officialNumber,
    repairAddress,
    amount === undefined ? undefined : `${amount} ${currency}`,
    reason === undefined ? undefined : word(`choice_${reason}`),
    condition === undefined ? undefined : word(`choice_${condition}`),
    tracking,
  ].filter((part) => part !== undefined && part !== null)
  return told.length === 0 ? '' : ` · ${told.join(' · ')}`
}
