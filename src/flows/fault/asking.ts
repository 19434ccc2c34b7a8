/** The questions of the diagnosis that words answer: the serial number, since when, what changed before, one machine or several. */
import type { Content } from '../../domain/content.ts'
import { readWhen } from '../../domain/when.ts'
import type { Context } from '../context.ts'
import { wordsOf } from '../heard.ts'
import type { Kit } from '../kit.ts'
import { takeYourTime } from '../talk/waiting.ts'
import type { Phrase } from '../texts/phrase.ts'
import { goodNews } from './checking.ts'

/** A better description than the first takes its place; the checks begin anew. */
export const describedAnew = {
  guard: 'describesAnew',
  actions: [
    'takeFaultAnew',
    {
      type: 'say',
      params: ({ context }: { readonly context: Context }): { readonly phrase: Phrase } => ({
        phrase: ['faultAnew', context.symptom, context.topic === 'order'],
      }),
    },
  ],
  target: '#deciding',
} as const

/** No answer to what is asked, but staff will want to read it; the question stays. */
export const keptForStaff = {
  guard: 'tellsOfTrying',
  actions: [
    'keepRemark',
    'miss',
    {
      type: 'say',
      params: ({ context }: { readonly context: Context }): { readonly phrase: Phrase } => ({
        phrase: ['remarkKept', context.misses],
      }),
    },
    'recall',
  ],
} as const

export const askingSerial = (kit: Kit) =>
  kit.createStateConfig({
    meta: { question: 'serial' },
    tags: 'awaiting-customer',
    entry: 'ask',
    on: {
      'customer.said': [
        {
          guard: 'tellsPartOfSerial',
          actions: ['keepRemark', 'leaveSerial', { type: 'say', params: { phrase: ['serialPart'] } }],
          target: '#deciding',
        },
        {
          guard: 'namesSerial',
          actions: [
            'takeSerial',
            { type: 'say', params: ({ context }) => ({ phrase: ['gotSerial', context.serial] }) },
          ],
          target: '#deciding',
        },
        ...goodNews,
        describedAnew,
        takeYourTime,
        /** Another answer than the one asked for is one all the same. */
        { guard: 'tellsMore', actions: ['noteFacts', { type: 'say', params: { phrase: ['noted'] } }, 'ask'] },
        {
          guard: 'missedTwice',
          actions: ['leaveSerial', { type: 'say', params: { phrase: ['serialLater'] } }],
          target: '#deciding',
        },
        {
          guard: 'triesSerial',
          actions: [
            'miss',
            { type: 'say', params: ({ context }) => ({ phrase: ['notASerial', context.misses] }) },
            'ask',
          ],
        },
      ],
      'customer.chose': {
        guard: { type: 'chose', params: { offer: 'unreadable' } },
        actions: ['leaveSerial', { type: 'say', params: { phrase: ['serialLater'] } }],
        target: '#deciding',
      },
    },
  })

export const askingSince = (kit: Kit, content: Content) =>
  kit.createStateConfig({
    meta: { question: 'since' },
    tags: 'awaiting-customer',
    entry: 'ask',
    on: {
      'customer.said': [
        // "It works now" names no moment.
        ...goodNews,
        { guard: 'namesMoment', actions: 'takeSince', target: '#deciding' },
        takeYourTime,
        {
          guard: 'missedTwice',
          actions: ['leaveSince', { type: 'say', params: { phrase: ['sinceLeftOpen'] } }],
          target: '#deciding',
        },
        {
          guard: 'triesMoment',
          actions: [
            'miss',
            {
              type: 'say',
              params: ({ context, event }) => {
                const read = readWhen(wordsOf(event), event.at, content.calendar)
                return { phrase: ['notAMoment', read.ok ? 'future' : read.reason, context.misses] }
              },
            },
            'ask',
          ],
        },
      ],
      'customer.chose': [
        { guard: 'namesMoment', actions: 'takeSince', target: '#deciding' },
        { guard: { type: 'chose', params: { offer: 'unknown' } }, actions: 'leaveSince', target: '#deciding' },
      ],
    },
  })

export const askingChanged = (kit: Kit) =>
  kit.createStateConfig({
    meta: { question: 'changed' },
    tags: 'awaiting-customer',
    entry: 'ask',
    on: {
      'customer.said': [
        ...goodNews,
        describedAnew,
        { guard: 'namesChange', actions: 'takeChanged', target: '#deciding' },
      ],
      'customer.chose': [
        { guard: 'namesChange', actions: 'takeChanged', target: '#deciding' },
        { guard: { type: 'chose', params: { offer: 'unknown' } }, actions: 'takeChanged', target: '#deciding' },
      ],
    },
  })

export const askingCount = (kit: Kit) => {
  const taken = [
    {
      guard: 'namesSeveral',
      actions: ['takeCount', { type: 'say', params: { phrase: ['placeFirst'] } }],
      target: '#deciding',
    },
    { guard: 'namesCount', actions: 'takeCount', target: '#deciding' },
  ] as const
  return kit.createStateConfig({
    meta: { question: 'count' },
    tags: 'awaiting-customer',
    entry: 'ask',
    on: { 'customer.said': [...goodNews, ...taken], 'customer.chose': taken },
  })
}
