/** A file on its way to the desk. An XMLHttpRequest, since only that tells how far it is. */
import { resultOf } from './send.js'

/** @typedef {import('./send.js').Result} Result */

const UPLOAD_WITHIN_MS = 120_000
const WAIT_MS = 2_000

/**
 * @param {File} file
 * @param {Record<string, string>} about
 * @param {(percent: number) => void} onProgress
 * @returns {Promise<Result>}
 */
export function upload(file, about, onProgress) {
  const request = new XMLHttpRequest()
  request.open('POST', `/chat/api/files?${new URLSearchParams({ ...about, name: file.name.slice(-200) })}`)
  request.setRequestHeader('content-type', 'application/octet-stream')
  request.setRequestHeader('accept', 'application/json')
  request.timeout = UPLOAD_WITHIN_MS
  request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? Math.floor((100 * loaded) / total) : 0)
  return new Promise((resolve) => {
    request.onload = () =>
      resolve(resultOf(request.status, toldIn(request.responseText), request.getResponseHeader('retry-after')))
    const away = () => resolve({ status: 'later', why: 'away', waitMs: WAIT_MS })
    request.onerror = away
    request.ontimeout = away
    request.onabort = away
    request.send(file)
  })
}

/** @param {string} body */
function toldIn(body) {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
