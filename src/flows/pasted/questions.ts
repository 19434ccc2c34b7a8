/** The question that a pasted status may raise: which machine it is of. Both are named, nothing is overwritten unasked. */
import { chosen, type Known, offer } from '../asking.ts'
import type { Context } from '../context.ts'
import type { Doubt } from './types.ts'

export const pastedQuestions = ({ texts, context }: Known) => ({
  machine: () => {
    const { told, page } = differing(context)
    return chosen('machine', texts.askMachineInDoubt(told, page), [
      offer('page', texts.offerPageMachine(page)),
      offer('told', texts.offerToldMachine(told)),
      offer('another', texts.offerAnotherMachine()),
    ])
  },
})

/** What differs, as each of the two has it. */
function differing({ doubt, model, serial }: Context): { readonly told: Doubt; readonly page: Doubt } {
  const page = { model: doubt?.model ?? model, serial: doubt?.serial ?? serial }
  const others = { model: model !== null && page.model !== model, serial: serial !== null && page.serial !== serial }
  const those = (machine: Doubt): Doubt => ({
    model: others.model ? machine.model : null,
    serial: others.serial ? machine.serial : null,
  })
  return { told: those({ model, serial }), page: those(page) }
}
