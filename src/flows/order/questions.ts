/** The questions of the order form: name, phone, the recap and what to change in it. */
import { chosen, type Known, offer, typed } from '../asking.ts'
import { CHANGEABLE } from '../heard.ts'

export const orderQuestions = ({ texts, context }: Known) => ({
  name: () =>
    typed(
      'name',
      texts.askName(),
      context.displayName === null ? [] : [offer('use_display_name', texts.offerDisplayName(context.displayName))],
    ),
  phone: () => typed('phone', texts.askPhone(), []),
  recap: () => ({
    ...chosen('recap', texts.askRecap(context), [
      offer('submit', texts.offerSubmit()),
      offer('change', texts.offerChange()),
      offer('drop', texts.offerDrop()),
    ]),
    agreed: 'submit',
    no: 'change',
  }),
  change: () => ({
    ...chosen('change', texts.askChange(), [
      ...CHANGEABLE.map((slot) => offer(slot, texts.offerSlot(slot))),
      offer('nothing', texts.offerNothing()),
    ]),
    no: 'nothing',
  }),
})
