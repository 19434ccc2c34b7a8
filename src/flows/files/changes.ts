/** What a photo or file changes: how many there are. */
import { withOne } from '../../domain/order.ts'
import { assigns, type Change } from '../change.ts'

const countFile: Change = ({ evidence }, event) =>
  event.type === 'customer.sentFile' ? { evidence: withOne(evidence, event.what) } : {}

export const filesChanges = assigns({ countFile })
