/** What talks of one customer tell each other, and what the registry of codes answers. Types only. */
import type { LinkCode } from '../../domain/link-code.ts'
import type { Instant, OrderNumber } from '../../domain/values.ts'

/** `talk`: the conversation that it comes from, or that is meant. */
export type LinkNews =
  /** The registry: the code that was sent here is that of another talk. It is used up. */
  | { readonly kind: 'found'; readonly talk: string; readonly code: LinkCode }
  /** The registry: no such code is open, it is this talk's own, or others read along here (a code that was given out here holds nothing then). */
  | { readonly kind: 'refused'; readonly why: 'unknown' | 'own' | 'room' }
  /** The customer there has agreed, by a code of this talk. */
  | { readonly kind: 'agreed'; readonly talk: string; readonly code: LinkCode; readonly orders: readonly OrderNumber[] }
  /** The other talk knows of it, and these are its orders: at first in answer to `agreed`, then whenever they change. */
  | { readonly kind: 'orders'; readonly talk: string; readonly orders: readonly OrderNumber[] }
  /** It is no longer joined with this one, or never was. */
  | { readonly kind: 'parted'; readonly talk: string }

/** As a talk sends it: who sends is known. */
export type LinkTold = Unsigned<Extract<LinkNews, { kind: 'agreed' | 'orders' | 'parted' }>>
type Unsigned<News> = News extends unknown ? Omit<News, 'talk'> : never

/** What a step wants done about joined talks. */
export type LinkEffect =
  /** This talk's code is open from now on, until then. */
  | { readonly kind: 'link.opened'; readonly code: LinkCode; readonly until: Instant }
  /** Whose code is that? The answer comes as a letter. */
  | { readonly kind: 'link.tried'; readonly code: LinkCode }
  | { readonly kind: 'link.told'; readonly to: string; readonly news: LinkTold }
