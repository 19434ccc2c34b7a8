/** Elements, made in one line. */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name
 * @param {string} [className]
 */
export function part(name, className) {
  const element = document.createElement(name)
  if (className !== undefined) element.className = className
  return element
}

/**
 * @param {string} className
 * @param {(button: HTMLButtonElement) => void} onClick
 */
export function button(className, onClick) {
  const element = part('button', className)
  element.type = 'button'
  element.addEventListener('click', () => onClick(element))
  return element
}

/**
 * Without TLS there is no clipboard to write to: the old way is to copy a selection.
 * @param {string} text
 */
export async function copy(text) {
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text)
  const field = part('textarea', 'unseen')
  field.value = text
  document.body.append(field)
  field.select()
  document.execCommand('copy')
  field.remove()
}
