/** The desk in the browser: the frame with its navigation, and the page that the address names. */
import { get, post } from './api.js'
import { HoursPage } from './hours.js'
import { html, render, useEffect, useState } from './html.js'
import { InboxPage } from './inbox.js'
import { KeysHelp } from './keys-help.js'
import { useLive } from './live.js'
import { OrderPage } from './order.js'
import { OrdersPage } from './orders.js'
import { PeoplePage } from './people.js'
import { ReportsPage } from './reports.js'
import { follow, useRoute } from './route.js'
import { StatePage } from './state.js'
import { setClock } from './time.js'
import { language, speak, word } from './words.js'

/** @typedef {{ login: string, name: string, role: 'staff' | 'lead' | 'admin', telegram: string | null }} Me */

const PAGES = [
  { page: 'inbox', path: '/desk', sign: '✉', leads: false },
  { page: 'orders', path: '/desk/orders', sign: '☰', leads: false },
  { page: 'hours', path: '/desk/hours', sign: '◷', leads: false },
  { page: 'reports', path: '/desk/reports', sign: '▥', leads: true },
  { page: 'people', path: '/desk/people', sign: '☺', leads: true },
  { page: 'state', path: '/desk/state', sign: '✓', leads: true },
]

/** @param {{ me: Me }} given */
function App({ me }) {
  const route = useRoute()
  const [, setLanguage] = useState(language())
  const talk = route.page === 'inbox' ? route.talk : null
  const live = useLive(talk)
  const waiting = live.inbox?.waiting.length ?? 0
  useEffect(() => {
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${word(route.page === 'order' ? 'orders' : route.page)} · Aftercare`
  })
  const switchLanguage = () => {
    speak(language() === 'en' ? 'zh' : 'en')
    setLanguage(language())
  }
  return html`<div class=${`frame ${talk === null ? '' : 'inTalk'}`} onClick=${follow}>
    <${Rail} page=${route.page} waiting=${waiting} me=${me} onLanguage=${switchLanguage} />
    ${live.isUp ? null : html`<p class="offline" role="status">${word('connecting')}</p>`}
    <${Page} route=${route} live=${live} me=${me} />
    <${KeysHelp} />
  </div>`
}

/** @param {{ page: string, waiting: number, me: Me, onLanguage: () => void }} given */
function Rail({ page, waiting, me, onLanguage }) {
  const shown = PAGES.filter(({ leads }) => !leads || me.role !== 'staff')
  const isHere = (/** @type {string} */ name) => name === page || (name === 'orders' && page === 'order')
  return html`<nav class="rail" aria-label="Aftercare">
    <a class="mark" href="/desk" aria-label="Aftercare"><img src="/aftercare.svg" alt="" width="28" height="28" /></a>
    ${shown.map(
      ({
        page: name,
        path,
        sign,
      }) => html`<a class="place" href=${path} aria-current=${isHere(name) ? 'page' : undefined}>
        <span class="sign" aria-hidden="true">${sign}</span> <span class="label">${word(name)}</span>
        ${name === 'inbox' && waiting > 0 ? html`<span class="count" title=${word('waiting')}>${waiting}</span>` : null}
      </a>`,
    )}
    <div class="rest">
      <span class="me" title=${word(`role_${me.role}`)}><bdi>${me.name}</bdi></span>
      <button type="button" class="plain" lang=${language() === 'en' ? 'zh-CN' : 'en'} onClick=${onLanguage}>${word('switchLanguage')}</button>
      <button type="button" class="plain" onClick=${signOut}>${word('signOut')}</button>
    </div>
  </nav>`
}

/** @param {{ route: import('./route.js').Route, live: ReturnType<typeof useLive>, me: Me }} given */
function Page({ route, live, me }) {
  switch (route.page) {
    case 'inbox':
      return html`<${InboxPage} live=${live} selected=${route.talk} me=${me} />`
    case 'orders':
      return html`<${OrdersPage} />`
    case 'order':
      return html`<${OrderPage} key=${route.number} number=${route.number} />`
    case 'hours':
      return html`<${HoursPage} me=${me} />`
    case 'reports':
      return html`<${ReportsPage} />`
    case 'people':
      return html`<${PeoplePage} me=${me} />`
    case 'state':
      return html`<${StatePage} me=${me} />`
  }
}

async function signOut() {
  await post('sign-out', {})
  location.assign('/desk')
}

const me = await get('me')
if (me.ok) {
  setClock(me.body.now)
  speak(language())
  const root = /** @type {HTMLElement} */ (document.getElementById('desk'))
  root.replaceChildren()
  render(html`<${App} me=${me.body} />`, root)
}
