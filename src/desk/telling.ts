/** The store as it is, and a word to the desk's pages whenever something was written that they may show. Changes no answer. */
import type { Feed, Store } from '../ports.ts'

export function telling<S extends Store & Feed>(store: S, tell: () => void): S {
  const after =
    <Given extends readonly unknown[], Answer>(work: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      const answer = await work(...given)
      tell()
      return answer
    }
  return {
    ...store,
    commit: after(store.commit),
    turn: after(store.turn),
    sent: after(store.sent),
    show: after(store.show),
    markSeen: after(store.markSeen),
  }
}
