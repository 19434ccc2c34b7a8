/** 报价的答复和之后的付款（P16、P17、P19）。 The answer to a quote and the payment, in Chinese. */
import { showOrderNumber } from '../../../domain/order-number.ts'
import type { OpenQuote } from '../../quote/open-quote.ts'
import type { QuoteTexts } from '../en/quote.ts'
import { IN_DOUBT } from '../in-doubt.ts'
import { amountWritten } from '../order-words.ts'
import type { Wording } from '../wording.ts'

export const quote = (wording: Wording): QuoteTexts => ({
  askQuote: (open) => {
    const cost = open.amount === 0 ? '维修不收费' : `维修费 ${price(open)}`
    return `维修单 ${showOrderNumber(open.number)}，${machine(open)}：${cost}。${choice(open)}要维修吗？`
  },
  askSureAccept: (open) =>
    open.amount === 0
      ? `那就安排维修${machine(open)}，不收费，确定吗？`
      : `那就安排维修${machine(open)}，费用 ${price(open)} 由您支付，确定吗？`,
  askSureDecline: (open) => `那${spaced(open)}就不修了，按原样寄回，确定吗？`, // P17
  offerAccept: (open) => (open.amount === 0 ? '维修' : `维修，${price(open)}`),
  offerDecline: () => '不修，寄回',
  offerQuoteLater: () => '我再想想',
  offerSure: () => '确定',
  offerNotSure: () => '再改改',
  // P17
  mustBeRepaired: () =>
    '理解您的想法。按规定，能正常维修的机器报价后不能选择不修直接退回，只有报废和混板的机器可以。想和同事商量的话，回复“人工”就可以。',
  quoteAccepted: (open) =>
    open.amount === 0
      ? `好的，${spaced(open)}安排维修，不用付款。`
      : // P19, P20, P22
        `好的，${spaced(open)}安排维修，费用 ${price(open)}。付款后把付款凭证发到这里，或者回复“已付款”，同事会核对。一般从凭证算起 ${wording.returnDays} 个工作日内寄回；同一单里有一台没付款，整单都会等。${IN_DOUBT.zh}`,
  // P17, P20
  quoteDeclined: (open) =>
    `记下了，${spaced(open)}不修，按原样寄回。${open.of === 1 ? '' : '同一单的机器一般一起寄回，'}有快递单号我马上告诉您。`,
  quoteLater: () => '不着急。想答复的时候回复“报价”就行，在那之前先不动工。',
  quoteGone: () => '这个报价现在已经不需要答复了。',
  noQuote: () => '您现在没有需要答复的报价。',
  quoteMissed: (misses) => (misses % 2 === 1 ? '这一项需要您明确答复一下。' : '还是没法判断您要不要维修。'),
  // P19, P22
  voucherNoted: (number) =>
    `收到，已经请同事核对维修单 ${showOrderNumber(number)} 的付款。凭证请留好，同事可能会用到，核对好我告诉您。一般从凭证算起 ${wording.returnDays} 个工作日内寄回。${IN_DOUBT.zh}`,
  nothingToPay: () => '您在这里的维修单没有待付的费用。如果您已经付过款，回复“人工”，请同事核对一下。',
})

/** P17 */
function choice({ condition, amount }: OpenQuote): string {
  if (condition !== 'normal') return '您也可以选择不修，机器会不修寄回。'
  return amount === 0 ? '' : '这台可以正常维修，按规定不能不修直接退回。'
}

const price = ({ amount, currency }: OpenQuote): string => amountWritten(amount, currency)

const machine = ({ machine: place, of, model }: OpenQuote): string =>
  of === 1 ? `这台 ${model}` : `第 ${place + 1} 台（${model}）`

/** Before a Chinese word. */
const spaced = (open: OpenQuote): string => (open.of === 1 ? `${machine(open)} ` : machine(open))
