/** The keyboard: single keys where nobody types, each with its page's meaning; `g` and a letter goes to a page. */
import { useEffect } from './html.js'
import { go } from './route.js'

const PAGES = /** @type {Readonly<Record<string, string>>} */ ({ i: '/desk', o: '/desk/orders', h: '/desk/hours' })
const AFTER_G_MS = 1_500
let goUntil = 0

/** @param {EventTarget | null} target */
const isTyping = (target) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** @param {Readonly<Record<string, () => void>>} acts by `KeyboardEvent.key` */
export function useKeys(acts) {
  useEffect(() => {
    /** @param {KeyboardEvent} event */
    const press = (event) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (isTyping(event.target) || document.querySelector('dialog[open]') !== null) return
      const act = actOf(event.key, acts)
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  })
}

/** @param {string} key @param {Readonly<Record<string, () => void>>} acts */
function actOf(key, acts) {
  const page = performance.now() < goUntil ? PAGES[key] : undefined
  goUntil = key === 'g' ? performance.now() + AFTER_G_MS : 0
  return page === undefined ? (Object.hasOwn(acts, key) ? acts[key] : undefined) : () => go(page)
}
