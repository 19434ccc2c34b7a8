/** Which language the page speaks, and its words in it. */
import { EN } from './words-en.js'
import { ZH } from './words-zh.js'

const KEY = 'aftercare.desk.language'
const TABLES = { en: EN, zh: ZH }

/** @typedef {keyof typeof TABLES} Language */
/** @typedef {keyof typeof EN} Word */

/** @returns {Language} */
export function language() {
  const given = new URLSearchParams(location.search).get('lang')
  const kept = document.body.classList.contains('desk') ? (given ?? localStorage.getItem(KEY)) : given
  if (kept === 'en' || kept === 'zh') return kept
  return document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'
}

/** @param {Language} lang */
export function speak(lang) {
  localStorage.setItem(KEY, lang)
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en'
}

/**
 * A word by its key; `{0}` stands for the first value. A key that is none comes back as it is, since codes of the server are looked up so.
 * @param {string} key
 * @param {...(string | number)} values
 */
export function word(key, ...values) {
  const table = /** @type {Readonly<Record<string, string>>} */ (TABLES[language()])
  return values.reduce(
    /** @param {string} text */ (text, value, place) => text.replaceAll(`{${place}}`, String(value)),
    Object.hasOwn(table, key) ? (table[key] ?? key) : key,
  )
}
