/** What the bot answers about rules, in English: one to four short sentences a topic, each rule with its number. */
import { chinaTime } from '../../../domain/china-time.ts'
import { showOrderNumber } from '../../../domain/order-number.ts'
import type { AnswerTexts, Known, RuleTopic } from '../answer.ts'
import type { Wording } from '../wording.ts'

/** P22: the end of every answer. */
const IN_DOUBT = 'If in doubt, check with our customer service first: just say “a person”.'

/** P1: when those who know can be asked. */
const staffAre = ({ hours, nextOpening, now }: Known): string =>
  hours.open ? 'They are there now.' : `They are back ${chinaTime(nextOpening, 'en', now)}.`

export const answers = (wording: Wording) => {
  const about: AnswerTexts = {
    ...aboutPeople(wording),
    ...aboutWarranty(wording),
    ...aboutParcels(wording),
    ...aboutMoney,
    ...aboutMachines,
  }
  return {
    /** Several questions are answered together, the offer to ask first comes once. */
    answers: (topics: readonly RuleTopic[], known: Known): string =>
      `${topics.map((topic) => about[topic](known)).join('\n')} ${IN_DOUBT}`,
  }
}

const aboutPeople = (wording: Wording) => ({
  // P1
  hours: ({ now, hours, nextOpening }: Known) => {
    const state = hours.open
      ? `The desk is open now, until ${chinaTime(hours.closesAt, 'en', now)}.`
      : `The desk is closed now; it opens ${chinaTime(nextOpening, 'en', now)}.`
    const provisional = hours.provisional
      ? ' The holidays of that year are not announced yet, so this may still change.'
      : ''
    return `Our staff are there on working days in China, ${wording.shifts} China time. ${state}${provisional} I am here at any hour.`
  },
  // P1, P2
  contacts: (known: Known) =>
    `On WeChat our customer service is ${wording.contacts}. Here you can reach a person too. ${staffAre(known)}`,
  // P1
  who_are_you: () =>
    `I am the bot of the JASMINER after-sales desk, not a person. I go through faults with you, file repair orders and answer questions, at any hour. Our staff are there on working days in China, ${wording.shifts} China time.`,
  languages: () =>
    'I speak English and Chinese (中文); say “language” to switch. Anything else I would misread, so please write in one of the two, short sentences are fine.',
  privacy: () =>
    `I keep what you write here so that nobody has to ask you twice; our staff can read it. A talk is erased ${wording.transcriptDays} days after its last message. /mydata shows what is stored about you, /forget erases it; contact data of an open order stay until that order is closed.`,
  // P2
  sales: () =>
    `This desk is for repairs and service, so I can’t tell you prices or stock of new machines. Please look at ${wording.site.en}.`,
  // P2, P7
  official_site: () =>
    `The official site is ${wording.site.en}. Your orders there are under Personal Center > After-sales Service > Service Record, and the warranty can be looked up at ${wording.warrantyLink}.`,
})

const aboutWarranty = (wording: Wording) => ({
  // P12, P13
  warranty: ({ model }: Known) => {
    const period =
      model?.warrantyDays === undefined
        ? 'How long it lasts for yours, our staff check by serial number'
        : `For the ${model.name} it lasts ${model.warrantyDays} days`
    return `The warranty runs from the factory release date, and what counts is the day the machine is received at the maintenance point: time on the way counts too. ${period}; you can look it up at ${wording.warrantyLink}. Opening or overclocking the machine ends the warranty.`
  },
  // P13
  opening_case: () =>
    'Please don’t open it, not even to clean it or to change a part. A machine that was taken apart, a damaged label or changed components end the warranty. Dust can be brushed off the grilles from outside, with the plug pulled.',
  // P13
  overclocking: () =>
    'Please leave it at its factory settings: overclocking ends the warranty. If it hashes less than it should, tell me and I look for the cause with you.',
  // P9, P13, P14
  not_covered: () =>
    'The warranty never covers misuse, a machine that was taken apart, changed components, overclocking, wrong voltage or temperature, crushed or burned boards, a missing serial number, damage on the way, lightning, water, fire and the like, natural wear, or counterfeits. What holds for your machine, our staff say after inspecting it.',
  // P13, P14, P16
  my_fault: () =>
    'From here nobody can tell, and I don’t judge it: our staff inspect the machine and go by its condition. What the warranty never covers is misuse, a machine that was taken apart, overclocking, the wrong voltage or temperature, and natural causes such as lightning or water.',
  // P15, P16
  scrap: () =>
    'Some damage can’t be repaired: a burnt board, corrosion, a chip pad or pin off, a fractured PCB, a blocked board hole and the like. Such a machine goes back unrepaired, and the loss is its owner’s. Our staff find out by inspecting it.',
})

const aboutParcels = (wording: Wording) => ({
  // P4, P8, P11
  shipping: ({ orders }: Known) => {
    const last = orders.at(-1)
    const first =
      last === undefined
        ? 'Ship only after an order exists and our staff have confirmed the return.'
        : `Please ship only once our staff have confirmed the return for order ${showOrderNumber(last)}.`
    return `${first} Door delivery only, freight paid by you at dispatch. A parcel is refused when there is no order, when the contents differ from it, or when it is wrong or incomplete.`
  },
  freight: () => `${wording.freight.inWarranty.en} ${wording.freight.outOfWarranty.en}`, // P8
  // P9
  packing: () => 'Please pack it so that nothing can move or be crushed: damage on the way is not covered.',
  // P8
  pickup: () =>
    'A parcel to us has to be delivered to the door, prepaid: not left at a depot for us to fetch, and never freight collect. Bringing or collecting a machine yourself is not in the rules I have, so please ask our staff before you set out.',
  // P3, P4
  on_site: (known: Known) =>
    `Whether somebody can come to you is in none of the rules I have: our staff have to answer that. What I can do is go through the checks with you here; whether the machine has to come in is up to our staff. ${staffAre(known)}`,
  // P5, P21
  return_couriers: () =>
    `Machines go back by ${wording.returnCarriers.en}. You name the one you want, with your address, once our staff have confirmed the return.`,
  // P6
  address_change: () =>
    'An address can’t be changed any more once it is submitted, so I read it back to you first and ask for a clear yes. Before that you can change it at any time. If one that you submitted is wrong, please tell our staff at once.',
  // P4
  repair_address: (known: Known) =>
    `Our staff give you the address when they confirm the return, so please don’t ship before. I don’t have it and would not guess. ${staffAre(known)}`,
  // P11
  parcel_refused: () =>
    'A parcel is refused when no order exists, when its contents differ from the order, or when the order is wrong: a wrong tracking number, incomplete repair information. Losses from that are the sender’s. So please wait for the confirmed return, and look at the tracking number twice.',
  // P9, P10
  parcel_arrives: () =>
    'A parcel is signed for as usual, and its machine is taken to be faulty. It is inspected after unpacking. Damage from the way is not covered, so please pack it well.',
  // P19, P20
  return_time: () =>
    `Generally within ${wording.returnDays} working days: in warranty from our receipt of the machine, out of warranty from your payment voucher, given a correct order. Large orders or whole machines can take longer, or come back in batches.`,
  // P20
  batches: () =>
    'All machines of an order normally go back together; a large order may go back in batches. One machine that is not paid for delays all of them.',
  // P4, P5
  how_to_order: () =>
    'Say “order” and I file it with you: model, serial number, what is wrong, your name and a phone number. An order can hold several machines. Our staff then get in touch and decide whether a machine comes in; address and tracking number are asked for only after that.',
})

const aboutMoney = {
  // P12, P16
  cost: () =>
    'Our staff quote after inspecting the machine, by its condition, so there is no price beforehand. The quote shows in the status of your order. What the warranty covers is free of charge.',
  // P16. Of money back or an exchange the rules say nothing.
  refund: () =>
    'The rules I have speak of repair only, not of money back, an exchange or compensation, so I can’t tell you yes or no: our staff have to answer that. What I can do is file a repair order. What the warranty covers is free of charge, and what can’t be repaired goes back to you.',
  // P13, P16
  spare_parts: () =>
    'Whether you can get a part on its own, our staff have to say. Please don’t change one yourself: changed components end the warranty. What a repair costs, parts included, they quote after inspecting the machine.',
  // P17
  quote_refusal: () =>
    'It depends on the machine. The quote for a scrapped or mixed-board machine can be declined: it then goes back unrepaired. The quote for a normal machine can’t be declined to have it back without repair, so please think of that before you ship.',
  // P18, P20
  unpaid: () =>
    'A machine is not returned while its repair fee is unpaid, and the other machines of its order wait with it. The rules I have name no deadline; our staff tell you what holds for yours.',
  // P18
  no_contact: () =>
    'A machine that came without an order, and whose owner has not been in touch for more than 90 days, is not returned. Our staff decide that, it never happens by itself. If that could be yours, please tell our staff now.',
}

const aboutMachines = {
  led_codes: (known: Known) =>
    `What the lights mean differs from model to model, and our staff read it for yours. ${staffAre(known)} Please note the colour, the place and the rhythm; a video of 30 seconds says it best.`,
  reset_steps: (known: Known) =>
    `How a reset is done differs from model to model, and our staff tell you for yours. ${staffAre(known)} It takes the settings with it, so please save the pool and network settings first, and don’t try recipes from the Internet.`,
  password: (known: Known) =>
    `If the password was never changed, try the one that the machine came with. If it is lost, our staff tell you how it is reset on your model. ${staffAre(known)}`,
  /** Domain section 2: 10 % either way, on the average of 15 minutes or longer. */
  hash_normal: ({ model }: Known) => {
    const figure =
      model?.nominalMhs === undefined
        ? 'Each model has its own figure: tell me yours and I name it. Within 10 % either way is normal.'
        : `The ${model.name} is rated at ${model.nominalMhs} MH/s; within 10 % either way is normal.`
    return `${figure} Look at the average of 15 minutes or longer, once the DAG is built, not at the live value.`
  },
  /** Domain sections 2 and 3. */
  dag_wait: () =>
    'After power-on the machine builds its DAG first, and zero for some minutes is normal then (dag_time on its status page). If it still shows 0 after 30 minutes with the pool connected, tell me and we look for the cause.',
}
