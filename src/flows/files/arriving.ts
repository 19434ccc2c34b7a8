/** A photo or file on its way in: beside it may stand words, and a text file may hold a status, which is heard as if it had been pasted. */
import { looksLikeStatus } from '../pasted/looks.ts'
import type { CustomerInbound } from '../types.ts'

type Sent = Extract<CustomerInbound, { kind: 'sent' }>

export const holdsStatus = ({ text }: Pick<Sent, 'text'>): boolean => text !== null && looksLikeStatus(text)

/** The file first, then what it or its caption says. Anything else stays as it is. */
export function partsOf(inbound: CustomerInbound): readonly CustomerInbound[] {
  if (inbound.kind !== 'sent') return [inbound]
  const { caption = '', what: _, ...who } = inbound
  const said = [...(caption.trim() === '' ? [] : [caption]), ...(holdsStatus(inbound) ? [inbound.text] : [])]
  return said.length === 0 ? [inbound] : [inbound, { ...who, kind: 'said', text: said.join('\n') }]
}
