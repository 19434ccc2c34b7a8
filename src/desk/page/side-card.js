/** Beside a conversation: the bot's next step, the hand-over card, its orders and files. */
import { FileItem } from './file-item.js'
import { html } from './html.js'
import { orderPath, talkPath } from './route.js'
import { standing, standingClass } from './standing.js'
import { dateAndClock } from './time.js'
import { word } from './words.js'

/** @param {{ view: any, id: string }} given */
export const SideCard = ({ view, id }) => html`<aside class="side" aria-label=${word('card')}>
  <section><h2>${word(view.row.owner === 'bot' ? 'nextNow' : 'nextStep')}</h2><${NextStep} next=${view.next} /></section>
  ${view.ban === null ? null : html`<section><h2>${word('owner_banned')}</h2><p><bdi>${[view.ban.by, view.ban.reason].filter(Boolean).join(': ')}</bdi></p><p class="quiet">${dateAndClock(view.ban.at)} · ${word('unread', view.ban.unread)}</p></section>`}
  ${view.orders.length === 0 ? null : html`<section><h2>${word('ordersOf')}</h2><ul class="links">${view.orders.map(orderLink)}</ul></section>`}
  ${view.joined.length === 0 ? null : html`<section><h2>${word('joined')}</h2><ul class="joinedTalks">${view.joined.map(joinedLink)}</ul></section>`}
  <section><h2>${word('card')}</h2><div class="cardLines">${view.card.map((/** @type {string} */ line) => html`<p><bdi>${line}</bdi></p>`)}</div></section>
  ${view.files.length === 0 ? null : html`<section><h2>${word('files')}</h2><ul class="files">${view.files.map((/** @type {any} */ file) => html`<${FileItem} file=${file} id=${id} />`)}</ul></section>`}
</aside>`

/** @param {any} order */
const orderLink = ({ number, shown, state }) =>
  html`<li><a href=${orderPath(number)}><span class="orderNumber">${shown}</span></a> <span class="quiet">${word(`state_${state}`)}</span></li>`

/** Where the same customer writes besides: the way there, and how it stands. @param {any} talk */
const joinedLink = ({ id, channel, owner, by, reason, last, filed }) =>
  html`<li><a href=${talkPath(id)}>${word(`channel_${channel}`)}</a> <span class=${`tag ${standingClass(owner, reason)}`}>${standing(owner, by, reason)}</span>
    ${last === null ? null : html`<p class="quiet">${dateAndClock(last.at)} <bdi>${last.text}</bdi></p>`}
    ${filed.length === 0 ? null : html`<p class="quiet orderNumber">${filed.join(', ')}</p>`}</li>`

/** @param {{ next: any }} given */
function NextStep({ next }) {
  if (next === null) return html`<p class="quiet">${word('nextNone')}</p>`
  return html`<p class="nextStep"><bdi>${next.text}</bdi></p>
    <p class="offers">${next.offers.map((/** @type {string} */ label) => html`<bdi class="offer">${label}</bdi> `)}</p>`
}
