/** Words that lie ready for answers, in the customer's language: filtered as somebody types, picked by the keyboard. */
import { get } from './api.js'
import { html, useEffect, useRef, useState } from './html.js'
import { word } from './words.js'

/** @typedef {{ name: string, text: { en: string, zh: string } }} Canned */

/** Asked for once a page. @type {Promise<import('./api.js').Answered> | null} */
let asked = null

/** @param {readonly Canned[]} all @param {string} typed @param {'en' | 'zh'} lang */
function fitting(all, typed, lang) {
  const wanted = typed.trim().toLowerCase()
  const begins = all.filter(({ name }) => name.startsWith(wanted))
  const holds = all.filter(
    (one) => !begins.includes(one) && `${one.name} ${one.text[lang]}`.toLowerCase().includes(wanted),
  )
  return [...begins, ...holds]
}

/** @param {{ lang: 'en' | 'zh', onPick: (words: string | null) => void, onLeave: () => void }} given `onPick` hears null when nothing was picked */
export function CannedPicker({ lang, onPick, onLeave }) {
  const [all, setAll] = useState(/** @type {readonly Canned[] | null} */ (null))
  const [typed, setTyped] = useState('')
  const [place, setPlace] = useState(0)
  const box = useRef(/** @type {HTMLInputElement | null} */ (null))
  useEffect(() => {
    box.current?.focus()
    asked ??= get('canned')
    void asked.then((answer) => {
      if (!answer.ok) asked = null
      setAll(answer.ok ? answer.body.canned : [])
    })
  }, [])
  const shown = fitting(all ?? [], typed, lang)
  const here = Math.min(place, shown.length - 1)
  const press = (/** @type {KeyboardEvent} */ event) => {
    const moves = /** @type {Readonly<Record<string, number>>} */ ({ ArrowDown: 1, ArrowUp: -1 })
    const step = moves[event.key]
    if (step !== undefined) setPlace(Math.max(0, Math.min(shown.length - 1, here + step)))
    else if (event.key === 'Enter') onPick(shown[here]?.text[lang] ?? null)
    else if (event.key === 'Escape') onPick(null)
    else return
    event.preventDefault()
  }
  return html`<div class="canned">
    <input ref=${box} type="search" role="combobox" aria-expanded="true" aria-controls="canned-list" aria-activedescendant=${shown.length === 0 ? undefined : `canned-${here}`}
      aria-label=${word('cannedSearch')} placeholder=${word('cannedSearch')} value=${typed} maxlength="60"
      onInput=${(/** @type {any} */ { target }) => {
        setTyped(target.value)
        setPlace(0)
      }} onKeyDown=${press} onBlur=${onLeave} />
    <ul id="canned-list" role="listbox" aria-label=${word('canned')}>${shown.map(
      (
        one,
        at,
      ) => html`<li key=${one.name} id=${`canned-${at}`} role="option" aria-selected=${at === here ? 'true' : 'false'}
        onMouseDown=${(/** @type {MouseEvent} */ event) => {
          event.preventDefault()
          onPick(one.text[lang])
        }}><strong class="cannedName">${one.name}</strong> <span lang=${lang === 'zh' ? 'zh-CN' : 'en'}>${one.text[lang]}</span></li>`,
    )}</ul>
    ${all !== null && shown.length === 0 ? html`<p class="quiet pad" role="status">${word('cannedNone')}</p>` : null}
  </div>`
}
