/** The private link beside an order's number: as a code to scan and as a line to copy. Drawn when it is asked for, and kept nowhere. */
import { button, copy, part } from './parts.js'
import { say } from './words.js'

const SVG = 'http://www.w3.org/2000/svg'
/** The quiet edge that a code needs, in modules. */
const EDGE = 4

/** A button that opens the link in its place. */
export function linkButton() {
  const holder = part('div', 'link')
  const opener = say(
    button('copy', () => void open(holder)),
    'otherDevice',
  )
  holder.append(opener)
  return holder
}

/** @param {HTMLElement} holder */
export async function open(holder) {
  try {
    const response = await fetch('/chat/api/link', { method: 'POST', headers: { accept: 'application/json' } })
    if (!response.ok) throw new Error(String(response.status))
    /** @type {{ url: string, code: readonly string[] }} */
    const { url, code } = await response.json()
    holder.replaceChildren(panel(url, code))
  } catch {
    const failed = say(part('p', 'note'), 'linkFailed')
    failed.setAttribute('role', 'status')
    holder.querySelector('.note')?.remove()
    holder.append(failed)
  }
}

/**
 * @param {string} url
 * @param {readonly string[]} code
 */
function panel(url, code) {
  const panel = part('section', 'device')
  const copied = say(part('span'), 'copyLink')
  const copier = button('copy', () => void copy(url).then(() => say(copied, 'copied')))
  copier.append(copied)
  const words = part('div')
  words.append(say(part('p', 'about'), 'linkAbout'), copier)
  panel.append(drawn(code), words)
  return panel
}

/**
 * Dark on white in any colour scheme: not every camera reads it the other way round.
 * @param {readonly string[]} rows
 */
function drawn(rows) {
  const size = rows.length + 2 * EDGE
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`)
  svg.setAttribute('role', 'img')
  svg.setAttribute('class', 'code')
  say(svg, 'linkCode', 'aria-label')
  const path = document.createElementNS(SVG, 'path')
  const dark = rows.flatMap((row, y) =>
    [...row].flatMap((module, x) => (module === '1' ? [`M${x + EDGE} ${y + EDGE}h1v1h-1z`] : [])),
  )
  path.setAttribute('d', dark.join(''))
  svg.append(path)
  return svg
}
