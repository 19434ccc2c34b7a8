/** What joined talks are told without being asked: which orders there are, whenever one is filed. Pure. */
import type { Context } from '../context.ts'
import type { LinkEffect } from './news.ts'

/** To talks that were joined before the step; one that joins in it is told by what joins it. */
export function ordersTold(before: Context, after: Context): readonly LinkEffect[] {
  if (after.orders.length === before.orders.length) return []
  const still = after.links.filter(({ talk }) => before.links.some((link) => link.talk === talk))
  return still.map(({ talk }) => ({ kind: 'link.told', to: talk, news: { kind: 'orders', orders: after.orders } }))
}
