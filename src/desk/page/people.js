/** Who works at the desk: letting people in, what they may do, their Telegram account, and one's own password. */
import { get, post, remove } from './api.js'
import { html, useEffect, useState } from './html.js'
import { word } from './words.js'

const ROLES = ['staff', 'lead', 'admin']
/** @param {import('./app.js').Me} me */
const rolesFor = (me) => ROLES.slice(0, ROLES.indexOf(me.role) + 1)

/** @param {{ me: import('./app.js').Me }} given */
export function PeoplePage({ me }) {
  const [view, setView] = useState(/** @type {any} */ (null))
  const [link, setLink] = useState(/** @type {string | null} */ (null))
  const load = async () => {
    const answer = await get('people')
    if (answer.ok) setView(answer.body)
  }
  useEffect(() => void load(), [])
  if (view === null) return html`<main class="page"><p class="quiet">${word('loading')}</p></main>`
  return html`<main class="page people">
    <h1>${word('people')}</h1>
    ${view.people.map((/** @type {any} */ person) => html`<${Person} key=${person.login} person=${person} me=${me} onLink=${setLink} onChanged=${load} />`)}
    <p class="quiet" id="telegram-hint">${word('telegramHint')}</p>
    ${view.group.length === 0 ? null : html`<section><h2>${word('groupOnly')}</h2><ul>${view.group.map((/** @type {any} */ { id, name, role }) => html`<li><bdi>${name || id}</bdi> <span class="quiet">${id} · ${word(`role_${role}`)}</span></li>`)}</ul></section>`}
    <${Invite} me=${me} onLink=${setLink} />
    ${link === null ? null : html`<${LinkShown} link=${link} />`}
    <${OwnPassword} me=${me} />
  </main>`
}

/** @param {{ person: any, me: import('./app.js').Me, onLink: (link: string) => void, onChanged: () => void }} given */
function Person({ person, me, onLink, onChanged }) {
  const [said, setSaid] = useState('')
  const mayChange = rolesFor(me).includes(person.role)
  const save = async (/** @type {any} */ event) => {
    event.preventDefault()
    const form = new FormData(event.target)
    const telegram = String(form.get('telegram') ?? '').trim()
    const given = { name: form.get('name'), role: form.get('role'), telegram: telegram === '' ? null : telegram }
    const answer = await post(`people/${encodeURIComponent(person.login)}`, given)
    setSaid(word(answer.ok ? 'saved' : answer.code))
    if (answer.ok) onChanged()
  }
  const reset = async () => {
    const answer = await post(`people/${encodeURIComponent(person.login)}/reset`, {})
    if (answer.ok) onLink(linkOf(answer.body.token))
  }
  const dismiss = async () => {
    if (!confirm(word('removeSure', person.name))) return
    const answer = await remove(`people/${encodeURIComponent(person.login)}`)
    setSaid(answer.ok ? '' : word(answer.code))
    onChanged()
  }
  return html`<form class="card personCard" onSubmit=${save}>
    <h2><bdi>${person.name}</bdi> <span class="quiet">${person.login}${person.login === me.login ? ` · ${word('you')}` : ''}</span></h2>
    <div class="fields">
      <label>${word('name')}<input name="name" defaultValue=${person.name} maxlength="40" required disabled=${!mayChange} /></label>
      <label>${word('role')}<select name="role" disabled=${!mayChange}>${ROLES.filter((role) => role === person.role || rolesFor(me).includes(role)).map((role) => html`<option value=${role} selected=${role === person.role}>${word(`role_${role}`)}</option>`)}</select></label>
      <label>${word('telegram')}<input name="telegram" defaultValue=${person.telegram ?? ''} inputmode="numeric" pattern="[0-9]*" maxlength="16" disabled=${!mayChange} aria-describedby="telegram-hint" /></label>
    </div>
    ${mayChange ? html`<p class="formEnd"><button type="submit">${word('save')}</button> <button type="button" class="plain" onClick=${reset}>${word('resetLink')}</button> ${person.login === me.login ? null : html`<button type="button" class="plain grave" onClick=${dismiss}>${word('removePerson')}</button>`} <span role="status">${said}</span></p>` : null}
  </form>`
}

/** @param {string} token */
const linkOf = (token) => `${location.origin}/desk/join#${token}`

/** @param {{ me: import('./app.js').Me, onLink: (link: string) => void }} given */
function Invite({ me, onLink }) {
  const make = async (/** @type {any} */ event) => {
    event.preventDefault()
    const answer = await post('people', { role: new FormData(event.target).get('role') })
    if (answer.ok) onLink(linkOf(answer.body.token))
  }
  return html`<section><h2>${word('invite')}</h2>
    <form class="inline" onSubmit=${make}><label>${word('role')}<select name="role">${rolesFor(me).map((role) => html`<option value=${role}>${word(`role_${role}`)}</option>`)}</select></label>
    <button class="go" type="submit">${word('inviteGo')}</button></form></section>`
}

/** @param {{ link: string }} given */
function LinkShown({ link }) {
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(link)
    setCopied(true)
  }
  return html`<div class="banner" role="status"><p>${word('inviteMade')}</p><p><input class="link" readonly value=${link} aria-label=${word('invite')} onFocus=${(/** @type {any} */ event) => event.target.select()} />
    <button type="button" onClick=${copy}>${word(isCopied ? 'copied' : 'copy')}</button></p></div>`
}

/** @param {{ me: import('./app.js').Me }} given */
function OwnPassword({ me }) {
  const [said, setSaid] = useState('')
  const change = async (/** @type {any} */ event) => {
    event.preventDefault()
    const form = new FormData(event.target)
    const answer = await post('password', { password: form.get('password'), fresh: form.get('fresh') })
    setSaid(word(answer.ok ? 'passwordChanged' : answer.code))
    if (answer.ok) event.target.reset()
  }
  return html`<section><h2>${word('changePassword')}</h2><form class="inline" onSubmit=${change}>
    <input type="hidden" name="login" autocomplete="username" value=${me.login} />
    <label>${word('oldPassword')}<input type="password" name="password" autocomplete="current-password" required maxlength="200" /></label>
    <label>${word('newPassword')}<input type="password" name="fresh" autocomplete="new-password" required minlength="8" maxlength="200" /></label>
    <button type="submit">${word('changePassword')}</button> <span role="status">${said}</span></form></section>`
}
