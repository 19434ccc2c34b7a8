/** Customers who count: they write alone and in bursts, set timers, call them off, post to the staff room, and know what must come of it. */
import { markIn } from '../../src/bot/post-mark.ts'
import type { ConversationId } from '../../src/ports.ts'
import type { Ask, Said } from './answers.ts'
import { asMessage } from './counting-talk.ts'
import type { Chat, Platform, SentLine } from './platform.ts'

const MOST_WAITING = 12
const LONGEST_BURST = 10
const SHORTEST_TIMER_MS = 50
const LONGEST_TIMER_MS = 400

export interface Counting {
  readonly conversation: ConversationId
  readonly asked: Ask[]
  /** The messages that staff wrote to this customer. */
  readonly told: string[]
  /** Different answers so far. */
  answers: number
  readonly timersOpen: Set<string>
  /** Posts that have not reached the staff room, and staff's answers that have not reached the customer. */
  open: number
}

export interface CountingCustomers {
  readonly all: readonly Counting[]
  /** Lets some customers write `messages` in all. */
  write(messages: number): void
  /** Whether everything that was asked has come about, as far as one can tell while it runs. */
  isSettled(): boolean
  /** Messages without an answer. */
  waiting(): number
  /** Null for a conversation of another kind. */
  isWaiting(conversation: ConversationId): boolean | null
}

interface Options {
  readonly platform: Platform
  readonly staffRoom: ConversationId
  readonly many: number
  readonly random: () => number
}

/** What a counting customer was told, as it was said; null for another line. */
export function saidIn({ line }: SentLine): Said | null {
  return line.from === 'bot' && line.text.startsWith('{') ? (JSON.parse(line.text) as Said) : null
}

/** The post that a line of the staff room brings; null for another line. */
export function postIn({ line }: SentLine): Extract<Ask, { kind: 'post' }> | null {
  const [post = ''] = line.text.split('\n')
  return post.startsWith('{"kind":"post"') ? (JSON.parse(post) as Extract<Ask, { kind: 'post' }>) : null
}

export function createCounting({ platform, staffRoom, many, random }: Options): CountingCustomers {
  const all = Array.from({ length: many }, (_, index): Counting => {
    const conversation = `tg:count-${index}` as ConversationId
    return { conversation, asked: [], told: [], answers: 0, timersOpen: new Set(), open: 0 }
  })
  const byConversation = new Map(all.map((one) => [one.conversation, one]))
  const upTo = (limit: number) => Math.floor(random() * limit)
  const left = ({ asked, answers }: Counting) => asked.length - answers

  function next({ conversation, asked }: Counting): Ask {
    const n = asked.length + 1
    const dice = random()
    if (dice < 0.12) {
      const ms = SHORTEST_TIMER_MS + upTo(LONGEST_TIMER_MS - SHORTEST_TIMER_MS)
      return { kind: 'timer', n, id: `t${n}`, ms }
    }
    if (dice < 0.16) return { kind: 'cancel', n }
    if (dice < 0.24) return { kind: 'post', n, from: conversation }
    return { kind: 'count', n }
  }

  function say(customer: Counting): void {
    const ask = next(customer)
    customer.asked.push(ask)
    if (ask.kind === 'timer') customer.timersOpen.add(ask.id)
    if (ask.kind === 'post') customer.open += 1
    platform.say(customer.conversation, { kind: 'said', text: asMessage(ask) })
  }

  function heard(customer: Counting, said: Said | null): void {
    if (said?.kind === 'number') {
      customer.answers += 1
      for (const id of said.cancelled) customer.timersOpen.delete(id)
    } else if (said?.kind === 'timer') customer.timersOpen.delete(said.id)
    else if (said?.kind === 'staff') customer.open -= 1
  }

  /**
   * Staff answer every other post once the next line has come, by a reply to the copy that they saw last; the platform quotes it. A line that comes
   * twice makes nobody answer twice.
   */
  function inStaffRoom(chat: Chat, sent: SentLine): void {
    const post = postIn(sent)
    if (post === null) return
    const customer = byConversation.get(post.from)
    if (customer !== undefined) customer.open -= 1
    const place = chat.sent.findLastIndex((one) => one.sequence < sent.sequence && postIn(one) !== null)
    const before = chat.sent[place]
    const answered = before === undefined ? null : postIn(before)
    const writer = answered === null ? undefined : byConversation.get(answered.from)
    if (answered === null || writer === undefined || random() < 0.5) return
    const text = `about ${answered.from} ${answered.n}`
    if (writer.told.includes(text)) return
    writer.told.push(text)
    writer.open += 1
    const by = { id: 'tg:42', name: 'Zhang Example' }
    const reply = {
      replyTo: `${before?.sequence}.${place + 1}`,
      replyToMark: markIn(before?.line.text ?? ''),
      repliesToBot: true,
      messageId: '900',
      author: 'person',
    }
    platform.say(staffRoom, { kind: 'typed', text, by, ...reply })
  }

  platform.onLine((chat, sent) => {
    if (chat.conversation === staffRoom) inStaffRoom(chat, sent)
    const customer = byConversation.get(chat.conversation)
    if (customer !== undefined) heard(customer, saidIn(sent))
  })

  return {
    all,
    write(messages) {
      for (let written = 0; written < messages; ) {
        const customer = all[upTo(all.length)]
        const burst = random() < 0.3 ? 2 + upTo(LONGEST_BURST - 1) : 1
        written += burst
        if (customer === undefined || left(customer) + burst > MOST_WAITING) continue
        for (let one = 0; one < burst; one += 1) say(customer)
      }
    },
    isSettled: () => all.every((one) => left(one) <= 0 && one.timersOpen.size === 0 && one.open <= 0),
    waiting: () => all.reduce((sum, one) => sum + left(one), 0),
    isWaiting(conversation) {
      const customer = byConversation.get(conversation)
      return customer === undefined ? null : platform.chat(conversation).accepted > customer.answers
    },
  }
}
