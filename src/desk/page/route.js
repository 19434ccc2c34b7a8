/** Which page is shown: the path says it, so that every page has an address, and back and forward work. */
import { useEffect, useState } from './html.js'

/**
 * @typedef {{ page: 'inbox', talk: string | null } | { page: 'orders' } | { page: 'order', number: string }
 *   | { page: 'hours' | 'reports' | 'people' | 'state' }} Route
 */

const MOVED = 'aftercare-moved'

/** @param {string} path @returns {Route} */
function routeOf(path) {
  const [, , first = '', second = ''] = path.split('/')
  if (first === 'talks') return { page: 'inbox', talk: decodeURIComponent(second) }
  if (first === 'orders')
    return second === '' ? { page: 'orders' } : { page: 'order', number: decodeURIComponent(second) }
  if (first === 'hours' || first === 'reports' || first === 'people' || first === 'state') return { page: first }
  return { page: 'inbox', talk: null }
}

/** @param {string} path */
export function go(path) {
  if (path !== location.pathname + location.search) history.pushState(null, '', path)
  dispatchEvent(new Event(MOVED))
}

/** @param {string} id */
export const talkPath = (id) => `/desk/talks/${encodeURIComponent(id)}`
/** @param {string} number */
export const orderPath = (number) => `/desk/orders/${encodeURIComponent(number)}`

export function useRoute() {
  const [route, setRoute] = useState(() => routeOf(location.pathname))
  useEffect(() => {
    const look = () => setRoute(routeOf(location.pathname))
    addEventListener('popstate', look)
    addEventListener(MOVED, look)
    return () => {
      removeEventListener('popstate', look)
      removeEventListener(MOVED, look)
    }
  }, [])
  return route
}

/** Links within the desk change the page without loading it anew; a new tab stays a new tab. @param {MouseEvent} event */
export function follow(event) {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
  if (link === null || !isPlain || link.target !== '' || link.origin !== location.origin) return
  if (!link.pathname.startsWith('/desk') || link.pathname.startsWith('/desk/api')) return
  event.preventDefault()
  go(link.pathname)
}
