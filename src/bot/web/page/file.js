/** A photo or file of the customer's own as elements: a photo small, with the way to see it large; anything else by its name and size. */
import { part } from './parts.js'
import { language, say, word } from './words.js'

/** @typedef {{ id: string, kind: 'photo' | 'video' | 'voice' | 'file', size: number, preview: { width: number, height: number } | null }} SentFile */

/**
 * @param {SentFile} file
 * @param {string} name as the customer's device has it, may be empty
 */
export function fileBubble({ id, kind, size, preview }, name) {
  const path = `/chat/api/files/${id}`
  const bubble = part('div', 'bubble file')
  if (preview === null) {
    const link = part('a', 'document')
    Object.assign(link, { href: path, download: '' })
    link.append(titleOf(kind, name), ' ', sizeOf(size))
    bubble.append(link)
    return bubble
  }
  const link = part('a')
  Object.assign(link, { href: `${path}/preview`, target: '_blank', rel: 'noopener noreferrer' })
  const image = part('img')
  Object.assign(image, { ...boxed(preview), src: `${path}/preview`, loading: 'lazy', alt: name || word('photo') })
  link.append(image)
  bubble.append(link)
  return bubble
}

const MOST_WIDTH_PX = 320
const MOST_HEIGHT_PX = 256

/**
 * As large as it is shown: its room is kept before it is there, so that nothing jumps.
 * @param {{ width: number, height: number }} size
 */
function boxed({ width, height }) {
  const scale = Math.min(1, MOST_WIDTH_PX / width, MOST_HEIGHT_PX / height)
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}

/** @type {readonly (readonly [string, SentFile['kind']])[]} */
const KINDS = [
  ['image/', 'photo'],
  ['video/', 'video'],
  ['audio/', 'voice'],
]

/**
 * A file that is on its way: nothing of it is shown but what it is called.
 * @param {File} file
 */
export function waitingBubble({ name, size, type }) {
  const kind = KINDS.find(([prefix]) => type.startsWith(prefix))?.[1] ?? 'file'
  const bubble = part('div', 'bubble file')
  bubble.append(titleOf(kind, name), ' ', sizeOf(size))
  return bubble
}

/**
 * @param {SentFile['kind']} kind
 * @param {string} name
 */
function titleOf(kind, name) {
  const title = part('span', 'title')
  const called = part('bdi')
  called.textContent = name
  title.append(say(part('span', 'kind'), kind), ' ', called)
  return title
}

const MEGABYTE = 1024 * 1024

/** @param {number} bytes */
function sizeOf(bytes) {
  const element = part('span', 'size')
  const isLarge = bytes >= MEGABYTE
  const number = isLarge ? bytes / MEGABYTE : Math.max(1, Math.round(bytes / 1024))
  const shown = new Intl.NumberFormat(language(), { maximumFractionDigits: 1 }).format(number)
  element.textContent = `${shown} ${isLarge ? 'MB' : 'KB'}`
  return element
}
