/** What leads and administrators alone do with a conversation: each asks once more, what cannot be brought back by a word typed by hand. */
import { freshId, post } from './api.js'
import { html, useEffect, useRef, useState } from './html.js'
import { word } from './words.js'

/** @typedef {'ban' | 'unban' | 'export' | 'erase'} Power */

/** @param {import('./app.js').Me} me @param {any} view @returns {readonly Power[]} */
export function powersOf(me, view) {
  if (me.role === 'staff') return []
  const ban = view.ban === null ? 'ban' : 'unban'
  return me.role === 'lead' ? [ban] : [ban, 'export', 'erase']
}

/** @param {{ power: Power, id: string, onEnd: () => void }} given */
export function PowerDialog({ power, id, onEnd }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null))
  const [typed, setTyped] = useState('')
  const [trouble, setTrouble] = useState('')
  const [act] = useState(freshId)
  useEffect(() => dialog.current?.showModal(), [])
  const wanted = power === 'erase' || power === 'export' ? word(`word_${power}`) : null
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const answer = await post(`talks/${encodeURIComponent(id)}/${power}`, bodyFor(power, act, typed.trim()))
    if (!answer.ok) return setTrouble(word(answer.code))
    if (power === 'export') save(answer.body)
    onEnd()
  }
  return html`<dialog ref=${dialog} class="keysHelp" aria-labelledby="power-title" onClose=${onEnd}>
    <form onSubmit=${submit}>
      <h2 id="power-title">${word(`power_${power}`)}</h2>
      <p>${word(`about_${power}`)}</p>
      ${power === 'ban' ? html`<label>${word('banReason')}<input value=${typed} maxlength="80" autocomplete="off" onInput=${(/** @type {any} */ { target }) => setTyped(target.value)} /></label>` : null}
      ${wanted === null ? null : html`<label>${word('typeWord', wanted)}<input value=${typed} autocomplete="off" onInput=${(/** @type {any} */ { target }) => setTyped(target.value)} /></label>`}
      <p class="trouble" role="alert">${trouble}</p>
      <p class="formEnd"><button type="submit" class=${power === 'erase' || power === 'ban' ? 'grave' : 'go'} disabled=${wanted !== null && typed.trim().toLowerCase() !== wanted}>${word(`power_${power}`)}</button>
        <button type="button" class="plain" onClick=${() => dialog.current?.close()}>${word('cancel')}</button></p>
    </form>
  </dialog>`
}

/** @param {Power} power @param {string} id @param {string} typed */
function bodyFor(power, id, typed) {
  const lower = typed.toLowerCase()
  const bodies = { ban: { id, reason: typed }, unban: { id }, export: { word: lower }, erase: { id, word: lower } }
  return bodies[power]
}

/** @param {any} body */
function save(body) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([JSON.stringify(body, null, 2)], { type: 'application/json' }))
  link.download = `aftercare-${body.conversation.replaceAll(/\W+/g, '-')}.json`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
