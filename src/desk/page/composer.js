/** Where staff write: to the customer, or a note for colleagues, which look different and cannot be confused. A draft survives a reload. */
import { freshId, post } from './api.js'
import { CannedPicker } from './canned.js'
import { Chips, ChooseFiles, chosenIn, useFiles } from './composer-files.js'
import { html, useEffect, useRef, useState } from './html.js'
import { useKeys } from './keys.js'
import { ready } from './signs.js'
import { word } from './words.js'

/** @param {string} id @param {string} mode */
const draftKey = (id, mode) => `aftercare.desk.draft.${mode}.${id}`
/** As in the staff group: words that lie ready. */
const CANNED_MARK = '!!'

/** @param {{ id: string, lang: 'en' | 'zh', mode: 'reply' | 'note', onMode: (mode: 'reply' | 'note') => void, warning: string }} given */
export function Composer({ id, lang, mode, onMode, warning }) {
  const [text, setText] = useState('')
  const [isSending, setSending] = useState(false)
  const [isPicking, setPicking] = useState(false)
  const [trouble, setTrouble] = useState('')
  const files = useFiles(id, setTrouble)
  /** The same words sent again after a failure are one act. */
  const act = useRef(freshId())
  useEffect(() => setText(localStorage.getItem(draftKey(id, mode)) ?? ''), [id, mode])
  const type = (/** @type {string} */ words) => {
    const picks = mode === 'reply' && words === CANNED_MARK
    const kept = picks ? '' : words
    if (picks) setPicking(true)
    setText(kept)
    act.current = freshId()
    if (kept === '') localStorage.removeItem(draftKey(id, mode))
    else localStorage.setItem(draftKey(id, mode), kept)
  }
  const pick = (/** @type {string | null} */ words) => {
    setPicking(false)
    if (words !== null) type(text.trim() === '' ? words : `${text.trimEnd()}\n${words}`)
    requestAnimationFrame(() => /** @type {HTMLElement | null} */ (document.querySelector('#words'))?.focus())
  }
  const openPicker = () => {
    onMode('reply')
    setPicking(true)
  }
  useKeys({ c: openPicker })
  const hasFiles = mode === 'reply' && files.chosen.length > 0
  const isEmpty = text.trim() === '' && !hasFiles
  const send = async () => {
    if (isEmpty || isSending) return
    setSending(true)
    const failure = hasFiles ? await files.send(text, () => type('')) : await sendWords()
    setSending(false)
    setTrouble(failure === null ? '' : word(failure))
  }
  const sendWords = async () => {
    const what = mode === 'reply' ? 'say' : 'note'
    const answer = await post(`talks/${encodeURIComponent(id)}/${what}`, { id: act.current, text })
    if (answer.ok) type('')
    return answer.ok ? null : answer.code
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
  /** Dropped or pasted, as screenshots are. */
  const receive = (/** @type {DragEvent | ClipboardEvent} */ event) => {
    const chosen = mode === 'reply' ? chosenIn(event) : []
    if (chosen.length === 0) return
    event.preventDefault()
    files.add(chosen)
  }
  return html`<form class=${`composer ${mode}`} onSubmit=${submit} onDrop=${receive} onPaste=${receive}
    onDragOver=${(/** @type {DragEvent} */ event) => event.preventDefault()}>
    ${isPicking ? html`<${CannedPicker} lang=${lang} onPick=${pick} onLeave=${() => setPicking(false)} />` : null}
    <div class="modes">
      <div class="tabs" role="tablist">
        <${Mode} name="reply" mode=${mode} onMode=${onMode} /><${Mode} name="note" mode=${mode} onMode=${onMode} />
      </div>
      <span class="hint">${warning !== '' && mode === 'reply' ? html`<strong>${warning}</strong>` : word(mode === 'reply' ? 'replyHint' : 'noteHint')}</span>
    </div>
    ${mode === 'reply' ? html`<${Chips} files=${files} />` : null}
    <div class="write">
      <textarea id="words" rows="3" maxlength=${mode === 'reply' ? 8000 : 2000} aria-label=${word(mode === 'reply' ? 'replyTo' : 'note')}
        value=${text} onInput=${(/** @type {any} */ event) => type(event.target.value)} onKeyDown=${press}></textarea>
      <div class="writeActs">
        ${
          mode === 'reply'
            ? html`<span class="tools"><${ChooseFiles} onFiles=${files.add} />
          <button type="button" class="plain tool" aria-label=${word('canned')} title=${word('cannedHint')} aria-expanded=${isPicking ? 'true' : 'false'}
            onMouseDown=${(/** @type {Event} */ event) => event.preventDefault()} onClick=${() => setPicking(!isPicking)}>${ready}</button></span>`
            : null
        }
        <button class="go" type="submit" disabled=${isSending || isEmpty}>${word(mode === 'reply' ? 'send' : 'keep')}</button>
      </div>
    </div>
    <p class="trouble" role="alert">${trouble}</p>
  </form>`
}

/** @param {{ name: 'reply' | 'note', mode: string, onMode: (mode: 'reply' | 'note') => void }} given */
const Mode = ({ name, mode, onMode }) =>
  html`<button type="button" role="tab" class=${`mode ${name}`} aria-selected=${mode === name ? 'true' : 'false'} onClick=${() => onMode(name)}>${word(name)}</button>`
