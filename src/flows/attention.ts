/** Whether the customer is there: beside whatever is talked about. Silence leads to one gentle reminder, then the talk is parked as it stands. */
import type { Kit } from './kit.ts'

export const attention = (kit: Kit) =>
  kit.createStateConfig({
    initial: 'present',
    states: {
      present: {},
    },
  })
