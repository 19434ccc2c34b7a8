/** The code that a step gives out: of the number that was drawn for its event. Pure. */
import { type LinkCode, makeLinkCode } from '../../domain/link-code.ts'
import { bitsOf } from '../../domain/order-number.ts'
import type { FlowEvent } from '../types.ts'

export const linkCodeOf = ({ draw }: FlowEvent): LinkCode => makeLinkCode(bitsOf(draw))
