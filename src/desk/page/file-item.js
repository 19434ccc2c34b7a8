/** A photo, video or file of a conversation: a picture drawn by the desk, and the file itself as a download. */
import { html } from './html.js'
import { sizeWritten } from './size.js'
import { word } from './words.js'

/** @param {{ file: any, id: string }} given */
export function FileItem({ file, id }) {
  const path = `/desk/api/talks/${encodeURIComponent(id)}/files/${encodeURIComponent(file.id)}`
  const label = file.size === 0 ? word(file.kind) : `${word(file.kind)} · ${sizeWritten(file.size)}`
  return html`<li><a class="fileLink" href=${path} target="_blank" rel="noopener" title=${label}>
    ${file.preview === null ? html`<span class="fileSign" aria-hidden="true">▤</span>` : html`<img src=${`${path}/preview`} alt="" width=${file.preview.width} height=${file.preview.height} loading="lazy" />`}
    ${file.name ? html`<bdi class="fileName">${file.name}</bdi> ` : null}<span class="quiet">${label}</span>
  </a></li>`
}
