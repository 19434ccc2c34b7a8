/** Asking the desk: answers are values, with the code of what went wrong. A sign-in that ended leads back to the form. */

/**
 * @typedef {{ ok: true, body: any } | { ok: false, code: string, body: any }} Answered
 */

/**
 * @param {'GET' | 'POST' | 'DELETE'} method
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<Answered>}
 */
async function ask(method, path, body) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  try {
    const response = await fetch(`/desk/api/${path}`, { method, ...sent })
    const answer = await response.json()
    if (response.ok) return { ok: true, body: answer }
    if (answer.code === 'not_signed_in') location.reload()
    return { ok: false, code: answer.code ?? 'broken', body: answer }
  } catch {
    return { ok: false, code: 'away', body: {} }
  }
}

/** @param {string} path */
export const get = (path) => ask('GET', path)
/** @param {string} path @param {object} body */
export const post = (path, body) => ask('POST', path, body)
/** @param {string} path */
export const remove = (path) => ask('DELETE', path)

/** Names an act: sent twice, it is done once. */
export const freshId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
