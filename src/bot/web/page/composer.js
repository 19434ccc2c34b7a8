/** Where the customer writes: Enter sends, Shift+Enter begins a new line, an input method is left in peace; files are chosen, dropped or pasted. */
import { keep, kept } from './memory.js'
import { button, part } from './parts.js'
import { say } from './words.js'

const MOST_BYTES = 64 * 1024
const TALLEST_PX = 200
const MEMORY = 'draft'
/** What browsers say in place of a key while an input method is composing. */
const COMPOSING_KEY = 229

/**
 * @param {HTMLFormElement} form
 * @param {{ onText: (text: string) => void, onFiles: (files: readonly File[]) => void }} listeners
 */
export function createComposer(form, { onText, onFiles }) {
  const notice = part('p', 'notice')
  notice.setAttribute('role', 'status')
  const box = say(say(part('textarea'), 'message', 'aria-label'), 'placeholder', 'placeholder')
  Object.assign(box, { id: 'text', rows: 1, autocomplete: 'off', enterKeyHint: 'send', dir: 'auto' })
  const chooser = fileChooser(onFiles)
  const attach = say(
    button('attach', () => chooser.click()),
    'attach',
    'aria-label',
  )
  attach.append(part('span', 'clip'))
  form.append(notice, chooser, attach, box, say(part('button', 'send'), 'send'))
  form.hidden = false

  function grow() {
    box.style.height = 'auto'
    box.style.height = `${Math.min(box.scrollHeight + 2, TALLEST_PX)}px`
  }

  /** @param {import('./words.js').Word | null} key */
  function tell(key) {
    if (key === null) {
      notice.removeAttribute('data-word-text')
      notice.textContent = ''
    } else say(notice, key)
  }

  function submit() {
    const text = box.value
    if (text.trim() === '') return
    if (new TextEncoder().encode(text).length > MOST_BYTES) return tell('too_long')
    box.value = ''
    grow()
    tell(null)
    onText(text)
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    submit()
    box.focus()
  })
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === COMPOSING_KEY) return
    event.preventDefault()
    submit()
  })
  box.addEventListener('input', () => {
    tell(null)
    grow()
  })
  takeFiles(onFiles)
  window.addEventListener('pagehide', () => keep(MEMORY, box.value))
  box.value = kept(MEMORY) ?? ''
  keep(MEMORY, '')
  grow()
  if (matchMedia('(pointer: fine)').matches) box.focus()
}

/** What can be taken. Named like this, phones turn their own kind of photo into JPEG. */
const KINDS = [
  'image/jpeg,image/png,image/webp',
  'video/mp4,video/quicktime,video/webm',
  'audio/ogg,audio/mpeg,audio/mp4',
  'application/pdf,application/json,text/plain,.txt,.log,.json',
].join(',')

/** @param {(files: readonly File[]) => void} onFiles */
function fileChooser(onFiles) {
  const input = part('input')
  Object.assign(input, { type: 'file', multiple: true, accept: KINDS, hidden: true })
  input.addEventListener('change', () => {
    onFiles([...(input.files ?? [])])
    input.value = ''
  })
  return input
}

/**
 * Dropped anywhere, or pasted, as screenshots are.
 * @param {(files: readonly File[]) => void} onFiles
 */
function takeFiles(onFiles) {
  /** @param {DataTransfer | null} data */
  const hasFile = (data) => data?.types.includes('Files') ?? false
  document.addEventListener('dragover', (event) => {
    if (hasFile(event.dataTransfer)) event.preventDefault()
  })
  document.addEventListener('drop', (event) => {
    if (!hasFile(event.dataTransfer)) return
    event.preventDefault()
    onFiles([...(event.dataTransfer?.files ?? [])])
  })
  document.addEventListener('paste', (event) => {
    const data = event.clipboardData
    if (!hasFile(data) || data?.types.includes('text/plain')) return
    event.preventDefault()
    onFiles([...(data?.files ?? [])])
  })
}
