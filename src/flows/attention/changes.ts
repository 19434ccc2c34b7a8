/** What a return after a long silence changes. */
import { assigns, type Change } from '../change.ts'
import { cleared, contactOf } from '../context.ts'
import { factsOf, textOf } from '../heard.ts'
import { DESCRIPTION_LIMIT } from '../taking.ts'

const putAside: Change = (_, event) => {
  const facts = factsOf(event)
  if (facts?.fault !== true) return { aside: null, misses: 0 }
  const { symptom, model, serial } = facts
  return { aside: { symptom, model, serial, description: textOf(event).slice(0, DESCRIPTION_LIMIT) }, misses: 0 }
}

/** A new matter begins with what was said of it. */
const startAnew: Change = (context) => ({
  ...cleared(context),
  ...contactOf(context),
  topic: 'fault',
  ...context.aside,
})

/** A new matter may begin, of which nothing was said yet. */
const expectNew: Change = () => ({
  aside: { symptom: null, model: null, serial: null, description: '' },
  misses: 0,
})

export const attentionChanges = assigns({
  putAside,
  expectNew,
  startAnew,
  dropAside: () => ({ aside: null, misses: 0 }),
})
