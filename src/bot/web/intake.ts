/** What a customer does on the page becomes a letter: whose it is, whether it may be taken now, and what the page shows of it. */
import type { Inbound } from '../../flows/types.ts'
import type { ConversationId, Feed, FeedEntry, Ingested, Letter, Sessions } from '../../ports.ts'
import { type Choice, MAX_TEXT_BYTES, type Message } from './doors.ts'
import { ACCEPTED, type Outcome, refused, wait } from './failures.ts'
import { createLimiter, isLocal, type Limiter, MESSAGES, NEW_LOCAL_TALKS, NEW_TALKS, networkOf } from './limits.ts'
import { customerShown, labelOf, type Shown } from './shown.ts'
import { digestOf, drawConversation, drawSecret } from './visitor.ts'

export interface IntakeOptions {
  /** Resolves once the letter is safe in Redis and stands in the feed. */
  readonly accept: (letter: Letter, shown: string) => Promise<Ingested>
  readonly feed: Pick<Feed, 'shownAfter' | 'markSeen'>
  readonly sessions: Sessions
  /** A clock that only goes forward, ms. */
  readonly now?: () => number
}

export interface Visitor {
  readonly secret: string | null
  readonly address: string
  /** Called with a new secret before the first message is taken. */
  readonly remember: (secret: string) => void
}

export type Entered = { readonly status: 'entered'; readonly conversation: ConversationId } | Outcome

/** How long a mailbox that is full may need. */
const FULL_WAIT_MS = 5_000

/** Every method rejects with `StoreUnavailable` when Redis is away; then nothing was taken. */
export function createIntake({ accept, feed, sessions, now = () => performance.now() }: IntakeOptions) {
  const mayWrite = createLimiter(MESSAGES, now)
  const mayBegin = createLimiter(NEW_TALKS, now)
  const mayBeginHere = createLimiter(NEW_LOCAL_TALKS, now)

  const talkOf = async ({ secret }: Pick<Visitor, 'secret'>): Promise<ConversationId | null> =>
    secret === null ? null : await sessions.session(digestOf(secret))

  async function say(visitor: Visitor, message: Message): Promise<Outcome> {
    if (message.text.trim() === '') return refused('bad_request')
    if (Buffer.byteLength(message.text) > MAX_TEXT_BYTES) return refused('too_long')
    const entered = await enter(visitor)
    if (entered.status !== 'entered') return entered
    const { conversation } = entered
    const inbound: Inbound = { kind: 'said', text: message.text, ...hintOf(message) }
    return await take(conversation, message.id, inbound, customerShown(message.id, message.text))
  }

  async function choose(visitor: Visitor, choice: Choice): Promise<Outcome> {
    const conversation = await talkOf(visitor)
    if (conversation === null) return refused('no_talk')
    const label = labelOf(await wholeFeed(conversation), choice)
    if (label === null) return refused('no_such_button')
    const inbound: Inbound = { kind: 'chose', question: choice.question, offer: choice.offer, ...hintOf(choice) }
    return await take(conversation, choice.id, inbound, customerShown(choice.id, label))
  }

  async function see(visitor: Visitor, id: number): Promise<Outcome> {
    const conversation = await talkOf(visitor)
    if (conversation === null) return refused('no_talk')
    await feed.markSeen(conversation, id)
    return ACCEPTED
  }

  /** The visitor's conversation, or a new one where they may begin it. */
  async function enter(visitor: Visitor): Promise<Entered> {
    const known = await talkOf(visitor)
    if (known !== null) return { status: 'entered', conversation: known }
    const waitMs = addressWait(visitor.address)
    if (waitMs > 0) return wait('too_many_talks', waitMs)
    return { status: 'entered', conversation: await begin(visitor) }
  }

  /** The session comes before the letter: a message that was taken is never one that nobody can come back to. */
  async function begin({ remember }: Visitor): Promise<ConversationId> {
    const [secret, conversation] = [drawSecret(), drawConversation()]
    await sessions.openSession(digestOf(secret), conversation)
    remember(secret)
    return conversation
  }

  async function take(conversation: ConversationId, id: string, inbound: Inbound, shown: Shown): Promise<Outcome> {
    const waitMs = mayWrite(conversation)
    if (waitMs > 0) return wait('too_fast', waitMs)
    const letter = { conversation, id: `web:${id}`, body: JSON.stringify(inbound), counted: true }
    const ingested = await accept(letter, JSON.stringify(shown))
    return ingested === 'full' ? wait('too_many_waiting', FULL_WAIT_MS) : ACCEPTED
  }

  async function wholeFeed(conversation: ConversationId): Promise<readonly FeedEntry[]> {
    const entries: FeedEntry[] = []
    for (;;) {
      const page = await feed.shownAfter(conversation, entries.at(-1)?.id ?? 0)
      if (page.entries.length === 0) return entries
      entries.push(...page.entries)
    }
  }

  function addressWait(address: string): number {
    const limiter: Limiter = isLocal(address) ? mayBeginHere : mayBegin
    return limiter(networkOf(address))
  }

  return { talkOf, enter, say, choose, see, take }
}

export type Intake = ReturnType<typeof createIntake>

export const hintOf = ({ lang }: Pick<Message, 'lang'>): Pick<Extract<Inbound, { kind: 'said' }>, 'hint'> =>
  lang === undefined ? {} : { hint: lang }
