/** Text of the desk as nodes: links to the vendor's own pages become anchors (P2), order numbers stand out. Everything else stays text. */

const LINK = /(?<![\w.@/-])(?:https?:\/\/)?(?:zh\.)?jasminer\.com(?![\w@:-]|\.\w)(?:[/?#][\w./?%&=#~+-]*)?/gi
const NUMBER = /(?<![\w-])[0-9A-HJKMNPQRTV-Z]{3}(?:-[0-9A-HJKMNPQRTV-Z]{3}){2}(?![\w-])/g
const EITHER = new RegExp(`${LINK.source}|${NUMBER.source}`, 'gi')

/**
 * @param {string} text
 * @returns {Node[]}
 */
export function nodesOf(text) {
  /** @type {Node[]} */
  const nodes = []
  let done = 0
  for (const { 0: found, index } of text.matchAll(EITHER)) {
    const node = nodeOf(found)
    if (node === null) continue
    nodes.push(document.createTextNode(text.slice(done, index)), node)
    done = index + (node.textContent?.length ?? 0)
  }
  return [...nodes, document.createTextNode(text.slice(done))]
}

/**
 * The order numbers in a text, each once.
 * @param {string} text
 */
export const numbersIn = (text) => [...new Set(text.match(NUMBER) ?? [])]

/** @param {string} found */
function nodeOf(found) {
  if (/jasminer\.com/i.test(found)) return anchor(found.replace(/[.?]+$/, ''))
  if (found !== found.toUpperCase()) return null
  const number = document.createElement('bdi')
  number.className = 'number'
  number.textContent = found
  return number
}

/** @param {string} shown */
function anchor(shown) {
  const link = document.createElement('a')
  link.href = `https://${shown.replace(/^https?:\/\//i, '')}`
  link.target = '_blank'
  link.rel = 'noopener noreferrer'
  link.textContent = shown
  return link
}
