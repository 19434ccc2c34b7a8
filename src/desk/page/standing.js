/** Who a conversation is with, and who has it, in a word or two. */
import { word } from './words.js'

/** @param {string} owner @param {string | null} by @param {string | null} reason */
export function standing(owner, by, reason) {
  if (owner === 'waiting' && reason !== null) return word(`reason_${reason}`)
  return word(`owner_${owner}`, by ?? '')
}

/** What its colour says. @param {string} owner @param {string | null} reason */
export const standingClass = (owner, reason) => (owner === 'waiting' ? (reason ?? 'waiting') : owner)

const ID_SHOWN = 4

/** Who gave no name is told apart by the end of the conversation's id. @param {string | null} name @param {string} id */
export const nameOf = (name, id) => name ?? `${word('anonymous')} ${id.slice(-ID_SHOWN)}`
