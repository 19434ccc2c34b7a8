/**
 * The form as a talk of the product: an XState machine with a reminder timer in every question, stepped by the product's own `move`, stored
 * and read as the product stores and reads. What it has not is triage, rules and texts: those are `bench:step`.
 */
import { assign, setup } from 'xstate'
import { z } from 'zod'
import type { Talk } from '../../src/flows/step.ts'
import type { Effect, StepEvent } from '../../src/flows/types.ts'
import { isRunning, MINUTE, move, timersSchema, unpacked } from './dist.ts'
import { CONFIRM, FIELDS, filed } from './form.ts'

type Answers = Readonly<Record<string, string>>
interface Said {
  readonly type: 'customer.said'
  readonly text: string
}

const REMINDER_AFTER_MS = 30 * MINUTE
const START = 'fresh'
const CONFIRMING = 'confirming'
const stateAfter = (place: number): string => FIELDS[place + 1]?.slot ?? CONFIRMING

const kit = setup({ types: { context: {} as Answers, events: {} as Said }, actions: { ask: () => {}, file: () => {} } })

const asking = (slot: string, place: number) =>
  kit.createStateConfig({
    after: { [REMINDER_AFTER_MS]: { actions: 'ask' } },
    on: {
      'customer.said': {
        target: stateAfter(place),
        actions: [assign(({ context, event }) => ({ ...context, [slot]: event.text })), 'ask'],
      },
    },
  })

const machine = kit.createMachine({
  id: 'form',
  initial: START,
  context: {},
  states: {
    [START]: { on: { 'customer.said': { target: FIELDS[0]?.slot ?? CONFIRMING, actions: 'ask' } } },
    ...Object.fromEntries(FIELDS.map(({ slot }, place) => [slot, asking(slot, place)])),
    [CONFIRMING]: {
      after: { [REMINDER_AFTER_MS]: { actions: 'ask' } },
      on: { 'customer.said': { target: START, actions: 'file' } },
    },
  },
})

const place = z.string().refine((value) => Object.hasOwn(machine.states, value))
/** Nobody of staff has the talk, or is waited for. */
const nobody = z.object({ by: z.null().default(null), reason: z.null().default(null) })
const schema = z.object({
  v: z.literal(1),
  generation: z.number().int(),
  flow: z.object({
    value: place,
    context: z.object({
      ...Object.fromEntries(FIELDS.map(({ slot }) => [slot, z.string().optional()])),
      displayName: z.null().default(null),
    }),
    timers: timersSchema,
  }),
  desk: z.object({ value: z.literal('bot'), context: nobody, timers: timersSchema }),
})
type Held = z.infer<typeof schema>

const NEW: Held = {
  v: 1,
  generation: 0,
  flow: { value: START, context: { displayName: null }, timers: {} },
  desk: { value: 'bot', context: { by: null, reason: null }, timers: {} },
}

function heard(held: Held, event: StepEvent): string | null {
  if (event.kind === 'inbound') return event.inbound.kind === 'said' ? 'customer.said' : null
  if (event.kind === 'dropped') return null
  const armed = held.flow.timers[event.timer.id]
  return isRunning(armed) && armed.generation === event.timer.generation ? event.timer.id : null
}

function step(held: Held, event: StepEvent): { readonly stored: Held; readonly effects: readonly Effect[] } {
  const type = heard(held, event)
  if (type === null) return { stored: held, effects: [] }
  const text = event.kind === 'inbound' && event.inbound.kind === 'said' ? event.inbound.text : ''
  const moved = move(machine, held.flow, { type, at: event.at, text } as { type: string; at: number }, held.generation)
  const effects = moved.wanted.map(
    ({ type: wanted }): Effect =>
      wanted === 'file' ? { kind: 'say', text: filed(moved.part.context as unknown as Answers) } : { kind: 'ask' },
  )
  return { stored: { ...held, generation: moved.generation, flow: moved.part }, effects }
}

function prompt({ flow }: Held): string | null {
  if (flow.value === CONFIRMING) return CONFIRM
  return FIELDS.find(({ slot }) => slot === flow.value)?.ask ?? null
}

/** What of a talk a turn uses; the rest belongs to the product's own conversation and throws. */
export const formTalk = {
  step: (stored: Held | null, event: StepEvent) => step(stored ?? NEW, event),
  ordersWanted: () => [],
  question: (stored: Held) => {
    const asked = prompt(stored)
    return asked === null ? null : { id: String(stored.flow.value), prompt: asked, offers: [] }
  },
  unpack(json: string) {
    const read = schema.safeParse(unpacked(JSON.parse(json)))
    return read.success ? { ok: true, stored: read.data } : { ok: false, reason: z.prettifyError(read.error) }
  },
  restart: (_event: StepEvent, broken: string) => {
    throw new Error(`a stored form could not be read: ${broken}`)
  },
} as unknown as Talk
