/** What a tab remembers over a reload. A browser that keeps nothing (some private windows) is no reason to fail. */

/** @param {string} key */
export function kept(key) {
  try {
    return sessionStorage.getItem(`aftercare.${key}`)
  } catch {
    return null
  }
}

/**
 * @param {string} key
 * @param {string} value empty forgets it
 */
export function keep(key, value) {
  try {
    if (value === '') sessionStorage.removeItem(`aftercare.${key}`)
    else sessionStorage.setItem(`aftercare.${key}`, value)
  } catch {
    // It holds for as long as the page is open.
  }
}
