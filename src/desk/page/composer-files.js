/** Files that go with a reply: chosen, dropped or pasted, shown as chips, sent one after another; the words go with the first. */
import { freshId, post } from './api.js'
import { html, useRef, useState } from './html.js'
import { clip } from './signs.js'
import { sizeWritten } from './size.js'
import { upload } from './upload.js'
import { word } from './words.js'

const MOST_BYTES = 20 * 1024 * 1024
const MOST_AT_ONCE = 10
const LONGEST_NAME = 120

/** @typedef {{ file: File, id: string, percent: number | null }} Chosen `id` names its upload: sent again after a failure it is the same file. */

/**
 * @param {string} talk
 * @param {(trouble: string) => void} onTrouble
 */
export function useFiles(talk, onTrouble) {
  const [chosen, setChosen] = useState(/** @type {readonly Chosen[]} */ ([]))
  const add = (/** @type {readonly File[]} */ files) => {
    const fitting = files.filter(({ size }) => size > 0 && size <= MOST_BYTES)
    onTrouble(fitting.length < files.length ? word('file_too_large') : '')
    const fresh = fitting.map((file) => ({ file, id: freshId(), percent: null }))
    setChosen((before) => [...before, ...fresh].slice(0, MOST_AT_ONCE))
  }
  const drop = (/** @type {string} */ id) => setChosen((before) => before.filter((one) => one.id !== id))
  /** Null when all went; else why not: what is left may be sent again. @param {string} text @param {() => void} onWords */
  const send = async (text, onWords) => {
    for (const [place, { file, id }] of chosen.entries()) {
      const progress = (/** @type {number} */ percent) =>
        setChosen((before) => before.map((one) => (one.id === id ? { ...one, percent } : one)))
      const failure = await sendOne(talk, file, id, place === 0 ? text : '', progress)
      if (failure !== null) return failure
      drop(id)
      if (place === 0) onWords()
    }
    return null
  }
  return { chosen, add, drop, send }
}

/** @param {string} talk @param {File} file @param {string} id @param {string} text @param {(percent: number) => void} onProgress */
async function sendOne(talk, file, id, text, onProgress) {
  const path = `talks/${encodeURIComponent(talk)}`
  const kept = await upload(`${path}/files?id=${id}`, file, onProgress)
  if (!kept.ok) return kept.code
  const name = file.name.slice(-LONGEST_NAME)
  const answer = await post(`${path}/say`, { id: `${id}-line`, text, file: { id: kept.body.file, name } })
  return answer.ok ? null : answer.code
}

/** @param {DragEvent | ClipboardEvent} event @returns {readonly File[]} */
export function chosenIn(event) {
  const data = 'clipboardData' in event ? event.clipboardData : event.dataTransfer
  if (data === null || ('clipboardData' in event && data.types.includes('text/plain'))) return []
  return [...data.files]
}

/** @param {{ files: ReturnType<typeof useFiles> }} given */
export const Chips = ({ files: { chosen, drop } }) =>
  chosen.length === 0
    ? null
    : html`<ul class="chips" aria-label=${word('files')}>${chosen.map(
        ({
          file,
          id,
          percent,
        }) => html`<li key=${id} class="chip"><bdi>${file.name || word('file')}</bdi> <span class="quiet">${percent === null ? sizeWritten(file.size) : `${percent} %`}</span>
        <button type="button" class="plain" aria-label=${word('dropFile', file.name)} disabled=${percent !== null} onClick=${() => drop(id)}>×</button></li>`,
      )}</ul>`

/** @param {{ onFiles: (files: readonly File[]) => void }} given */
export function ChooseFiles({ onFiles }) {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null))
  const choose = (/** @type {any} */ { target }) => {
    onFiles([...target.files])
    target.value = ''
  }
  return html`<input ref=${input} id="files" type="file" multiple hidden onChange=${choose} />
    <button type="button" class="plain tool" aria-label=${word('attach')} title=${word('attach')} onClick=${() => input.current?.click()}>${clip}</button>`
}
