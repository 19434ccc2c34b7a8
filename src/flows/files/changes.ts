/** What a photo or file changes: how many there are. */
import { withOne } from '../../domain/order.ts'
import { assigns, type Change } from '../change.ts'

const countFiles: Change = ({ evidence }, event) =>
  event.type === 'customer.sentFiles' ? { evidence: event.kinds.reduce(withOne, evidence) } : {}

export const filesChanges = assigns({ countFiles })
