/** Small plots: bars over the weeks, and bars beside names. Drawn as SVG; what they show stands in a table as well. */
import { html } from './html.js'

const WIDTH = 320
const HEIGHT = 120
const FOOT = 18
const HEAD = 14
const GAP = 0.25
const WIDEST_BAR = 36

/**
 * @typedef {{ at: string, value: number, says: string }} Bar `at` stands below the first and the last; `says` is the bar in words.
 * @param {{ title: string, bars: readonly Bar[] }} given oldest first
 */
export function Plot({ title, bars }) {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  const step = WIDTH / Math.max(bars.length, 8)
  const width = Math.min(WIDEST_BAR, step * (1 - GAP))
  const first = WIDTH - step * bars.length
  const tall = HEIGHT - FOOT - HEAD
  const last = bars.at(-1)
  return html`<figure class="plot"><figcaption>${title} <strong>${last?.value ?? 0}</strong></figcaption>
    <svg viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${`${title}: ${bars.map(({ says }) => says).join('; ')}`}>
      <line class="grid" x1="0" x2=${WIDTH} y1=${HEAD} y2=${HEAD} /><text class="scale" x="0" y=${HEAD - 4}>${most}</text>
      <line class="base" x1="0" x2=${WIDTH} y1=${HEIGHT - FOOT} y2=${HEIGHT - FOOT} />
      ${bars.map(({ value, says }, place) => {
        const height = (tall * value) / most
        return html`<rect class=${place === bars.length - 1 ? 'bar now' : 'bar'} x=${first + step * place + (step - width) / 2} y=${HEIGHT - FOOT - height} width=${width} height=${height} rx="2"><title>${says}</title></rect>`
      })}
      ${bars.length > 1 ? html`<text class="scale" x=${Math.max(0, first)} y=${HEIGHT - 4}>${bars[0]?.at}</text>` : null}
      <text class="scale end" x=${WIDTH} y=${HEIGHT - 4}>${last?.at}</text>
    </svg></figure>`
}

/** Named values, largest first, each with its bar. @param {{ rows: readonly { name: string, value: number }[] }} given */
export function NamedBars({ rows }) {
  const most = Math.max(1, ...rows.map(({ value }) => value))
  return html`<table class="namedBars"><tbody>${rows.map(
    ({ name, value }) => html`<tr><th scope="row">${name}</th>
      <td><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="bar" width=${(100 * value) / most} height="10" rx="1" /></svg></td>
      <td class="value">${value}</td></tr>`,
  )}</tbody></table>`
}
