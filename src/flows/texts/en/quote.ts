/** The answer to a quote and the payment after it, in English (P16, P17, P19). */
import { showOrderNumber } from '../../../domain/order-number.ts'
import type { OpenQuote } from '../../quote/open-quote.ts'
import { IN_DOUBT } from '../in-doubt.ts'
import { amountWritten } from '../order-words.ts'
import type { Wording } from '../wording.ts'

export const quote = (wording: Wording) => ({
  askQuote: (open: OpenQuote): string => {
    const cost = open.amount === 0 ? 'the repair costs you nothing' : `the repair costs ${price(open)}`
    return `Order ${showOrderNumber(open.number)}, ${machine(open)}: ${cost}.${choice(open)} Shall it be repaired?`
  },
  askSureAccept: (open: OpenQuote): string =>
    open.amount === 0
      ? `So ${machine(open)} is to be repaired, free of charge. Is that your yes?`
      : `So ${machine(open)} is to be repaired for ${price(open)}, and you pay that. Is that your yes?`,
  askSureDecline: (open: OpenQuote): string => `So ${machine(open)} goes back unrepaired. Is that what you want?`, // P17
  offerAccept: (open: OpenQuote): string =>
    open.amount === 0 ? 'Yes, repair it' : `Yes, repair it for ${price(open)}`,
  offerDecline: () => 'No, return it unrepaired',
  offerQuoteLater: () => 'Let me think',
  offerSure: () => 'Yes',
  offerNotSure: () => 'No, go back',
  /** P17: kindly, and why. */
  mustBeRepaired: () =>
    'I understand. The rule for a machine that can be repaired is that its quote can’t be turned into a return without repair; only scrapped and mixed-board machines go back like that. Our staff are there to talk it over: say “a person”.',
  quoteAccepted: (open: OpenQuote): string =>
    open.amount === 0
      ? `Thank you: ${machine(open)} is to be repaired, and there is nothing to pay.`
      : // P19, P20, P22
        `Thank you: ${machine(open)} is to be repaired for ${price(open)}. When it is paid, send the payment voucher here or say “paid”, and our staff check it. Generally it goes back within ${wording.returnDays} working days from the voucher; one unpaid machine holds up the whole order. ${IN_DOUBT.en}`,
  quoteDeclined: (open: OpenQuote): string =>
    // P17, P20
    `Noted: ${machine(open)} goes back unrepaired. ${open.of === 1 ? '' : 'The machines of an order normally go back together; '}I give you the tracking number as soon as there is one.`,
  quoteLater: () => 'Take your time. Say “quote” when you want to answer it; the work waits until then.',
  quoteGone: () => 'That quote is not open any more.',
  noQuote: () => 'No quote of yours waits for an answer.',
  quoteMissed: (misses: number): string =>
    misses % 2 === 1 ? 'I need a clear answer to that.' : 'That I can’t take as a yes or a no.',
  voucherNoted: (number: OpenQuote['number']): string =>
    // P19, P22
    `Thank you. I have told our staff to check the payment for order ${showOrderNumber(number)}. Please keep the voucher at hand, they may ask for it; I tell you when they have seen it. Generally the machine goes back within ${wording.returnDays} working days from the voucher. ${IN_DOUBT.en}`,
  nothingToPay: () =>
    'No fee is open in your orders here. If you have paid something, our staff can look: say “a person”.',
})

export type QuoteTexts = ReturnType<typeof quote>

/** P17: only these go back unrepaired at the customer's wish. */
const isDeclinable = ({ condition }: OpenQuote): boolean => condition !== 'normal'

/** P17 */
function choice(open: OpenQuote): string {
  if (isDeclinable(open)) return ' You may also decline; it then goes back unrepaired.'
  return open.amount === 0 ? '' : ' It can be repaired, so a return without repair is not possible any more.'
}

const price = ({ amount, currency }: OpenQuote): string => amountWritten(amount, currency)

const machine = ({ machine: place, of, model }: OpenQuote): string =>
  of === 1 ? `the ${model}` : `machine ${place + 1} (${model})`
