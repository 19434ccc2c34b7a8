/** What is remembered of other open orders with the same serial number. */
import { assigns } from '../change.ts'

export const elsewhereChanges = assigns({
  noteElsewhere: ({ elsewhere }, event) => {
    if (event.type !== 'registry.answered') return {}
    const { serial, numbers } = event
    return { elsewhere: [...elsewhere.filter((one) => one.serial !== serial), { serial, numbers: [...numbers] }] }
  },
})
