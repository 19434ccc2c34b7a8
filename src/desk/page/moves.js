/** What staff may do with an order: one button for each move that its rules allow, and a small form for what the move needs to know. */
import { freshId, post } from './api.js'
import { html, useState } from './html.js'
import { word } from './words.js'

/** @typedef {{ type: string, machines: number[] | null, choices: string[] }} Legal */
/** @typedef {{ name: string, label: string, kind: 'text' | 'amount' | 'yes' | 'choice', choices?: string[], isFree?: boolean }} Field */

/** @type {Readonly<Record<string, readonly Field[]>>} */
const FIELDS = {
  'official.recorded': [{ name: 'officialNumber', label: 'officialNumber', kind: 'text' }],
  'repair_address.recorded': [{ name: 'repairAddress', label: 'repairAddress', kind: 'text' }],
  'tracking.corrected': [
    { name: 'carrier', label: 'carrier', kind: 'text' },
    { name: 'tracking', label: 'tracking', kind: 'text' },
  ],
  'parcel.rejected': [{ name: 'reason', label: 'reason', kind: 'choice' }],
  'order.forfeited': [{ name: 'reason', label: 'reason', kind: 'choice' }],
  'machine.identified': [
    { name: 'model', label: 'model', kind: 'text' },
    { name: 'serial', label: 'serial', kind: 'text', isFree: true },
  ],
  'machine.inspected': [
    { name: 'condition', label: 'condition', kind: 'choice' },
    { name: 'covered', label: 'covered', kind: 'yes' },
  ],
  'machine.quoted': [
    { name: 'amount', label: 'amount', kind: 'amount' },
    { name: 'currency', label: 'currency', kind: 'text' },
  ],
  'machines.returned': [
    { name: 'carrier', label: 'carrier', kind: 'choice', choices: ['sf', 'deppon', 'kye'] },
    { name: 'tracking', label: 'tracking', kind: 'text' },
  ],
}
/** Ends something: it stands last, and looks like it. */
const GRAVE = ['order.cancelled', 'order.forfeited', 'parcel.rejected', 'return.declined']

/** @param {{ view: any, onMoved: (view: any) => void }} given */
export function Moves({ view, onMoved }) {
  const [chosen, setChosen] = useState(/** @type {Legal | null} */ (null))
  /** @type {Legal[]} */
  const moves = [...view.moves].sort((a, b) => Number(GRAVE.includes(a.type)) - Number(GRAVE.includes(b.type)))
  const done = (/** @type {any | null} */ moved) => {
    setChosen(null)
    if (moved !== null) onMoved(moved)
  }
  return html`<section class="moves noPrint" aria-label=${word('doing')}>
    <h2>${word('doing')}</h2>
    ${moves.length === 0 ? html`<p class="quiet">${word('nothingToDo')}</p>` : null}
    <div class="moveButtons">${moves.map(
      (
        move,
      ) => html`<button type="button" class=${GRAVE.includes(move.type) ? 'grave' : ''} aria-expanded=${chosen?.type === move.type ? 'true' : 'false'}
        onClick=${() => setChosen(chosen?.type === move.type ? null : move)}>${word(`move_${move.type}`)}</button>`,
    )}</div>
    ${chosen === null ? null : html`<${MoveForm} key=${chosen.type} legal=${chosen} view=${view} onDone=${done} />`}
  </section>`
}

/** @param {{ legal: Legal, view: any, onDone: (moved: any | null) => void }} given */
function MoveForm({ legal, view, onDone }) {
  const [trouble, setTrouble] = useState('')
  const [id] = useState(freshId)
  const fields = FIELDS[legal.type] ?? []
  const submit = async (/** @type {any} */ event) => {
    event.preventDefault()
    const form = new FormData(event.target)
    const machines = legal.machines === null ? null : form.getAll('machine').map(Number)
    if (machines?.length === 0) return setTrouble(word('machine'))
    const move = {
      type: legal.type,
      ...Object.fromEntries(fields.map((field) => [field.name, given(field, form)])),
      ...lastContact(legal),
    }
    const answer = await post(`orders/${view.order.number}/moves`, {
      id,
      machines,
      move,
      note: String(form.get('note') ?? ''),
    })
    if (answer.ok) return onDone(answer.body)
    const { reason, rule } = answer.body
    setTrouble([word(answer.code), reason, rule].filter(Boolean).join(' · '))
  }
  return html`<form class="card moveForm" onSubmit=${submit}>
    <h3>${word(`move_${legal.type}`)}</h3>
    ${legal.machines === null ? null : html`<${WhichMachines} legal=${legal} order=${view.order} />`}
    ${fields.map((field) => html`<${FieldInput} field=${field} choices=${field.choices ?? legal.choices} />`)}
    <label>${word('noteToCustomer')}<input name="note" maxlength="300" autocomplete="off" /></label>
    <p class="trouble" role="alert">${trouble}</p>
    <p class="formEnd"><button class="go" type="submit">${word('go')}</button> <button type="button" class="plain" onClick=${() => onDone(null)}>${word('cancel')}</button></p>
  </form>`
}

/** P18: the desk knows of no other contact than the order's own. @param {Legal} legal */
const lastContact = ({ type }) => (type === 'order.forfeited' ? { lastContactAt: null } : {})

/** @param {Field} field @param {FormData} form */
function given({ name, kind, isFree }, form) {
  const text = String(form.get(name) ?? '').trim()
  if (kind === 'amount') return Number(text)
  if (kind === 'yes') return form.get(name) === 'on'
  if (name === 'currency' || name === 'serial') return isFree && text === '' ? null : text.toUpperCase()
  return text
}

/** @param {{ legal: Legal, order: any }} given */
const WhichMachines = ({ legal, order }) => html`<fieldset><legend>${word('machines')}</legend>
  ${legal.machines?.map((place) => {
    const { model, serial } = order.machines[place]
    return html`<label class="check"><input type="checkbox" name="machine" value=${place} defaultChecked=${legal.machines?.length === 1 || legal.type === 'machines.returned'} /> ${place + 1} <bdi>${model}</bdi> <bdi class="serial">${serial ?? ''}</bdi></label>`
  })}
  ${legal.type === 'machines.returned' && order.machines.length > 1 ? html`<p class="hint">${word('batchHint')}</p>` : null}
</fieldset>`

/** @param {{ field: Field, choices: string[] }} given */
function FieldInput({ field: { name, label, kind, isFree }, choices }) {
  if (kind === 'yes') return html`<label class="check"><input type="checkbox" name=${name} /> ${word(label)}</label>`
  if (kind === 'choice') {
    return html`<label>${word(label)}<select name=${name}>${choices.map((one) => html`<option value=${one}>${choiceWritten(one)}</option>`)}</select></label>`
  }
  const amount =
    kind === 'amount'
      ? { type: 'number', min: '0', step: '0.01', inputmode: 'decimal' }
      : { type: 'text', maxlength: 400 }
  return html`<label>${word(label)}<input name=${name} required=${!isFree} autocomplete="off" ...${amount} /></label>`
}

const CARRIERS = /** @type {Readonly<Record<string, string>>} */ ({
  sf: 'SF 顺丰',
  deppon: 'Deppon 德邦',
  kye: 'KYE 跨越',
})
/** @param {string} choice */
const choiceWritten = (choice) => CARRIERS[choice] ?? word(`choice_${choice}`)
