/** The serial numbers of several machines, one after another; a list in one message is taken wherever it comes. */
import type { Kit } from '../kit.ts'

export const askingMachines = (kit: Kit) =>
  kit.createStateConfig({
    meta: { question: 'machines' },
    tags: 'awaiting-customer',
    entry: 'ask',
    on: {
      'customer.said': [
        {
          guard: 'repeatsMachine',
          actions: ['settle', { type: 'say', params: { phrase: ['machineRepeated'] } }, 'ask'],
        },
        { guard: 'saysThatIsAll', actions: 'endList', target: '#deciding' },
        { guard: 'saysPlainYes', actions: ['settle', { type: 'say', params: { phrase: ['sendNext'] } }] },
        { guard: 'namesFreshMachine', actions: 'takeMachine', target: '#deciding' },
        {
          guard: 'triesSerial',
          actions: [
            'miss',
            { type: 'say', params: ({ context }) => ({ phrase: ['notASerial', context.misses] }) },
            'ask',
          ],
        },
      ],
      'customer.chose': [
        { guard: { type: 'chose', params: { offer: 'done' } }, actions: 'endList', target: '#deciding' },
        { guard: { type: 'chose', params: { offer: 'unreadable' } }, actions: 'leaveMachine', target: '#deciding' },
      ],
    },
  })
