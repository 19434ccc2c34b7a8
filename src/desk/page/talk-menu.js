/** What is done with a conversation now and then: closing it later, giving it to a colleague, what leads may. A list behind one button. */
import { get } from './api.js'
import { html, useEffect, useRef, useState } from './html.js'
import { PowerDialog, powersOf } from './talk-powers.js'
import { word } from './words.js'

/**
 * @typedef {{ id: string, view: any, me: import('./app.js').Me, onAct: (name: string, more?: object) => Promise<boolean> }} Given
 * @param {Given} given
 */
export function TalkMenu({ id, view, me, onAct }) {
  const menu = useRef(/** @type {HTMLDetailsElement | null} */ (null))
  const [isOpen, setOpen] = useState(false)
  const [power, setPower] = useState(/** @type {import('./talk-powers.js').Power | null} */ (null))
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
      ${powersOf(me, view).map(
        (one) =>
          html`<button type="button" class=${one === 'unban' || one === 'export' ? 'plain' : 'plain grave'} onClick=${() => {
            shut()
            setPower(one)
          }}>${word(`power_${one}`)}…</button>`,
      )}
      <${GiveTo} by=${view.row.by} onGive=${(/** @type {string} */ to) => act('assign', { to })} />
    </div>`
        : null
    }
  </details>
  ${power === null ? null : html`<${PowerDialog} power=${power} id=${id} onEnd=${() => setPower(null)} />`}`
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
