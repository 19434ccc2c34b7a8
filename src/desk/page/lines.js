/** The lines of a conversation: the customer on one side, the bot and staff on the other, notes and notices in between. All of it is text. */
import { FileItem } from './file-item.js'
import { html } from './html.js'
import { clock, day, isSameDay } from './time.js'
import { word } from './words.js'

/** @param {{ lines: any[], files: any[], id: string, me: import('./app.js').Me }} given */
export const Lines = ({ lines, files, id, me }) =>
  lines.map((line, place) => {
    const before = lines[place - 1]
    const isNewDay = before === undefined || !isSameDay(before.at, line.at)
    return html`${isNewDay ? html`<p class="day"><span>${day(line.at)}</span></p>` : null}<${Line} line=${line} me=${me} files=${filesOf(line, line.there?.files ?? files)} id=${line.there?.id ?? id} />`
  })

/** With their previews, where there is one. @param {any} line @param {any[]} files */
const filesOf = (line, files) =>
  (line.files ?? []).map((/** @type {any} */ one) => ({
    size: 0,
    preview: null,
    ...one,
    ...files.find(({ id }) => id === one.id),
  }))

/** The transcript names the kinds of files in brackets, which are shown themselves here. @param {any} line */
const wordsOf = ({ text, files = [] }) =>
  files.length === 0 ? text : text.replace(/^(?:\[(?:photo|video|voice|file)\] ?)+\n?/, '')

/** Of what staff did: that which has words. */
const WITH_WORDS = new Set(['said', 'edited', 'canned'])

/** @param {{ line: any, files: any[], id: string, me: import('./app.js').Me }} given */
function Line({ line, files, id, me }) {
  if (line.who === 'desk') return html`<${Notice} line=${line} />`
  if (line.who === 'staff' && !WITH_WORDS.has(line.act ?? 'said')) return html`<${Act} line=${line} />`
  return html`<article class=${`line ${line.who}${line.there === undefined ? '' : ' there'}`}>
    <p class="who">${speaker(line, me)} ${channelOf(line)}<time>${clock(line.at)}</time></p>
    ${line.quote === undefined ? null : html`<blockquote><span class="quiet">${word('asked')}</span> <bdi>${line.quote}</bdi></blockquote>`}
    ${wordsOf(line) === '' ? null : html`<div class="bubble"><bdi>${wordsOf(line)}</bdi></div>`}
    ${files.length === 0 ? null : html`<ul class="files">${files.map((file) => html`<${FileItem} file=${file} id=${id} />`)}</ul>`}
    ${line.before == null ? null : html`<p class="before">${word('edited')} <bdi>${line.before}</bdi></p>`}
    ${line.delivery === undefined ? null : html`<p class=${`delivery ${line.delivery}`}>${word(line.delivery)}</p>`}
  </article>`
}

/** Where it was said, when that was elsewhere. @param {any} line */
const channelOf = ({ there }) =>
  there === undefined ? null : html`<span class="tag">${word(`channel_${there.channel}`)}</span> `

/** @param {any} line @param {import('./app.js').Me} me */
function speaker({ who, by }, me) {
  if (who === 'customer') return word('customer')
  if (who === 'bot') return word('bot')
  const isMine = by === me.name
  if (who === 'note') return isMine ? word('yourNote') : word('noteBy', by ?? '')
  return isMine ? word('you') : html`<bdi>${by ?? ''}</bdi>`
}

/** What staff are told: a card is long, and folded. @param {{ line: any }} given */
function Notice({ line }) {
  const [first = '', ...rest] = line.text.split('\n')
  if (rest.length < 4)
    return html`<p class="notice">${channelOf(line)}<time>${clock(line.at)}</time> <bdi>${line.text}</bdi></p>`
  return html`<details class="notice"><summary>${channelOf(line)}<time>${clock(line.at)}</time> <bdi>${first}</bdi></summary><bdi>${rest.join('\n')}</bdi></details>`
}

/** @param {{ line: any }} given */
const Act = ({ line }) =>
  html`<p class="notice act">${channelOf(line)}<time>${clock(line.at)}</time> <bdi>${line.by ?? ''}</bdi> ${word(`act_${line.act}`)}</p>`
