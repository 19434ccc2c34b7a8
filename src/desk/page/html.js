/** Markup in templates: what is put into one is text, never markup. */
import htm from './vendor/htm.js'
import { h } from './vendor/preact.js'

export { useEffect, useRef, useState } from './vendor/hooks.js'
export { render } from './vendor/preact.js'

export const html = htm.bind(h)
