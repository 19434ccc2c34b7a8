/** A file on its way to the desk. An XMLHttpRequest, since only that tells how far it is. */

const WITHIN_MS = 120_000

/**
 * @param {string} path below `/desk/api/`
 * @param {File} file
 * @param {(percent: number) => void} onProgress
 * @returns {Promise<import('./api.js').Answered>}
 */
export function upload(path, file, onProgress) {
  const request = new XMLHttpRequest()
  request.open('POST', `/desk/api/${path}`)
  request.setRequestHeader('content-type', 'application/octet-stream')
  request.timeout = WITHIN_MS
  request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? Math.floor((100 * loaded) / total) : 0)
  return new Promise((resolve) => {
    const away = () => resolve({ ok: false, code: 'away', body: {} })
    request.onload = () => resolve(answered(request.status, request.responseText))
    request.onerror = away
    request.ontimeout = away
    request.onabort = away
    request.send(file)
  })
}

/** @param {number} status @param {string} text @returns {import('./api.js').Answered} */
function answered(status, text) {
  try {
    const body = JSON.parse(text)
    return status === 200 ? { ok: true, body } : { ok: false, code: body.code ?? 'broken', body }
  } catch {
    return { ok: false, code: 'away', body: {} }
  }
}
