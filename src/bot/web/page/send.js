/** One request that brings something to the desk, and how it ended. */

/**
 * `later`: worth another try by itself after `waitMs`. `refused`: only a person can mend it. `why` is a code of the API, or `away` when
 * nothing answered.
 * @typedef {{ status: 'accepted' }
 *   | { status: 'later', why: string, waitMs: number }
 *   | { status: 'refused', why: string }} Result
 */

const ANSWER_WITHIN_MS = 15_000
const WAIT_MS = 2_000

/**
 * @param {'message' | 'choice' | 'seen' | 'continue'} path
 * @param {object} body
 * @returns {Promise<Result>}
 */
export async function send(path, body) {
  try {
    const response = await fetch(`/chat/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    if (!response.ok) return await failureOf(response)
    await response.arrayBuffer()
    return { status: 'accepted' }
  } catch {
    return { status: 'later', why: 'away', waitMs: WAIT_MS }
  }
}

/**
 * @param {Response} response
 * @returns {Promise<Result>}
 */
async function failureOf(response) {
  const told = await response.json().catch(() => null)
  return resultOf(response.status, told, response.headers.get('retry-after'))
}

const NO_ROOM = 507

/**
 * What an answer means.
 * @param {number} status
 * @param {{ code?: unknown } | null} told
 * @param {string | null} retryAfter in seconds
 * @returns {Result}
 */
export function resultOf(status, told, retryAfter) {
  if (status >= 200 && status < 300) return { status: 'accepted' }
  const isPassing = status === 429 || (status >= 500 && status !== NO_ROOM)
  const why = typeof told?.code === 'string' ? told.code : isPassing ? 'away' : 'failed'
  if (!isPassing) return { status: 'refused', why }
  return { status: 'later', why, waitMs: Number(retryAfter) * 1_000 || WAIT_MS }
}
