/** Which questions can be explained: what they are asked for, and where their answer is to be found. */

/** By the names of the questions. */
export const EXPLAINED = [
  'danger',
  'fault',
  'model',
  'serial',
  'since',
  'changed',
  'count',
  'machine',
  'machines',
  'name',
  'phone',
  'marks',
  'voltage',
  'recap',
  'terms',
] as const
export type Explained = (typeof EXPLAINED)[number]

/** Of these it is somewhere to be seen. */
export const FOUND = ['serial', 'machines', 'model', 'voltage', 'marks'] as const
export type Found = (typeof FOUND)[number]

/** What is wondered about a question that has an answer to it. */
export type Explanation =
  | { readonly wonders: 'why'; readonly question: Explained }
  | { readonly wonders: 'where'; readonly question: Found }

/** Null for a question that explains itself when it is asked again: a check says what it is good for. */
export function explanationOf(wonders: 'why' | 'where', id: string): Explanation | null {
  if (wonders === 'why') {
    const question = EXPLAINED.find((name) => name === id)
    return question === undefined ? null : { wonders, question }
  }
  const question = FOUND.find((name) => name === id)
  return question === undefined ? null : { wonders, question }
}
