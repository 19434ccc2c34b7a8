/** The page's ear: one stream for the inbox and the conversation it shows, opened again by itself whenever it ends. */
import { useEffect, useState } from './html.js'

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 8_000
/** The desk beats every 15 s: a connection that is silent for longer is dead, however open it looks. */
const SILENCE_MS = 40_000

/**
 * @param {string | null} talk
 * @param {(event: string, data: any) => void} onEvent
 * @param {(isUp: boolean) => void} onConnection
 */
function listen(talk, onEvent, onConnection) {
  /** @type {EventSource | null} */
  let source = null
  let failures = 0
  /** @type {number | undefined} */
  let timer
  const watch = () => {
    clearTimeout(timer)
    timer = setTimeout(again, SILENCE_MS)
  }
  function open() {
    const opened = new EventSource(`/desk/api/events${talk === null ? '' : `?talk=${encodeURIComponent(talk)}`}`)
    source = opened
    for (const name of ['inbox', 'talk', 'others', 'beat']) {
      opened.addEventListener(name, ({ data }) => {
        failures = 0
        onConnection(true)
        watch()
        onEvent(name, JSON.parse(data))
      })
    }
    opened.addEventListener('signed_out', () => location.reload())
    opened.onerror = again
    watch()
  }
  function again() {
    clearTimeout(timer)
    source?.close()
    onConnection(false)
    const wait = Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS)
    failures += 1
    timer = setTimeout(open, wait * (0.75 + Math.random() / 2))
  }
  open()
  return () => {
    clearTimeout(timer)
    source?.close()
  }
}

const NOTHING = { inbox: null, talk: undefined, others: [], isUp: true }

/**
 * What the stream told last. `talk`: undefined while it is not known, null when there is none.
 * @param {string | null} talk
 */
export function useLive(talk) {
  const [live, setLive] = useState(/** @type {{ inbox: any, talk: any, others: string[], isUp: boolean }} */ (NOTHING))
  useEffect(() => {
    setLive((before) => ({ ...before, talk: undefined, others: [] }))
    return listen(
      talk,
      (event, data) => event !== 'beat' && setLive((before) => ({ ...before, [event]: data })),
      (isUp) => setLive((before) => (before.isUp === isUp ? before : { ...before, isUp })),
    )
  }, [talk])
  return live
}
