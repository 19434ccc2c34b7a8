/** Stored states of earlier versions, brought to the next one by one. What is no such state passes unchanged and is refused by the schema. */

import { type Fields, isRecord } from './packing.ts'

type Migration = (state: Fields) => Fields

/** By the version that a migration starts from. */
const MIGRATIONS: Readonly<Record<number, Migration>> = {
  /** 2: the conversation got a region of its own for the customer's attention. */
  1: (state) => {
    const flow = state['flow']
    if (!isRecord(flow)) return state
    return { ...state, v: 2, flow: { ...flow, value: { talk: flow['value'], attention: 'present' } } }
  },
  /** 3: while a person has the talk it is known whether the customer waits for an answer; waiting is counted. */
  2: (state) => {
    const desk = state['desk']
    if (!isRecord(desk)) return state
    return { ...state, v: 3, desk: desk['value'] === 'person' ? { ...desk, value: { person: 'answered' } } : desk }
  },
}

/** The state in the newest version that migrations lead to. */
export function migrated(state: unknown): unknown {
  let newest = state
  while (isRecord(newest) && typeof newest['v'] === 'number') {
    const migration = Object.hasOwn(MIGRATIONS, newest['v']) ? MIGRATIONS[newest['v']] : undefined
    const next = migration?.(newest)
    if (next === undefined || next === newest) break
    newest = next
  }
  return newest
}
