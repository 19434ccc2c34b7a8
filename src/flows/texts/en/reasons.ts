/** Why something is asked, and where the answer is to be found, in English: one or two sentences, each rule with its number. */
import type { Explained, Found } from '../../talk/explained.ts'

export const WHY: Readonly<Record<Explained, string>> = {
  danger: 'Smoke, water or a breaker that trips can hurt you, so I ask that before anything else.',
  fault: 'Each fault has checks of its own, so it decides what we look at first.',
  model: 'What is normal differs from model to model, so I need it to compare.',
  serial: 'The warranty is judged by the serial number, and it tells your machine from others.', // P12, P13
  since: 'When it began often leads to the cause, and our staff will want to know it.',
  changed: 'What changed just before is often the cause.',
  count: 'When several stop together, it is mostly the network, the supply or the pool and not the machines.',
  machine: 'A status page tells about one machine only, so it must be clear which one.',
  machines: 'The warranty is judged by the serial number, and a parcel has to match its order.', // P11b, P13
  name: 'So that our staff know whom to ask for when they get in touch about the order.', // P4
  phone:
    'Our staff get in touch about the order and decide with you whether it has to come in. The number stays with the order.', // P4
  marks:
    'Damage, opening and overclocking bear on the warranty. I don’t judge that, our staff do; it only has to be in the order.', // P13
  voltage: 'The wrong mains voltage can be the cause itself, and it bears on the warranty.', // P13
  recap: 'An order that is wrong or incomplete gets its parcel refused, so please look at it once.', // P11
  terms: 'These rules hold once a machine is on its way, so you should know them before.', // P22
}

export const WHERE: Readonly<Record<Found, string>> = {
  serial:
    'It stands on the label outside on the machine, mostly after “SN” or beside the barcode; the status page shows it as machine_sn.',
  machines:
    'Each stands on the label outside on its machine, mostly after “SN” or beside the barcode; the status page shows it as machine_sn.',
  model: 'It stands on the label outside on the machine, and at the top of its status page.',
  voltage:
    'The electrician or whoever runs the place can tell you, or a display on the power distribution. Please don’t measure it yourself.',
  marks: 'A look from outside is enough; please don’t open it to find out.', // P13
}
