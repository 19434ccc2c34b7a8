/** The questions about a quote: repair it or not, and the explicit yes to what was chosen (P16, P17). */
import { type Asked, type Known, offer, typed } from '../asking.ts'

export const quoteQuestions = ({ texts, context: { quote } }: Known) => ({
  quote: (): Asked => {
    if (quote === null) throw new Error('a quote is asked about although none is open')
    // The machine is named: a button of another machine's quote is recognised as such.
    const place = `${quote.number}.${quote.machine}`
    if (quote.sure !== null) {
      const ask = quote.sure === 'accept' ? texts.askSureAccept(quote) : texts.askSureDecline(quote)
      const offers = [offer('sure', texts.offerSure()), offer('unsure', texts.offerNotSure())]
      return {
        ...typed(`quote.${place}.${quote.sure === 'accept' ? 'yes' : 'no'}`, ask, offers),
        agreed: 'sure',
        no: 'unsure',
      }
    }
    return {
      // Words like 不修了 are its answer, no question about the rules.
      ...typed(`quote.${place}`, texts.askQuote(quote), [
        offer('accept', texts.offerAccept(quote)),
        ...(quote.condition === 'normal' ? [] : [offer('decline', texts.offerDecline())]),
        offer('think', texts.offerQuoteLater()),
        offer('person', texts.offerPerson()),
      ]),
      // The explicit yes is asked for next.
      agreed: 'accept',
      no: 'decline',
    }
  },
})
