/** A photo or file on its way in: beside it may stand words, and a text file may hold a status, which is heard as if it had been pasted. */
import { looksLikeStatus } from '../pasted/looks.ts'
import type { CustomerInbound, FileRef } from '../types.ts'

type Sent = Extract<CustomerInbound, { kind: 'sent' }>

export const holdsStatus = ({ text }: Pick<Sent, 'text'>): boolean => text !== null && looksLikeStatus(text)

/** Of an album all that is kept, in its order. */
export const filesIn = ({ what, file, more = [] }: Sent): readonly FileRef[] =>
  file === undefined ? more : [{ id: file, kind: what }, ...more]

/** The file first, then what it or its caption says. Anything else stays as it is. */
export function partsOf(inbound: CustomerInbound): readonly CustomerInbound[] {
  if (inbound.kind !== 'sent' && inbound.kind !== 'unkept') return [inbound]
  const { caption = '', ...rest } = inbound
  const said = [
    ...(caption.trim() === '' ? [] : [caption]),
    ...(rest.kind === 'sent' && rest.text !== null && holdsStatus(rest) ? [rest.text] : []),
  ]
  return said.length === 0 ? [rest] : [rest, { ...writerOf(rest), kind: 'said', text: said.join('\n') }]
}

const writerOf = ({ name, hint, ref, quote }: Pick<Sent, 'name' | 'hint' | 'ref' | 'quote'>) => ({
  ...(name === undefined ? {} : { name }),
  ...(hint === undefined ? {} : { hint }),
  ...(ref === undefined ? {} : { ref }),
  ...(quote === undefined ? {} : { quote }),
})
