/** The questions of the order form: machines, name, phone, condition, mains, the recap and what to change in it, the terms. */
import { MARKS } from '../../domain/order.ts'
import { chosen, type Known, offer, typed } from '../asking.ts'
import { machinesNamed, UNKNOWN } from '../context.ts'
import { changeable } from '../heard.ts'
import { marksLeft } from './condition.ts'

export const orderQuestions = ({ texts, context }: Known) => ({
  machines: () => {
    const named = machinesNamed(context)
    const prompt = context.changing === 'machines' ? texts.askFurther() : texts.askMachines(named, context.count)
    const all = offer('done', context.changing === 'machines' ? texts.offerNothing() : texts.offerAllNamed())
    return {
      ...typed('machines', prompt, [...(named === 0 ? [] : [all]), offer('unreadable', texts.offerUnreadable())]),
      ...(named > 0 && { no: 'done' }),
      unsure: 'unreadable',
    }
  },
  name: () =>
    typed(
      'name',
      texts.askName(),
      context.displayName === null ? [] : [offer('use_display_name', texts.offerDisplayName(context.displayName))],
    ),
  phone: () => typed('phone', texts.askPhone(), []),
  marks: () => {
    const left = marksLeft(context.unmarked)
    const prompt = left.length === MARKS.length ? texts.askMarks() : texts.askOtherMarks(left)
    return {
      ...typed('marks', prompt, [
        ...(['none', ...left] as const).map((mark) => offer(mark, texts.offerMark(mark))),
        offer(UNKNOWN, texts.offerUnknown()),
      ]),
      no: 'none',
      unsure: UNKNOWN,
      content: 'none',
    }
  },
  voltage: () => ({
    ...typed('voltage', texts.askVoltage(), [
      offer('200-240', '200-240 V'),
      offer('100-120', '100-120 V'),
      offer(UNKNOWN, texts.offerUnknown()),
    ]),
    unsure: UNKNOWN,
  }),
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
      ...changeable(context).map((slot) => offer(slot, texts.offerSlot(slot))),
      offer('nothing', texts.offerNothing()),
    ]),
    no: 'nothing',
  }),
  terms: () => ({
    ...chosen('terms', texts.askTerms(), [
      offer('agree', texts.offerAgree()),
      offer('question', texts.offerQuestion()),
      offer('later', texts.offerLater()),
    ]),
    agreed: 'agree',
    no: 'later',
  }),
})
