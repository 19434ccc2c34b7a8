/** Questions to joined talks: whether one more may be, whether a code or a letter holds, and what was filed there. */
import type { Order } from '../../domain/order.ts'
import type { Instant } from '../../domain/values.ts'
import type { Asking } from '../change.ts'
import { lockedUntil } from '../lookup/digits.ts'
import type { LinkNews } from './news.ts'

/** One person has few apps. */
const MOST_LINKS = 3

const newsIn = <Kind extends LinkNews['kind']>({ event }: Asking, kind: Kind) =>
  event.type === 'link.heard' && event.news.kind === kind ? (event.news as Extract<LinkNews, { kind: Kind }>) : null

/** The talk that a letter is about; null for what is none. */
export const talkIn = ({ event }: Asking): string | null =>
  event.type === 'link.heard' && 'talk' in event.news ? event.news.talk : null

const isJoined = (asking: Asking): boolean => asking.context.links.some(({ talk }) => talk === talkIn(asking))

/** Until when no code can be sent; null when one can. */
export const linkLockedUntil = ({ context, event }: Asking): Instant | null => lockedUntil(context.linkTries, event.at)

/** The orders of joined talks that were looked up, newest first. */
export const linkedOrders = ({ context, event }: Asking): readonly Order[] =>
  context.links
    .flatMap(({ orders }) => orders)
    .flatMap((number) => event.orders.find((order) => order.number === number) ?? [])
    .toSorted((a, b) => b.filedAt - a.filedAt)

const hasLinked = (asking: Asking): boolean => linkedOrders(asking).length > 0

export const linkingGuards = {
  unlinks: ({ context, event }: Asking) =>
    event.type === 'customer.commanded' && event.command === 'unlink' && context.links.length > 0,
  linksAreFull: ({ context }: Asking) => context.links.length >= MOST_LINKS,
  linkIsLocked: (asking: Asking) => linkLockedUntil(asking) !== null,
  linkIsAside: ({ event }: Asking) => 'aside' in event && event.aside,
  codeIsMistyped: ({ event }: Asking) => event.type === 'customer.sentCode' && event.code === null,
  linkFound: (asking: Asking) => newsIn(asking, 'found') !== null,
  linkFoundAside: (asking: Asking) =>
    newsIn(asking, 'found') !== null && asking.event.type === 'link.heard' && asking.event.aside,
  linkFoundAgain: (asking: Asking) => newsIn(asking, 'found') !== null && isJoined(asking),
  linkRefused: (asking: Asking) => newsIn(asking, 'refused') !== null,
  /** By the code that this talk gave out last, while there is room: a talk that was erased meanwhile has given out none. */
  linkAgreed: (asking: Asking) => {
    const { links, linkCode } = asking.context
    const news = newsIn(asking, 'agreed')
    return news !== null && linkCode !== null && linkCode.code === news.code && links.length < MOST_LINKS
  },
  linkAgreedInVain: (asking: Asking) => newsIn(asking, 'agreed') !== null,
  linkedOrdersTold: (asking: Asking) => newsIn(asking, 'orders') !== null && isJoined(asking),
  linkParted: (asking: Asking) => newsIn(asking, 'parted') !== null && isJoined(asking),
  isLinkedOrder: ({ context, event }: Asking) =>
    event.type === 'customer.namedOrder' && context.links.some(({ orders }) => orders.includes(event.number)),
  hasLinkedOrders: hasLinked,
  hasLinkedOrdersAlone: (asking: Asking) => hasLinked(asking) && asking.context.orders.length === 0,
}
