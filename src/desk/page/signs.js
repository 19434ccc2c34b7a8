/** Small drawings on buttons: fonts have them differently, or not at all. */
import { html } from './html.js'

export const clip = html`<svg class="drawn" viewBox="0 0 20 20" aria-hidden="true"><path d="M14.5 8.5 9 14a2.6 2.6 0 0 1-3.7-3.7l6-6a4 4 0 0 1 5.7 5.7l-6.2 6.2a5.6 5.6 0 0 1-8-8L8 3" /></svg>`
export const ready = html`<svg class="drawn" viewBox="0 0 20 20" aria-hidden="true"><path d="M3 4h14v9H9l-4 3.5V13H3z M6 7.2h8 M6 9.8h5" /></svg>`
