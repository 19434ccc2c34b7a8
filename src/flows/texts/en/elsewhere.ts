/** What is said of a serial number that another open order names already, in English. */
import { showOrderNumber } from '../../../domain/order-number.ts'
import type { OrderNumber, SerialNumber } from '../../../domain/values.ts'

export const elsewhere = () => ({
  /** `own`: this customer's open order with it; null when it is in somebody else's. */
  serialElsewhere: (serial: SerialNumber, own: OrderNumber | null): string =>
    own === null
      ? `By the way: ${serial} is already in an open repair order. If that one is yours, send me its number and the last four digits of its phone, and I will tell you where it stands. We can also simply go on here.` // P7
      : `By the way: ${serial} is already in your open order ${showOrderNumber(own)}. Say “status” to see where it stands. If this is something new, we can simply go on here.`, // P7
})

export type ElsewhereTexts = ReturnType<typeof elsewhere>
