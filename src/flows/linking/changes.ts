/** What joining talks leaves behind: the code given out, the one sent here, with whom this talk is joined and what was filed there. */
import { LINK_CODE_GOOD_MS } from '../../domain/link-code.ts'
import { assigns } from '../change.ts'
import type { Context } from '../context.ts'
import { missesWith } from '../lookup/digits.ts'
import { linkCodeOf } from './code.ts'

const without = ({ links }: Context, talk: string) => links.filter((link) => link.talk !== talk)

export const linkingChanges = assigns({
  openLinkCode: (_, event) => ({
    linkCode: { code: linkCodeOf(event), until: event.at + LINK_CODE_GOOD_MS },
    misses: 0,
  }),
  countLinkTry: ({ linkTries }, event) => ({ linkTries: missesWith(linkTries, event.at), misses: 0 }),
  /** A code that holds was no wrong one. */
  noteFoundLink: ({ linkTries }, event) =>
    event.type === 'link.heard' && event.news.kind === 'found'
      ? { linkFound: { talk: event.news.talk, code: event.news.code }, linkTries: linkTries.slice(0, -1), misses: 0 }
      : {},
  dropFoundLink: () => ({ linkFound: null, misses: 0 }),
  joinFound: (context) =>
    context.linkFound === null
      ? {}
      : {
          links: [...without(context, context.linkFound.talk), { talk: context.linkFound.talk, orders: [] }],
          linkFound: null,
          misses: 0,
        },
  joinAgreed: (context, event) =>
    event.type === 'link.heard' && event.news.kind === 'agreed'
      ? {
          links: [...without(context, event.news.talk), { talk: event.news.talk, orders: [...event.news.orders] }],
          linkCode: null,
        }
      : {},
  noteLinkedOrders: (context, event) => {
    if (event.type !== 'link.heard' || event.news.kind !== 'orders') return {}
    const { talk, orders } = event.news
    return { links: context.links.map((link) => (link.talk === talk ? { talk, orders: [...orders] } : link)) }
  },
  dropParted: (context, event) =>
    event.type === 'link.heard' && event.news.kind === 'parted' ? { links: without(context, event.news.talk) } : {},
  dropLinks: () => ({ links: [], linkCode: null, misses: 0 }),
})
