/** Joining by a link: its secret stands behind the `#`, which no server and no log ever sees. */
import { post } from './api.js'
import { element, form, sendOnSubmit } from './door.js'
import { word } from './words.js'

const token = location.hash.slice(1)
// It is used up soon; nobody should find it in the history either.
history.replaceState(null, '', location.pathname + location.search)
const switchLink = document.querySelector('a.switch')
if (switchLink instanceof HTMLAnchorElement) switchLink.hash = token

const invite = await post('invite', { token })
if (invite.ok) {
  form.hidden = false
  const login = /** @type {HTMLInputElement} */ (element('login'))
  if (typeof invite.body.login === 'string') {
    login.value = invite.body.login
    login.readOnly = true
  } else if (invite.body.role === 'admin') login.value = 'admin'
  sendOnSubmit('join', ['name', 'login', 'password'], { token })
  element('name').focus()
} else {
  const said = document.createElement('p')
  said.className = 'banner'
  said.textContent = word(invite.code)
  form.before(said)
}
