/** The private link to a talk: drawn when its customer asks, kept as a digest alone, and good for a cookie of the same talk on another device. */
import { DAY, MINUTE } from '../../domain/values.ts'
import type { Sessions } from '../../ports.ts'
import { ACCEPTED, type Outcome, refused, wait } from './failures.ts'
import type { Intake, Visitor } from './intake.ts'
import { createLimiter, type Limit, networkOf } from './limits.ts'
import { digestOf, drawSecret } from './visitor.ts'

const DRAWN: Limit = { burst: 10, everyMs: MINUTE }
const TRIED: Limit = { burst: 30, everyMs: MINUTE }

/** The page's words say so. */
const LINK_MS = 180 * DAY

export interface LinksOptions {
  readonly intake: Pick<Intake, 'talkOf'>
  readonly sessions: Sessions
  /** A clock that only goes forward, ms. */
  readonly now?: () => number
}

export type Drawn = { readonly status: 'drawn'; readonly secret: string } | Outcome

/** Both reject with `StoreUnavailable` when Redis is away. */
export function createLinks({ intake, sessions, now = () => performance.now() }: LinksOptions) {
  const mayDraw = createLimiter(DRAWN, now)
  const mayTry = createLimiter(TRIED, now)

  async function draw(visitor: Visitor): Promise<Drawn> {
    const conversation = await intake.talkOf(visitor)
    if (conversation === null) return refused('no_talk')
    const waitMs = mayDraw(conversation)
    if (waitMs > 0) return wait('too_fast', waitMs)
    const secret = drawSecret()
    await sessions.openLink(digestOf(secret), conversation, LINK_MS)
    return { status: 'drawn', secret }
  }

  /** The link stays as it was: it may be used on another device, too. A browser that has the talk already keeps its cookie. */
  async function follow(visitor: Visitor, secret: string): Promise<Outcome> {
    const waitMs = mayTry(networkOf(visitor.address))
    if (waitMs > 0) return wait('too_fast', waitMs)
    const conversation = await sessions.linked(digestOf(secret))
    if (conversation === null) return refused('link_ended')
    if ((await intake.talkOf(visitor)) === conversation) return ACCEPTED
    const fresh = drawSecret()
    await sessions.openSession(digestOf(fresh), conversation)
    visitor.remember(fresh)
    return ACCEPTED
  }

  return { draw, follow }
}

export type Links = ReturnType<typeof createLinks>
