/** Answers about rules, in English. Each ends with the offer to ask first (P22). */
import { chinaTime } from '../../../domain/china-time.ts'
import type { HoursAt } from '../../../domain/hours.ts'
import { showOrderNumber } from '../../../domain/order-number.ts'
import type { Instant, OrderNumber } from '../../../domain/values.ts'
import type { Wording } from '../wording.ts'

/** P22: the end of every answer about a rule. */
const IN_DOUBT = 'If in doubt, check with our customer service first: just say “a person”.'

export const answers = (wording: Wording) => ({
  answerHours: (now: Instant, hours: HoursAt, nextOpening: Instant) => {
    const state = hours.open
      ? `The desk is open now, until ${chinaTime(hours.closesAt, 'en', now)}.`
      : `The desk is closed now; it opens ${chinaTime(nextOpening, 'en', now)}.`
    const provisional = hours.provisional
      ? ' The holidays of that year are not announced yet, so this may still change.'
      : ''
    return `Our staff are there on working days in China, ${wording.shifts} China time. ${state}${provisional} I am here at any hour. ${IN_DOUBT}`
  },
  answerStatus: (orders: readonly OrderNumber[]) =>
    orders.length === 0
      ? `No order has been filed in this conversation yet. ${IN_DOUBT}`
      : `${orders.map((order) => `${showOrderNumber(order)}: filed, waits for our staff to confirm`).join('\n')}\nPlease don’t ship before staff have confirmed. ${IN_DOUBT}`,
  answerWarranty: () =>
    // P12, P13
    `The warranty runs from the factory release date to the day the machine is received at the maintenance point, so shipping time counts. Our staff check it by serial number; you can look it up at ${wording.warrantyLink}. Opening the machine or overclocking ends it. ${IN_DOUBT}`,
  answerShipping: () =>
    // P4, P8, P11
    `Ship only after an order exists and our staff have confirmed the return. Door delivery only, freight paid by you at dispatch. A parcel is refused when there is no order, when the contents differ from it, or when it is wrong or incomplete. ${IN_DOUBT}`,
  answerFreight: () => `${wording.freight.inWarranty.en} ${wording.freight.outOfWarranty.en} ${IN_DOUBT}`, // P8
  answerReturnTime: () =>
    // P19, P20
    `Generally within ${wording.returnDays} working days: in warranty from our receipt of the machine, out of warranty from your payment voucher, given a correct order. Large orders or whole machines can take longer, or come back in batches. ${IN_DOUBT}`,
  answerPacking: () =>
    // P9
    `Please pack it so that nothing can move or be crushed: damage on the way is not covered. ${IN_DOUBT}`,
  answerContacts: () =>
    `On WeChat our customer service is ${wording.contacts}. Here you can reach a person too. ${IN_DOUBT}`, // P2
})

export type AnswersTexts = ReturnType<typeof answers>
