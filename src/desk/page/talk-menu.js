/** What is done with a conversation now and then: closing it later, giving it to a colleague. A list behind one button. */
import { get } from './api.js'
import { html, useEffect, useRef, useState } from './html.js'
import { word } from './words.js'

/**
 * @typedef {{ view: any, onAct: (name: string, more?: object) => Promise<boolean> }} Given
 * @param {Given} given
 */
export function TalkMenu({ view, onAct }) {
  const menu = useRef(/** @type {HTMLDetailsElement | null} */ (null))
  const [isOpen, setOpen] = useState(false)
  const shut = () => menu.current?.removeAttribute('open')
  useEffect(() => {
    const leave = (/** @type {Event} */ { target }) => {
      if (!menu.current?.contains(/** @type {Node} */ (target))) shut()
    }
    addEventListener('pointerdown', leave)
    return () => removeEventListener('pointerdown', leave)
  }, [])
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Escape') return
    shut()
    menu.current?.querySelector('summary')?.focus()
  }
  const act = async (/** @type {string} */ name, /** @type {object} */ more) => {
    shut()
    await onAct(name, more)
  }
  return html`<details class="menu" ref=${menu} onToggle=${() => setOpen(menu.current?.open ?? false)} onKeyDown=${press}>
    <summary class="button" aria-label=${word('more')}>⋯</summary>
    ${
      isOpen
        ? html`<div class="menuList">
      ${view.row.owner === 'person' ? html`<button type="button" class="plain" onClick=${() => act('close', { minutes: 15 })}>${word('closeSoon')}</button>` : null}
      <${GiveTo} by=${view.row.by} onGive=${(/** @type {string} */ to) => act('assign', { to })} />
    </div>`
        : null
    }
  </details>`
}

/** @param {{ by: string | null, onGive: (id: string) => void }} given */
function GiveTo({ by, onGive }) {
  const [colleagues, setColleagues] = useState(/** @type {any[]} */ ([]))
  useEffect(() => {
    void get('colleagues').then((answer) => answer.ok && setColleagues(answer.body.colleagues))
  }, [])
  return html`<h2>${word('giveTo')}</h2>
    <ul>${colleagues
      .filter(({ name }) => name !== by)
      .map(
        ({ id, name }) =>
          html`<li key=${id}><button type="button" class="plain" onClick=${() => onGive(id)}><bdi>${name}</bdi></button></li>`,
      )}</ul>`
}
