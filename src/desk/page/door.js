/** The two ways in, signing in and joining by a link: sends a form, says what was wrong, opens the desk. */
import { post } from './api.js'
import { word } from './words.js'

/** @param {string} id */
export const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id))
export const form = /** @type {HTMLFormElement} */ (element('form'))

/** @param {string} name */
const value = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value

/**
 * @param {string} path
 * @param {readonly string[]} fields
 * @param {object} more
 */
export function sendOnSubmit(path, fields, more = {}) {
  const button = /** @type {HTMLButtonElement} */ (form.querySelector('button'))
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    button.disabled = true
    element('trouble').textContent = ''
    const given = Object.fromEntries(fields.map((name) => [name, value(name)]))
    const answer = await post(path, { ...given, ...more })
    button.disabled = false
    if (answer.ok) return location.assign('/desk')
    element('trouble').textContent = word(answer.code)
    // A name stays; a password is typed anew.
    const password = /** @type {HTMLInputElement} */ (form.elements.namedItem('password'))
    if (answer.code === 'wrong_password') password.value = ''
    password.focus()
  })
}
