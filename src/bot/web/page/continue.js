/** The page behind a private link: one tap exchanges what stands behind the `#` for the talk. */
import { send } from './send.js'
import { say } from './words.js'

const button = /** @type {HTMLButtonElement} */ (document.getElementById('continue'))
const told = /** @type {HTMLElement} */ (document.getElementById('told'))
/** Failures that another tap may mend. */
const PASSING = new Set(['away', 'too_fast'])

button.addEventListener('click', async () => {
  button.disabled = true
  const result = await send('continue', { link: location.hash.slice(1) })
  if (result.status === 'accepted') {
    location.replace('/chat')
    return
  }
  const isPassing = PASSING.has(result.why)
  say(told, isPassing ? 'notNow' : 'linkEnded')
  button.disabled = !isPassing
})
