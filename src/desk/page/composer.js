/** Where staff write: to the customer, or a note for colleagues, which look different and cannot be confused. A draft survives a reload. */
import { freshId, post } from './api.js'
import { html, useEffect, useRef, useState } from './html.js'
import { word } from './words.js'

/** @param {string} id @param {string} mode */
const draftKey = (id, mode) => `aftercare.desk.draft.${mode}.${id}`

/** @param {{ id: string, mode: 'reply' | 'note', onMode: (mode: 'reply' | 'note') => void, warning: string }} given */
export function Composer({ id, mode, onMode, warning }) {
  const [text, setText] = useState('')
  const [isSending, setSending] = useState(false)
  const [trouble, setTrouble] = useState('')
  /** The same words sent again after a failure are one act. */
  const act = useRef(freshId())
  useEffect(() => setText(localStorage.getItem(draftKey(id, mode)) ?? ''), [id, mode])
  const type = (/** @type {string} */ words) => {
    setText(words)
    act.current = freshId()
    if (words === '') localStorage.removeItem(draftKey(id, mode))
    else localStorage.setItem(draftKey(id, mode), words)
  }
  const send = async () => {
    if (text.trim() === '' || isSending) return
    setSending(true)
    const answer = await post(`talks/${encodeURIComponent(id)}/${mode === 'reply' ? 'say' : 'note'}`, {
      id: act.current,
      text,
    })
    setSending(false)
    setTrouble(answer.ok ? '' : word(answer.code))
    if (answer.ok) type('')
  }
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault()
    void send()
  }
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Escape') /** @type {HTMLElement} */ (event.target).blur()
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    void send()
  }
  return html`<form class=${`composer ${mode}`} onSubmit=${submit}>
    <div class="modes" role="tablist">
      <${Mode} name="reply" mode=${mode} onMode=${onMode} /><${Mode} name="note" mode=${mode} onMode=${onMode} />
      <span class="hint">${warning !== '' && mode === 'reply' ? html`<strong>${warning}</strong>` : word(mode === 'reply' ? 'replyHint' : 'noteHint')}</span>
    </div>
    <div class="write">
      <textarea id="words" rows="3" maxlength=${mode === 'reply' ? 8000 : 2000} aria-label=${word(mode === 'reply' ? 'replyTo' : 'note')}
        value=${text} onInput=${(/** @type {any} */ event) => type(event.target.value)} onKeyDown=${press}></textarea>
      <button class="go" type="submit" disabled=${isSending || text.trim() === ''}>${word(mode === 'reply' ? 'send' : 'keep')}</button>
    </div>
    <p class="trouble" role="alert">${trouble}</p>
  </form>`
}

/** @param {{ name: 'reply' | 'note', mode: string, onMode: (mode: 'reply' | 'note') => void }} given */
const Mode = ({ name, mode, onMode }) =>
  html`<button type="button" role="tab" class=${`mode ${name}`} aria-selected=${mode === name ? 'true' : 'false'} onClick=${() => onMode(name)}>${word(name)}</button>`
