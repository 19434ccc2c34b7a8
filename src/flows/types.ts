/**
 * The vocabulary of the conversations: what comes into a step and what leaves it, one idea a file. All of it is plain JSON.
 */
/** Questions that are answered at any moment, without leaving the step. */
export { TOPICS, type Topic } from '../domain/triage-content.ts'
export * from './types/desk-event.ts'
export * from './types/facts.ts'
export * from './types/file.ts'
export * from './types/flow-event.ts'
export * from './types/inbound.ts'
export * from './types/line.ts'
export * from './types/room.ts'
export * from './types/step.ts'
