/** What a customer's commands do at any moment, by words, number or `/command`. */
import type { Kit } from '../kit.ts'
import { linkCommands } from '../linking.ts'
import type { Command } from '../types.ts'

const on = (command: Command) => ({ guard: { type: 'commanded' as const, params: { command } } })
/** Only while a matter is under way. */
const onOpen = (command: Command) => ({ guard: { type: 'commandedAndOpen' as const, params: { command } } })

export const commands = (kit: Kit, transcriptDays: number) =>
  kit.createStateConfig({
    on: {
      'customer.commanded': [
        {
          ...onOpen('start'),
          actions: ['miss', { type: 'say', params: ({ context }) => ({ phrase: ['hereIAm', context.misses] }) }],
          target: '#deciding',
        },
        { ...on('start'), actions: 'settle', target: '#deciding' },
        { ...on('menu'), actions: 'settle', target: '#menu' },
        { ...on('order'), actions: 'startForm', target: '#deciding' },
        { ...on('language'), target: '#choosingLanguage' },
        { ...on('repeat'), actions: ['settle', 'ask'] },
        { ...on('kept_safe'), actions: ['settle', { type: 'say', params: { phrase: ['keepItSo'] } }, 'ask'] },
        { ...on('safety'), actions: ['settle', { type: 'say', params: { phrase: ['stayAway'] } }, 'ask'] },
        {
          ...onOpen('later'),
          actions: ['settle', { type: 'say', params: { phrase: ['laterThen'] } }],
          target: '#resting',
        },
        { ...on('later'), actions: ['settle', { type: 'say', params: { phrase: ['welcome'] } }], target: '#resting' },
        { ...onOpen('thanks'), actions: ['settle', { type: 'say', params: { phrase: ['gladly'] } }, 'recall'] },
        { ...on('thanks'), actions: ['settle', { type: 'say', params: { phrase: ['welcome'] } }], target: '#resting' },
        { ...on('help'), actions: ['settle', { type: 'say', params: { phrase: ['help'] } }, 'ask'] },
        { ...onOpen('cancel'), target: '#leaving' },
        { ...on('cancel'), actions: { type: 'say', params: { phrase: ['nothingToDrop'] } }, target: '#menu' },
        { ...on('back'), actions: 'takeBack', target: '#deciding' },
        { ...onOpen('resume'), actions: ['settle', 'dropAside'], target: '#deciding' },
        { ...on('resume'), actions: { type: 'say', params: { phrase: ['nothingOpen'] } }, target: '#menu' },
        { ...onOpen('skip'), actions: ['settle', { type: 'say', params: { phrase: ['cannotSkip'] } }, 'ask'] },
        { ...on('skip'), actions: ['settle', 'ask'] },
        {
          ...on('mydata'),
          actions: [
            'settle',
            { type: 'say', params: ({ context }) => ({ phrase: ['myData', context, transcriptDays] }) },
            'ask',
          ],
        },
        { ...on('forget'), actions: 'settle', target: '#askingForget' },
        ...linkCommands,
      ],
    },
  })
