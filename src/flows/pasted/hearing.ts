/** How the conversation hears a pasted status, wherever it stands, and the one question that it may raise: whose machine it is of. */
import type { Content } from '../../domain/content.ts'
import type { Context } from '../context.ts'
import type { Kit } from '../kit.ts'
import type { Phrase } from '../texts/phrase.ts'
import type { FlowEvent } from '../types.ts'
import { tellEvidence, tellVerdict } from '../verdict.ts'
import { readBackOf } from './read-back.ts'
import { sentOf } from './sent.ts'

interface Heard {
  readonly context: Context
  readonly event: Extract<FlowEvent, { type: 'customer.pasted' }>
}

const readBack = (isSameMachine: boolean) =>
  ({
    type: 'say',
    params: ({ context, event: { pasted, at } }: Heard): { readonly phrase: Phrase } => {
      const before = isSameMachine && context.topic !== 'none' ? context.sent : null
      return { phrase: ['pastedRead', readBackOf(pasted, before, sentOf(pasted, before, at))] }
    },
  }) as const

/** At any moment: it is read back, answers what it can, and the talk goes on with what is still unknown. */
export const hearPasted = (content: Content) => {
  const toTechnicians = [
    readBack(true),
    'takePasted',
    { type: 'say', params: { phrase: ['needsTechnicians'] } },
    tellVerdict(content),
    tellEvidence(content),
  ] as const
  return [
    { guard: 'isUnreadStatus', actions: [readBack(false), 'settle', 'ask'] },
    { guard: 'isAsideOfFurther', actions: 'takePastedOfFurther' },
    {
      guard: 'isOfFurther',
      actions: [
        readBack(false),
        'takePastedOfFurther',
        { type: 'say', params: ({ event }: Heard) => ({ phrase: ['pastedOfFurther', event.pasted.serial] as const }) },
      ],
      target: '.deciding',
    },
    { guard: 'isAsideOfAnotherMachine', actions: 'doubtPasted', target: '.deciding' },
    { guard: 'isAside', actions: 'takePasted', target: '.deciding' },
    { guard: 'isOfAnotherMachine', actions: [readBack(false), 'doubtPasted'], target: '.deciding' },
    { guard: { type: 'pasteLeadsTo', params: { outcome: 'staff' } }, actions: toTechnicians, target: '.deciding' },
    // P4: a return is only proposed.
    { guard: { type: 'pasteLeadsTo', params: { outcome: 'return' } }, actions: toTechnicians, target: '.deciding' },
    {
      guard: { type: 'pasteLeadsTo', params: { outcome: 'done' } },
      actions: [readBack(true), 'takePasted', tellEvidence(content)],
      target: '.deciding',
    },
    { guard: 'looksWell', actions: [readBack(true), 'takePasted'], target: '.fault.confirming' },
    {
      guard: 'isForm',
      actions: [readBack(true), 'takePasted', { type: 'say', params: { phrase: ['pastedKept'] } }],
      target: '.deciding',
    },
    { actions: [readBack(true), 'takePasted'], target: '.deciding' },
  ] as const
}

const settle = {
  guard: 'settlesMachine',
  actions: ['settleMachine', { type: 'say', params: { phrase: ['noted'] } }],
  target: '#deciding',
} as const

export const settlingMachine = (kit: Kit) =>
  kit.createStateConfig({
    meta: { question: 'machine' },
    tags: 'awaiting-customer',
    entry: 'ask',
    on: {
      'customer.said': settle,
      'customer.chose': [
        settle,
        {
          guard: { type: 'chose', params: { offer: 'another' } },
          actions: ['leavePastedAside', { type: 'say', params: { phrase: ['pastedLeftAside'] } }],
          target: '#deciding',
        },
      ],
      'customer.commanded': {
        guard: { type: 'commanded', params: { command: 'back' } },
        actions: 'leavePastedAside',
        target: '#deciding',
      },
    },
  })
