/** What the customer has written and the desk has not taken yet: sent one after another, tried again, and kept over a reload. */
import { keep, kept } from './memory.js'
import { send } from './send.js'
import { upload } from './upload.js'

/**
 * `failed` is tried again by itself, `refused` only when the customer asks; `why` is the code of that failure.
 * @typedef {'waiting' | 'sending' | 'sent' | 'failed' | 'refused'} Status
 * `file` is null where words are sent, and after a reload, which no file outlives; `percent` is how far it has gone.
 * @typedef {{ id: string, path: 'message' | 'choice' | 'files', body: Record<string, string>, text: string, file: File | null,
 *   percent: number | null, status: Status, why: string | null }} Pending
 */

const LONGEST_WAIT_MS = 30_000
const MEMORY = 'unsent'

/** The same id is taken once, however often it is sent. Works without TLS too, where `randomUUID` is missing. */
export const drawId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * @param {{ onChange: (pending: readonly Pending[]) => void, onAccepted: () => void }} listeners
 */
export function createOutbox({ onChange, onAccepted }) {
  /** @type {Pending[]} */
  let pending = restored()
  let isSending = false
  let failures = 0
  /** @type {number | undefined} */
  let nextTry

  function changed() {
    const unsent = pending.filter(({ status }) => status !== 'sent')
    keep(MEMORY, unsent.length === 0 ? '' : JSON.stringify(unsent))
    onChange(pending)
  }

  async function pump() {
    if (isSending) return
    isSending = true
    clearTimeout(nextTry)
    for (let next = first('waiting'); next !== undefined; next = first('waiting')) {
      if (!(await attempt(next))) break
    }
    isSending = false
  }

  /**
   * False when the queue is to wait.
   * @param {Pending} one
   */
  async function attempt(one) {
    Object.assign(one, { status: 'sending', why: null })
    changed()
    const result = await bring(one)
    one.percent = null
    if (result.status === 'accepted') {
      failures = 0
      one.status = 'sent'
      changed()
      onAccepted()
      return true
    }
    Object.assign(one, { status: result.status === 'later' ? 'failed' : 'refused', why: result.why })
    // What was refused for the number of those that wait is counted under its id, and would be a duplicate.
    if (result.why === 'too_many_waiting') one.id = drawId()
    if (result.status === 'later') wait(result.waitMs, result.why)
    changed()
    return result.status === 'refused'
  }

  /** @param {Pending} one */
  async function bring(one) {
    const { path, body, file, id } = one
    if (path !== 'files') return await send(path, { ...body, id })
    if (file === null) return { status: /** @type {const} */ ('refused'), why: 'lost_file' }
    return await upload(file, { ...body, id }, (percent) => {
      one.percent = percent
      onChange(pending)
    })
  }

  /**
   * What comes after a line that waits, waits too: the order stays.
   * @param {number} ms
   * @param {string} why
   */
  function wait(ms, why) {
    for (const one of pending) if (one.status === 'waiting') Object.assign(one, { status: 'failed', why })
    const backoff = Math.min(ms * 2 ** failures, Math.max(ms, LONGEST_WAIT_MS))
    failures += 1
    nextTry = setTimeout(() => retry(['failed']), backoff * (0.75 + Math.random() / 2))
  }

  /** @param {readonly Status[]} which */
  function retry(which) {
    for (const one of pending) if (which.includes(one.status)) one.status = 'waiting'
    void pump()
  }

  /** @param {Status} status */
  const first = (status) => pending.find((one) => one.status === status)

  return {
    /**
     * @param {Pending['path']} path
     * @param {Record<string, string>} body
     * @param {string} text what the page shows
     * @param {File | null} [file]
     */
    add(path, body, text, file = null) {
      // Behind a line that waits to be tried again it waits, too: the order stays.
      const stuck = pending.find((one) => one.status === 'failed')
      const status = stuck === undefined ? 'waiting' : 'failed'
      pending.push({ id: drawId(), path, body, text, file, percent: null, status, why: stuck?.why ?? null })
      changed()
      if (stuck === undefined) void pump()
    },
    /** The network is back. */
    resume: () => retry(['failed']),
    retryAll: () => retry(['failed', 'refused']),
    /** @param {string} id */
    remove(id) {
      pending = pending.filter((one) => one.id !== id)
      changed()
    },
    /** A file would be lost with the page. */
    holdsFile: () => pending.some(({ file, status }) => file !== null && status !== 'sent' && status !== 'refused'),
    /** Sends what a reload interrupted. */
    start() {
      changed()
      retry(['failed'])
    },
    /**
     * The page shows the line from the feed now.
     * @param {string} id
     */
    shown(id) {
      if (!pending.some((one) => one.id === id)) return
      pending = pending.filter((one) => one.id !== id)
      changed()
    },
  }
}

/** @returns {Pending[]} */
function restored() {
  try {
    /** @type {Pending[]} */
    const unsent = JSON.parse(kept(MEMORY) ?? '[]')
    return unsent.map((one) => ({
      ...one,
      file: null,
      percent: null,
      ...(one.path === 'files' ? { status: 'refused', why: 'lost_file' } : { status: 'failed' }),
    }))
  } catch {
    return []
  }
}
