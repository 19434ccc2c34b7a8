/** What a customer did, in words for staff. Pure. */
import { readable } from '../domain/fold.ts'
import { NOT_KEPT, sentShown } from './files/counted.ts'
import type { Asked } from './questions.ts'
import type { CustomerInbound } from './types.ts'

/** A number is told with the answer it stands for; a quote stands above the words. */
export function customerWords(inbound: CustomerInbound, asked: Asked | null): string {
  if (inbound.kind === 'said') {
    const place = /^\s*(\d{1,2})\s*$/.exec(inbound.text)?.[1]
    const meant = place === undefined ? undefined : asked?.offers[Number(place) - 1]
    const words = meant === undefined ? shown(inbound.text) : `${inbound.text} (${meant.label})`
    return `${quoted(inbound.quote)}${inbound.beside === undefined ? '' : `[${inbound.beside}] `}${words}`
  }
  if (inbound.kind === 'sent') return sentShown([inbound.what, ...(inbound.more ?? []).map(({ kind }) => kind)])
  if (inbound.kind === 'unkept') return `${sentShown([inbound.what])} ⚠️ ${NOT_KEPT[inbound.why]}`
  if (inbound.kind === 'unreadable') return `[${inbound.what}]`
  return asked?.offers.find(({ id }) => id === inbound.offer)?.label ?? `[${inbound.offer}]`
}

/** The words that a message answers, as a line above it. */
const quoted = (quote: string | undefined): string => (quote === undefined ? '' : `↩︎ “${quote}”\n`)

/** Nothing to see is said to be nothing. */
const shown = (text: string): string => (readable(text, SHOWN_LENGTH) === '' ? '[–]' : text)
const SHOWN_LENGTH = 40
