/** The order form of a conversation as the domain's draft (P4). */
import type { OrderDraft } from '../../domain/order.ts'
import type { Context } from '../context.ts'

/** Missing answers stay null: `missingFields` names them. */
export const draftOf = (context: Context): OrderDraft => ({
  language: context.lang,
  contact: { name: context.name, phone: context.phone },
  machines: [
    {
      model: context.model ?? '',
      serial: context.serial,
      symptom: context.symptom,
      description: context.description,
      tried: context.tried,
      danger: context.danger === true,
      status: context.sent === null ? null : { found: context.sent.found, which: context.sent.which },
    },
  ],
})
