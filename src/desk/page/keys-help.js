/** What the keys do, shown by `?`. */
import { html, useRef } from './html.js'
import { useKeys } from './keys.js'
import { word } from './words.js'

const KEYS = [
  ['j k', 'key_jk'],
  ['Enter', 'key_enter'],
  ['r', 'key_r'],
  ['n', 'key_n'],
  ['c', 'key_c'],
  ['t', 'key_t'],
  ['b', 'key_b'],
  ['/', 'key_slash'],
  ['g', 'key_g'],
  ['Esc', 'key_escape'],
]

export function KeysHelp() {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null))
  useKeys({ '?': () => dialog.current?.showModal() })
  return html`<dialog ref=${dialog} class="keysHelp" aria-labelledby="keys-title">
    <h2 id="keys-title">${word('keys')}</h2>
    <dl>${KEYS.map(([key = '', name = '']) => html`<dt><kbd>${key}</kbd></dt><dd>${word(name)}</dd>`)}</dl>
    <button type="button" onClick=${() => dialog.current?.close()}>${word('back')}</button>
  </dialog>`
}
