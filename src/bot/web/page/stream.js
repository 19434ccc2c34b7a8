/** The page's ear: the stream of what the conversation shows, opened again by itself whenever it ends. */

/** @typedef {import('./lines.js').Entry} Entry */

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 8_000
/** The desk beats every 15 s: a connection that is silent for longer is dead, however open it looks. */
const SILENCE_MS = 40_000

/**
 * @param {{ onEntry: (entry: Entry) => void, onState: (state: { busy: boolean }) => void,
 *   onNone: () => void, onConnection: (isUp: boolean) => void }} listeners
 */
export function createStream({ onEntry, onState, onNone, onConnection }) {
  /** @type {EventSource | null} */
  let source = null
  let position = 0
  let failures = 0
  /** @type {number | undefined} */
  let timer

  function open() {
    if (source !== null) return
    clearTimeout(timer)
    const opened = new EventSource(`/chat/api/events?after=${position}`)
    source = opened
    opened.onmessage = ({ data }) => {
      /** @type {Entry} */
      const entry = JSON.parse(data)
      if (entry.id <= position) return
      position = entry.id
      onEntry(entry)
    }
    opened.addEventListener('state', ({ data }) => {
      failures = 0
      onConnection(true)
      onState(JSON.parse(data))
      watch()
    })
    opened.addEventListener('none', () => {
      close()
      onConnection(true)
      onNone()
    })
    opened.addEventListener('reset', () => location.reload())
    // Other tabs took its place: this one goes on when somebody looks at it.
    opened.addEventListener('moved', () => {
      close()
      if (!document.hidden) again()
    })
    opened.onerror = () => {
      close()
      onConnection(false)
      again()
    }
    watch()
  }

  function close() {
    clearTimeout(timer)
    source?.close()
    source = null
  }

  function again() {
    const wait = Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS)
    failures += 1
    timer = setTimeout(open, wait * (0.75 + Math.random() / 2))
  }

  function watch() {
    clearTimeout(timer)
    timer = setTimeout(() => source?.onerror?.(new Event('error')), SILENCE_MS)
  }

  return { open }
}
