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
 * @param {'message' | 'choice' | 'seen'} path
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
  /** @type {{ code?: unknown } | null} */
  const told = await response.json().catch(() => null)
  const isPassing = response.status === 429 || response.status >= 500
  const why = typeof told?.code === 'string' ? told.code : isPassing ? 'away' : 'failed'
  if (!isPassing) return { status: 'refused', why }
  return { status: 'later', why, waitMs: Number(response.headers.get('retry-after')) * 1_000 || WAIT_MS }
}
