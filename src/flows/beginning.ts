/** Where a talk begins: before anything was said, and after a stored state that could not be read. Free of what is said then. */
import { initialTransition } from 'xstate'
import type { Language } from '../domain/values.ts'
import type { Conversation } from './conversation.ts'
import type { Desk } from './desk.ts'
import { QUIET } from './owner/context.ts'
import { banLeftIn, ordersLeftIn } from './salvage.ts'
import { STORED_VERSION, type Stored } from './stored.ts'

/** A talk before anything has happened. */
export function beginningOf(flow: Conversation, desk: Desk): Stored {
  const [flowStart] = initialTransition(flow)
  const [deskStart] = initialTransition(desk)
  return {
    v: STORED_VERSION,
    generation: 0,
    flow: { value: flowStart.value, context: flowStart.context, timers: {} },
    desk: { value: deskStart.value, context: deskStart.context, timers: {} },
  }
}

/** The same after `broken`, which could not be read: its orders and its ban hold on. */
export function beginningAfter(beginning: Stored, broken: string, lang: Language | null): Stored {
  const ban = banLeftIn(broken)
  const desk = ban === null ? beginning.desk : { ...beginning.desk, value: 'banned', context: { ...QUIET, ban } }
  const left = { lang: lang ?? 'en', orders: [...ordersLeftIn(broken)] }
  const { flow } = beginning
  return { ...beginning, desk, flow: { ...flow, context: { ...flow.context, ...left } } }
}
